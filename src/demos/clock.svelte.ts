/** The time on a live line between two events: what waits goes on waiting, and a figure that shows waiting must move. */
import type { LiveLine } from '../line/demo.ts';

/**
 * The line's clock (ms), read before every drawing while `line()` gives a line; 0 otherwise, and where the reader wants
 * less motion (the figure then moves with its events). Call while a component is set up.
 */
export function lineClock(line: () => LiveLine | undefined): { readonly now: number } {
  let now = $state(0);
  $effect(() => {
    const followed = line();
    now = 0;
    if (!followed || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    const tick = () => {
      now = followed.now();
      frame = requestAnimationFrame(tick);
    };
    let frame = requestAnimationFrame(tick);
    return () => cancelAnimationFrame(frame);
  });
  return {
    get now() {
      return now;
    },
  };
}
