/**
 * Which take of a recording stands in for the options that the reader chose.
 */
import type { Take } from '../../protocol/trace/event.ts';

type Options = Record<string, string>;

const agreement = (take: Pick<Take, 'options'>, options: Options): number =>
  Object.entries(options).filter(([name, value]) => take.options[name] === value).length;

/** The take that agrees with most of `options`; the first of several. `exact` where none differs. */
export function nearestTake<T extends Pick<Take, 'options'>>(takes: readonly T[], options: Options): { take: T; exact: boolean } | undefined {
  let best: T | undefined;
  for (const take of takes) if (best === undefined || agreement(take, options) > agreement(best, options)) best = take;
  return best && { take: best, exact: Object.entries(options).every(([name, value]) => (best.options[name] ?? value) === value) };
}

/** Which values of option `name` some take was made with: the others can be had on a live line only. */
export function recordedValues(takes: readonly Pick<Take, 'options'>[], name: string): ReadonlySet<string> {
  return new Set(takes.flatMap((take) => take.options[name] ?? []));
}
