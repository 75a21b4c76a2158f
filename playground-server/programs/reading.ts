/**
 * Reads what learners wrote (types stripped, mistakes found, loops guarded) on a thread beside the server: a file that is
 * made to be slow to read keeps nobody else waiting for long, and one that breaks the reader breaks this thread alone.
 */
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import type { Files } from '../../protocol/programs.ts';
import { serverFile, type Compiled } from './compile.ts';
import { KEEP_WASM_CODE } from './wasm-code.ts';

// What strips types is WebAssembly, and its threads come and go in the server's own process.
setFlagsFromString(KEEP_WASM_CODE);

export type Question = { read: 'server'; files: Files } | { read: 'script'; files: Files } | { read: 'page'; html: string };
/** `failed`: our own mistake, with its stack. `broken`: the thread must not be asked again. */
export interface Answer {
  value: unknown;
  failed?: string;
  broken: boolean;
}

/** How long (ms) one file may be read before the thread is given up. The largest takes about 0.3 s on a machine that rests. */
const LONGEST_MS = 5_000;

interface Asked {
  question: Question;
  /** Nobody waits for it any more. */
  stale: (() => boolean) | undefined;
  answered(value: unknown): void;
}
const waiting: Asked[] = [];
let current: { asked: Asked; timer: ReturnType<typeof setTimeout> } | undefined;
let thread: Worker | undefined;

function threadOf(): Worker {
  if (thread) return thread;
  const made = new Worker(new URL('./reading-thread.ts', import.meta.url), { env: {}, resourceLimits: { maxOldGenerationSizeMb: 256 } });
  const ended = () => {
    if (thread === made) lose();
  };
  made.on('message', (answer: Answer) => {
    if (thread !== made || !current) return;
    if (answer.failed) console.error(answer.failed);
    const { asked } = current;
    if (answer.broken) return lose(answer.value);
    done();
    asked.answered(answer.value);
    next();
  });
  made.on('error', ended);
  made.on('exit', ended);
  // The server may end while it stands ready.
  made.unref();
  return (thread = made);
}
function done(): void {
  clearTimeout(current?.timer);
  current = undefined;
  thread?.unref();
}
/** The thread is gone, or must go: what it was asked is answered with `value`, or nothing; the rest is asked of a new one. */
function lose(value?: unknown): void {
  const lost = thread;
  const asked = current?.asked;
  done();
  thread = undefined;
  void lost?.terminate();
  asked?.answered(value);
  next();
}
function next(): void {
  while (!current) {
    const asked = waiting.shift();
    if (!asked) return;
    if (asked.stale?.()) {
      asked.answered(undefined);
      continue;
    }
    current = { asked, timer: setTimeout(() => lose(), LONGEST_MS) };
    const reader = threadOf();
    reader.ref();
    reader.postMessage(asked.question);
  }
}
/** Undefined where nobody could read it. */
function ask(question: Question, stale?: () => boolean): Promise<unknown> {
  return new Promise((answered) => {
    waiting.push({ question, stale, answered });
    next();
  });
}

/** The server's half as the sandbox runs it. `stale`: true once nobody wants to know any more. */
export async function readServer(files: Files, stale?: () => boolean): Promise<Compiled> {
  const compiled = (await ask({ read: 'server', files }, stale)) as Compiled | undefined;
  if (compiled) return compiled;
  const place = { file: serverFile(files), line: 1 };
  return { ok: false, problem: { severity: 'error', end: 'server', name: 'SyntaxError', message: UNREADABLE, place, stack: [place] } };
}
const UNREADABLE = 'This file is nested too deeply, or takes too long to read';

const scripts = new WeakMap<Files, Promise<string>>();
/** The client's script as its page loads it. Read once for these files, however often it is asked for. */
export function readScript(files: Files): Promise<string> {
  let known = scripts.get(files);
  if (!known) scripts.set(files, (known = ask({ read: 'script', files }).then((script) => (typeof script === 'string' ? script : `throw new SyntaxError(${JSON.stringify(UNREADABLE)})`))));
  return known;
}

/** A page with guards in its own scripts. The last pages are remembered: a link may be opened by a whole class. */
const pages = new Map<string, Promise<string>>();
const REMEMBERED = 50;
export function readPage(html: string): Promise<string> {
  let known = pages.get(html);
  if (!known) {
    if (pages.size >= REMEMBERED) pages.delete(pages.keys().next().value as string);
    pages.set(html, (known = ask({ read: 'page', html }).then((page) => (typeof page === 'string' ? page : `<!doctype html><title>Client</title><p>${UNREADABLE}.`))));
  }
  return known;
}

/** Starts the thread and what it strips types with, so that the first learner does not wait for it. */
export async function warmReading(): Promise<void> {
  await ask({ read: 'server', files: { 'server.ts': 'let ready: boolean;' } });
}
