/**
 * Engine.IO protocol 4 packets, with offsets: one packet in a WebSocket frame, several joined by 0x1e in the body of a
 * polling request or response. Source: Engine.IO protocol, version 4; judged as engine.io-parser 5.2.3 judges it.
 */
import { find, span, text, utf8ErrorAt } from '../bytes.ts';
import type { Span, SpanError } from '../span.ts';
import type { EnginePacket } from '../trace/crossing.ts';
import { annotateSocketPacket } from '../socket-io/packet.ts';

const NAMES = ['open', 'close', 'ping', 'pong', 'message', 'upgrade', 'noop'] as const;
/** Joins the packets of a polling body. */
export const SEPARATOR = 0x1e;

/**
 * How many binary attachments of a Socket.IO packet are still to come in this direction: each is one binary Engine.IO
 * packet right after it. `left` undefined: not known (a polling body may begin in the middle).
 */
export interface Attachments {
  left: number | undefined;
  of: number;
}

export interface Annotated {
  spans: Span[];
  packets: EnginePacket[];
}

const EIO = 'engine-io';
const EMPTY: SpanError = { code: 'empty-engine-packet' };

/** A polling body, bytes `start` to `end`. Never throws. */
export function annotatePayload(bytes: Uint8Array, start: number, end: number, attachments: Attachments = { left: undefined, of: 0 }): Annotated {
  const out: Annotated = { spans: [], packets: [] };
  if (start >= end) return out;
  for (let at = start; ; ) {
    const to = find(bytes, SEPARATOR, at, end);
    // Where a packet is empty, there is no byte of its own to blame: its separator says it.
    const empty = at === to ? EMPTY : undefined;
    if (empty && to === end && at > start) out.spans.at(-1)!.error ??= empty;
    packet(bytes, at, to, out, attachments);
    if (to === end) return out;
    out.spans.push(span(EIO, 'separator', to, to + 1, undefined, empty));
    at = to + 1;
  }
}

/** The payload of one whole text message. Never throws. */
export function annotateText(bytes: Uint8Array, start: number, end: number, attachments: Attachments = { left: 0, of: 0 }): Annotated {
  const out: Annotated = { spans: [], packets: [] };
  packet(bytes, start, end, out, attachments);
  return out;
}

/** The payload of one whole binary message: all of it is data, there is no type byte. Never throws. */
export function annotateBinary(bytes: Uint8Array, start: number, end: number, attachments: Attachments = { left: 0, of: 0 }): Annotated {
  const made: EnginePacket = { type: undefined, name: 'binary', start, end };
  const error = takeAttachment(made, attachments);
  return { spans: end > start ? [span(EIO, 'binary', start, end, undefined, error)] : [], packets: [made] };
}

function packet(bytes: Uint8Array, start: number, end: number, out: Annotated, attachments: Attachments): void {
  if (start >= end) {
    out.packets.push({ type: undefined, name: 'error', start, end, error: EMPTY });
    return;
  }
  const lead = bytes[start]!;
  if (lead === 0x62) {
    base64Packet(bytes, start, end, out, attachments);
    return;
  }
  const type = lead - 48;
  const name = NAMES[type];
  if (!name) {
    const error = { code: 'unknown-engine-type', params: { type: text(bytes, start, start + 1) } };
    out.spans.push(span(EIO, 'type', start, start + 1, undefined, error));
    if (end > start + 1) out.spans.push(span(EIO, 'payload', start + 1, end));
    out.packets.push({ type: undefined, name: 'error', start, end, error });
    return;
  }
  const made: EnginePacket = { type, name, start, end, text: text(bytes, start + 1, end) };
  out.packets.push(made);
  const typeSpan = span(EIO, 'type', start, start + 1, type);
  out.spans.push(typeSpan);
  const bad = utf8ErrorAt(bytes, start + 1, end);
  let error: SpanError | undefined = bad < 0 ? undefined : { code: 'invalid-utf8', params: { at: bad - start } };
  if (type === 0) error ??= openError(made.text!);
  if (type === 4 && attachments.left) {
    error ??= { code: 'attachment-missing', params: { missing: attachments.left } };
    attachments.left = 0;
  }
  const field = type === 0 ? 'open-json' : made.text === 'probe' && (type === 2 || type === 3) ? 'probe' : 'payload';
  if (end > start + 1) out.spans.push(span(EIO, field, start + 1, end, made.text, error));
  if (type === 4) {
    const socket = annotateSocketPacket(bytes, start + 1, end);
    out.spans.push(...socket.spans);
    if (socket.packet) {
      made.socket = socket.packet;
      attachments.of = socket.packet.attachments ?? 0;
      // Socket.IO text that came tells where the sequence stands, even in a body that began in the middle.
      attachments.left = attachments.of;
    }
    error ??= socket.error;
  }
  if (error) made.error = error;
  if (error && end === start + 1) typeSpan.error = error;
}

function base64Packet(bytes: Uint8Array, start: number, end: number, out: Annotated, attachments: Attachments): void {
  const made: EnginePacket = { type: undefined, name: 'binary', start, end, text: text(bytes, start + 1, end) };
  const bad = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(made.text!);
  const order = takeAttachment(made, attachments);
  const error = bad ? order : { code: 'invalid-base64' };
  if (error) made.error = error;
  out.packets.push(made);
  out.spans.push(span(EIO, 'binary-mark', start, start + 1, 'b', order));
  if (end > start + 1) out.spans.push(span(EIO, 'base64', start + 1, end, made.text, bad ? undefined : error));
}

/** Counts a binary packet against the Socket.IO packet that announced it. */
function takeAttachment(made: EnginePacket, attachments: Attachments): SpanError | undefined {
  if (attachments.left) {
    made.attachment = { n: attachments.of - attachments.left + 1, of: attachments.of };
    attachments.left--;
  } else if (attachments.left === 0) return (made.error = { code: 'attachment-unexpected' });
  return undefined;
}

function openError(json: string): SpanError | undefined {
  try {
    const open: unknown = JSON.parse(json);
    if (typeof open === 'object' && open !== null && typeof (open as { sid?: unknown }).sid === 'string') return undefined;
  } catch {
    return { code: 'invalid-json' };
  }
  return { code: 'invalid-open' };
}
