/** Small readers of bytes that every annotator shares. None of them throws. */
import type { Layer, Span, SpanError } from './span.ts';

/** Lossy (U+FFFD for broken sequences) and keeps a byte order mark, so that text has as many bytes as it was sent with. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Bytes `start` (inclusive) to `end` (exclusive) as text; broken UTF-8 becomes U+FFFD. */
export function text(bytes: Uint8Array, start = 0, end = bytes.length): string {
  return decoder.decode(bytes.subarray(start, end));
}

/**
 * Offset of the first byte of the first sequence that is not UTF-8 (RFC 3629 §4: no overlong forms, no surrogates,
 * nothing above U+10FFFF, nothing cut short), or -1 where all of it is.
 */
export function utf8ErrorAt(bytes: Uint8Array, start = 0, end = bytes.length): number {
  let i = start;
  while (i < end) {
    const lead = bytes[i]!;
    if (lead < 0x80) {
      i++;
      continue;
    }
    let more: number;
    // The second byte's range shrinks where the lead byte alone would allow overlong forms, surrogates or too much.
    let low = 0x80;
    let high = 0xbf;
    if (lead >= 0xc2 && lead <= 0xdf) more = 1;
    else if (lead >= 0xe0 && lead <= 0xef) {
      more = 2;
      if (lead === 0xe0) low = 0xa0;
      if (lead === 0xed) high = 0x9f;
    } else if (lead >= 0xf0 && lead <= 0xf4) {
      more = 3;
      if (lead === 0xf0) low = 0x90;
      if (lead === 0xf4) high = 0x8f;
    } else return i;
    for (let k = 1; k <= more; k++) {
      const next = bytes[i + k]!;
      if (i + k >= end || next < low || next > high) return i;
      low = 0x80;
      high = 0xbf;
    }
    i += more + 1;
  }
  return -1;
}

/** Offset of the first `byte` in `start` to `end`, or `end` where there is none; never looks further. */
export function find(bytes: Uint8Array, byte: number, start: number, end: number): number {
  while (start < end && bytes[start] !== byte) start++;
  return Math.min(start, end);
}

/** Bytes as hexadecimal pairs: `37 fa 21 3d`. */
export function hex(bytes: Uint8Array): string {
  let out = '';
  for (const byte of bytes) out += (out ? ' ' : '') + (byte < 16 ? '0' : '') + byte.toString(16);
  return out;
}

/** Builds a span; leaves out what is undefined. */
export function span(
  layer: Layer,
  field: string,
  start: number,
  end: number,
  value?: Span['value'],
  error?: SpanError,
): Span {
  const made: Span = { layer, field, start, end };
  if (value !== undefined) made.value = value;
  if (error) made.error = error;
  return made;
}

const FLOOR: Record<Layer, number> = { http: 0, websocket: 1, 'engine-io': 2, 'socket-io': 3 };

/** The order in which a crossing holds its spans: by start, then from the wire upwards, then the wider first. */
export function bySpanOrder(a: Span, b: Span): number {
  return a.start - b.start || FLOOR[a.layer] - FLOOR[b.layer] || b.end - a.end;
}
