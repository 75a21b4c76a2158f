/**
 * One direction of one exchange, put together from its `bytes` events. Bytes that the recorder cut off leave gaps:
 * lengths stay true, and what is known after a gap keeps its true offset.
 */
import type { TraceEvent } from './event.ts';

type BytesEvent = Extract<TraceEvent, { kind: 'bytes' }>;

/** One event's range of the stream. `t` as recorded, `held` as long as a fault kept it (ms). */
export interface Piece {
  start: number;
  end: number;
  t: number;
  held: number;
  /** A fault swallowed it. */
  lost: boolean;
}

interface Run {
  at: number;
  length: number;
  buffer: Uint8Array;
}

export interface Stream {
  /** True length so far, bytes. */
  length: number;
  pieces: Piece[];
  runs: Run[];
}

export function createStream(): Stream {
  return { length: 0, pieces: [], runs: [] };
}

/** Adds an event. What is said twice (overlaps what is there) counts once; `at` beyond the end leaves a gap. */
export function addBytes(stream: Stream, event: BytesEvent): void {
  const at = Number.isSafeInteger(event.at) && event.at >= 0 ? event.at : stream.length;
  const length = Math.max(Number.isSafeInteger(event.length) ? event.length : 0, event.bytes.length);
  const skip = Math.max(0, stream.length - at);
  if (skip >= length) return;
  const start = at + skip;
  const held = event.held ?? 0;
  stream.pieces.push({ start, end: at + length, t: event.t, held: held > 0 ? held : 0, lost: event.lost === true });
  stream.length = at + length;
  const known = event.bytes.subarray(skip);
  if (known.length === 0) return;
  let run = stream.runs.at(-1);
  if (!run || run.at + run.length !== start) {
    run = { at: start, length: 0, buffer: new Uint8Array(known.length) };
    stream.runs.push(run);
  }
  const needed = run.length + known.length;
  if (needed > run.buffer.length) {
    // Views into the old buffer stay right: it is copied, never changed.
    const grown = new Uint8Array(Math.max(needed, run.buffer.length * 2));
    grown.set(run.buffer.subarray(0, run.length));
    run.buffer = grown;
  }
  run.buffer.set(known, run.length);
  run.length = needed;
}

/** The known bytes from offset `from` on, without a gap; empty where the byte at `from` is not known. */
export function knownFrom(stream: Stream, from: number): Uint8Array {
  for (let i = stream.runs.length - 1; i >= 0; i--) {
    const run = stream.runs[i]!;
    if (from >= run.at) return run.buffer.subarray(Math.min(from - run.at, run.length), run.length);
  }
  return new Uint8Array(0);
}

/** Index of the piece that holds offset `at`, or of the last one before it; -1 in an empty stream. */
function pieceAt(stream: Stream, at: number): number {
  let low = 0;
  let high = stream.pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (stream.pieces[middle]!.start <= at) low = middle;
    else high = middle - 1;
  }
  return high;
}

/** What the recorder saw of a range of a stream. */
export interface Passage {
  /** When its first byte passed the recorder, and when its last one was handed on (ms). */
  first: number;
  last: number;
  /** A fault kept some of it back, or swallowed some of it. */
  held: boolean;
  lost: boolean;
}

/** How bytes `start` to `end` passed; undefined in an empty stream. */
export function passage(stream: Stream, start: number, end: number): Passage | undefined {
  const from = pieceAt(stream, start);
  if (from < 0) return undefined;
  const to = Math.max(from, pieceAt(stream, end - 1));
  const { t } = stream.pieces[from]!;
  const made: Passage = { first: t, last: t, held: false, lost: false };
  for (let i = from; i <= to; i++) {
    const piece = stream.pieces[i]!;
    made.last = Math.max(made.last, piece.t + piece.held);
    made.held ||= piece.held > 0;
    made.lost ||= piece.lost;
  }
  return made;
}
