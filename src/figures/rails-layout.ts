/**
 * Where everything stands on the rails: a TraceView in, places out. Pure.
 *
 * Across, places are fractions (0 = the client's rail, 1 = the server's); down, they are px. So one layout serves every
 * width, and the figure can be drawn at build time. What is added later never moves what was placed before.
 */
import type { End } from '../../protocol/span.ts';
import type { Crossing, Exchange, TraceView } from '../../protocol/trace/crossing.ts';
import { placeTimes, thinTicks, type Apart, type Point, type TimeScale } from './scale.ts';

/** A word beside a rail, about what went on at that end between two moments (ms). */
export interface Note {
  end: End;
  from: number;
  to: number;
  text: string;
}

export interface Flight {
  crossing: Crossing;
  /** Height where it left and where it arrives (or would, while that is not known). */
  y0: number;
  y1: number;
  /** How much of the way is drawn, 0 to 1, from the sender. */
  drawn: number;
  /** Where the label stands: fraction across from the client, px down. */
  label: { x: number; y: number };
  /** It shares the air with a flight the other way: the label keeps to its own half. */
  half: boolean;
  arrived: boolean;
  /** It never will arrive: swallowed, cut, or the connection is gone. */
  lost: boolean;
}
/** The time in which something lay between the rails: an open WebSocket, or a response that was held back. */
export interface Band {
  key: string;
  kind: 'open' | 'held';
  top: number;
  bottom: number;
  /** False while it lies open still. */
  ended: boolean;
  /** A fault ended it: its edge is torn. */
  torn: boolean;
  /** Ids of the crossings that began and ended it. */
  first: string;
  last: string;
}
export interface RailsLayout {
  flights: Flight[];
  bands: Band[];
  /** The server was at work: between a request's arrival and its response. */
  work: { key: string; top: number; bottom: number }[];
  notes: (Note & { top: number; bottom: number })[];
  /** When something left or reached the client. `estimated`: no mark of the page's tells. */
  ticks: { t: number; y: number; crossing: string; estimated: boolean }[];
  scale: TimeScale;
  /** The figure's 0 ms, on the line's clock. */
  origin: number;
  height: number;
}
/** px */
export interface LabelSize {
  width: number;
  height: number;
}
export interface LayoutOptions {
  /** Draw only what has happened by then, ms on the line's clock. */
  cursor: number;
  notes?: readonly Note[];
  /** Which crossings have a second line on their label, and how wide a label is, px. */
  labelSize(crossing: Crossing): LabelSize;
  /** The distance between the rails, px. */
  between: number;
}

/** Least height of a flight: even at the speed of light a message leaves before it arrives. */
const SLOPE = 16;
const AIR = 8;
const TOP = 22;
/** Which places a label tries, as fractions of its own way, when the first is taken. */
const PLACES = [0.5, 0.28, 0.72, 0.2, 0.8];
/** How far back a new label looks for neighbours. */
const NEAR = 8;

const left = (crossing: Crossing) => `${crossing.id}<`;
const arrived = (crossing: Crossing) => `${crossing.id}>`;

/** True where both were in the air at once, one each way. A response never crosses its own request. */
export function cross(a: Crossing, b: Crossing): boolean {
  if (a.from === b.from) return false;
  if (a.exchange === b.exchange && !(a.kind === 'frame' && b.kind === 'frame')) return false;
  return a.left < (b.arrived ?? b.left) && b.left < (a.arrived ?? a.left);
}

function isLost(crossing: Crossing, view: TraceView): boolean {
  if (crossing.arrived !== undefined) return false;
  return crossing.fault !== undefined || view.closes.some((close) => close.connection === crossing.connection && close.t >= crossing.left);
}

