/** Pagefind's index of this site, made by our build and loaded from it. Only what the dialog uses is typed. */

export interface FoundSection {
  title: string;
  url: string;
  /** HTML with `<mark>` around the words that were found, everything else escaped. */
  excerpt: string;
  /** One for each word found; a heading's words weigh more. */
  weighted_locations?: { balanced_score: number }[];
}
export interface FoundPage {
  url: string;
  meta: { title?: string };
  excerpt: string;
  /** All its text, with U+200B between Thai words. */
  raw_content: string;
  /** Elements that have an id; `location` counts words of the text. */
  anchors: { element: string; id: string; text: string; location: number }[];
  sub_results: FoundSection[];
}
interface Pagefind {
  init(): Promise<void>;
  options(options: { exactDiacritics: boolean }): Promise<void>;
  search(query: string): Promise<{ results: { id: string; data(): Promise<FoundPage> }[] }>;
}

/** How many pages a query shows. */
const PAGES = 8;

let pagefind: Promise<Pagefind> | undefined;

/** Loads the index once; a failed try may be repeated. Rejects where the index is not there or can't be fetched. */
function load(): Promise<Pagefind> {
  // A variable, so that the bundler leaves the address alone: the file is made after the bundle.
  const address = '/pagefind/pagefind.js';
  pagefind ??= (import(/* @vite-ignore */ retries > 0 ? `${address}?again=${retries}` : address) as Promise<Pagefind>)
    .then(async (index) => {
      await index.init();
      return index;
    })
    .catch((error: unknown) => {
      pagefind = undefined;
      // A module that failed stays failed under its address.
      retries += 1;
      throw error;
    });
  return pagefind;
}
let retries = 0;

/** Whether marks count is set for the whole index: only one search may be under way. */
let turn: Promise<unknown> = Promise.resolve();

/**
 * Runs the queries in turn and gives the pages of the first one that finds any, best first. Marks count at first
 * (in Thai they make another word: จบ is not จับ); only where nothing is found may they be wrong. It waits for the search
 * before it, and ends early, with nothing, once it is not `wanted` any more.
 */
export function find(queries: readonly string[], wanted: () => boolean): Promise<{ total: number; pages: FoundPage[] }> {
  const found = turn.then(() => search(queries, wanted));
  turn = found.catch(() => undefined);
  return found;
}

async function search(queries: readonly string[], wanted: () => boolean): Promise<{ total: number; pages: FoundPage[] }> {
  const index = await load();
  for (const exactDiacritics of [true, false]) {
    await index.options({ exactDiacritics });
    for (const query of queries) {
      if (!wanted()) break;
      const { results } = await index.search(query);
      if (results.length === 0) continue;
      const pages = await Promise.all(results.slice(0, PAGES).map((result) => result.data()));
      return { total: results.length, pages };
    }
  }
  return { total: 0, pages: [] };
}

/** Fetches the index ahead of the first query; failures are told at the query. */
export function warmUp(): void {
  void load().catch(() => undefined);
}
