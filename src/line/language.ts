/**
 * Words in two languages, one file each, of which a page needs only its own. `Demo.astro` writes those into the page's
 * HTML (`wordsInPage`), for they are data and not script; where nobody did, the page fetches the file of its language.
 * At build time, and in tests, both languages are there. What such a file exports must therefore be plain JSON.
 */
import type { Locale } from './demo.ts';

type Exported = Record<string, unknown>;

/** What was loaded at build time, by the name it was asked for with. */
const loaded = new Map<string, Partial<Record<Locale, Exported>>>();

/** The language of this page. */
export function pageLocale(): Locale {
  return document.documentElement.lang.startsWith('en') ? 'en' : 'th';
}

/** What both files export, by language; in a page, only in its own, which may stand there under `name`. Rejects where a file can't be loaded. */
export async function inLanguages<M extends object>(load: Record<Locale, () => Promise<M>> | undefined, name?: string): Promise<{ [K in keyof M]: Record<Locale, M[K]> }> {
  const all: Record<string, Exported> = {};
  const files: Partial<Record<Locale, Exported>> = {};
  for (const locale of typeof document === 'undefined' ? (['th', 'en'] as const) : [pageLocale()]) {
    const exported = ((name && inHtml(name)) || (await load?.[locale]())) as Exported;
    files[locale] = exported;
    for (const [key, value] of Object.entries(exported)) (all[key] ??= {})[locale] = value;
  }
  if (name) loaded.set(name, files);
  return all as { [K in keyof M]: Record<Locale, M[K]> };
}

/** What stands in the page already; undefined where nothing does. */
function inHtml(name: string): Exported | undefined {
  if (typeof document === 'undefined') return undefined;
  const text = document.querySelector(`script[data-words="${name}"]`)?.textContent;
  return text ? (JSON.parse(text) as Exported) : undefined;
}

/** At build time: the JSON that stands for `name` in a page of this language, safe within `<script>`; undefined where nothing was loaded under that name. */
export function wordsInPage(name: string, locale: Locale): string | undefined {
  const exported = loaded.get(name)?.[locale];
  return exported && jsonInHtml({ ...exported });
}

/** JSON that may stand within `<script>`: nothing in it can end the element. */
export const jsonInHtml = (data: unknown): string => JSON.stringify(data).replaceAll('<', '\\u003c');