function spacing(crossings: readonly Crossing[], heights: readonly number[], notes: readonly Note[]): { points: Point[]; apart: Apart[] } {
  const points: Point[] = [];
  const apart: Apart[] = [];
  // First, so that at the same moment a note ends before what ends it leaves.
  notes.forEach((note, i) => {
    points.push({ key: `note${i}<`, t: note.from }, { key: `note${i}>`, t: note.to });
    apart.push({ from: `note${i}<`, to: `note${i}>`, px: 22 * note.text.split('\n').length + 34 });
  });
  crossings.forEach((crossing, i) => {
    points.push({ key: left(crossing), t: crossing.left });
    if (crossing.arrived !== undefined) {
      points.push({ key: arrived(crossing), t: Math.max(crossing.arrived, crossing.left) });
      apart.push({ from: left(crossing), to: arrived(crossing), px: SLOPE });
    }
    for (let j = Math.max(0, i - NEAR); j < i; j++) {
      const before = crossings[j];
      if (!before) continue;
      const room = ((heights[j] ?? 0) + (heights[i] ?? 0)) / 2 + AIR;
      if (before.from === crossing.from) {
        apart.push({ from: left(before), to: left(crossing), px: room }, { from: arrived(before), to: arrived(crossing), px: room });
      } else if (!cross(before, crossing)) {
        // Both labels stand half-way down flights of at least SLOPE.
        apart.push({ from: before.arrived === undefined ? left(before) : arrived(before), to: left(crossing), px: Math.max(AIR, room - SLOPE) });
      }
    }
    // Under the 101 the words "the line is open" stand.
    const opened = crossings[i - 1];
    if (opened?.http?.upgrade && opened.kind === 'response') apart.push({ from: arrived(opened), to: left(crossing), px: 54 });
  });
  return { points, apart };
}

interface Box { x0: number; x1: number; y0: number; y1: number }
const overlap = (a: Box, b: Box) => Math.max(0, Math.min(a.x1, b.x1) - Math.max(a.x0, b.x0)) * Math.max(0, Math.min(a.y1, b.y1) - Math.max(a.y0, b.y0));

function placeLabel(flight: Flight, { width, height }: LabelSize, taken: readonly Box[], between: number): Box {
  const client = flight.crossing.from === 'client';
  const cap = flight.half ? 0.47 : 0.94;
  const wide = Math.min(cap, width / between);
  let best: { box: Box; x: number; y: number; cost: number } | undefined;
  for (const place of flight.half ? [PLACES[1] ?? 0.28, ...PLACES] : PLACES) {
    const part = Math.min(place, flight.drawn);
    const y = flight.y0 + (flight.y1 - flight.y0) * part;
    // Labels stay between the rails where they fit there.
    const x = Math.min(1 - wide / 2 - 0.015, Math.max(wide / 2 + 0.015, client ? part : 1 - part));
    const box = { x0: x - wide / 2, x1: x + wide / 2, y0: y - height / 2, y1: y + height / 2 };
    const cost = taken.reduce((sum, other) => sum + overlap(box, other), 0);
    if (!best || cost < best.cost - 1e-6) best = { box, x, y, cost };
    if (cost === 0) break;
  }
  flight.label = { x: best?.x ?? 0.5, y: best?.y ?? flight.y0 };
  return best?.box ?? { x0: 0, x1: 0, y0: 0, y1: 0 };
}

function bandsOf(exchanges: readonly Exchange[], view: TraceView, scale: TimeScale, now: number): Band[] {
  const bands: Band[] = [];
  for (const { id, connection, request, response, frames, open } of exchanges) {
    if (open && open.from <= now) {
      const ended = open.to !== undefined && open.to <= now;
      const torn = ended && view.closes.some((close) => close.connection === connection && close.by === 'fault' && close.t <= now);
      // Several points may share a moment: the band begins with the 101 and ends with the last frame, not beside them.
      const top = (response && open.from === response.arrived ? scale.at(arrived(response)) : undefined) ?? scale.y(open.from);
      const last = frames.reduce((y, frame) => Math.max(y, frame.arrived !== undefined && frame.arrived <= now ? (scale.at(arrived(frame)) ?? 0) : 0), 0);
      // While it is open it shows, with its words, even where nothing has crossed it yet.
      const bottom = ended ? Math.max(last, scale.y(open.to ?? now)) : Math.max(last, scale.y(now), top + 48);
      bands.push({ key: `o${id}`, kind: 'open', top, bottom, ended, torn, first: (response ?? request).id, last: (frames.at(-1) ?? response ?? request).id });
    } else if (!open && request.arrived !== undefined && request.arrived <= now && !request.http?.upgrade) {
      // Only a response that was really held back shows: a band is what long polling has and polling has not.
      const until = response && response.left <= now ? response.left : Math.min(now, view.end);
      if (until - request.arrived >= HELD) bands.push({ key: `h${id}`, kind: 'held', top: scale.y(request.arrived), bottom: scale.y(until), ended: until === response?.left, torn: false, first: request.id, last: (response ?? request).id });
    }
  }
  return bands;
}
/** From how long a wait (ms) a response counts as held back. */
const HELD = 60;

