/** Where in the learner's own file something happened, read from a QuickJS stack. Our own frames are passed over. */
import type { Place } from '../../../../protocol/programs.ts';

const FRAME = /(?:\(|at )(server\.(?:js|ts))(?::(\d+))?(?::(\d+))?\)?$/;
const MOST = 20;

let wrapped = 0;
/** How many columns the CommonJS wrapper adds to the first line. */
export const setWrapped = (columns: number) => {
  wrapped = columns;
};

/** The places of a stack that lie in the learner's file, innermost first, at most 20. */
export function placesOf(stack: unknown): Place[] {
  const places: Place[] = [];
  if (typeof stack !== 'string') return places;
  for (const line of stack.slice(0, 20_000).split('\n')) {
    const match = FRAME.exec(line);
    if (!match?.[1] || !match[2]) continue;
    const number = Number(match[2]);
    const column = Number(match[3] ?? 0) - (number === 1 ? wrapped : 0);
    places.push({ file: match[1], line: number, ...(column > 0 ? { column } : {}) });
    if (places.length === MOST) break;
  }
  return places;
}
export function placeOf(stack: unknown): Place | undefined {
  return placesOf(stack)[0];
}
