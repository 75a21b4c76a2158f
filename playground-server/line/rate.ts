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

/** A rate for what can't be refused, only made to wait: what is spent beyond it is a debt that time pays off. */
export interface Pace {
  spend(amount: number): void;
  /** ms until the debt is paid; 0 where there is none. */
  wait(): number;
}

/** `burst` may be spent at once, and `perSecond` each second after it. */
export function createPace(perSecond: number, burst: number, now: () => number): Pace {
  let left = burst;
  let at = now();
  const fill = () => {
    const t = now();
    if (t > at) left = Math.min(burst, left + ((t - at) / 1000) * perSecond);
    at = t;
  };
  return {
    spend(amount) {
      fill();
      left -= amount;
    },
    wait() {
      if (left >= 0) return 0;
      fill();
      return left >= 0 ? 0 : (-left / perSecond) * 1000;
    },
  };
}

/** The paces of many who share one whole; times are ms, amounts are what `spend` is told. */
export interface Crowd {
  /** The pace of one more. */
  join(): Pace;
}

/**
 * Each may spend `each` a second, and all together `all`. While all are over theirs, those wait who spend more than
 * `frugal` a second themselves: who is content with little does not feel the others.
 */
export function createCrowd({ all, each, frugal }: Record<'all' | 'each' | 'frugal', number>, now: () => number): Crowd {
  const whole = createPace(all, all, now);
  return {
    join() {
      const own = createPace(each, each, now);
      const little = createPace(frugal, frugal, now);
      return {
        spend(amount) {
          for (const pace of [own, little, whole]) pace.spend(amount);
        },
        wait: () => Math.max(own.wait(), Math.min(little.wait(), whole.wait())),
      };
    },
  };
}
