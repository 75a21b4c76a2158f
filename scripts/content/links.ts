/** Links inside the site: the page exists, the anchor exists, and the reader stays in the same language. */
import type { Page } from './page.ts';
import type { Problem } from './problem.ts';

export interface Site {
  pages: readonly Page[];
  /** Ids of the glossary: `/glossary#id` is an anchor. */
  terms: ReadonlySet<string>;
  /** Addresses of pages that are not content, and of files in public/, such as `/glossary` and `/en/glossary`. */
  routes: ReadonlySet<string>;
}

/** `/en/node/x/` → locale and slug. */
function split(path: string): { locale: 'th' | 'en'; slug: string } {
  const clean = path.replace(/^\/+|\/+$/g, '');
  if (clean === 'en') return { locale: 'en', slug: '' };
  return clean.startsWith('en/') ? { locale: 'en', slug: clean.slice(3) } : { locale: 'th', slug: clean };
}

/** All links of a page that lead nowhere, or into the other language. */
export function checkLinks(page: Page, site: Site): Problem[] {
  return page.links.flatMap((link) => {
    const message = checkLink(page, link.url, site);
    return message === undefined ? [] : [{ file: link.file, line: link.line, column: link.column, message }];
  });
}

function checkLink(page: Page, url: string, site: Site): string | undefined {
  if (/^[a-z][a-z0-9+.-]*:/i.test(url)) {
    return /^(https?|mailto):/i.test(url) ? undefined : `the link ${url} is neither https: nor a page of this site`;
  }
  const [path = '', anchor] = url.split('#');
  if (path !== '' && !path.startsWith('/')) return `the link ${url} is relative; write it from the root, /…`;
  if (path === '') {
    if (anchor === undefined || anchor === '') return 'the link is empty';
    return anchors(page).has(anchor) ? undefined : `there is no section {#${anchor}} on this page, nor such a demo; correct the link`;
  }
  const { locale, slug } = split(path);
  const target = site.pages.find((one) => one.locale === locale && one.slug === slug);
  const route = path.replace(/(.)\/+$/, '$1');
  if (!target && !site.routes.has(route)) return `there is no page ${path}; correct the link`;
  const isFile = /\.[a-z0-9]+$/i.test(route);
  if (!isFile && locale !== page.locale) {
    const own = page.locale === 'en' ? `/en/${slug}` : `/${slug}`;
    return `the link ${url} leads into the other language; link to ${own}`;
  }
  if (anchor === undefined || anchor === '') return undefined;
  if (slug === 'glossary') return site.terms.has(anchor) ? undefined : `there is no term "${anchor}" in the glossary; correct the link`;
  if (target && !anchors(target).has(anchor)) return `${target.file} has no section {#${anchor}}; correct the link`;
  return undefined;
}

/** Its headings, and its demos under the ids that `Demo.astro` gives them. */
function anchors(page: Page): Set<string> {
  const demos = page.demos.map(({ name }, i) => {
    const nth = page.demos.slice(0, i + 1).filter((other) => other.name === name).length;
    return nth === 1 ? `demo-${name}` : `demo-${name}-${nth}`;
  });
  return new Set([...page.headings.map((heading) => heading.id), ...demos]);
}
