/**
 * What overflows can be scrolled by keyboard, and a copy button stands on every piece of code.
 * On plain HTTP there is no clipboard API: the old way of selecting works there.
 */
const WORDS = {
  th: { copy: 'คัดลอก', done: 'คัดลอกแล้ว', failed: 'กด Ctrl+C' },
  en: { copy: 'Copy', done: 'Copied', failed: 'Press Ctrl+C' },
};

/** Copies text; false where the browser refused, the text then stays selected. */
async function copy(source: HTMLElement): Promise<boolean> {
  const text = source.textContent ?? '';
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const range = document.createRange();
    range.selectNodeContents(source);
    const selection = getSelection();
    selection?.removeAllRanges();
    selection?.addRange(range);
    const copied = document.execCommand('copy');
    if (copied) selection?.removeAllRanges();
    return copied;
  }
}

/** Tables and code that are wider than their column take the keyboard's focus, so that arrows can scroll them. */
function startScrollers(): void {
  // An observer is told after the browser's own layout: asking for widths here and now would make it lay out all at once.
  const sizes = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth) (target as HTMLElement).tabIndex = 0;
      else target.removeAttribute('tabindex');
    }
  });
  for (const wide of document.querySelectorAll('.prose :is(table, pre):not(.not-content *)')) sizes.observe(wide);
}

export function startCopy(): void {
  startScrollers();
  const words = WORDS[document.documentElement.lang === 'en' ? 'en' : 'th'];
  for (const pre of document.querySelectorAll<HTMLElement>('.prose pre:not(.not-content *)')) {
    const code = pre.querySelector('code') ?? pre;
    const box = document.createElement('div');
    box.className = 'code';
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy';
    button.textContent = words.copy;
    button.addEventListener('click', () => {
      void copy(code).then((copied) => {
        button.textContent = copied ? words.done : words.failed;
      });
    });
    button.addEventListener('blur', () => (button.textContent = words.copy));
    pre.replaceWith(box);
    box.append(pre, button);
  }
}
