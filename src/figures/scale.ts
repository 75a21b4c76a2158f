/**
 * Time to height, for figures in which time runs down. Pure; no drawing here.
 *
 * A trace holds flights of a fraction of a millisecond beside silences of many seconds. A linear scale shows either
 * or; so a silence takes height by its logarithm, and points that must be told apart are kept a given height apart.
 * Two things always hold: later is never higher, and what is added later never moves what was there before.
 */

/** A moment that gets a height of its own. Points at the same time keep the order in which they were given. */
export interface Point {
  key: string;
  /** ms */
  t: number;
}
/** `to` stands at least `px` below `from`; has no effect where `to` does not come after `from`. */
export interface Apart {
  from: string;
  to: string;
  px: number;
}
export interface TimeScale {
  /** The height of a point, px from the top; undefined for a key that is not there. */
  at(key: string): number | undefined;
  /** The height of any moment, ms → px: between points in proportion, after the last as a silence. */
  y(t: number): number;
  /** The height of the last point. */
  height: number;
}

/** Height of a silence, px: about 6 for 1 ms, 30 for 30 ms, 60 for 1 s, never more than 92. `dt` in ms. */
export function silence(dt: number): number {
  return dt > 0 ? Math.min(92, 6 * Math.log2(1 + dt)) : 0;
}

/** Places points from the top down (`top` = height of the first, px). Constraints may be given in any order. */
export function placeTimes(points: readonly Point[], apart: readonly Apart[], top = 0): TimeScale {
  const sorted = points
    .filter((point) => Number.isFinite(point.t))
    .map((point, order) => ({ ...point, order }))
    .sort((a, b) => a.t - b.t || a.order - b.order);
  const index = new Map(sorted.map((point, i) => [point.key, i]));
  const above = new Map<number, { i: number; px: number }[]>();
  for (const { from, to, px } of apart) {
    const i = index.get(from);
    const j = index.get(to);
    if (i === undefined || j === undefined || i >= j) continue;
    const list = above.get(j);
    if (list) list.push({ i, px });
    else above.set(j, [{ i, px }]);
  }
  const ys: number[] = [];
  sorted.forEach((point, j) => {
    const before = sorted[j - 1];
    let y = before ? (ys[j - 1] ?? top) + silence(point.t - before.t) : top;
    for (const { i, px } of above.get(j) ?? []) y = Math.max(y, (ys[i] ?? top) + px);
    ys.push(y);
  });

  const last = sorted.length - 1;
  const y = (t: number): number => {
    const first = sorted[0];
    if (!first || t <= first.t) return top;
    const end = sorted[last];
    if (end && t >= end.t) return (ys[last] ?? top) + (t === Infinity ? 0 : silence(t - end.t));
    let low = 0;
    let high = last;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((sorted[middle]?.t ?? 0) <= t) low = middle;
      else high = middle;
    }
    const a = sorted[low];
    const b = sorted[high];
    const ya = ys[low] ?? top;
    const yb = ys[high] ?? top;
    return a && b && b.t > a.t ? ya + ((yb - ya) * (t - a.t)) / (b.t - a.t) : ya;
  };
  return { at: (key) => ys[index.get(key) ?? -1], y, height: ys[last] ?? top };
}

/** Thins out tick labels: keeps the first of any that would stand closer than `px`. Input ordered by `y`. */
export function thinTicks<T extends { y: number }>(ticks: readonly T[], px: number): T[] {
  const kept: T[] = [];
  for (const tick of ticks) {
    const before = kept[kept.length - 1];
    if (!before || tick.y - before.y >= px) kept.push(tick);
  }
  return kept;
}
