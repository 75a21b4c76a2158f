/**
 * The messages that crossed a line, in the order in which their hearer read them: what `ConsoleEntry.cause` counts. A
 * message is an Engine.IO message packet or a binary one; heartbeats and probes are none.
 */
import type { Heard } from '../programs.ts';
import { splitTarget } from './exchange.ts';
import type { Crossing, EnginePacket, Exchange, TraceView } from './crossing.ts';

const isMessage = ({ name }: EnginePacket) => name === 'message' || name === 'binary';

/**
 * The crossing that carried each message of the line's client, the first at [0]. Left out is what the server did not
 * take: packets of a request that it refused, and those after a packet that ended their session.
 */
export function clientMessages(view: TraceView): Crossing[] {
  const carried: { crossing: Crossing; arrived: number }[] = [];
  for (const { request, response, frames } of view.exchanges) {
    if ((response?.http?.status ?? 200) >= 400) continue;
    let over = false;
    for (const crossing of [request, ...frames]) {
      if (crossing.from !== 'client' || crossing.arrived === undefined) continue;
      for (const packet of crossing.packets) {
        if (packet.name === 'error' || packet.name === 'close') over = true;
        if (!over && isMessage(packet)) carried.push({ crossing, arrived: crossing.arrived });
      }
    }
  }
  // Sorting is stable: packets of one crossing, and crossings of one moment, keep their order.
  return carried.sort((a, b) => a.arrived - b.arrived).map(({ crossing }) => crossing);
}

/**
 * The crossing that carried each message of the server's in this Engine.IO session, the first at [0]. A client may have
 * several sessions at a time: only within one of them the order of sending is the order of reading.
 */
export function serverMessages(view: TraceView, session: string): Crossing[] {
  const carried = view.exchanges.filter((exchange) => sessionOf(exchange) === session).flatMap(({ response, frames }) => (response ? [response, ...frames] : frames));
  return carried
    .filter(({ from }) => from === 'server')
    .sort((a, b) => a.left - b.left)
    .flatMap((crossing) => crossing.packets.filter(isMessage).map(() => crossing));
}

/** The Engine.IO session of an exchange: named by its request, or opened by its answer. */
function sessionOf({ request, response, frames }: Exchange): string | undefined {
  const named = /(?:^|&)sid=([^&]*)/.exec(splitTarget(request.http?.target ?? '').query)?.[1];
  if (named) return named;
  for (const { packets } of response ? [response, ...frames] : frames) {
    const open = packets.find(({ name }) => name === 'open');
    if (open) return /"sid":"([^"]*)"/.exec(open.text ?? '')?.[1];
  }
  return undefined;
}

/** Finds the crossing that carried a message; undefined where the trace does not hold it. For many questions to one view. */
export function messageFinder(view: TraceView): (message: Heard) => Crossing | undefined {
  let client: Crossing[] | undefined;
  const server = new Map<string, Crossing[]>();
  return ({ packet, session }) => {
    if (session === undefined) return (client ??= clientMessages(view))[packet - 1];
    const known = server.get(session) ?? serverMessages(view, session);
    server.set(session, known);
    return known[packet - 1];
  };
}
