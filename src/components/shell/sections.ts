/** Which section of the lesson the reader is in: marked in the list of sections, and carried across languages. */

/**
 * The id of the section in view: the last heading above the reading line, or `''` above the first.
 * `top` is each heading's distance from the window's top, px; `atEnd` is true when the page can't scroll further,
 * where a short last section could otherwise never be reached.
 */
export function sectionAt(headings: readonly { id: string; top: number }[], line: number, atEnd = false): string {
  let found = '';
  for (const { id, top } of headings) if (top <= line) found = id;
  const last = headings.at(-1);
  return atEnd && last && found !== '' ? last.id : found;
}

const headings = () => [...document.querySelectorAll<HTMLElement>('.prose > :is(h2, h3)[id]')];

/** The id of the section in view now, `''` at the top of the page. */
export function sectionInView(): string {
  const places = headings().map((heading) => ({ id: heading.id, top: heading.getBoundingClientRect().top }));
  return sectionAt(places, innerHeight * 0.35);
}

export function startSections(): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>('.toc a')];
  if (links.length === 0) return;
  const ids = new Set(links.map((link) => link.hash.slice(1)));
  let asked = false;
  const mark = () => {
    asked = false;
    const places = headings()
      .filter((heading) => ids.has(heading.id))
      .map((heading) => ({ id: heading.id, top: heading.getBoundingClientRect().top }));
    const { scrollHeight } = document.documentElement;
    const section = sectionAt(places, innerHeight * 0.35, scrollY + innerHeight >= scrollHeight - 2);
    for (const link of links) {
      if (link.hash === `#${section}`) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    }
  };
  const ask = () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(mark);
  };
  addEventListener('scroll', ask, { passive: true });
  addEventListener('resize', ask);
  ask();
}
