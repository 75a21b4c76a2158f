/** A trace as it stood at one moment, for a figure's cursor. */
import type { Crossing, Exchange, TraceView } from './crossing.ts';
import type { TraceEvent } from './event.ts';

/** The events up to and including time `t` (ms): what the recorder had noted by then. */
export function eventsUntil(events: readonly TraceEvent[], t: number): TraceEvent[] {
  return events.filter((event) => event.t <= t);
}

/**
 * What had happened on the line by time `t` (ms): a crossing counts from the moment it left; one that arrives later is
 * under way (`arrived` undefined). Bytes and spans of what had left are whole, so that a figure can name what flies.
 * Objects that look the same at `t` as at the end keep their identity; `t = Infinity` gives the view itself.
 */
export function viewUntil(view: TraceView, t: number): TraceView {
  if (t >= view.end && view.crossings.every(({ arrived }) => arrived === undefined || arrived <= t)) return view;
  const seen = new Map<Crossing, Crossing>();
  const total = { client: 0, server: 0 };
  for (const crossing of view.crossings) {
    if (crossing.left > t) break;
    seen.set(crossing, crossing.arrived !== undefined && crossing.arrived > t ? { ...crossing, arrived: undefined } : crossing);
    total[crossing.from] += crossing.length;
  }
  const exchanges: Exchange[] = [];
  for (const exchange of view.exchanges) {
    const request = seen.get(exchange.request);
    if (!request) continue;
    const made: Exchange = { id: exchange.id, connection: exchange.connection, request, frames: [] };
    const response = exchange.response && seen.get(exchange.response);
    if (response) made.response = response;
    for (const frame of exchange.frames) {
      const now = seen.get(frame);
      if (now) made.frames.push(now);
    }
    const { open } = exchange;
    if (open && open.from <= t) made.open = { from: open.from, to: open.to !== undefined && open.to <= t ? open.to : undefined };
    exchanges.push(made);
  }
  const before = <T extends { t: number }>(list: readonly T[]): T[] => list.filter((one) => one.t <= t);
  const made: TraceView = {
    exchanges, crossings: [...seen.values()], marks: before(view.marks), faults: before(view.faults),
    closes: before(view.closes), end: Math.min(view.end, t), total,
  };
  if (view.cutOff && view.cutOff.t <= t) made.cutOff = view.cutOff;
  return made;
}
