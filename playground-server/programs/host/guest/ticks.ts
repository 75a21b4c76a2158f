/** `process.nextTick` and `queueMicrotask`: Node runs all ticks first, then promise jobs, until none is left. */
import { cause, causedBy } from './host-calls.ts';
import { uncaught } from './problems.ts';

type Run = (...args: unknown[]) => void;
/** With the message whose handler asked for it (`cause.ts`). */
let waiting: [Run, unknown[], number][] = [];

export function nextTick(run: unknown, ...args: unknown[]): void {
  if (typeof run !== 'function') throw new TypeError(`The "callback" argument must be of type function. Received ${run === null ? 'null' : typeof run}`);
  waiting.push([run as Run, args, cause()]);
}

/** Runs every tick that waits, also those that ticks add; true if there was any. */
export function runTicks(): boolean {
  if (waiting.length === 0) return false;
  while (waiting.length > 0) {
    const now = waiting;
    waiting = [];
    for (const [i, [run, args, asked]] of now.entries()) {
      causedBy(asked);
      try {
        run(...args);
      } catch (error) {
        // As on Node, what was queued after it still runs if the program handles the error.
        waiting.unshift(...now.slice(i + 1));
        if (!uncaught(error, 'uncaught')) return false;
        break;
      }
    }
  }
  return true;
}

const native = globalThis.queueMicrotask.bind(globalThis);
/** A microtask that throws must be told like any uncaught error: the engine reports a failing job only as text. */
export function queueMicrotask(run: unknown): void {
  if (typeof run !== 'function') throw new TypeError(`The "callback" argument must be of type function. Received ${run === null ? 'null' : typeof run}`);
  const held = cause();
  native(() => {
    causedBy(held);
    try {
      (run as Run)();
    } catch (error) {
      uncaught(error, 'uncaught');
    }
  });
}
