/** One frame taken apart for `FrameBits.svelte`: header bits, and the payload as characters with their bytes. Pure. */
import type { Span } from '../../protocol/span.ts';
import type { Crossing } from '../../protocol/trace/crossing.ts';

/** One header field as it lies in the first two bytes. */
export interface BitField {
  key: string;
  name: string;
  bits: string[];
  /** As a person reads it: `1`, `8 = close`, `18`. */
  value: string;
  wrong: boolean;
}
/** One payload byte: as it crossed, the key byte it was masked with, and what it is. */
export interface PayloadByte {
  wire: number;
  key: number | undefined;
  plain: number;
}
/** The bytes that make one character, or a close frame's code, together; without `char` where the payload is not text. */
export interface Cluster {
  char: string | undefined;
  bytes: PayloadByte[];
}

/** Header bits of the frame, in the order of RFC 6455 §5.2. Fields that have not crossed yet are left out. */
export function bitFields(crossing: Crossing): BitField[] {
  return crossing.spans
    .filter((span): span is Span & { bits: [number, number] } => span.layer === 'websocket' && span.bits !== undefined)
    .map((span) => {
      const byte = crossing.bytes[span.start] ?? 0;
      const bits = Array.from({ length: span.bits[1] - span.bits[0] }, (_, i) => String((byte >> (7 - span.bits[0] - i)) & 1));
      const short: Record<string, string> = { 'payload-length': 'length' };
      return { key: `websocket.${span.field}`, name: short[span.field] ?? (span.field === 'opcode' || span.field === 'mask' ? span.field : span.field.toUpperCase()), bits, value: String(span.value ?? ''), wrong: !!span.error };
    });
}

const DOTTED = '\u25cc';
const encoder = new TextEncoder();

/** A character that can be seen standing alone: Thai marks on a dotted circle, controls as symbols, spaces as ␣. */
export function visible(char: string): string {
  if (/^\p{M}$/u.test(char)) return DOTTED + char;
  const code = char.codePointAt(0) ?? 0;
  if (code === 0x20) return '␣';
  return code < 0x20 ? String.fromCodePoint(0x2400 + code) : char;
}

/** The payload, at most `limit` bytes of it (never half a character), split into characters where it is text. */
export function clusters(crossing: Crossing, limit: number): { clusters: Cluster[]; shown: number } {
  const { frame } = crossing;
  if (!frame) return { clusters: [], shown: 0 };
  const from = frame.headerLength;
  const known = Math.max(0, Math.min(crossing.bytes.length - from, frame.payloadLength));
  const at = (i: number): PayloadByte => ({ wire: crossing.bytes[from + i] ?? 0, key: frame.maskingKey?.[i % 4], plain: crossing.plain[from + i] ?? 0 });
  const made: Cluster[] = [];
  let i = 0;
  const code = frame.close?.code;
  if (code !== undefined && known >= 2) {
    made.push({ char: String(code), bytes: [at(0), at(1)] });
    i = 2;
  }
  // The text of a whole text frame, a close's reason, or a ping and pong whose payload reads as ASCII.
  const text = frame.text ?? frame.close?.reason ?? asciiOf(crossing.plain.subarray(from, from + known), frame.opcode);
  // A broken reason has other bytes than its text.
  if (text !== undefined && (code === undefined || encoder.encode(text).length === known - i)) {
    for (const char of text) {
      const size = encoder.encode(char).length;
      if (i + size > Math.min(limit, known)) break;
      made.push({ char: visible(char), bytes: Array.from({ length: size }, (_, k) => at(i + k)) });
      i += size;
    }
  } else {
    for (; i < Math.min(limit, known); i++) made.push({ char: undefined, bytes: [at(i)] });
  }
  return { clusters: made, shown: i };
}

function asciiOf(payload: Uint8Array, opcode: number): string | undefined {
  if (opcode < 9 || payload.length === 0 || payload.some((byte) => byte < 0x20 || byte > 0x7e)) return undefined;
  return String.fromCharCode(...payload);
}
