import type { Locale } from '../../line/demo.ts';

/** The same page in the other language: `/node/x/` ↔ `/en/node/x`. Paths come back without a trailing slash, but for the two home pages. */
export function twinPath(pathname: string, to: Locale): string {
  const path = pathname
    .replace(/^\/en(?=\/|$)/, '')
    .replace(/\.html$/, '')
    .replace(/\/+$/, '');
  return to === 'en' ? `/en${path || '/'}` : path || '/';
}
