/**
 * Where everything stands in the two figures of the duplex demo. Pure.
 *
 * Across and down, places are fractions: 0 is the client's rail and the window's first moment, 1 the server's rail and
 * its last. Time is linear and the same in both figures, for how long a word waits is what they are about.
 */
import type { End } from '../../../protocol/span.ts';
import type { Duplex, Waiting } from './model.ts';

/** One flight: from its sender as far as it has come, and what is written on it. */
export interface Line {
  id: string;
  from: End;
  x1: number;
  y1: number;
  x2: number;
  y2: number;
  arrived: boolean;
  label: { x: number; y: number; text: string; /** Another label is so near that only a nub fits. */ small: boolean };
}
export interface Bar {
  n: number;
  text: string;
  slot: number;
  top: number;
  bottom: number;
  /** The moment it is fetched lies in the past: it ends at the rail. */
  taken: boolean;
  /** Its word has room beside it. */
  named: boolean;
}
export interface Layout {
  radio: Line[];
  phone: Line[];
  bars: Bar[];
  /** Where flights pass each other; `named` where a word beside it has room. */
  passings: { id: string; x: number; y: number; named: boolean }[];
  band: { top: number; bottom: number; ended: boolean } | undefined;
  ticks: { y: number; seconds: number }[];
  now: number;
}
/** Both axes of the drawing, 0 to WIDE: it is stretched to whatever size the figure has. */
export const WIDE = 1000;

const at = (x: number, y: number) => `${(x * WIDE).toFixed(1)} ${(y * WIDE).toFixed(1)}`;

/** The flights of one end as an SVG path, and their arrivals as points (to be drawn with round caps). */
export function strokes(lines: readonly Line[], end: End): { ways: string; arrivals: string } {
  const own = lines.filter(({ from }) => from === end);
  return {
    ways: own.map(({ x1, y1, x2, y2 }) => `M${at(x1, y1)}L${at(x2, y2)}`).join(''),
    arrivals: points(own.filter(({ arrived }) => arrived).map(({ x2, y2 }) => ({ x: x2, y: y2 }))),
  };
}
export function points(places: readonly { x: number; y: number }[]): string {
  return places.map(({ x, y }) => `M${at(x, y)}h0`).join('');
}
/** Lines right across, from the client's rail to the server's. */
export function across(heights: readonly number[]): string {
  return heights.map((y) => `M${at(0, y)}h${WIDE}`).join('');
}

/** What stands on tickets; beads carry their word. */
export interface Labels {
  ask: string;
  spoke(text: string): string;
  answer(words: number): string;
}

/** Where a label's near edge rests on its way, as a fraction from its sender: the middle, where flights pass, stays free. */
const REST = 0.05;
/** The least distance of two labels in one column, as a fraction of the figure's least height (360 px): 21 px. */
const ROOM = 21 / 360;

/** How much time (ms) the figure shows: what the run takes when the reader only presses start. */
export function spanOf(options: Record<string, string>): number {
  const pace = Number(options.pace);
  const delay = Number(options.delay) || 0;
  return (pace > 0 ? pace * 8.7 + 1_000 : 9_800) + 4 * delay;
}

/** The first moment of the window: the run's start, until the run is longer than the window. */
function windowStart({ start, now }: Duplex, span: number): number {
  return Math.max(start, now - span);
}

interface Way { id: string; from: End; left: number; arrived: number | undefined; text: string }

function lines(ways: readonly Way[], y: (t: number) => number, now: number, delay: number): Line[] {
  const lowest: Record<End, number> = { client: -Infinity, server: -Infinity };
  return [...ways]
    .sort((a, b) => a.left - b.left)
    .map(({ id, from, left, arrived, text }) => {
      // How long a flight under way will take is not known yet; the delay that was put on the line is the best guess.
      const progress = arrived === undefined ? Math.min(0.94, Math.max(0.02, (now - left) / Math.max(delay, 1))) : 1;
      const y1 = y(left);
      const y2 = y(arrived ?? now);
      const place = (part: number) => (from === 'client' ? part : 1 - part);
      const rest = Math.min(REST, progress);
      const height = y1 + ((y2 - y1) * rest) / progress;
      const small = height - lowest[from] < ROOM;
      if (!small) lowest[from] = height;
      return { id, from, x1: place(0), y1, x2: place(progress), y2, arrived: arrived !== undefined, label: { x: place(rest), y: height, text, small } };
    });
}

function barOf({ n, text, slot, from, until }: Waiting, y: (t: number) => number, now: number): Omit<Bar, 'named'> {
  return { n, text, slot, top: y(from), bottom: y(until ?? now), taken: until !== undefined };
}

/** Where two whole flights cut each other. */
function passing(mine: Line, theirs: Line): { x: number; y: number } {
  const down = mine.y2 - mine.y1 + (theirs.y2 - theirs.y1);
  const x = down === 0 ? 0.5 : (theirs.y2 - mine.y1) / down;
  return { x, y: mine.y1 + (mine.y2 - mine.y1) * x };
}

/** From the top down; `named` where a word beside it does not stand on the one above. */
function spaced<T>(items: readonly T[], y: (item: T) => number): (T & { named: boolean })[] {
  let last = -Infinity;
  return items.toSorted((a, b) => y(a) - y(b)).map((item) => ({ ...item, named: y(item) - last >= ROOM && ((last = y(item)), true) }));
}

/** Steps between tick labels, in seconds: the first that leaves at most ten. */
const STEPS = [0.5, 1, 2, 5, 10, 20];

export function layOut(duplex: Duplex, labels: Labels, { span, delay }: { span: number; delay: number }): Layout {
  const { now } = duplex;
  const from = windowStart(duplex, span);
  const y = (t: number) => (t - from) / span;

  const radio = lines(
    duplex.turns.flatMap(({ id, kind, text, left, heard, answer }): Way[] => [
      { id: `${id}?`, from: 'client', left, arrived: heard, text: kind === 'say' ? labels.spoke(text) : labels.ask },
      ...(answer ? [{ id: `${id}!`, from: 'server' as const, left: answer.left, arrived: answer.arrived, text: labels.answer(answer.told.length) }] : []),
    ]),
    y, now, delay,
  );
  const phone = lines(duplex.flights, y, now, delay);
  const byId = new Map(phone.map((line) => [line.id, line]));
  const passings = spaced(
    duplex.crossings.flatMap(([a, b]) => {
      const mine = byId.get(a);
      const theirs = byId.get(b);
      return mine && theirs ? [{ id: `${a} ${b}`, ...passing(mine, theirs) }] : [];
    }),
    ({ y }) => y,
  );

  const step = STEPS.find((seconds) => span / 1000 / seconds <= 10) ?? 60;
  const first = Math.ceil((from - duplex.start) / 1000 / step);
  const last = Math.floor((from + span - duplex.start) / 1000 / step);
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step);

  const seen = (top: number, bottom: number) => bottom > -0.02 && top < 1.02;
  return {
    radio: radio.filter((line) => seen(line.y1, line.y2)),
    phone: phone.filter((line) => seen(line.y1, line.y2)),
    bars: spaced(duplex.waiting.map((word) => barOf(word, y, now)), ({ top }) => top).filter((bar) => seen(bar.top, bar.bottom)),
    passings: passings.filter((one) => seen(one.y, one.y)),
    band: duplex.open && { top: Math.max(0, y(duplex.open.from)), bottom: y(duplex.open.to ?? now), ended: duplex.open.to !== undefined },
    ticks: ticks.map((seconds) => ({ seconds, y: y(duplex.start + seconds * 1000) })),
    now: y(now),
  };
}
