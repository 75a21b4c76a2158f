/**
 * When each crossing left its end and arrived at the other (ms on the line's clock).
 *
 * Exact: what the server's recorder saw (a client's bytes reached its program at t + held, its own left at t), and what
 * the page marked (marks.ts). Everything else is estimated by ± rtt / 2 of the last clock event, and then kept possible:
 * nothing leaves after it was read, arrives before it was written, or answers what has not arrived.
 */
import type { Crossing } from './crossing.ts';
import type { FaultName, TraceEvent } from './event.ts';
import type { ExchangeState } from './exchange.ts';
import { MARK, type MarkIndex } from './marks.ts';
import { passage } from './stream.ts';

type FaultEvent = Extract<TraceEvent, { kind: 'fault' }>;

export interface Clues {
  marks: MarkIndex;
  faults: readonly FaultEvent[];
  /** Round trip (ms) as last measured before `t`; undefined where it never was. */
  rtt(t: number): number | undefined;
}

/** The times of one crossing while they are being worked out. */
export interface Timing {
  crossing: Crossing;
  left: number;
  arrived: number | undefined;
  leftExact: boolean;
  arrivedExact: boolean;
  /** Earliest and latest that is possible: written or read by the server at these times. */
  first: number;
  last: number;
  fault: FaultName | undefined;
}

/** Which of the page's marks speak of this exchange: the nth socket, or the nth fetch, on its path. */
export interface Place {
  path: string;
  nth: number;
}

export interface ExchangeTimes {
  request: Timing;
  response: Timing | undefined;
  client: Timing[];
  server: Timing[];
}

/** Times all crossings of an exchange: request, response, then frames in the order of their streams. */
export function timeExchange(state: ExchangeState, place: Place, clues: Clues): ExchangeTimes {
  const at = (name: Parameters<MarkIndex['at']>[0], n?: number) => clues.marks.at(name, place.path, place.nth, n);
  const { response } = state;
  const request = timing(state, state.request, 0, clues, state.upgrade ? undefined : at(MARK.httpRequest));
  const answer = response && timing(state, response, 0, clues, state.upgrade ? at(MARK.wsOpen) : bodyMark(at(MARK.httpEnd), at(MARK.httpResponse), response, state));
  const client = frames(state, 'client', clues, (crossing, nth) => (crossing.frame!.opcode === 8 ? at(MARK.wsClosing) : nth && at(MARK.wsSend, nth)));
  const server = frames(state, 'server', clues, (crossing, nth) => (crossing.frame!.opcode === 8 ? undefined : nth && at(MARK.wsMessage, nth)));
  const closeMark = at(MARK.wsClose);
  for (const one of server) if (one.crossing.frame!.opcode === 8 && closeMark !== undefined && one.arrived! > closeMark) one.arrived = Math.max(one.last, closeMark);
  inOrder(client);
  inOrder(server);
  if (answer) for (const one of client) follow(answer, one);
  pairEchoes(server, client);
  notBehind(server);
  return { request, response: answer, client, server };
}

/** The body's own mark; the head's where the whole response was on its way by then. */
function bodyMark(end: number | undefined, head: number | undefined, response: Crossing, state: ExchangeState): number | undefined {
  if (end !== undefined || head === undefined) return end;
  return passage(state.server, 0, response.length)!.last <= head ? head : undefined;
}

function timing(state: ExchangeState, crossing: Crossing, offset: number, clues: Clues, mark: number | undefined): Timing {
  const client = crossing.from === 'client';
  const end = offset + crossing.length;
  const { began } = state;
  const { first, last, held, lost } = passage(client ? state.client : state.server, offset, end) ?? { first: began, last: began, held: false, lost: false };
  const half = (clues.rtt(last) ?? 0) / 2;
  const fault = faultOf(state, crossing, first, end, held, clues.faults) ?? (lost ? 'black-hole' : held ? 'delay' : undefined);
  const gone = lost || fault === 'hang' || fault === 'black-hole';
  const made: Timing = { crossing, left: first, arrived: last, leftExact: true, arrivedExact: true, first, last, fault };
  if (client) {
    made.left = Math.min(mark ?? first - half, first);
    made.leftExact = mark !== undefined;
    // What a delay still held when the connection ended never came out of it.
    if (gone || (held && state.closed !== undefined && last > state.closed.t)) made.arrived = undefined;
  } else {
    made.arrived = Math.max(mark ?? last + half, last);
    made.arrivedExact = mark !== undefined;
    if (mark === undefined && (gone || onlyQueued(state, end))) made.arrived = undefined;
  }
  if (!crossing.complete) made.arrived = undefined;
  return made;
}

