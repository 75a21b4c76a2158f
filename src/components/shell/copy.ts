/** A copy button on every piece of code. On plain HTTP there is no clipboard API: the old way of selecting works there. */
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

export function startCopy(): void {
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
