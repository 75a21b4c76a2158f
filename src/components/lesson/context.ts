/**
 * What a lesson component knows about the page it stands in. Terms must appear once however often they are used,
 * so a page keeps a small memory in `Astro.locals`, which Astro makes anew for each page.
 */
import type { AstroGlobal } from 'astro';
import type { Locale } from '../../line/demo.ts';

interface LessonMemory {
  /** Terms whose meaning already stands in this page. */
  terms: Set<string>;
  /** How many notes of measurement stand in this page. */
  notes: number;
}

/** The reader's language, by the page's address: `/en/…` is English, the rest Thai. */
export function localeOf(astro: Pick<AstroGlobal, 'url'>): Locale {
  return /^\/en(\/|$)/.test(astro.url.pathname) ? 'en' : 'th';
}

/** `/glossary` in the reader's language. Paths of the site have no trailing slash. */
export function localPath(locale: Locale, path: string): string {
  return locale === 'en' ? `/en${path === '/' ? '/' : path}` : path;
}

/** The page's memory; made on first use. */
export function memoryOf(astro: Pick<AstroGlobal, 'locals'>): LessonMemory {
  const locals = astro.locals as { lessonMemory?: LessonMemory };
  locals.lessonMemory ??= { terms: new Set(), notes: 0 };
  return locals.lessonMemory;
}
