/** `node:events`: the `events` package, with Node's `once`, `on` and the functions beside them. */
import * as events from 'events';
import { EventEmitter } from 'events';
import { aborted, type Ends } from './event-target.ts';

interface Options {
  signal?: Ends;
}
type Emitter = EventEmitter & { addEventListener?: (name: string, run: (event: unknown) => void, options?: object) => void };

/** The arguments of the next `name`, or a rejection with what `error` brought. */
function once(emitter: Emitter, name: string, { signal }: Options = {}): Promise<unknown[]> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(aborted(signal));
    if (typeof emitter.addEventListener === 'function') {
      emitter.addEventListener(name, (event) => resolve([event]), { once: true });
    } else {
      const heard = (...args: unknown[]) => end(() => resolve(args));
      const failed = (error: unknown) => end(() => reject(error as Error));
      const end = (how: () => void) => {
        emitter.removeListener(name, heard);
        emitter.removeListener('error', failed);
        how();
      };
      emitter.once(name, heard);
      if (name !== 'error') emitter.once('error', failed);
      signal?.addEventListener('abort', () => end(() => reject(aborted(signal))), { once: true });
      return;
    }
    signal?.addEventListener('abort', () => reject(aborted(signal)), { once: true });
  });
}

/** Every `name` from now on, one after the other; ends with `error`, or when the signal is aborted. */
function on(emitter: EventEmitter, name: string, { signal }: Options = {}): AsyncIterableIterator<unknown[]> {
  const heard: unknown[][] = [];
  const waiting: { resolve(result: IteratorResult<unknown[]>): void; reject(error: unknown): void }[] = [];
  let over: { error?: unknown } | undefined;
  const take = (...args: unknown[]) => {
    const next = waiting.shift();
    if (next) next.resolve({ value: args, done: false });
    else heard.push(args);
  };
  const finish = (how: { error?: unknown }) => {
    over ??= how;
    emitter.removeListener(name, take);
    emitter.removeListener('error', failed);
    for (const { resolve, reject } of waiting.splice(0)) {
      if (!('error' in how)) resolve({ value: undefined, done: true });
      else {
        // Told once: whoever asks after that finds the end.
        over = {};
        reject(how.error);
      }
    }
  };
  const failed = (error: unknown) => finish({ error });
  if (signal?.aborted) finish({ error: aborted(signal) });
  else {
    emitter.on(name, take);
    if (name !== 'error') emitter.on('error', failed);
    signal?.addEventListener('abort', () => finish({ error: aborted(signal) }), { once: true });
  }
  return {
    next() {
      const value = heard.shift();
      if (value) return Promise.resolve({ value, done: false });
      if (!over) return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
      // An error is told once; after it there is nothing more.
      const { error } = over;
      const told = 'error' in over;
      over = {};
      return told ? Promise.reject(error as Error) : Promise.resolve({ value: undefined, done: true });
    },
    return() {
      finish({});
      return Promise.resolve({ value: undefined, done: true });
    },
    throw(error: unknown) {
      finish({ error });
      return Promise.reject(error as Error);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

const listenerCount = (emitter: EventEmitter, name: string) => emitter.listenerCount(name);
const getEventListeners = (emitter: EventEmitter, name: string) => emitter.listeners(name);
const setMaxListeners = (most?: number, ...emitters: EventEmitter[]) => {
  for (const emitter of emitters) emitter.setMaxListeners(Number(most));
};
const added = { once, on, listenerCount, getEventListeners, setMaxListeners };
export const eventsModule = (): object => Object.assign(EventEmitter, events, added, { default: EventEmitter, EventEmitter });
