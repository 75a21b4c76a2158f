/**
 * Random and mutated input for every annotator and for readTrace, from a seed: the same seed gives the same inputs.
 * Used by the short run in `fuzz.test.ts` and the long one in `scripts/fuzz.ts`.
 */
import { FIELDS } from '../../../protocol/fields.ts';
import { ERROR_CODES } from '../../../protocol/errors.ts';
import type { Span } from '../../../protocol/span.ts';
import type { TraceEvent } from '../../../protocol/trace/event.ts';
import { annotateMessage } from '../../../protocol/http1/message.ts';
import { annotateFrames } from '../../../protocol/websocket/frame.ts';
import { annotateBinary, annotatePayload, annotateText } from '../../../protocol/engine-io/packets.ts';
import { annotateSocketPacket } from '../../../protocol/socket-io/packet.ts';
import { createTraceReader, readTrace } from '../../../protocol/trace/read.ts';
import { concat, frame, SWITCHING, UPGRADE, utf8 } from './support.ts';

/** mulberry32: small, fast, good enough to scatter bytes; never for secrets. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const KEY = Uint8Array.of(0x37, 0xfa, 0x21, 0x3d);
const POLL = 'GET /socket.io/?EIO=4&transport=polling&line=x HTTP/1.1\r\nHost: a\r\n\r\n';
const ENGINE_UPGRADE = utf8(new TextDecoder().decode(UPGRADE).replace('/line?line=abc', '/socket.io/?EIO=4&transport=websocket&line=x'));
const DEFLATED = utf8(new TextDecoder().decode(SWITCHING).replace('\r\n\r\n', '\r\nSec-WebSocket-Extensions: permessage-deflate\r\n\r\n'));
const OPEN = '0{"sid":"a","upgrades":["websocket"],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000}';
const BODY = `${OPEN}\x1e40{"sid":"b"}\x1e42/n,7["hey","สาย"]\x1e451-["x",{"_placeholder":true,"num":0}]\x1ebAQID\x1e2probe`;

/** Valid inputs that mutation starts from. */
const SEEDS: Uint8Array[] = [
  UPGRADE, SWITCHING, DEFLATED, utf8(POLL), utf8(BODY), utf8('451-/a?b=c,12["e",{"_placeholder":true,"num":0}]'),
  utf8(`HTTP/1.1 200 OK\r\nContent-Length: ${utf8(BODY).length}\r\n\r\n${BODY}`),
  utf8('HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\nabcde\r\n0\r\nA: b\r\n\r\n'),
  utf8('POST /line/say?line=x HTTP/1.1\r\nContent-Length: 3\r\nContent-Length: 3\r\n\r\nabc'),
  concat(frame(1, 'สวัสดี', { key: KEY }), frame(2, Uint8Array.of(1, 2, 3), { key: KEY }), frame(9, 'line?', { key: KEY }), frame(8, '\x03\xe8', { key: KEY })),
  concat(frame(1, '42["he', { fin: false }), frame(10, ''), frame(0, 'y"]'), frame(1, '451-["x",{"_placeholder":true,"num":0}]'), frame(2, Uint8Array.of(9))),
  concat(frame(1, 'x'.repeat(130)), frame(2, new Uint8Array(300)), frame(1, Uint8Array.of(0xf2, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00), { rsv: 4 })),
];
/** Bytes that formats care about come up more often than chance would have them. */
const TELLING = [0, 1, 10, 13, 30, 32, 34, 44, 45, 47, 48, 52, 58, 91, 98, 123, 125, 126, 127, 128, 129, 130, 136, 137, 254, 255, 0xc3, 0xe0, 0xed, 0xf4];

export interface Fuzzer {
  /** One input: random bytes, or a valid one mutated. */
  next(): Uint8Array;
  random(): number;
}

export function createFuzzer(seed: number): Fuzzer {
  const random = randomFrom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const byte = () => (random() < 0.5 ? TELLING[below(TELLING.length)]! : below(256));
  const mutations: ((bytes: Uint8Array) => Uint8Array)[] = [
    (bytes) => {
      const copy = bytes.slice();
      for (let n = 1 + below(4); n > 0 && copy.length; n--) copy[below(copy.length)] = byte();
      return copy;
    },
    (bytes) => bytes.slice(0, below(bytes.length + 1)),
    (bytes) => bytes.slice(below(bytes.length + 1)),
    (bytes) => {
      const at = below(bytes.length + 1);
      return concat(bytes.subarray(0, at), Uint8Array.from({ length: below(6) }, byte), bytes.subarray(at));
    },
    (bytes) => {
      const at = below(bytes.length + 1);
      return concat(bytes.subarray(0, at), bytes.subarray(Math.min(bytes.length, at + below(8))));
    },
    (bytes) => concat(bytes, SEEDS[below(SEEDS.length)]!),
  ];
  return {
    random,
    next() {
      if (random() < 0.25) return Uint8Array.from({ length: below(120) }, byte);
      let bytes = SEEDS[below(SEEDS.length)]!;
      for (let n = below(4); n >= 0; n--) bytes = mutations[below(mutations.length)]!(bytes);
      return bytes;
    },
  };
}

const known = Object.fromEntries(Object.entries(FIELDS).map(([layer, fields]) => [layer, new Set(fields)]));
const codes = new Set<string>(ERROR_CODES);

