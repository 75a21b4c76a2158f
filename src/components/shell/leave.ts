/**
 * Asks before a link leaves a page on which a line talks: the trace would be lost. The home page's line is exempt,
 * it is there to be left. A link to the other language asks in that language, because that is what the reader reads.
 */
const RUNNING = '[data-demo][data-state="running"]:not([data-demo="home"])';

export function startLeave(): void {
  /** The link that was pressed last: others may have been before the question comes. */
  let pressed: HTMLAnchorElement;
  document.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = (event.target as Element | null)?.closest?.('a');
    if (!link?.href || link.target === '_blank' || link.hasAttribute('download')) return;
    if (link.href.split('#')[0] === location.href.split('#')[0] || !/^https?:/.test(link.protocol) || !document.querySelector(RUNNING)) return;
    event.preventDefault();
    pressed = link;
    // The question comes when it is needed; a server that can't even bring it has no line to lose.
    import('./leave/question.ts').then(
      ({ ask }) => ask(pressed),
      () => location.assign(pressed.href),
    );
  });
}
