/**
 * Which of the clients' messages runs what runs now, so that a console line can name it. The host knows it while a
 * message's own turn runs, and forgets it before each promise job, because a job may be anybody's; ticks, timers,
 * `then` and `await` take up what held where they were asked for. What nobody takes up has no cause, never a wrong one.
 */
import { cause, causedBy } from './host-calls.ts';

type Then = (this: Promise<unknown>, done?: unknown, failed?: unknown) => Promise<unknown>;

/** `run` with the cause that holds now, whenever it is called. What is no function stays what it is. */
function kept(run: unknown, held: number): unknown {
  if (typeof run !== 'function') return run;
  return (value: unknown) => {
    causedBy(held);
    return (run as (value: unknown) => unknown)(value);
  };
}

export function installCause(): void {
  const native = Promise.prototype.then as Then;
  // A method, as the native one: it is no constructor.
  const { then } = {
    then(this: Promise<unknown>, done?: unknown, failed?: unknown) {
      const now = cause();
      if (now === 0) return native.call(this, done, failed);
      return native.call(this, kept(done, now), kept(failed, now));
    },
  };
  Object.defineProperty(Promise.prototype, 'then', { value: then, writable: true, enumerable: false, configurable: true });
  const hidden = (name: string, value: unknown) => Object.defineProperty(globalThis, name, { value, enumerable: false, writable: false, configurable: false });
  // What `awaits.ts` writes around each `await` of the learner's file.
  hidden('$cause', () => cause());
  hidden('$awaited', (held: number, value: unknown) => {
    causedBy(held);
    return value;
  });
}