/** Lays out what has happened up to `options.cursor`. */
export function layOutRails(view: TraceView, chosen: readonly Crossing[], options: LayoutOptions): RailsLayout {
  const crossings = chosen.filter((crossing) => crossing.left <= options.cursor);
  const known = new Set(crossings.map((crossing) => crossing.id));
  const notes = (options.notes ?? []).filter((note) => note.to <= options.cursor);
  const sizes = crossings.map((crossing) => options.labelSize(crossing));
  const { points, apart } = spacing(crossings, sizes.map(({ height }) => height), notes);
  const scale = placeTimes(points, apart, TOP);
  const now = Math.min(options.cursor, Math.max(view.end, ...crossings.slice(-NEAR).map((crossing) => crossing.arrived ?? crossing.left)));

  const taken: Box[] = [];
  const flights = crossings.map((crossing, i): Flight => {
    const y0 = scale.at(left(crossing)) ?? TOP;
    const lost = isLost(crossing, view);
    const there = crossing.arrived !== undefined && crossing.arrived <= options.cursor;
    let y1 = scale.at(arrived(crossing));
    let drawn = 1;
    if (crossing.arrived === undefined || y1 === undefined) {
      y1 = y0 + SLOPE * 1.5;
      drawn = 0.62;
    } else if (!there) {
      drawn = Math.max(0.04, (options.cursor - crossing.left) / (crossing.arrived - crossing.left));
    }
    const near = crossings.slice(Math.max(0, i - NEAR), i + NEAR + 1);
    const flight: Flight = { crossing, y0, y1, drawn, label: { x: 0.5, y: y0 }, half: near.some((other) => cross(other, crossing)), arrived: there, lost };
    taken.push(placeLabel(flight, sizes[i] ?? { width: 0, height: 0 }, taken.slice(-NEAR), options.between));
    return flight;
  });

  const exchanges = view.exchanges.filter((exchange) => known.has(exchange.request.id) || (exchange.response && known.has(exchange.response.id)) || exchange.frames.some((frame) => known.has(frame.id)));
  const work = exchanges.flatMap(({ id, request, response }) => {
    if (request.arrived === undefined || request.arrived > now) return [];
    const answered = response && response.left <= now;
    if (!answered && response === undefined && view.closes.some((close) => close.connection === request.connection)) return [];
    return [{ key: `w${id}`, top: scale.y(request.arrived), bottom: scale.y(answered ? response.left : now) }];
  });
  const ticks = crossings
    .flatMap((crossing) => {
      const atClient = crossing.from === 'client' ? { key: left(crossing), t: crossing.left } : { key: arrived(crossing), t: crossing.arrived };
      return atClient.t === undefined || atClient.t > options.cursor ? [] : [{ t: atClient.t, y: scale.at(atClient.key) ?? TOP, crossing: crossing.id, estimated: crossing.estimated }];
    })
    .sort((a, b) => a.y - b.y);
  const bands = bandsOf(exchanges, view, scale, now);
  const lowest = Math.max(scale.height, ...flights.map((flight) => Math.max(flight.y1, flight.label.y + 18)), ...bands.map((band) => band.bottom));
  return {
    flights,
    bands,
    work,
    notes: notes.map((note) => ({ ...note, top: scale.y(note.from), bottom: scale.y(note.to) })),
    ticks: thinTicks(ticks, 20),
    scale,
    origin: chosen[0]?.left ?? 0,
    height: lowest + (bands.some((band) => band.ended && band.kind === 'open') ? 58 : 30),
  };
}
