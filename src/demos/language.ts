/** A demo's words, one file a language: a page fetches only its own; at build time, and in tests, both are there. */
import type { Locale } from '../line/demo.ts';

/** The language of this page. */
export function pageLocale(): Locale {
  return document.documentElement.lang.startsWith('en') ? 'en' : 'th';
}

/** What both files export, by language; in a page, only in its own. Rejects where a file can't be loaded. */
export async function inLanguages<M extends object>(load: Record<Locale, () => Promise<M>>): Promise<{ [K in keyof M]: Record<Locale, M[K]> }> {
  const all: Record<string, Record<string, unknown>> = {};
  const wanted: Locale[] = typeof document === 'undefined' ? ['th', 'en'] : [pageLocale()];
  for (const locale of wanted) {
    for (const [name, value] of Object.entries(await load[locale]())) (all[name] ??= {})[locale] = value;
  }
  return all as { [K in keyof M]: Record<Locale, M[K]> };
}
