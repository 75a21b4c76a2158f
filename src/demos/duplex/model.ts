/**
 * The duplex demo's model: the same words by radio (HTTP) and by phone (WebSocket), read out of one trace.
 *
 * `facts()` provides
 * - predictions: `radio-waits` at-once | when-asked | never (when the server's words reach the reader over HTTP);
 *   `crossing` yes (messages crossed in mid-air on the WebSocket); left out where this trace does not show it;
 * - values: `radioDelay`, `phoneDelay` (medians, from the server's saying a word to its arrival, text with unit),
 *   `radioBytes`, `phoneBytes` (bytes on the wire per message, heads and frame headers included), `crossings` (count),
 *   and `phoneHandshake` (bytes of the one request and the 101 that opened the phone).
 */
import type { Crossing, Exchange, TraceView } from '../../../protocol/trace/crossing.ts';
import type { Json } from '../../../protocol/trace/event.ts';
import type { End } from '../../../protocol/span.ts';
import type { Facts } from '../../line/demo.ts';
import { ms } from '../../figures/format.ts';
import { bodyText, median, told, type Told } from '../told.ts';

/** A word in a WebSocket frame. Times in ms on the line's clock; `arrived` undefined while it is under way. */
export interface Flight {
  id: string;
  from: End;
  text: string;
  left: number;
  arrived: number | undefined;
}
/** One exchange over the radio: the reader spoke (`say`) or only asked (`ask`), and what the answer brought. */
export interface Turn {
  id: string;
  kind: 'say' | 'ask';
  /** The reader's word; empty when only asked. */
  text: string;
  left: number;
  heard: number | undefined;
  answer?: { left: number; arrived: number | undefined; told: readonly Told[] };
  bytes: number;
}
/** A word of the server's that waits until somebody asks. `until` undefined: it still waits. */
export interface Waiting extends Told {
  from: number;
  until: number | undefined;
  /** Its place in the queue's drawing: the lowest that was free when it was said, from 0. */
  slot: number;
}
/** Delays are medians, ms; undefined before the first arrival. */
export interface Stats {
  serverDelay: number | undefined;
  readerDelay: number | undefined;
  messages: number;
  bytes: number;
}
export interface Duplex {
  /** When the line began to be used; the figure's 0. */
  start: number;
  now: number;
  turns: Turn[];
  waiting: Waiting[];
  /** How many words wait now. */
  queue: number;
  flights: Flight[];
  /** Ids of flights that passed each other, client's first. */
  crossings: [string, string][];
  /** From the 101's arrival to the close. */
  open: { from: number; to: number | undefined } | undefined;
  handshakeBytes: number;
  radio: Stats;
  phone: Stats;
}

/** ms. Two flights have crossed only when they were in the air together for longer than the clocks may be wrong. */
const CLOCK_ERROR = 2;

const pathOf = (exchange: Exchange) => exchange.request.http?.path ?? '';
const by = (t: number | undefined, now: number) => (t !== undefined && t <= now ? t : undefined);

function readMark(data: Json | undefined): Told | undefined {
  if (typeof data !== 'object' || data === null || Array.isArray(data) || typeof data.n !== 'number') return undefined;
  return { n: data.n, text: typeof data.text === 'string' ? data.text : '' };
}

function turnOf({ id, request, response }: Exchange, kind: Turn['kind'], now: number): Turn {
  const turn: Turn = {
    id: String(id),
    kind,
    text: kind === 'say' ? bodyText(request) : '',
    left: request.left,
    heard: by(request.arrived, now),
    bytes: request.length + (response?.length ?? 0),
  };
  if (response && response.left <= now) {
    turn.answer = { left: response.left, arrived: by(response.arrived, now), told: told(response) };
  }
  return turn;
}

/** Places each waiting word in the lowest slot that no other word holds at that moment. */
function place(waiting: Omit<Waiting, 'slot'>[]): Waiting[] {
  const freeFrom: number[] = [];
  return waiting.map((word) => {
    let slot = freeFrom.findIndex((t) => t <= word.from);
    if (slot < 0) slot = freeFrom.length;
    freeFrom[slot] = word.until ?? Infinity;
    return { ...word, slot };
  });
}

function passing(flights: readonly Flight[]): [string, string][] {
  const pairs: [string, string][] = [];
  for (const mine of flights) {
    if (mine.from !== 'client' || mine.arrived === undefined) continue;
    for (const theirs of flights) {
      if (theirs.from !== 'server' || theirs.arrived === undefined) continue;
      const together = Math.min(mine.arrived, theirs.arrived) - Math.max(mine.left, theirs.left);
      if (together > CLOCK_ERROR) pairs.push([mine.id, theirs.id]);
    }
  }
  return pairs;
}

