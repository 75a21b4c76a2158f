/** Runs on a thread of its own (`reading.ts`): reads what learners wrote, one file after the other. */
import { stripTypeScriptTypes } from 'node:module';
import { parentPort } from 'node:worker_threads';
import { guardInline } from './client/inline.ts';
import { compileServer } from './compile.ts';
import { clientScript } from './frame-script.ts';
import type { Answer, Question } from './reading.ts';

const port = parentPort;
if (!port) throw new Error('reading-thread.ts runs as a worker thread');

function answer(question: Question): unknown {
  switch (question.read) {
    case 'server':
      return compileServer(question.files);
    case 'script':
      return clientScript(question.files);
    case 'page':
      return guardInline(question.html);
  }
}

/** What strips types is a machine of its own: once nested source has broken it, it strips nothing any more. */
function isBroken(): boolean {
  try {
    stripTypeScriptTypes('let a: number;', { mode: 'strip' });
    return false;
  } catch {
    return true;
  }
}

port.on('message', (question: Question) => {
  const told: Answer = { value: undefined, broken: false };
  try {
    told.value = answer(question);
  } catch (error) {
    told.failed = String((error as Error).stack);
  }
  const isTypeScript = question.read !== 'page' && Object.keys(question.files).some((name) => name.endsWith('.ts'));
  const isRight = question.read === 'server' && (told.value as { ok?: boolean } | undefined)?.ok === true;
  if (isTypeScript && !isRight) told.broken = isBroken();
  port.postMessage(told);
});
