/** What can be seen of an emitter's listeners. Shared by the guest and the client frame. */

/** What an emitter of either end can be asked. */
export interface Emitter {
  listeners(event: string): ((...args: never[]) => unknown)[];
}

interface Known {
  /** Events that came when nobody listened. */
  missed: Set<string>;
  /** The most equal handlers there were when the event came before. */
  before: Map<string, number>;
}
const known = new WeakMap<object, Known>();
const of = (emitter: object): Known => {
  let found = known.get(emitter);
  if (!found) known.set(emitter, (found = { missed: new Set(), before: new Map() }));
  return found;
};

/**
 * How often the commonest handler of `event` is there, when that is more than once and no accident: the same function
 * twice, or the same text more often than when the event came before. Undefined otherwise.
 */
export function repeated(emitter: Emitter, event: string): number | undefined {
  const handlers = emitter.listeners(event);
  const { before } = of(emitter);
  if (handlers.length < 2) {
    before.set(event, handlers.length);
    return undefined;
  }
  const counts = new Map<string, number>();
  for (const handler of handlers) counts.set(String(handler), (counts.get(String(handler)) ?? 0) + 1);
  const most = Math.max(...counts.values());
  const earlier = before.get(event);
  before.set(event, most);
  if (most < 2) return undefined;
  const same = new Set(handlers).size < handlers.length;
  return same || (earlier !== undefined && most > earlier) ? most : undefined;
}

/** Remembers that `event` came when nobody listened; bounded, because a stranger chooses the names. */
export function missed(emitter: object, event: string): void {
  const { missed } = of(emitter);
  if (missed.size < 50) missed.add(event);
}
/** True once where a listener for `event` comes after it was missed. */
export const late = (emitter: object, event: string): boolean => of(emitter).missed.delete(event);

/** Calls back where a function is dropped by everybody who had it; `undefined` state is never told. */
export interface Dropped {
  called: boolean;
  tell(): void;
}
const registry = typeof FinalizationRegistry === 'undefined' ? undefined : new FinalizationRegistry<Dropped>((state) => void (state.called || state.tell()));
/**
 * A function that does as `run` does; `tell` is called where nobody can call it any more and nobody has.
 * `tell` must not hold what it returns.
 */
export function watched<A extends unknown[], R>(run: (...args: A) => R, tell: () => void): (...args: A) => R {
  const state: Dropped = { called: false, tell };
  const call = (...args: A): R => {
    state.called = true;
    return run(...args);
  };
  registry?.register(call, state);
  return call;
}
