/**
 * Scrolls the pane around an element so that the element is in sight. `scrollIntoView` would move the whole page as well,
 * which on the workbench stands still.
 */
export function bringIntoPane(element: Element | null | undefined, where: 'center' | 'nearest'): void {
  for (let pane = element?.parentElement; element && pane; pane = pane.parentElement) {
    if (!/auto|scroll/.test(getComputedStyle(pane).overflowY) || pane.scrollHeight <= pane.clientHeight) continue;
    const [inner, outer] = [element.getBoundingClientRect(), pane.getBoundingClientRect()];
    const above = inner.top - outer.top;
    const below = inner.bottom - outer.bottom;
    if (where === 'center') pane.scrollTop += (above + below) / 2;
    // What is longer than the pane is shown from its top.
    else if (below > 0) pane.scrollTop += Math.min(below, above);
    else if (above < 0) pane.scrollTop += above;
    return;
  }
}
