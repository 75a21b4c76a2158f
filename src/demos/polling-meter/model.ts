/**
 * The polling meter's model: four ways that carry the same news, measured from one trace.
 *
 * `facts()` provides
 * - predictions: `fewest-bytes` short | long | sse | websocket (all bytes, opening included);
 *   `fastest` short | push (push: the median delay of short polling is longer than that of every pushed way);
 *   each is left out where this trace does not show it;
 * - values: `shortBytes`, `longBytes`, `sseBytes`, `websocketBytes` (both ways, heads included), `shortRequests`,
 *   `shortEmpty` (asks that brought nothing), `shortDelay`, `websocketDelay` (medians, text with unit), `count` (news born).
 */
import type { Exchange, TraceView } from '../../../protocol/trace/crossing.ts';
import type { Json } from '../../../protocol/trace/event.ts';
import { ms } from '../../figures/format.ts';
import type { Facts } from '../../line/demo.ts';
import { bodyText, median, told } from '../told.ts';

export const WAYS = ['short', 'long', 'sse', 'websocket'] as const;
export type Way = (typeof WAYS)[number];

/** A page's mark: the nth news reached it by Server-Sent Events, `{ n }`. A stream is one response: no byte count tells when. */
export const SSE_MARK = 'sse.message';

/** One request and its answer. Times in ms on the line's clock. */
export interface Ask {
  at: number;
  /** When its answer was complete in the page; undefined while it waits. */
  until: number | undefined;
  /** What an answered poll brought. `nothing`: it was empty. `over`: it said that no more news will come. */
  brought: 'news' | 'nothing' | 'over' | undefined;
}
export interface News {
  n: number;
  born: number;
  arrived: number | undefined;
  /** A row of the lane that no other news uses while this one is on its way, from 0. */
  row: number;
}
/** Bytes by sender, over the whole way: heads, bodies, handshake, frames. Delays in ms. */
export interface Lane {
  way: Way;
  /** For SSE and WebSocket the one request that opens them. */
  asks: Ask[];
  /** When the line of SSE or WebSocket lay open. */
  open: { from: number; to: number | undefined } | undefined;
  news: News[];
  requests: number;
  empty: number;
  up: number;
  down: number;
  median: number | undefined;
  worst: number | undefined;
}
export interface Meter {
  start: number;
  now: number;
  births: number[];
  lanes: Record<Way, Lane>;
  /** The server said that the news is over. */
  over: boolean;
}

const PATHS: Record<string, Way> = { '/line/meter/short': 'short', '/line/meter/long': 'long', '/line/meter/events': 'sse', '/line/meter': 'websocket' };

const by = (t: number | undefined, now: number) => (t !== undefined && t <= now ? t : undefined);
const numberOf = (data: Json | undefined) =>
  typeof data === 'object' && data !== null && !Array.isArray(data) && typeof data.n === 'number' ? data.n : undefined;

function askOf({ request, response }: Exchange, polls: boolean, now: number): Ask {
  const until = response?.complete ? by(response.arrived, now) : undefined;
  let brought: Ask['brought'];
  if (polls && response && until !== undefined) {
    brought = told(response).length > 0 ? 'news' : bodyText(response).includes('"over"') ? 'over' : 'nothing';
  }
  return { at: request.left, until, brought };
}

/** When each news arrived first by this way. */
function arrivalsOf(way: Way, exchanges: readonly Exchange[], view: TraceView, now: number): Map<number, number> {
  const arrived = new Map<number, number>();
  const note = (n: number | undefined, t: number | undefined) => {
    if (n !== undefined && t !== undefined && t <= now && !arrived.has(n)) arrived.set(n, t);
  };
  if (way === 'sse') {
    for (const mark of view.marks) if (mark.name === SSE_MARK && mark.end === 'client') note(numberOf(mark.data), mark.t);
  }
  for (const { response, frames } of exchanges) {
    if (way === 'short' || way === 'long') for (const { n } of told(response)) note(n, response?.arrived);
    if (way === 'websocket') {
      for (const frame of frames) if (frame.from === 'server' && frame.frame?.opcode === 1) for (const { n } of told(frame)) note(n, frame.arrived);
    }
  }
  return arrived;
}

function rowsOf(births: ReadonlyMap<number, number>, arrived: ReadonlyMap<number, number>): News[] {
  const freeFrom: number[] = [];
  return [...births].map(([n, born]) => {
    const at = arrived.get(n);
    let row = freeFrom.findIndex((t) => t <= born);
    if (row < 0) row = freeFrom.length;
    freeFrom[row] = at ?? Infinity;
    return { n, born, arrived: at, row };
  });
}

