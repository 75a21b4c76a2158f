/** One exchange, from its streams to its crossings: request, response and, after a 101, frames. No times yet. */
import { bySpanOrder } from '../bytes.ts';
import { header, hasToken } from '../http1/head.ts';
import { annotateMessage, unexpectedBytes, type Message } from '../http1/message.ts';
import type { End } from '../span.ts';
import type { Crossing, HttpInfo } from './crossing.ts';
import type { TraceEvent } from './event.ts';
import { createFrameReader, type FrameReader } from './frames.ts';
import { createStream, knownFrom, type Stream } from './stream.ts';
import { upper as layers } from './upper.ts';

export interface ExchangeState {
  id: number;
  connection: number;
  /** When its first byte was read, ms. */
  began: number;
  client: Stream;
  server: Stream;
  /** The operating system took the server's bytes up to here; undefined where the trace does not say. */
  flushed: number | undefined;
  closed: Extract<TraceEvent, { kind: 'close' }> | undefined;
  /** A later exchange began on the same connection: this one is over. */
  over: boolean;
  dirty: boolean;
  request: Crossing;
  response: Crossing | undefined;
  frames: Record<End, (FrameReader & { readOn(): void }) | undefined>;
  /** Path without query; empty while the request line is not there. */
  path: string;
  upgrade: boolean;
  preflight: boolean;
}

export function createExchange(id: number, connection: number, began: number): ExchangeState {
  const client = createStream();
  return {
    id, connection, began, client, server: createStream(),
    flushed: undefined, closed: undefined, over: false, dirty: true,
    request: toCrossing(id, connection, 'request', annotateMessage(new Uint8Array(0), 'request'), client, 0),
    response: undefined, frames: { client: undefined, server: undefined }, path: '', upgrade: false, preflight: false,
  };
}

/** Path and query of a request target, in origin or absolute form (RFC 9112 §3.2). */
export function splitTarget(target: string): { path: string; query: string } {
  const origin = target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '');
  const mark = origin.indexOf('?');
  return mark < 0 ? { path: origin, query: '' } : { path: origin.slice(0, mark), query: origin.slice(mark + 1) };
}

/** Whether an exchange speaks Engine.IO: by the path that Socket.IO has by default, or by its version in the query. */
export function speaksEngineIo(target: string): boolean {
  const { path, query } = splitTarget(target);
  return path.startsWith('/socket.io/') || /(^|&)EIO=/.test(query);
}

/** Reads on where streams grew. Crossings that did not change keep their identity. */
export function readExchange(state: ExchangeState): void {
  if (!state.dirty) return;
  state.dirty = false;
  const { client, server } = state;
  const over = state.over || state.closed !== undefined;
  if (!state.frames.client) {
    const request = read(client, 'request', { closed: over });
    const response = server.length > 0 ? read(server, 'response', { closed: over, method: request.head.method }) : undefined;
    const open = request.complete && response?.complete && response.upgrade;
    // After an upgrade was asked for, more bytes may be frames: the answer will tell.
    const asked = request.upgrade && !response?.head.status;
    state.upgrade = request.upgrade;
    state.path = splitTarget(request.head.target ?? '').path;
    state.preflight = request.head.method === 'OPTIONS' && header(request.head.headers, 'access-control-request-method') !== undefined;
    const engine = speaksEngineIo(request.head.target ?? '');
    const asking = toCrossing(state.id, state.connection, 'request', request, client, open || asked ? request.end : client.length);
    if (engine && request.head.method === 'POST') enginePayload(asking, request);
    state.request = keep(state.request, asking);
    if (response) {
      const answer = toCrossing(state.id, state.connection, 'response', response, server, open ? response.end : server.length);
      if (engine && request.head.method === 'GET' && response.head.status === 200) enginePayload(answer, response);
      state.response = keep(state.response, answer);
    }
    if (open) {
      const deflate = hasExtension(response, 'permessage-deflate');
      const upgraded = /(^|&)sid=/.test(splitTarget(request.head.target ?? '').query);
      const setting = { exchange: state.id, connection: state.connection, deflate, engine, attachments: upgraded ? undefined : 0 };
      state.frames.client = createFrameReader(client, request.end, { ...setting, from: 'client' });
      state.frames.server = createFrameReader(server, response.end, { ...setting, from: 'server' });
    }
  }
  state.frames.client?.readOn();
  state.frames.server?.readOn();
}

