/** Filters the glossary as one types; without script the page is whole and this field is not shown. */
import { matches } from './filter.ts';

const root = document.querySelector<HTMLElement>('[data-glossary]');
const input = root?.querySelector<HTMLInputElement>('input');
const status = root?.querySelector<HTMLElement>('[data-count]');
const clear = root?.querySelector<HTMLButtonElement>('[data-clear]');
const none = root?.querySelector<HTMLElement>('[data-none]');

if (root && input && status && clear && none) {
  const terms = [...root.querySelectorAll<HTMLElement>('[data-term]')];
  const filter = () => {
    let shown = 0;
    for (const term of terms) {
      const match = matches(term.dataset.find ?? '', input.value.trim());
      term.hidden = !match;
      if (match) shown += 1;
    }
    status.textContent = (status.dataset.count ?? '').replace('{{n}}', String(shown));
    none.hidden = shown > 0;
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