function laneOf(way: Way, exchanges: readonly Exchange[], view: TraceView, births: ReadonlyMap<number, number>, now: number): Lane {
  const asks = exchanges.map((exchange) => askOf(exchange, way === 'short' || way === 'long', now));
  const news = rowsOf(births, arrivalsOf(way, exchanges, view, now));
  const delays = news.flatMap(({ born, arrived }) => (arrived === undefined ? [] : [arrived - born]));
  let up = 0;
  let down = 0;
  for (const { request, response, frames } of exchanges) {
    up += request.length;
    down += response?.length ?? 0;
    for (const { from, length, left } of frames) {
      if (left > now) continue;
      if (from === 'client') up += length;
      else down += length;
    }
  }
  const [first] = exchanges;
  let open: Lane['open'];
  if (way === 'websocket' && first?.open && first.open.from <= now) open = { from: first.open.from, to: by(first.open.to, now) };
  if (way === 'sse' && first?.response && first.response.left <= now) open = { from: first.response.left, to: asks[0]?.until };
  return {
    way, asks, open, news, up, down,
    requests: exchanges.length,
    empty: asks.filter(({ brought }) => brought === 'nothing').length,
    median: median(delays),
    worst: delays.length > 0 ? Math.max(...delays) : undefined,
  };
}

/** What had happened by `cursor` (ms on the line's clock; Infinity: by the trace's end). */
export function model(view: TraceView, cursor = Infinity): Meter {
  const now = cursor === Infinity ? view.end : cursor;
  const births = new Map<number, number>();
  let over = false;
  for (const { end, name, t, data } of view.marks) {
    if (end !== 'server' || t > now) continue;
    const n = name === 'news' ? numberOf(data) : undefined;
    if (n !== undefined) births.set(n, t);
    if (name === 'over') over = true;
  }
  const exchanges: Record<Way, Exchange[]> = { short: [], long: [], sse: [], websocket: [] };
  for (const exchange of view.exchanges) {
    const way = PATHS[exchange.request.http?.path ?? ''];
    if (way && exchange.request.left <= now) exchanges[way].push(exchange);
  }
  const lane = (way: Way) => laneOf(way, exchanges[way], view, births, now);
  return {
    start: view.crossings[0]?.left ?? 0,
    now,
    births: [...births.values()],
    lanes: { short: lane('short'), long: lane('long'), sse: lane('sse'), websocket: lane('websocket') },
    over,
  };
}

export const total = ({ up, down }: Lane): number => up + down;

/** What this run says about short polling, in numbers; undefined before it is over, or where no news came. */
export interface Verdict {
  /** `busy`: most asks brought news. `patient`: most brought nothing, at a calm pace. `hasty`: most brought nothing, at a quick one. */
  kind: 'busy' | 'patient' | 'hasty';
  /** How far apart the asks really were, ms: as chosen, but a browser slows down the timers of a tab that nobody sees. */
  pace: number;
  median: number;
  worst: number;
  empty: number;
  requests: number;
  /** How many times the bytes of WebSocket. */
  times: number;
  /** Bytes an hour, for one reader, at this pace. */
  perHour: number;
}

/** A pace (ms) below which asking counts as quick. */
const QUICK = 500;

export function verdict({ lanes: { short, websocket }, over }: Meter, ask: number): Verdict | undefined {
  if (!over || short.median === undefined || short.worst === undefined || short.requests === 0 || total(websocket) === 0) return undefined;
  const wasted = short.empty / short.requests;
  const { asks } = short;
  const apart = asks.length > 1 ? (asks.at(-1)!.at - asks[0]!.at) / (asks.length - 1) : ask;
  const pace = apart > 1.2 * ask ? apart : ask;
  return {
    kind: wasted <= 0.5 ? 'busy' : pace < QUICK ? 'hasty' : 'patient',
    pace,
    median: short.median,
    worst: short.worst,
    empty: short.empty,
    requests: short.requests,
    times: total(short) / total(websocket),
    perHour: (total(short) / short.requests) * (3_600_000 / pace),
  };
}

export function facts(view: TraceView): Facts {
  const { lanes, births } = model(view);
  const predictions: Record<string, string> = {};
  const { short, long, sse, websocket } = lanes;
  if (WAYS.every((way) => total(lanes[way]) > 0)) {
    predictions['fewest-bytes'] = WAYS.reduce((least, way) => (total(lanes[way]) < total(lanes[least]) ? way : least));
  }
  const pushed = [long, sse, websocket].flatMap((lane) => (lane.median === undefined ? [] : [lane.median]));
  if (short.median !== undefined && pushed.length === 3) predictions.fastest = short.median > Math.max(...pushed) ? 'push' : 'short';
  const text = (t: number | undefined) => (t === undefined ? '–' : ms(t));
  return {
    predictions,
    values: {
      shortBytes: total(short),
      longBytes: total(long),
      sseBytes: total(sse),
      websocketBytes: total(websocket),
      shortRequests: short.requests,
      shortEmpty: short.empty,
      shortDelay: text(short.median),
      websocketDelay: text(websocket.median),
      count: births.length,
    },
  };
}
