/** Ctrl-C, once and again, as a process of its own meets it: `stop.ts` ends the process that it runs in. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';

const stopFile = fileURLToPath(new URL('../../../playground-server/stop.ts', import.meta.url));
interface Started {
  child: ChildProcess;
  output(): string;
  ready: Promise<unknown>;
  ended: Promise<[number | null, NodeJS.Signals | null]>;
}
const children: Started[] = [];
afterEach(() => {
  for (const { child } of children.splice(0)) child.kill('SIGKILL');
});

/** A process that stops on signals with `stop`, an expression; and that would run for ever without. `npm` names the script of npm's that it is, if it is one. */
function start(stop: string, npm?: string): Started {
  const script = `import { stopOnSignals } from ${JSON.stringify(stopFile)}; setInterval(() => {}, 1e6); stopOnSignals(async () => { ${stop} }); console.log('ready');`;
  const { npm_lifecycle_event: _ours, ...env } = process.env;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: ['ignore', 'pipe', 'pipe'], env: npm === undefined ? env : { ...env, npm_lifecycle_event: npm } });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  const started: Started = { child, output: () => text, ready: once(child.stdout, 'data'), ended: once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]> };
  children.push(started);
  return started;
}

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s stops cleanly, says so, and ends with 0', async (signal) => {
  const { child, output, ready, ended } = start(`console.log('stopped')`);
  await ready;
  child.kill(signal);
  expect(await ended).toEqual([0, null]);
  expect(output()).toMatch(/กำลังวางสาย… · Hanging up…\nstopped\n$/);
});

test('one Ctrl-C that arrives twice, from the terminal and from npm, is one', async () => {
  const { child, output, ready, ended } = start(`process.kill(process.pid, 'SIGINT'); await new Promise((resolve) => setTimeout(resolve, 50)); console.log('stopped')`);
  await ready;
  child.kill('SIGINT');
  expect(await ended).toEqual([0, null]);
  expect(output()).toContain('stopped');
});

/** Half a second after the signal that stops, so many more; then a while in which they could end the process. */
const late = (signals: number) => `await new Promise((resolve) => setTimeout(resolve, 600)); ${"process.kill(process.pid, 'SIGINT'); await new Promise((resolve) => setTimeout(resolve, 50)); ".repeat(signals)} console.log('stopped')`;

test.each([
  ['one more to a process of npm’s is npm’s word of the same Ctrl-C', 1, 'start', 0],
  ['two more are another', 2, 'start', 130],
  ['one more to a process that is not npm’s is another', 1, undefined, 130],
] as const)('late, %s', async (_what, signals, npm, code) => {
  const { child, output, ready, ended } = start(late(signals), npm);
  await ready;
  child.kill('SIGINT');
  expect(await ended).toEqual([code, null]);
  expect(output().includes('stopped')).toBe(code === 0);
});

test('who presses Ctrl-C again while it still hangs up, is let go at once, with 130', async () => {
  const { child, ready, ended } = start(`await new Promise(() => {})`);
  await ready;
  // Somebody who keeps pressing: the first that comes late enough to be another one counts.
  const pressing = setInterval(() => child.kill('SIGINT'), 100);
  expect(await ended).toEqual([130, null]);
  clearInterval(pressing);
});

test('what never lets go is left behind', async () => {
  const { child, ready, ended } = start(`await new Promise(() => {})`);
  await ready;
  child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
}, 15_000);

test('a stop that fails says why and ends with 1', async () => {
  const { child, output, ready, ended } = start(`throw new Error('no dial tone')`);
  await ready;
  child.kill('SIGTERM');
  expect(await ended).toEqual([1, null]);
  expect(output()).toContain('no dial tone');
});