/** What had happened by `cursor` (ms on the line's clock; Infinity: by the trace's end). */
export function model(view: TraceView, cursor = Infinity): Duplex {
  const now = cursor === Infinity ? view.end : cursor;
  const says = new Map<number, { t: number; text: string }>();
  for (const mark of view.marks) {
    const word = mark.end === 'server' && mark.name === 'says' && mark.t <= now ? readMark(mark.data) : undefined;
    if (word) says.set(word.n, { t: mark.t, text: word.text });
  }

  const turns: Turn[] = [];
  const frames: Crossing[] = [];
  let open: Duplex['open'];
  let handshakeBytes = 0;
  for (const exchange of view.exchanges) {
    if (exchange.request.left > now) continue;
    const path = pathOf(exchange);
    if (path.endsWith('/duplex/say')) turns.push(turnOf(exchange, 'say', now));
    else if (path.endsWith('/duplex/ask')) turns.push(turnOf(exchange, 'ask', now));
    else if (exchange.request.http?.upgrade) {
      handshakeBytes += exchange.request.length + (exchange.response?.length ?? 0);
      if (exchange.open && exchange.open.from <= now) open = { from: exchange.open.from, to: by(exchange.open.to, now) };
      // Only messages count: not the close, not a ping.
      frames.push(...exchange.frames.filter(({ complete, left, frame }) => complete && left <= now && frame?.opcode === 1));
    }
  }

  const freed = new Map<number, number>();
  const radioServer: number[] = [];
  let toldByRadio = 0;
  for (const { answer } of turns) {
    for (const { n } of answer?.told ?? []) {
      if (!freed.has(n)) freed.set(n, answer?.left ?? now);
      const said = says.get(n);
      if (answer?.arrived === undefined) continue;
      toldByRadio++;
      if (said) radioServer.push(answer.arrived - said.t);
    }
  }
  const waiting = place(
    [...says].sort((a, b) => a[1].t - b[1].t).map(([n, { t, text }]) => ({ n, text, from: t, until: freed.get(n) })),
  );

  const phoneServer: number[] = [];
  const flights = frames.map((crossing): Flight => {
    const word = crossing.from === 'server' ? told(crossing)[0] : undefined;
    const said = word && says.get(word.n);
    const arrived = by(crossing.arrived, now);
    if (said && arrived !== undefined) phoneServer.push(arrived - said.t);
    return { id: crossing.id, from: crossing.from, text: word?.text ?? crossing.frame?.text ?? '', left: crossing.left, arrived };
  });

  const took = (from: number, to: number | undefined) => (to === undefined ? [] : [to - from]);
  const said = turns.filter((turn) => turn.kind === 'say');
  return {
    start: view.crossings[0]?.left ?? 0,
    now,
    turns,
    waiting,
    queue: waiting.filter(({ until }) => until === undefined).length,
    flights,
    crossings: passing(flights),
    open,
    handshakeBytes,
    radio: {
      serverDelay: median(radioServer),
      readerDelay: median(said.flatMap(({ left, heard }) => took(left, heard))),
      messages: toldByRadio + said.length,
      bytes: turns.reduce((sum, turn) => sum + turn.bytes, 0),
    },
    phone: {
      serverDelay: median(phoneServer),
      readerDelay: median(flights.flatMap(({ from, left, arrived }) => (from === 'client' ? took(left, arrived) : []))),
      messages: flights.length,
      bytes: frames.reduce((sum, { length }) => sum + length, 0),
    },
  };
}

/** Bytes on the wire per message, whole; undefined before the first. */
export function perMessage({ bytes, messages }: Stats): number | undefined {
  return messages > 0 ? Math.round(bytes / messages) : undefined;
}

export function facts(view: TraceView): Facts {
  const { radio, phone, waiting, crossings, handshakeBytes } = model(view);
  const predictions: Record<string, string> = {};
  if (waiting.length > 0) {
    // The phone brings a word as fast as this line can: what takes longer than twice that has waited.
    const soon = 2 * (phone.serverDelay ?? 0) + 50;
    predictions['radio-waits'] = radio.serverDelay === undefined ? 'never' : radio.serverDelay > soon ? 'when-asked' : 'at-once';
  }
  if (crossings.length > 0) predictions.crossing = 'yes';
  const text = (t: number | undefined) => (t === undefined ? '–' : ms(t));
  return {
    predictions,
    values: {
      radioDelay: text(radio.serverDelay),
      phoneDelay: text(phone.serverDelay),
      radioBytes: perMessage(radio) ?? '–',
      phoneBytes: perMessage(phone) ?? '–',
      crossings: crossings.length,
      phoneHandshake: handshakeBytes,
    },
  };
}
