/**
 * The home page's line: what its trace says. Provides no predictions; values `held` (s), `frames`, `bytes`, `roundTrip` (ms).
 */
import type { Crossing, TraceView } from '../../../protocol/trace/crossing.ts';
import type { End } from '../../../protocol/span.ts';
import type { Facts } from '../../line/demo.ts';
import { hex } from '../../figures/format.ts';

/** How long (ms) a bead is seen on the cord. Its real flight is over sooner than an eye can follow. */
export const SEEN = 1500;

export interface Bead {
  id: string;
  from: End;
  /** Its first three bytes as they crossed the wire. */
  label: string;
  /** When it is seen to leave, ms on the line's clock: when it did, or when the one before it has been seen to arrive. */
  start: number;
}

const frames = (view: TraceView): Crossing[] => view.exchanges.flatMap((exchange) => exchange.frames);

/** The data frames as beads, in the order in which they left. */
export function beads(view: TraceView): Bead[] {
  let free = 0;
  return frames(view)
    .filter(({ frame }) => frame !== undefined && frame.opcode < 8)
    .sort((a, b) => a.left - b.left)
    .map(({ id, from, bytes, left }) => {
      const start = Math.max(left, free);
      free = start + SEEN;
      return { id, from, label: hex(bytes.subarray(0, 3)), start };
    });
}

export interface Held {
  /** How long the line has been open (ms) at `now`; undefined before the 101. */
  held: number | undefined;
  frames: number;
  /** Bytes on the wire in those frames, headers included. */
  bytes: number;
  /** The last round trip that the server measured, ms. */
  roundTrip: number | undefined;
}

/** What the sentence under the cord says at `now` (ms on the line's clock). */
export function heldUntil(view: TraceView, now: number): Held {
  const open = view.exchanges.find((exchange) => exchange.open)?.open;
  const crossed = frames(view).filter(({ left }) => left <= now);
  const measured = view.marks.findLast(({ end, name, t }) => end === 'server' && name === 'round-trip' && t <= now)?.data;
  const ms = typeof measured === 'object' && measured !== null && !Array.isArray(measured) ? measured.ms : undefined;
  return {
    held: open && Math.max(0, Math.min(now, open.to ?? Infinity, open.to === undefined && now === Infinity ? view.end : Infinity) - open.from),
    frames: crossed.length,
    bytes: crossed.reduce((sum, { length }) => sum + length, 0),
    roundTrip: typeof ms === 'number' ? ms : undefined,
  };
}

export function facts(view: TraceView): Facts {
  const { held = 0, frames: count, bytes, roundTrip } = heldUntil(view, Infinity);
  return {
    predictions: {},
    values: { held: Math.round(held / 100) / 10, frames: count, bytes, ...(roundTrip === undefined ? {} : { roundTrip: Math.round(roundTrip * 10) / 10 }) },
  };
}
