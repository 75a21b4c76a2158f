/**
 * The events of one run in the order of their time, and what the reader has seen of them.
 */
import type { TraceView } from '../../protocol/trace/crossing.ts';
import type { TraceEvent } from '../../protocol/trace/event.ts';
import { createTraceReader } from '../../protocol/trace/reader.ts';

export interface TraceStore {
  /** All events by time; a new array whenever one was added. */
  readonly events: readonly TraceEvent[];
  /** Everything that happened. */
  readonly whole: TraceView;
  add(batch: readonly TraceEvent[]): void;
  clear(): void;
  /** What had happened by `cursor` ms. The same objects while no event lies between two cursors. */
  until(cursor: number): { events: readonly TraceEvent[]; view: TraceView };
  /** When each crossing arrived (left, where it never did), ascending, without repeats. */
  stops(): number[];
}

export function createTraceStore(): TraceStore {
  let events: TraceEvent[] = [];
  const whole = createTraceReader();
  // A second reader stands where the cursor stands: going on adds to it, going back starts it anew.
  const partial = createTraceReader();
  let seen: { count: number; events: readonly TraceEvent[]; view: TraceView } | undefined;

  const countUntil = (t: number) => {
    let low = 0;
    let high = events.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (events[middle]!.t <= t) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  return {
    get events() {
      return events;
    },
    get whole() {
      return whole.view();
    },
    add(batch) {
      if (batch.length === 0) return;
      whole.push(batch);
      const last = events.at(-1)?.t ?? -Infinity;
      events = [...events, ...batch];
      // The page's marks come at once, the server's events in batches: put them in order.
      if (batch.some((event, i) => event.t < (batch[i - 1]?.t ?? last))) {
        events.sort((a, b) => a.t - b.t);
        seen = undefined;
      }
    },
    clear() {
      events = [];
      seen = undefined;
      whole.reset();
      partial.reset();
    },
    until(cursor) {
      if (cursor === Infinity) return { events, view: whole.view() };
      const count = countUntil(cursor);
      if (seen?.count === count) return seen;
      if (!seen || seen.count > count) {
        partial.reset();
        seen = undefined;
      }
      const shown = events.slice(0, count);
      partial.push(shown.slice(seen?.count ?? 0));
      seen = { count, events: shown, view: partial.view() };
      return seen;
    },
    stops() {
      const moments = whole.view().crossings.map(({ left, arrived }) => arrived ?? left);
      return [...new Set(moments)].sort((a, b) => a - b);
    },
  };
}
