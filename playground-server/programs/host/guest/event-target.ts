/** `EventTarget`, `AbortController` and what belongs to them, as programs use them: the engine has none. Source: WHATWG DOM, §2 and §3. */
import { nextTick } from './ticks.ts';
import { timers } from './timers.ts';

type Listener = ((event: Event) => unknown) | { handleEvent(event: Event): unknown };
interface Kept {
  listener: Listener;
  once: boolean;
}
interface ListenerOptions {
  once?: boolean;
  signal?: AbortSignal;
}

class Event {
  readonly type: string;
  readonly bubbles: boolean;
  readonly cancelable: boolean;
  readonly timeStamp = Date.now();
  defaultPrevented = false;
  target: EventTarget | null = null;
  currentTarget: EventTarget | null = null;
  /** Set by `stopImmediatePropagation`. */
  stopped = false;
  constructor(type: string, { bubbles = false, cancelable = false }: { bubbles?: boolean; cancelable?: boolean } = {}) {
    this.type = String(type);
    this.bubbles = bubbles;
    this.cancelable = cancelable;
    Object.defineProperty(this, 'stopped', { enumerable: false });
  }
  preventDefault(): void {
    if (this.cancelable) this.defaultPrevented = true;
  }
  stopPropagation(): void {}
  stopImmediatePropagation(): void {
    this.stopped = true;
  }
}

class CustomEvent extends Event {
  readonly detail: unknown;
  constructor(type: string, options: { detail?: unknown; bubbles?: boolean; cancelable?: boolean } = {}) {
    super(type, options);
    this.detail = options.detail ?? null;
  }
}

class EventTarget {
  #listeners = new Map<string, Kept[]>();
  addEventListener(type: string, listener: Listener | null, options: ListenerOptions | boolean = {}): void {
    if (!listener) return;
    const { once = false, signal } = typeof options === 'object' ? options : {};
    if (signal?.aborted) return;
    const known = this.#listeners.get(type) ?? [];
    if (known.some((one) => one.listener === listener)) return;
    this.#listeners.set(type, [...known, { listener, once }]);
    signal?.addEventListener('abort', () => this.removeEventListener(type, listener), { once: true });
  }
  removeEventListener(type: string, listener: Listener | null): void {
    const left = (this.#listeners.get(type) ?? []).filter((one) => one.listener !== listener);
    if (left.length > 0) this.#listeners.set(type, left);
    else this.#listeners.delete(type);
  }
  dispatchEvent(event: Event): boolean {
    event.target = event.currentTarget = this;
    const property = (this as unknown as Record<string, unknown>)[`on${event.type}`];
    const all = [...(typeof property === 'function' ? [{ listener: property as Listener, once: false }] : []), ...(this.#listeners.get(event.type) ?? [])];
    for (const { listener, once } of all) {
      if (event.stopped) break;
      if (once) this.removeEventListener(event.type, listener);
      try {
        if (typeof listener === 'function') listener.call(this, event);
        else listener.handleEvent(event);
      } catch (error) {
        // As on Node: the others still hear of it, and nobody caught it.
        nextTick(() => {
          throw error;
        });
      }
    }
    event.currentTarget = null;
    return !event.defaultPrevented;
  }
}

type Thrown = new (message: string, name: string) => Error;
/** The engine's `DOMException` where it has one. */
function exception(message: string, name: string): Error {
  const { DOMException } = globalThis as unknown as { DOMException?: Thrown };
  return DOMException ? new DOMException(message, name) : Object.assign(new Error(message), { name });
}

/** Signals are made by controllers and by `AbortSignal`'s own methods alone. */
const OURS = Symbol('ours');
class AbortSignal extends EventTarget {
  aborted = false;
  reason: unknown = undefined;
  onabort: ((event: Event) => unknown) | null = null;
  constructor(by?: unknown) {
    super();
    if (by !== OURS) throw Object.assign(new TypeError('Illegal constructor'), { code: 'ERR_ILLEGAL_CONSTRUCTOR' });
  }
  throwIfAborted(): void {
    if (this.aborted) throw this.reason;
  }
  static abort(reason?: unknown): AbortSignal {
    const signal = new AbortSignal(OURS);
    abort(signal, reason);
    return signal;
  }
  static timeout(ms: number): AbortSignal {
    const signal = new AbortSignal(OURS);
    timers.setTimeout(() => abort(signal, exception('The operation was aborted due to timeout', 'TimeoutError')), ms);
    return signal;
  }
  static any(signals: Iterable<AbortSignal>): AbortSignal {
    const made = new AbortSignal(OURS);
    for (const one of signals) {
      if (one.aborted) abort(made, one.reason);
      else one.addEventListener('abort', () => abort(made, one.reason), { once: true });
    }
    return made;
  }
}
function abort(signal: AbortSignal, reason: unknown): void {
  if (signal.aborted) return;
  signal.aborted = true;
  signal.reason = reason === undefined ? exception('This operation was aborted', 'AbortError') : reason;
  signal.dispatchEvent(new Event('abort'));
}
class AbortController {
  readonly signal = new AbortSignal(OURS);
  abort(reason?: unknown): void {
    abort(this.signal, reason);
  }
}

/** What a wait is given to end it with (`AbortSignal`). */
export type Ends = Pick<AbortSignal, 'aborted' | 'reason' | 'addEventListener'>;
/** As Node's own waits reject when their signal is aborted. */
export function aborted(signal: Ends): Error {
  return Object.assign(new Error('The operation was aborted', { cause: signal.reason }), { name: 'AbortError', code: 'ABORT_ERR' });
}

export function installEventTarget(): void {
  for (const [name, value] of Object.entries({ Event, CustomEvent, EventTarget, AbortSignal, AbortController })) Object.defineProperty(globalThis, name, { value, writable: true, enumerable: false, configurable: true });
}
