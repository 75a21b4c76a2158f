/** The language links keep the section in view and remember the choice. */
import { sectionInView } from './sections.ts';
import { twinPath } from './twin.ts';

export const LANGUAGE_KEY = 'saitrong-language';

export function startLanguage(): void {
  // One page stands for all unknown addresses: its links lead to the other language's word on this very address.
  const lost = document.querySelector('[data-kind="lost"]') !== null;
  for (const link of document.querySelectorAll<HTMLAnchorElement>('[data-language]')) {
    if (lost) link.pathname = twinPath(location.pathname, link.dataset.language === 'en' ? 'en' : 'th');
    // `pointerdown` and `focus` come before every kind of click, also the one that opens a new tab.
    const aim = () => {
      const section = sectionInView();
      link.hash = section || keptHash();
    };
    link.addEventListener('pointerdown', aim);
    link.addEventListener('focus', aim);
    link.addEventListener('click', () => {
      aim();
      try {
        localStorage.setItem(LANGUAGE_KEY, link.dataset.language ?? 'th');
      } catch {
        // Storage is blocked: the link works all the same.
      }
    });
  }
}

/** The glossary has no sections but its terms: the one in the address is the one the reader looks at. */
function keptHash(): string {
  const target = location.hash.slice(1);
  return target !== '' && document.querySelector('[data-glossary]') ? target : '';
}
