/**
 * What a reader may have meant where nothing was found: terms of the glossary by their names, as Thai readers spell
 * them, or with a slip of the finger. The names come from the glossary's own page, fetched only then.
 */
import { findable, fold, matches } from '../components/glossary/filter.ts';

/** A term by the words that a reader may type for it. */
export interface Name {
  id: string;
  /** As it is shown: its English name. */
  label: string;
  /** What `findable` made of all its names. */
  find: string;
}

/** How many terms are offered. */
const OFFERED = 3;
/** Below this many letters a slip makes another word. */
const SHORTEST = 4;

/** How many letters must be added, taken out, changed or swapped with their neighbour to make `b` of `a`. */
export function slips(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (before[j - 2] ?? 0) + 1 : Infinity;
      row.push(Math.min(change, swap, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

/** The terms that `typed` may mean, nearest first; none where none is near. */
export function nearNames(typed: string, names: readonly Name[]): Name[] {
  const word = fold(typed);
  if (word === '') return [];
  const spelled = names.filter(({ find }) => matches(find, typed));
  if (spelled.length > 0) return spelled.slice(0, OFFERED);
  if (word.length < SHORTEST) return [];
  const allowed = word.length < 8 ? 1 : 2;
  const distance = ({ id, label }: Name) => Math.min(...[id, label, ...label.split(/[\s()]+/)].map((name) => slips(word, fold(name))));
  return names
    .map((name) => ({ name, slips: distance(name) }))
    .filter((one) => one.slips <= allowed)
    .sort((a, b) => a.slips - b.slips)
    .slice(0, OFFERED)
    .map(({ name }) => name);
}

/** The glossary's names, from its page at `address`. Rejects where it can't be fetched. */
export async function glossaryNames(address: string): Promise<Name[]> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address} answers ${answer.status}`);
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  return [...page.querySelectorAll<HTMLElement>('[data-term]')].map((entry) => {
    const id = entry.dataset.term ?? '';
    const label = entry.querySelector('h2')?.textContent?.trim() ?? id;
    return { id, label, find: entry.dataset.find ?? findable(label) };
  });
}
