/** The question before a link leaves a page on which a line talks, in the language that the link leads to. */
const WORDS = {
  th: {
    title: 'สายยังเปิดอยู่',
    text: 'เดโมในหน้านี้กำลังคุยกับ Server ถ้าออกไปตอนนี้ สายจะถูกวาง แล้วร่องรอยที่เห็นอยู่จะหายไป',
    stay: 'อยู่ต่อ',
    go: 'วางสายแล้วไป',
  },
  en: {
    title: 'The line is still open',
    text: 'A demo on this page is talking to the server. If you leave now, the line is hung up and the trace you see is lost.',
    stay: 'Stay here',
    go: 'Hang up and go',
  },
};

/** Asks, and follows the link where the answer is yes; focus goes back to it where it is no. */
export function ask(link: HTMLAnchorElement): void {
  const wanted = link.dataset.language ?? document.documentElement.lang;
  const locale = wanted === 'en' ? 'en' : 'th';
  const words = WORDS[locale];
  // Links may be pressed again before this file has come: one question is asked, about the last of them.
  document.querySelector('dialog.leave')?.remove();
  const dialog = document.createElement('dialog');
  dialog.className = 'slip leave';
  dialog.lang = locale;
  dialog.setAttribute('aria-labelledby', 'leave-title');
  dialog.setAttribute('aria-describedby', 'leave-text');
  const part = <Name extends keyof HTMLElementTagNameMap>(name: Name, text: string, more: Partial<HTMLElementTagNameMap[Name]>) =>
    Object.assign(document.createElement(name), { textContent: text }, more);
  const row = part('div', '', { className: 'row' });
  const stay = part('button', words.stay, { type: 'button', className: 'button main', autofocus: true });
  const go = part('button', words.go, { type: 'button', className: 'button' });
  stay.dataset.leave = 'stay';
  go.dataset.leave = 'go';
  row.append(stay, go);
  dialog.append(part('h2', words.title, { id: 'leave-title' }), part('p', words.text, { id: 'leave-text' }), row);
  stay.addEventListener('click', () => dialog.close());
  go.addEventListener('click', () => location.assign(link.href));
  // A press beside the dialog means "stay", as Esc does.
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener('close', () => {
    dialog.remove();
    link.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
}
