/** Timers that end with the line. */
export interface LineTimers {
  after(ms: number, run: () => void): void;
}
export function lineTimers(signal: AbortSignal): LineTimers {
  const timers = new Set<ReturnType<typeof setTimeout>>();
  signal.addEventListener('abort', () => {
    for (const timer of timers) clearTimeout(timer);
    timers.clear();
  });
  return {
    after(ms, run) {
      if (signal.aborted) return;
      const timer = setTimeout(() => {
        timers.delete(timer);
        run();
      }, ms);
      timers.add(timer);
    },
  };
}