/** Throws where a span lies outside its bytes, is empty, or says what nobody has words for. */
export function checkSpans(spans: readonly Span[], length: number): void {
  for (const span of spans) {
    const { layer, field, start, end, error } = span;
    if (!(start >= 0 && start < end && end <= length)) throw new Error(`span outside of ${length} bytes: ${JSON.stringify(span)}`);
    if (!known[layer]?.has(field)) throw new Error(`unknown field ${layer}.${field}`);
    if (error && !codes.has(error.code)) throw new Error(`unknown error code ${error.code}`);
  }
}

/** Every target: a name, and what it does with an input. They throw only where something is wrong with us. */
export const TARGETS: Record<string, (bytes: Uint8Array, fuzzer: Fuzzer) => void> = {
  request: (bytes, { random }) => checkSpans(annotateMessage(bytes, 'request', { closed: random() < 0.5 }).spans, bytes.length),
  response: (bytes, { random }) => checkSpans(annotateMessage(bytes, 'response', { method: random() < 0.1 ? 'HEAD' : 'GET', closed: random() < 0.5 }).spans, bytes.length),
  frames: (bytes, { random }) => {
    const from = random() < 0.5 ? 'client' : 'server';
    for (const { start, frame: one } of annotateFrames(bytes, { from, deflate: random() < 0.5 })) {
      checkSpans(one.spans, bytes.length - start);
      if (!one.error !== !one.spans.some((span) => span.error)) throw new Error('frame and spans disagree about what is wrong');
    }
  },
  'engine-io': (bytes) => {
    const polled = annotatePayload(bytes, 0, bytes.length);
    checkSpans(polled.spans, bytes.length);
    if (polled.packets.some((one) => one.error) && bytes.length > 0 && !polled.spans.some((span) => span.error)) throw new Error('a packet is wrong and no span says so');
    checkSpans(annotateText(bytes, 0, bytes.length).spans, bytes.length);
    checkSpans(annotateBinary(bytes, 0, bytes.length).spans, bytes.length);
  },
  'socket-io': (bytes) => {
    const { spans, error } = annotateSocketPacket(bytes, 0, bytes.length);
    checkSpans(spans, bytes.length);
    if (error && bytes.length > 0 && !spans.some((span) => span.error)) throw new Error('the packet is wrong and no span says so');
  },
  'read-trace': (bytes, fuzzer) => {
    const events = fuzzedTrace(bytes, fuzzer);
    const view = readTrace(events);
    for (const { spans, bytes: own, plain, left, arrived, length } of view.crossings) {
      checkSpans(spans, own.length);
      if (plain.length !== own.length || own.length > length) throw new Error('lengths of a crossing disagree');
      if (Number.isNaN(left) || (arrived !== undefined && arrived < left)) throw new Error('a crossing arrived before it left');
    }
    const reader = createTraceReader();
    const half = Math.floor(fuzzer.random() * events.length);
    reader.push(events.slice(0, half));
    reader.view();
    reader.push(events.slice(half));
    const [once, twice] = [view, reader.view()].map((one) => one.crossings.map((crossing) => JSON.stringify(essence(crossing))));
    const differs = once!.findIndex((one, i) => one !== twice![i]);
    if (differs >= 0) throw new Error(`read in two steps it is another trace: ${once![differs]} | ${twice![differs]}`);
  },
};

function essence({ id, left, arrived, length, complete, spans, packets }: ReturnType<typeof readTrace>['crossings'][number]) {
  return { id, left, arrived, length, complete, spans, packets };
}

/** The input as one or both directions of an exchange, torn into reads, with marks, faults and cut-offs between. */
function fuzzedTrace(bytes: Uint8Array, { random, next }: Fuzzer): TraceEvent[] {
  const below = (limit: number) => Math.floor(random() * limit);
  const pick = <T>(all: readonly T[]): T => all[below(all.length)]!;
  const upgrade = random() < 0.6;
  const streams = {
    client: upgrade ? concat(pick([UPGRADE, ENGINE_UPGRADE]), bytes) : random() < 0.5 ? concat(utf8(POLL)) : bytes,
    server: upgrade ? concat(pick([SWITCHING, DEFLATED]), random() < 0.5 ? bytes : next()) : bytes,
  };
  const events: TraceEvent[] = [{ kind: 'clock', t: 0, rtt: below(50) }];
  const at = { client: 0, server: 0 };
  let t = 0;
  while (at.client < streams.client.length || at.server < streams.server.length) {
    t += random() * 5;
    const from = at.client < streams.client.length && (at.server >= streams.server.length || random() < 0.6) ? 'client' : 'server';
    const part = streams[from].subarray(at[from], at[from] + 1 + below(200));
    const kept = random() < 0.03 ? part.subarray(0, below(part.length)) : part;
    events.push({ kind: 'bytes', t, connection: 1, exchange: 1, from, at: at[from], length: part.length, bytes: kept, ...(random() < 0.1 && { held: below(300) }), ...(random() < 0.01 && { lost: true as const }) });
    at[from] += part.length;
    if (random() < 0.1) events.push({ kind: 'mark', t: t + random(), end: 'client', name: pick(['ws.open', 'ws.send', 'ws.message', 'ws.close', 'http.request', 'http.response']), data: { path: '/line', socket: 1, n: 1 + below(3) } });
    if (random() < 0.1) events.push({ kind: 'flushed', t, connection: 1, exchange: 1, upto: below(at.server + 1) });
    if (random() < 0.02) events.push({ kind: 'fault', t, fault: pick(['refuse-400', 'strip', 'hang', 'delay', 'throttle', 'black-hole', 'cut-fin', 'cut-rst']), ...(random() < 0.5 && { exchange: 1 }) });
  }
  if (random() < 0.3) events.push({ kind: 'close', t: t + 1, connection: 1, by: 'client', how: 'rst' });
  return events;
}
