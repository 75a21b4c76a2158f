/** Opens the search: by its button, by Ctrl+K or ⌘K, and by `/` where nobody is typing. The dialog comes on first use. */
import { closeMenu } from './menu.ts';

const TYPING = 'input, textarea, select, [contenteditable]';
/** Editors have a use of their own for Ctrl+K. */
const EDITING = 'textarea, [contenteditable]';

async function openSearch(opener: HTMLElement | null): Promise<void> {
  closeMenu();
  const { openSearchDialog } = await import('../../search/dialog.ts');
  openSearchDialog(opener);
}

export function startSearchButton(): void {
  for (const button of document.querySelectorAll<HTMLElement>('[data-search-open]')) {
    button.addEventListener('click', () => void openSearch(button));
  }
  document.addEventListener('keydown', (event) => {
    const at = (where: string) => event.target instanceof Element && event.target.matches(where);
    const chord = !at(EDITING) && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 'k';
    const slash = event.key === '/' && !at(TYPING) && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!chord && !slash) return;
    event.preventDefault();
    void openSearch(document.activeElement instanceof HTMLElement ? document.activeElement : null);
  });
}
