/** Filters the glossary as one types; without script the page is whole and this field is not shown. */
import { findable, matches } from './filter.ts';

const root = document.querySelector<HTMLElement>('[data-glossary]');
const input = root?.querySelector<HTMLInputElement>('input');
const status = root?.querySelector<HTMLElement>('[data-count]');
const clear = root?.querySelector<HTMLButtonElement>('[data-clear]');
const none = root?.querySelector<HTMLElement>('[data-none]');

if (root && input && status && clear && none) {
  const terms = [...root.querySelectorAll<HTMLElement>('[data-term]')];
  /** All that an entry says; made when it is first needed. */
  const whole = new Map<HTMLElement, string>();
  const wholeOf = (term: HTMLElement) => {
    const text = whole.get(term) ?? findable(term.textContent ?? '');
    whole.set(term, text);
    return text;
  };
  const filter = () => {
    const typed = input.value.trim();
    // Names first: who types “frame” wants Frame. A word that is nobody's name is looked for in what the terms mean.
    const named = terms.filter((term) => matches(term.dataset.find ?? '', typed));
    const shown = new Set(named.length > 0 ? named : terms.filter((term) => matches(wholeOf(term), typed)));
    for (const term of terms) term.hidden = !shown.has(term);
    status.textContent = (status.dataset.count ?? '').replace('{{n}}', String(shown.size));
    none.hidden = shown.size > 0;
    clear.hidden = input.value === '';
  };
  input.addEventListener('input', filter);
  clear.addEventListener('click', () => {
    input.value = '';
    filter();
    input.focus();
  });
  // A link to a term that the filter hides: show all again, then go there.
  const arrive = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (!target?.closest<HTMLElement>('[data-term]')?.hidden) return;
    input.value = '';
    filter();
    target?.scrollIntoView();
  };
  addEventListener('hashchange', arrive);
  // A browser that brings the field's text back brings its effect back too.
  addEventListener('pageshow', filter);
  filter();
}