function read(stream: Stream, kind: 'request' | 'response', context: { closed: boolean; method?: string | undefined }): Message {
  return annotateMessage(knownFrom(stream, 0), kind, { ...context, available: stream.length });
}

function hasExtension(response: Message, name: string): boolean {
  return (header(response.head.headers, 'sec-websocket-extensions') ?? '').split(',').some((one) => one.split(';')[0]!.trim().toLowerCase() === name);
}

/** The old object where the new one says nothing new. */
function keep(old: Crossing | undefined, fresh: Crossing): Crossing {
  const same =
    old && fresh.length > 0 && old.length === fresh.length && old.bytes.length === fresh.bytes.length &&
    old.complete === fresh.complete && old.spans.length === fresh.spans.length && old.packets.length === fresh.packets.length;
  return same ? old : fresh;
}

/** `end` is the stream's offset up to which bytes are this message's, or can be nobody else's. */
function toCrossing(id: number, connection: number, kind: 'request' | 'response', message: Message, stream: Stream, end: number): Crossing {
  const { head, spans } = message;
  const known = knownFrom(stream, 0).subarray(0, end);
  const extra = message.complete && known.length > message.end;
  if (extra) spans.push(unexpectedBytes(message.end, known.length));
  const headLength = Math.min(head.end, end);
  const http: HttpInfo = { headers: head.headers, headLength, bodyLength: end - headLength, upgrade: message.upgrade };
  if (head.method !== undefined) http.method = head.method;
  if (head.target !== undefined) {
    http.target = head.target;
    http.path = splitTarget(head.target).path;
  }
  if (head.status !== undefined) {
    http.status = head.status;
    http.reason = head.reason ?? '';
  }
  return {
    id: `${id}.${kind}`, kind, from: kind === 'request' ? 'client' : 'server', exchange: id, connection,
    left: 0, arrived: undefined, estimated: true,
    bytes: known, plain: known, length: end, spans: spans.sort(bySpanOrder), complete: message.complete, http, packets: [],
  };
}

/** The Engine.IO packets of a polling body, where it is whole, known and not compressed. */
function enginePayload(crossing: Crossing, message: Message): void {
  if (!message.complete || crossing.bytes.length < crossing.length) return;
  const coding = header(message.head.headers, 'content-encoding');
  if (coding !== undefined && !hasToken(message.head.headers, 'content-encoding', 'identity')) return;
  const { content } = message;
  if (content.length === 0 || !layers.reads) return;
  const size = content.reduce((sum, [start, end]) => sum + end - start, 0);
  const one = content.length === 1;
  let bytes = crossing.bytes;
  if (!one) {
    // Packets may run across chunk marks: read them as one, then put every offset back where it stands on the wire.
    bytes = new Uint8Array(size);
    let at = 0;
    for (const [start, end] of content) {
      bytes.set(crossing.bytes.subarray(start, end), at);
      at += end - start;
    }
  }
  /** Where each range of the content begins, counted without chunk marks. */
  const begins: number[] = [];
  let sum = 0;
  for (const [start, end] of content) {
    begins.push(sum);
    sum += end - start;
  }
  const onWire = (offset: number, isEnd: boolean): number => {
    // The last range that begins at `offset` or before it; before it, where an end is asked for.
    let low = 0;
    let high = begins.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (isEnd ? begins[middle]! < offset : begins[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return Math.min(content[low]![0] + offset - begins[low]!, content[low]![1]);
  };
  const from = one ? content[0]![0] : 0;
  const upper = layers.reads.payload(bytes, from, from + size);
  if (!one) {
    for (const part of [...upper.spans, ...upper.packets]) {
      const { start, end } = part;
      part.start = onWire(start, false);
      part.end = Math.max(part.start, onWire(end, true));
    }
  }
  crossing.packets = upper.packets;
  crossing.spans = crossing.spans.concat(upper.spans).sort(bySpanOrder);
}
