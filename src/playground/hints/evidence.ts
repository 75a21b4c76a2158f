/** What a hint may stand on: facts that both ends told, problems, and the traces of the program's own lines. */
import type { Seen, SeenCode } from '../../../protocol/hints.ts';
import type { Cause, Place, Problem } from '../../../protocol/programs.ts';
import type { End } from '../../../protocol/span.ts';
import type { Crossing, EnginePacket, TraceView } from '../../../protocol/trace/crossing.ts';
import { messageFinder } from '../../../protocol/trace/messages.ts';

/** A fact (`protocol/hints.ts`), by whom and where. */
export interface Fact extends Seen {
  end: End;
  /** Name of the client that told it. */
  client?: string;
  place?: Place;
}
export interface Evidence {
  facts: readonly Fact[];
  problems: readonly (Pick<Problem, 'end' | 'name' | 'message' | 'place' | 'severity' | 'cause'> & { client?: string })[];
  /** `line` names the client in a `Cause`. */
  clients: readonly { id: number; name: string; line: number | undefined; view: TraceView | undefined }[];
  /** The program listened before what went wrong went wrong. */
  listened: boolean;
}

export const HINTS = [
  'no-listener', 'ack-nobody', 'late-listener', 'repeated-listener', 'ack-dropped', 'ack-missing', 'ack-no-timeout', 'ack-left', 'next-dropped',
  'gone-id', 'own-id', 'to-empty', 'room-type', 'lost-in-json', 'promise-emitted', 'circular', 'ping-timeout', 'burst',
  'cors-never', 'cors-blocked', 'invalid-namespace', 'refused-unheard', 'wrong-path', 'old-protocol', 'transport-unknown', 'too-large', 'handler-threw',
] as const;
export type HintCode = (typeof HINTS)[number];

/** A crossing of one client's line. */
export interface At {
  client: number;
  crossing: string;
}
export interface Hint {
  code: HintCode;
  /** The same cause has the same key: it is shown once, and dismissed for good. */
  key: string;
  /** Where the mistake is, as far as that is proved; undefined where it lies between both. */
  end?: End;
  params: Record<string, string | number>;
  place?: Place;
  at?: At;
}

/** A proof: what in the evidence shows a mistake. Pure, and silent where nothing is proved. */
export type Rule = (evidence: Evidence) => Hint[];

export const factsOf = ({ facts }: Evidence, code: SeenCode): Fact[] => facts.filter((fact) => fact.code === code);

/** Older crossings of a very long trace are not searched again and again. */
const SEARCHED = 3000;

export interface Found {
  client: Evidence['clients'][number];
  crossing: Crossing;
  packet: EnginePacket;
}
/** All packets of all lines (or of the client of that name), in the order in which they crossed. */
export function* packets({ clients }: Evidence, name?: string): Generator<Found> {
  for (const client of clients) {
    if (name !== undefined && client.name !== name) continue;
    for (const crossing of client.view?.crossings.slice(-SEARCHED) ?? []) for (const packet of crossing.packets) yield { client, crossing, packet };
  }
}
export const atOf = ({ client, crossing }: { client: { id: number }; crossing: Crossing }): At => ({ client: client.id, crossing: crossing.id });

/** Where the message crossed that something is of. */
export function crossingOf({ clients }: Evidence, cause: Cause | undefined): At | undefined {
  if (!cause) return undefined;
  const client = clients.find(({ line }) => line === cause.line);
  const crossing = client?.view && messageFinder(client.view)(cause);
  return crossing && { client: client.id, crossing: crossing.id };
}

/** The last packet that carried `event` to the end that told the fact; with `id`, the one that asked for that acknowledgement. */
export function carried(evidence: Evidence, { end, client, params }: Fact): At | undefined {
  let last: At | undefined;
  for (const found of packets(evidence, client)) {
    const { socket } = found.packet;
    if (found.crossing.from === end || !socket || !/EVENT$/.test(socket.name)) continue;
    if (params.namespace !== undefined && socket.namespace !== params.namespace) continue;
    if (!Array.isArray(socket.data) || socket.data[0] !== params.event) continue;
    if (typeof params.id === 'number' && socket.ackId !== params.id) continue;
    last = atOf(found);
  }
  return last;
}
