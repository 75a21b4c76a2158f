/** Where in the learner's own file something happened, read from a QuickJS stack. Our own frames are passed over. */
import type { Place } from '../../../../protocol/programs.ts';

const FRAME = /(?:\(|at )((?:server|client|index|style)\.(?:js|ts|mjs|cjs))(?::(\d+))?(?::(\d+))?\)?/;

/** All places of a stack that lie in the learner's files, innermost first. */
export function placesOf(stack: string): Place[] {
  const places: Place[] = [];
  for (const line of stack.split('\n')) {
    const match = FRAME.exec(line);
    if (!match?.[1] || !match[2]) continue;
    places.push({ file: match[1], line: Number(match[2]), ...(match[3] ? { column: Number(match[3]) } : {}) });
  }
  return places;
}
export function placeOf(stack: string): Place | undefined {
  return placesOf(stack)[0];
}
