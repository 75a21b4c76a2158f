/** From what a program says to the message that caused it: which line sent it, and the how-manieth of that line it was. */
import type { Cause } from '../../protocol/programs.ts';

/** Messages that are remembered; a handler that still waits after so many others has no cause any more. */
const REMEMBERED = 20_000;

export interface Causes {
  /** A message came on the line with this token. Answers its number (`ToGuest.nth`): of this program, from 1. */
  came(token: string | null): number;
  /** What was said as pages know it: its cause in place of the number. */
  told<T extends object>(said: T & { nth?: number }): Omit<T, 'nth'> & { cause?: Cause };
  /** What came until now is nobody's cause any more; numbers go on. */
  forget(): void;
}

/** `lineOf` finds the line of a token; messages of a client that has none are nobody's cause. */
export function createCauses(lineOf: (token: string) => { id: number } | undefined): Causes {
  const known = new Map<number, Cause>();
  const counts = new WeakMap<object, number>();
  let last = 0;
  return {
    came(token) {
      last += 1;
      const line = token ? lineOf(token) : undefined;
      if (!line) return last;
      const packet = (counts.get(line) ?? 0) + 1;
      counts.set(line, packet);
      known.set(last, { line: line.id, packet });
      if (known.size > REMEMBERED) known.delete(known.keys().next().value as number);
      return last;
    },
    told({ nth, ...said }) {
      const cause = nth === undefined ? undefined : known.get(nth);
      return cause ? { ...said, cause } : said;
    },
    forget: () => known.clear(),
  };
}
