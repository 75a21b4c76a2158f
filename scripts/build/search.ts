/**
 * The search index. Thai is written without spaces, and Pagefind's own segmentation misses about one occurrence in
 * ten; so it indexes a copy of the pages in which U+200B stands between words. The served pages stay clean.
 */
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { close, createIndex } from 'pagefind';
import { mapText } from './html.ts';

const thaiWords = new Intl.Segmenter('th', { granularity: 'word' });
const THAI = /\p{Script=Thai}/u;

/** Puts U+200B between words that are both Thai; everything else is unchanged. */
export function separateThaiWords(text: string): string {
  if (!THAI.test(text)) return text;
  let out = '';
  let lastIsThai = false;
  for (const { segment } of thaiWords.segment(text)) {
    const isThai = THAI.test(segment);
    out += (isThai && lastIsThai ? '\u200b' : '') + segment;
    lastIsThai = isThai;
  }
  return out;
}

/**
 * Writes `pagefind/` into `site` from its pages.
 * @param pages paths of HTML files, relative to `site`, with forward slashes
 * @returns how many pages were indexed
 * @throws where Pagefind reports an error
 */
export async function buildSearchIndex(site: string, pages: readonly string[]): Promise<number> {
  // A demo's controls and figures are no text that anyone searches for.
  const { index, errors } = await createIndex({ excludeSelectors: ['[data-demo]'] });
  if (!index) throw new Error(`Pagefind: ${errors.join('; ')}`);
  try {
    let count = 0;
    for (const path of pages) {
      if (/(^|\/)404(\.html|\/)/.test(path)) continue;
      const content = mapText(await readFile(join(site, path), 'utf8'), separateThaiWords);
      const added = await index.addHTMLFile({ sourcePath: path, content });
      if (added.errors.length > 0) throw new Error(`Pagefind: ${path}: ${added.errors.join('; ')}`);
      count += 1;
    }
    const written = await index.writeFiles({ outputPath: join(site, 'pagefind') });
    if (written.errors.length > 0) throw new Error(`Pagefind: ${written.errors.join('; ')}`);
    // Our own dialog asks the engine itself; Pagefind's ready-made interfaces are not served.
    for (const name of await readdir(join(site, 'pagefind'))) {
      if (/^pagefind-.*(ui|highlight)/.test(name)) await rm(join(site, 'pagefind', name));
    }
    return count;
  } finally {
    await close();
  }
}
