/**
 * A tab that was duplicated has its model's session storage, and with it the key of the program that runs there. Two
 * pages must not drive one program: the newer one asks, and begins without it where the other still lives.
 */

/** How long another tab has to answer, ms: it only has to hear. A page that was loaded anew waits so long for its program. */
export const ANSWER_MS = 150;

type Word = { asks: string } | { has: string };
/** As far as a BroadcastChannel is used. */
export interface Air {
  postMessage(word: Word): void;
  onmessage: ((event: { data: unknown }) => void) | null;
}
export interface Tabs {
  /** Resolves with whether no other tab of this browser runs the program of this key. */
  isAlone(key: string): Promise<boolean>;
}

/** `air` is undefined where the browser has none: then everybody is alone. `own` is the key of the program that this tab runs. */
export function createTabs(air: Air | undefined, own: () => string | undefined, after: (ms: number, run: () => void) => void): Tabs {
  const asking = new Map<string, () => void>();
  if (air) {
    air.onmessage = ({ data }) => {
      const word = data as Partial<{ asks: unknown; has: unknown }> | null;
      if (typeof word?.has === 'string') asking.get(word.has)?.();
      // Who asks itself has no program yet.
      else if (typeof word?.asks === 'string' && word.asks === own() && !asking.has(word.asks)) air.postMessage({ has: word.asks });
    };
  }
  return {
    isAlone: (key) =>
      new Promise((resolve) => {
        if (!air) return resolve(true);
        const settle = (alone: boolean) => {
          asking.delete(key);
          resolve(alone);
        };
        asking.set(key, () => settle(false));
        air.postMessage({ asks: key });
        after(ANSWER_MS, () => settle(true));
      }),
  };
}

/** This browser's; undefined where it has none. */
export const tabsAir = (): Air | undefined => (typeof BroadcastChannel === 'undefined' ? undefined : (new BroadcastChannel('saitrong-program') as unknown as Air));
