/** Timers and microtasks, on the host's clock. The host limits how many live at once and the shortest wait. */
import { aborted, type Ends } from './event-target.ts';
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

interface Waiting {
  signal?: Ends;
}
/** A promise of the next firing; a signal ends it sooner. */
function wait(ms: unknown, value: unknown, { signal }: Waiting = {}): Promise<unknown> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(aborted(signal));
    const timer = start(resolve, ms, [value], false);
    signal?.addEventListener(
      'abort',
      () => {
        clear(timer);
        reject(aborted(signal));
      },
      { once: true },
    );
  });
}

export const timersPromises = {
  setTimeout: (ms?: number, value?: unknown, options?: Waiting) => wait(ms, value, options),
  setImmediate: (value?: unknown, options?: Waiting) => wait(0, value, options),
  async *setInterval(ms?: number, value?: unknown, options?: Waiting) {
    for (;;) yield await wait(ms, value, options);
  },
  scheduler: { wait: (ms?: number, options?: Waiting) => wait(ms, undefined, options), yield: () => wait(0, undefined) },
};
timers.promises = timersPromises;
/** What `util.promisify(setTimeout)` gives. */
const custom = Symbol.for('nodejs.util.promisify.custom');
Object.defineProperty(timers.setTimeout, custom, { value: timersPromises.setTimeout });
Object.defineProperty(timers.setImmediate, custom, { value: timersPromises.setImmediate });
