/** The search dialog: typed words in, pages and their sections out. Its markup is the template in Search.astro. */
import './dialog.css';
import { find, warmUp, type FoundPage, type FoundSection } from './index-file.ts';
import { glossaryNames, nearNames } from './near.ts';
import { phraseSections } from './phrase.ts';
import { phrasesOf, queriesFor } from './query.ts';

/** A pause in typing after which the search begins, ms. */
const PAUSE_MS = 120;
/** Sections shown under each page. */
const SECTIONS = 4;

let dialog: HTMLDialogElement | undefined;
let opener: HTMLElement | null = null;

/** Opens the search. Focus goes back to `from` when it closes. */
export function openSearchDialog(from: HTMLElement | null): void {
  dialog ??= make();
  if (!dialog || dialog.open) return;
  opener = from;
  dialog.showModal();
  dialog.querySelector('input')?.select();
  warmUp();
}

function make(): HTMLDialogElement | undefined {
  const template = document.querySelector<HTMLTemplateElement>('#search-template');
  const made = template?.content.querySelector('dialog')?.cloneNode(true);
  if (!(made instanceof HTMLDialogElement)) return undefined;
  document.body.append(made);
  wire(made);
  return made;
}

function wire(root: HTMLDialogElement): void {
  const part = <E extends HTMLElement>(name: string) => root.querySelector<E>(`[data-search-${name}]`) as E;
  const input = root.querySelector('input') as HTMLInputElement;
  const status = part('status');
  const failed = part('failed');
  const results = part('results');
  const glossary = root.querySelector<HTMLAnchorElement>('[data-search-failed] a')?.href ?? '';
  const say = (words: string | undefined, slots: Record<string, string> = {}) => {
    status.textContent = (words ?? '').replace(/\{\{(\w+)\}\}/g, (whole, name: string) => slots[name] ?? whole);
  };

  let run = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** True from a change of the words until their results are there. */
  let stale = false;
  const search = async () => {
    clearTimeout(timer);
    const mine = (run += 1);
    const typed = input.value.trim();
    const queries = queriesFor(typed);
    failed.hidden = true;
    if (queries.length === 0) {
      stale = false;
      results.replaceChildren();
      say(status.dataset.hint);
      return;
    }
    const slow = setTimeout(() => mine === run && say(status.dataset.loading), 250);
    try {
      const { total, pages } = await find(queries, () => mine === run);
      if (mine !== run) return;
      results.replaceChildren(...withPhrase(pages, phrasesOf(typed)).map(pageItem));
      if (total > 0) {
        say(status.dataset.found, { n: String(total) });
        return;
      }
      const terms = await meant(typed, glossary);
      if (mine !== run) return;
      results.replaceChildren(...terms);
      say(terms.length > 0 ? status.dataset.near : status.dataset.none, { query: typed });
    } catch {
      if (mine !== run) return;
      results.replaceChildren();
      say('');
      failed.hidden = false;
    } finally {
      clearTimeout(slow);
      if (mine === run) stale = false;
    }
  };

  input.addEventListener('input', () => {
    clearTimeout(timer);
    stale = true;
    timer = setTimeout(() => void search(), PAUSE_MS);
  });
  root.querySelector('form')?.addEventListener('submit', (event) => {
    event.preventDefault();
    // Enter in the field opens the best answer to what stands there now, not to what stood there a moment ago.
    const answered = stale ? search() : Promise.resolve();
    void answered.then(() => {
      if (!stale && root.open) results.querySelector('a')?.click();
    });
  });
  part('retry').addEventListener('click', () => void search());
  part('close').addEventListener('click', () => root.close());
  root.addEventListener('click', (event) => {
    const target = event.target as Element;
    // A press on the veil closes; so does a result, which may lie on this same page.
    if (target !== root && !target.closest('a')) return;
    // Who follows a result within this page wants to be there, not back at the button.
    if (target !== root) opener = null;
    root.close();
  });
  root.addEventListener('close', () => opener?.focus());
  root.addEventListener('keydown', (event) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    const stops: HTMLElement[] = [input, ...results.querySelectorAll('a')];
    const at = stops.indexOf(document.activeElement as HTMLElement);
    stops[Math.max(0, Math.min(stops.length - 1, at + step))]?.focus();
    event.preventDefault();
  });
  say(status.dataset.hint);
}

function element<Name extends keyof HTMLElementTagNameMap>(name: Name, className: string, ...children: (Node | string)[]) {
  const made = document.createElement(name);
  made.className = className;
  made.append(...children);
  return made;
}

/** Addresses of the site have no trailing slash. */
const tidy = (url: string) => url.replace(/\/(?=#|$)/, '') || '/';

/** The index was made from text whose Thai words are set apart; shown text is not. */
const joined = (text: string) => text.replace(/\u200b/g, '');

/** The sections that say most about the words, best first; the page's own beginning is the page itself. */
function bestSections(page: FoundPage): FoundSection[] {
  const weight = ({ weighted_locations = [] }: FoundSection) =>
    weighted_locations.reduce((sum, { balanced_score }) => sum + balanced_score, 0);
  return page.sub_results
    .filter(({ url }) => url.includes('#') && !url.endsWith('#_top'))
    .sort((a, b) => weight(b) - weight(a))
    .slice(0, SECTIONS);
}

interface Shown {
  page: FoundPage;
  sections: FoundSection[];
}

/** Pages in which the words stand together come first, with the sections where they do; the first phrase that stands anywhere counts. */
function withPhrase(pages: readonly FoundPage[], phrases: readonly string[]): Shown[] {
  for (const phrase of phrases) {
    const shown = pages.map((page) => ({ page, sections: phraseSections(page, phrase).slice(0, SECTIONS) }));
    if (!shown.some(({ sections }) => sections.length > 0)) continue;
    const others = shown.filter(({ sections }) => sections.length === 0).map(({ page }) => ({ page, sections: bestSections(page) }));
    return [...shown.filter(({ sections }) => sections.length > 0), ...others];
  }
  return pages.map((page) => ({ page, sections: bestSections(page) }));
}

function pageItem({ page, sections }: Shown): HTMLElement {
  const url = tidy(page.url);
  const title = element('a', 'search-page', joined(page.meta.title ?? url));
  title.href = url;
  const item = element('li', '', title);
  if (sections.length === 0) item.append(element('p', 'search-excerpt', marked(page.excerpt)));
  else item.append(element('ol', 'search-sections', ...sections.map(sectionItem)));
  return item;
}

/** Terms of the glossary that the words may mean, as results; none where the glossary can't be had. */
async function meant(typed: string, glossary: string): Promise<HTMLElement[]> {
  const names = await glossaryNames(glossary).catch(() => []);
  return nearNames(typed, names).map(({ id, label }) => {
    const link = element('a', 'search-page', label);
    link.href = `${glossary}#${id}`;
    link.lang = 'en';
    return element('li', '', link);
  });
}

function sectionItem(section: FoundSection): HTMLElement {
  const link = element('a', 'search-section', element('span', 'search-heading', joined(section.title)));
  link.append(element('span', 'search-excerpt', marked(section.excerpt)));
  link.href = tidy(section.url);
  return element('li', '', link);
}

/** An excerpt's HTML as nodes: text, and marks; nothing else passes. */
function marked(html: string): DocumentFragment {
  const parsed = new DOMParser().parseFromString(html, 'text/html');
  const out = document.createDocumentFragment();
  for (const node of parsed.body.childNodes) {
    const text = joined(node.textContent ?? '');
    out.append(node.nodeName === 'MARK' ? element('mark', '', text) : text);
  }
  return out;
}
