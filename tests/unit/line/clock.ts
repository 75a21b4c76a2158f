/** Time that only moves when told; timers run as it passes them. */
import type { Clock } from '../../../playground-server/line/limits.ts';

export function handClock(): Clock & { pass(ms: number): void } {
  let now = 0;
  let timers: { at: number; run: () => void; every?: number }[] = [];
  const add = (ms: number, run: () => void, every?: number) => {
    const timer = { at: now + ms, run, ...(every ? { every } : {}) };
    timers.push(timer);
    return () => void (timers = timers.filter((one) => one !== timer));
  };
  return {
    now: () => now,
    after: (ms, run) => add(ms, run),
    every: (ms, run) => add(ms, run, ms),
    pass(ms) {
      const end = now + ms;
      for (;;) {
        const next = timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        now = next.at;
        if (next.every) next.at += next.every;
        else timers = timers.filter((one) => one !== next);
        next.run();
      }
      now = end;
    },
  };
}
