/** A rate with a burst of one second's worth: answers 0 when the request may pass, else the seconds to wait. */
export function createRate(perSecond: number, now: () => number): () => number {
  let left = perSecond;
  let at = now();
  return () => {
    const t = now();
    left = Math.min(perSecond, left + ((t - at) / 1000) * perSecond);
    at = t;
    if (left < 1) return (1 - left) / perSecond;
    left -= 1;
    return 0;
  };
}
