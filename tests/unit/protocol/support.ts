/** What the annotators' tests share: bytes from text and hex, spans as short lines, traces from streams. */
import type { End, Span } from '../../../protocol/span.ts';
import type { TraceEvent } from '../../../protocol/trace/event.ts';

const encoder = new TextEncoder();
export const utf8 = (text: string): Uint8Array => encoder.encode(text);

/** `81 05 48` or `810548` as bytes. */
export function fromHex(text: string): Uint8Array {
  const digits = text.replace(/\s+/g, '');
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

export function concat(...parts: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** One span in a line: `websocket.opcode 0-1 = 1 !reserved-opcode`. */
export function line(span: Span): string {
  const value = span.value === undefined ? '' : ` = ${span.value}`;
  return `${span.layer}.${span.field} ${span.start}-${span.end}${value}${span.error ? ` !${span.error.code}` : ''}`;
}
export const lines = (spans: readonly Span[]): string[] => spans.map(line);

/** `field!code` of every span that is wrong. */
export function errorsOf(spans: readonly Span[]): string[] {
  return spans.filter((span) => span.error).map((span) => `${span.field}!${span.error!.code}`);
}

/** Offsets in `start`…`end` that no span of this layer covers. */
export function uncovered(spans: readonly Span[], layer: Span['layer'], start: number, end: number): number[] {
  const seen = new Uint8Array(end);
  for (const span of spans) if (span.layer === layer) seen.fill(1, span.start, span.end);
  const bare: number[] = [];
  for (let at = start; at < end; at++) if (!seen[at]) bare.push(at);
  return bare;
}

/** Events of one exchange from bytes in the order they crossed; `t` counts up by one from 1. */
export function traceOf(parts: [from: End, bytes: Uint8Array, more?: { t?: number; held?: number; length?: number }][], exchange = 1, connection = 1): TraceEvent[] {
  const at = { client: 0, server: 0 };
  let t = 0;
  const events: TraceEvent[] = [{ kind: 'exchange', t: parts[0]?.[2]?.t ?? 1, exchange, connection }];
  for (const [from, bytes, more = {}] of parts) {
    t = more.t ?? t + 1;
    const length = more.length ?? bytes.length;
    const event: TraceEvent = { kind: 'bytes', t, connection, exchange, from, at: at[from], length, bytes };
    if (more.held !== undefined) event.held = more.held;
    events.push(event);
    at[from] += length;
  }
  return events;
}

export const UPGRADE = utf8(
  'GET /line?line=abc HTTP/1.1\r\nHost: localhost:3001\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
    'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
);
export const SWITCHING = utf8(
  'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
    'Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n',
);

/** A frame with any bits, as an endpoint would write it (shortest length form). */
export function frame(opcode: number, payload: Uint8Array | string, options: { fin?: boolean; rsv?: number; key?: Uint8Array } = {}): Uint8Array {
  const body = typeof payload === 'string' ? utf8(payload) : payload;
  const { fin = true, rsv = 0, key } = options;
  const head = [(fin ? 0x80 : 0) | (rsv << 4) | opcode];
  const mask = key ? 0x80 : 0;
  if (body.length < 126) head.push(mask | body.length);
  else if (body.length < 65536) head.push(mask | 126, body.length >> 8, body.length & 255);
  else head.push(mask | 127, 0, 0, 0, 0, body.length >>> 24, (body.length >> 16) & 255, (body.length >> 8) & 255, body.length & 255);
  return concat(Uint8Array.from(head), key ?? new Uint8Array(0), key ? body.map((byte, i) => byte ^ key[i % 4]!) : body);
}
