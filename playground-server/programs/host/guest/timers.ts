/** Timers and microtasks, on the host's clock. The host limits how many live at once and the shortest wait. */
import { cause, causedBy, host } from './host-calls.ts';

interface Live {
  run: (...args: unknown[]) => void;
  args: unknown[];
  wait: number;
  repeat: boolean;
  /** The message whose handler set it (`cause.ts`). An interval goes on after its handler: it is nobody's. */
  cause: number;
}
const live = new Map<number, Live>();
let last = 0;

export class TooManyTimers extends Error {
  code = 'limit:timers';
  override name = 'TooManyTimers';
  constructor() {
    super('Too many timers at once in the playground; clear those you no longer need (clearTimeout, clearInterval).');
  }
}

/** Node's Timeout object, as far as programs use it. */
export class Timeout {
  #id: number;
  constructor(id: number) {
    this.#id = id;
  }
  ref() {
    return this;
  }
  unref() {
    return this;
  }
  hasRef() {
    return true;
  }
  refresh() {
    const timer = live.get(this.#id);
    if (timer) host.timer(this.#id, timer.wait);
    return this;
  }
  close() {
    clear(this);
    return this;
  }
  [Symbol.toPrimitive]() {
    return this.#id;
  }
}

function start(run: unknown, ms: unknown, args: unknown[], repeat: boolean): Timeout {
  if (typeof run !== 'function') {
    const error = new TypeError(`The "callback" argument must be of type function. Received ${run === null ? 'null' : typeof run}`);
    (error as Error & { code?: string }).code = 'ERR_INVALID_ARG_TYPE';
    throw error;
  }
  const given = Number(ms);
  // As on Node: what is no number, too small or too large becomes 1 ms.
  const wait = given >= 1 && given <= 2 ** 31 - 1 ? given : 1;
  const id = ++last;
  if (!host.timer(id, wait)) throw new TooManyTimers();
  live.set(id, { run: run as Live['run'], args, wait, repeat, cause: repeat ? 0 : cause() });
  return new Timeout(id);
}

function clear(timer: unknown): void {
  const id = typeof timer === 'number' ? timer : timer instanceof Timeout ? Number(timer[Symbol.toPrimitive]()) : Number(timer);
  if (live.delete(id)) host.clear(id);
}

/** Called by the host when timer `id` is due. Unknown ids were cleared meanwhile. */
export function fire(id: number): void {
  const timer = live.get(id);
  if (!timer) return;
  if (timer.repeat) host.timer(id, timer.wait);
  else live.delete(id);
  causedBy(timer.cause);
  timer.run(...timer.args);
}

export const timers = {
  promises: undefined as unknown,
  setTimeout: (run: unknown, ms?: unknown, ...args: unknown[]) => start(run, ms, args, false),
  setInterval: (run: unknown, ms?: unknown, ...args: unknown[]) => start(run, ms, args, true),
  setImmediate: (run: unknown, ...args: unknown[]) => start(run, 0, args, false),
  clearTimeout: clear,
  clearInterval: clear,
  clearImmediate: clear,
};

export const timersPromises = {
  setTimeout: (ms?: number, value?: unknown) => new Promise((resolve) => start(resolve, ms, [value], false)),
  setImmediate: (value?: unknown) => new Promise((resolve) => start(resolve, 0, [value], false)),
  async *setInterval(ms?: number, value?: unknown) {
    for (;;) yield await timersPromises.setTimeout(ms, value);
  },
  scheduler: { wait: (ms?: number) => new Promise((resolve) => start(resolve, ms, [], false)), yield: () => new Promise((resolve) => start(resolve, 0, [], false)) },
};
timers.promises = timersPromises;
