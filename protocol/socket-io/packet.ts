/**
 * One Socket.IO packet (protocol 5), with offsets:
 * `<type>[<attachments>-][<namespace>,][<ack id>][JSON]`
 * Source: Socket.IO protocol, version 5; judged as the official parser (socket.io-parser 4.2.7) judges it.
 */
import { find, span, text } from '../bytes.ts';
import type { Span, SpanError } from '../span.ts';
import type { SocketPacket } from '../trace/crossing.ts';

const NAMES = ['CONNECT', 'DISCONNECT', 'EVENT', 'ACK', 'CONNECT_ERROR', 'BINARY_EVENT', 'BINARY_ACK'] as const;
/** Receivers accept at most ten attachments since socket.io-parser 4.2.6; one more ends the connection. */
export const MAX_ATTACHMENTS = 10;
/** Names that the library keeps for itself; an event of that name is refused. */
const RESERVED = ['connect', 'connect_error', 'disconnect', 'disconnecting', 'newListener', 'removeListener'];

const SIO = 'socket-io';

/**
 * Reads the packet in bytes `start` to `end`. `packet` is undefined where not even a type is there.
 * Never throws.
 */
export function annotateSocketPacket(bytes: Uint8Array, start: number, end: number): { spans: Span[]; packet?: SocketPacket; error?: SpanError } {
  const spans: Span[] = [];
  if (start >= end) return { spans, error: { code: 'empty-socket-packet' } };
  const type = bytes[start]! - 48;
  const name = NAMES[type];
  if (!name) {
    const error = { code: 'unknown-socket-type', params: { type: text(bytes, start, start + 1) } };
    spans.push(span(SIO, 'type', start, start + 1, undefined, error));
    if (end > start + 1) spans.push(span(SIO, 'data', start + 1, end));
    return { spans, error };
  }
  const packet: SocketPacket = { type, name, namespace: '/' };
  spans.push(span(SIO, 'type', start, start + 1, type));
  let at = start + 1;

  if (type >= 5) {
    const from = at;
    at = digitsEnd(bytes, at, end);
    const count = at > from ? Number(text(bytes, from, at)) : 0;
    const dash = at < end && bytes[at] === 45;
    let error: SpanError | undefined;
    if (!dash || count < 1) error = { code: 'invalid-attachments' };
    else if (count > MAX_ATTACHMENTS) error = { code: 'too-many-attachments', params: { count, limit: MAX_ATTACHMENTS } };
    if (at > from) spans.push(span(SIO, 'attachments', from, at, count, error));
    else spans[0]!.error = error!;
    if (dash) spans.push(span(SIO, 'separator', at, ++at, '-'));
    if (error) packet.error = error;
    else packet.attachments = count;
  }

  if (at < end && bytes[at] === 47) {
    const to = find(bytes, 44, at, end);
    packet.namespace = text(bytes, at, to);
    spans.push(span(SIO, 'namespace', at, to, packet.namespace));
    const query = find(bytes, 63, at, to);
    if (query < to) spans.push(span(SIO, 'namespace-query', query, to, text(bytes, query, to)));
    at = to;
    if (at < end) spans.push(span(SIO, 'separator', at, ++at, ','));
  }

  const idEnd = digitsEnd(bytes, at, end);
  if (idEnd > at) {
    packet.ackId = Number(text(bytes, at, idEnd));
    spans.push(span(SIO, 'ack-id', at, idEnd, packet.ackId));
    at = idEnd;
  }
  if (at < end) data(bytes, at, end, packet, spans);
  return packet.error ? { spans, packet, error: packet.error } : { spans, packet };
}

function digitsEnd(bytes: Uint8Array, at: number, end: number): number {
  while (at < end && bytes[at]! >= 48 && bytes[at]! <= 57) at++;
  return at;
}

function data(bytes: Uint8Array, at: number, end: number, packet: SocketPacket, spans: Span[]): void {
  const json = text(bytes, at, end);
  let error: SpanError | undefined;
  try {
    packet.data = JSON.parse(json);
    error = judge(packet.type, packet.data) ?? (packet.attachments ? misplaced(packet.data, packet.attachments) : undefined);
  } catch {
    error = { code: 'invalid-json' };
  }
  if (error) packet.error ??= error;
  spans.push(span(SIO, 'data', at, end, json, error));
  if ((packet.type === 2 || packet.type === 5) && Array.isArray(packet.data) && typeof packet.data[0] === 'string') {
    const [from, to] = firstString(bytes, at, end);
    if (to > from) spans.push(span(SIO, 'event-name', from, to, packet.data[0]));
  }
}

/** What the official parser refuses of each type's data. */
function judge(type: number, value: unknown): SpanError | undefined {
  const object = typeof value === 'object' && value !== null && !Array.isArray(value);
  const good =
    type === 0 ? object
    : type === 1 ? false
    : type === 4 ? object || typeof value === 'string'
    : Array.isArray(value);
  if (!good) return { code: type === 1 ? 'unexpected-data' : 'invalid-data' };
  if ((type === 2 || type === 5) && Array.isArray(value)) {
    const event: unknown = value[0];
    if (typeof event === 'string' ? RESERVED.includes(event) : typeof event !== 'number') {
      return typeof event === 'string' ? { code: 'reserved-event', params: { event } } : { code: 'invalid-event-name' };
    }
  }
  return undefined;
}

/**
 * The first placeholder that no attachment can fill: the official parser refuses the packet when its last attachment has
 * come. Walked with a stack of its own, as JSON may be nested deeper than calls may.
 */
function misplaced(value: unknown, attachments: number): SpanError | undefined {
  const stack = [value];
  while (stack.length > 0) {
    const one = stack.pop();
    if (typeof one !== 'object' || one === null) continue;
    const { _placeholder: holds, num } = one as { _placeholder?: unknown; num?: unknown };
    if (holds === true) {
      if (typeof num !== 'number' || num < 0 || num >= attachments) return { code: 'invalid-placeholder', params: { count: attachments } };
    } else for (const inner of Object.values(one)) stack.push(inner);
  }
  return undefined;
}

/** The range of the first string in a JSON array, with its quotes. */
function firstString(bytes: Uint8Array, at: number, end: number): [number, number] {
  const from = find(bytes, 34, at, end);
  let to = from + 1;
  while (to < end && bytes[to] !== 34) to += bytes[to] === 92 ? 2 : 1;
  return [from, Math.min(to + 1, end)];
}
