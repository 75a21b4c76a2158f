/**
 * A tab that was duplicated has its model's session storage, and with it the key of the program that runs there. Two
 * pages must not drive one program: the newer one asks, and begins without it where the other still lives. A page holds
 * a lock of the browser's as long as it runs a program: that tells the same, however busy it is. Over plain HTTP there
 * are no locks.
 */

/** How long another tab has to answer, ms: it only has to hear. A page that was loaded anew waits so long for its program. */
export const ANSWER_MS = 150;
/** How long it has where the lock is held, ms: by a tab that may be busy, or by the page that was here before, which just goes. */
export const HELD_MS = 1000;

type Word = { asks: string } | { has: string };
/** As far as a BroadcastChannel is used. */
export interface Air {
  postMessage(word: Word): void;
  onmessage: ((event: { data: unknown }) => void) | null;
}
/** As far as the browser's locks are used. */
export interface Locks {
  /** Rejects where this page may not know. */
  isHeld(name: string): Promise<boolean>;
  /** Returns how to let go. */
  hold(name: string): () => void;
}
export interface Tabs {
  /** Resolves with whether no other tab of this browser runs the program of this key. */
  isAlone(key: string): Promise<boolean>;
  /** This tab runs the program of this key from now on, or none. */
  runs(key: string | undefined): void;
}
const lockOf = (key: string): string => `saitrong-program:${key}`;

/** `air` and `locks` are undefined where the browser has none: where it has neither, everybody is alone. `own` is the key of the program that this tab runs. */
export function createTabs(air: Air | undefined, own: () => string | undefined, after: (ms: number, run: () => void) => void, locks?: Locks): Tabs {
  const asking = new Map<string, () => void>();
  let held: { key: string; letGo: () => void } | undefined;
  if (air) {
    air.onmessage = ({ data }) => {
      const word = data as Partial<{ asks: unknown; has: unknown }> | null;
      if (typeof word?.has === 'string') asking.get(word.has)?.();
      // Who asks itself has no program yet.
      else if (typeof word?.asks === 'string' && word.asks === own() && !asking.has(word.asks)) air.postMessage({ has: word.asks });
    };
  }
  /** Resolves with whether another tab says so within `ms`. */
  const isAnswered = (key: string, ms: number) =>
    new Promise<boolean>((resolve) => {
      if (!air) return resolve(false);
      const settle = (answered: boolean) => {
        asking.delete(key);
        resolve(answered);
      };
      asking.set(key, () => settle(true));
      air.postMessage({ asks: key });
      after(ms, () => settle(false));
    });
  const isHeld = async (key: string) => locks?.isHeld(lockOf(key)).catch(() => undefined);
  return {
    async isAlone(key) {
      const taken = locks && (await isHeld(key));
      if (taken === false) return true;
      if (await isAnswered(key, taken ? HELD_MS : ANSWER_MS)) return false;
      return !(await isHeld(key));
    },
    runs(key) {
      if (key === held?.key) return;
      held?.letGo();
      held = key === undefined || !locks ? undefined : { key, letGo: locks.hold(lockOf(key)) };
    },
  };
}

/** This browser's; undefined where it has none. */
export const tabsAir = (): Air | undefined => (typeof BroadcastChannel === 'undefined' ? undefined : (new BroadcastChannel('saitrong-program') as unknown as Air));

/** This browser's; undefined where it has none, as over plain HTTP. */
export function tabsLocks(): Locks | undefined {
  const locks = navigator.locks as LockManager | undefined;
  if (!locks) return undefined;
  return {
    isHeld: async (name) => (await locks.query()).held?.some((one) => one.name === name) ?? false,
    hold(name) {
      let letGo = () => {};
      const held = new Promise<void>((resolve) => (letGo = resolve));
      // Not allowed: the others are asked, as where there are no locks.
      locks.request(name, () => held).catch(() => undefined);
      return letGo;
    },
  };
}
