/** A console as the owner sees it: repeated lines folded, the last ones kept for a page that comes back. */
import type { ConsoleEntry } from '../../protocol/programs.ts';

/** How many entries a page that attaches again is given. */
const KEPT = 300;

export interface Folded {
  /** Takes new entries; answers what to send: an entry whose `times` grew is sent again with its new count. */
  add(entries: readonly ConsoleEntry[]): ConsoleEntry[];
  kept(): ConsoleEntry[];
}

export function createFolded(): Folded {
  let kept: ConsoleEntry[] = [];
  const same = (a: ConsoleEntry, b: ConsoleEntry) =>
    a.level === b.level && a.end === b.end && a.place?.line === b.place?.line && JSON.stringify(a.values) === JSON.stringify(b.values);
  return {
    add(entries) {
      const out: ConsoleEntry[] = [];
      for (const entry of entries) {
        const last = kept.at(-1);
        if (last && same(last, entry)) {
          last.times += 1;
          // The newest is what a reader wants to look at.
          if (entry.cause) last.cause = entry.cause;
          else delete last.cause;
          // The same line again within this batch: one entry with its final count is enough.
          if (out.at(-1) !== last) out.push(last);
          continue;
        }
        kept.push(entry);
        out.push(entry);
      }
      if (kept.length > KEPT) kept = kept.slice(-KEPT);
      return out.map((entry) => ({ ...entry }));
    },
    kept: () => kept.map((entry) => ({ ...entry })),
  };
}
