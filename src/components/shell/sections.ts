/** Which section of the lesson the reader is in: marked in the list of sections, and carried across languages. */

/** What counts as the window's upper part, where a heading says what is being read: its share of the height. */
const UPPER = 0.55;

interface Place {
  id: string;
  /** The heading's distance from the window's top, px. */
  top: number;
}

/**
 * The id of the section in view: the topmost heading that is seen in the window's upper part (`from` to `to`, px);
 * if none is, the last one above it; `''` above the first.
 */
export function sectionAt(headings: readonly Place[], from: number, to: number): string {
  const seen = headings.find(({ top }) => top >= from && top <= to);
  return (seen ?? headings.findLast(({ top }) => top < from))?.id ?? '';
}

const places = (wanted: (id: string) => boolean = () => true): Place[] =>
  [...document.querySelectorAll<HTMLElement>('.prose > :is(h2, h3)[id]')]
    .filter(({ id }) => wanted(id))
    .map((heading) => ({ id: heading.id, top: heading.getBoundingClientRect().top }));

/** The id of the section in view now, `''` at the top of the page. */
export function sectionInView(): string {
  // What the address names is what the reader wanted, for as long as it is seen at all: the last section of a page
  // may be too short to come up to the top.
  const named = document.getElementById(location.hash.slice(1));
  if (named?.matches('.prose > *')) {
    const { top } = named.getBoundingClientRect();
    if (top >= 0 && top < innerHeight) return named.id;
  }
  return sectionAt(places(), 0, innerHeight * UPPER);
}

export function startSections(): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>('.toc a')];
  if (links.length === 0) return;
  const ids = new Set(links.map((link) => link.hash.slice(1)));
  let asked = false;
  const mark = () => {
    asked = false;
    const section = sectionAt(places((id) => ids.has(id)), 0, innerHeight * UPPER);
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
