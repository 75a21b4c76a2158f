/** A demo's longer texts, one file a language: a page fetches only its own; at build time, and in tests, both are there. */
import type { Locale } from '../line/demo.ts';

/** The language of this page. */
export function pageLocale(): Locale {
  return document.documentElement.lang.startsWith('en') ? 'en' : 'th';
}

/** What is there, by language. Rejects where a file can't be loaded. */
export async function inLanguages<T>(load: Record<Locale, () => Promise<{ text: T }>>): Promise<Record<Locale, T>> {
  const wanted: Locale[] = typeof document === 'undefined' ? ['th', 'en'] : [pageLocale()];
  const found = await Promise.all(wanted.map(async (locale) => [locale, (await load[locale]()).text] as const));
  return Object.fromEntries(found) as Record<Locale, T>;
}
