/**
 * The messages that a line's client sent, in the order in which the server read them: what `ConsoleEntry.cause` counts.
 * A message is an Engine.IO message packet or a binary one; heartbeats and probes are none.
 */
import type { Crossing, TraceView } from './crossing.ts';

/**
 * The crossing that carried each message, the first at [0]. Left out is what the server did not take: packets of a
 * request that it refused, and those after a packet that ended their session.
 */
export function clientMessages(view: TraceView): Crossing[] {
  const carried: { crossing: Crossing; arrived: number }[] = [];
  for (const { request, response, frames } of view.exchanges) {
    if ((response?.http?.status ?? 200) >= 400) continue;
    let over = false;
    for (const crossing of [request, ...frames]) {
      if (crossing.from !== 'client' || crossing.arrived === undefined) continue;
      for (const { name } of crossing.packets) {
        if (name === 'error' || name === 'close') over = true;
        if (!over && (name === 'message' || name === 'binary')) carried.push({ crossing, arrived: crossing.arrived });
      }
    }
  }
  // Sorting is stable: packets of one crossing, and crossings of one moment, keep their order.
  return carried.sort((a, b) => a.arrived - b.arrived).map(({ crossing }) => crossing);
}