/** Bytes that the operating system never took: the program wrote them, the wire never carried them. */
function onlyQueued(state: ExchangeState, end: number): boolean {
  if (state.flushed === undefined) return state.closed !== undefined;
  return state.flushed < end;
}

function faultOf(state: ExchangeState, crossing: Crossing, t: number, end: number, held: boolean, faults: readonly FaultEvent[]): FaultName | undefined {
  let found: FaultName | undefined;
  for (const one of faults) {
    const here = one.exchange !== undefined ? one.exchange === state.id : one.connection === undefined || one.connection === state.connection;
    if (!here) continue;
    const slow = one.fault === 'delay' || one.fault === 'throttle';
    if (slow ? held && one.t <= t : acts(one, state, crossing, t, end)) found = one.fault;
  }
  return found;
}

function acts(one: FaultEvent, state: ExchangeState, crossing: Crossing, t: number, end: number): boolean {
  switch (one.fault) {
    case 'refuse-400':
    case 'refuse-403':
      return state.upgrade && crossing.kind !== 'frame';
    case 'strip':
    case 'hang':
      return state.upgrade && crossing.kind === 'request';
    case 'black-hole':
      return one.exchange === state.id && one.t <= t;
    default:
      // A cut acts on what was under way.
      return !crossing.complete || (crossing.from === 'server' && onlyQueued(state, end));
  }
}

function frames(state: ExchangeState, from: 'client' | 'server', clues: Clues, markOf: (crossing: Crossing, nth: number | undefined) => number | undefined): Timing[] {
  const reader = state.frames[from];
  if (!reader) return [];
  let messages = 0;
  return reader.frames.map((crossing, index) => {
    const { opcode, fin } = crossing.frame!;
    // A message leaves with its first frame and has arrived with its last.
    if (opcode < 3 && (from === 'client' ? opcode > 0 : fin)) messages++;
    const tells = opcode < 3 && (from === 'client' ? opcode > 0 : fin);
    const mark = opcode === 8 || tells ? markOf(crossing, tells ? messages : undefined) : undefined;
    return timing(state, crossing, reader.offsets[index]!, clues, mark);
  });
}

/** In one direction nothing overtakes. */
function inOrder(timings: Timing[]): void {
  let left = -Infinity;
  let arrived = -Infinity;
  for (const one of timings) {
    left = one.left = Math.min(Math.max(one.left, left), one.first);
    if (one.arrived !== undefined) arrived = one.arrived = Math.max(one.arrived, arrived);
  }
}

/** What the browser answered by itself shows when it had arrived; what came before it was there by then, however late a busy page marked it. */
function notBehind(timings: Timing[]): void {
  let next = Infinity;
  for (const one of timings.toReversed()) {
    if (one.arrived === undefined) continue;
    if (one.arrived > next) {
      one.arrived = next;
      one.arrivedExact = false;
    }
    next = one.arrived;
  }
}

/** `effect` can't have left before `cause` arrived; where both are estimates they meet halfway. */
export function follow(cause: Timing, effect: Timing): void {
  if (cause.arrived === undefined || effect.left >= cause.arrived || effect.first < cause.last) return;
  if (!cause.arrivedExact && !effect.leftExact) cause.arrived = effect.left = (cause.last + effect.first) / 2;
  else if (!effect.leftExact) effect.left = Math.min(cause.arrived, effect.first);
  else if (!cause.arrivedExact) cause.arrived = Math.max(effect.left, cause.last);
}

/** A pong answers the last ping of the same payload (RFC 6455 §5.5.3); a second close answers the first (§5.5.1). */
function pairEchoes(server: Timing[], client: Timing[]): void {
  let before = 0;
  for (const answer of client) {
    while (before < server.length && server[before]!.first <= answer.first) before++;
    const { opcode } = answer.crossing.frame!;
    if (opcode !== 8 && opcode !== 10) continue;
    // Far enough back for any ping that is answered; a flood of pongs that answer nothing costs little.
    for (let i = before - 1; i >= Math.max(0, before - 100); i--) {
      const cause = server[i]!;
      if (cause.crossing.frame!.opcode !== (opcode === 10 ? 9 : 8)) continue;
      if (opcode === 10 && !samePayload(cause.crossing, answer.crossing)) continue;
      follow(cause, answer);
      break;
    }
  }
}

function samePayload(a: Crossing, b: Crossing): boolean {
  const one = a.plain.subarray(a.frame!.headerLength);
  const two = b.plain.subarray(b.frame!.headerLength);
  return one.length === two.length && one.every((byte, i) => byte === two[i]);
}
