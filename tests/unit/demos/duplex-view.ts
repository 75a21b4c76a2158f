/** Hand-made trace views for the models of duplex and polling-meter: real text in real bytes, times as the test says. */
import type { Crossing, Exchange, TraceView } from '../../../protocol/trace/crossing.ts';
import type { Json } from '../../../protocol/trace/event.ts';
import type { End } from '../../../protocol/span.ts';

const encode = (text: string) => new TextEncoder().encode(text);

function crossing(id: string, kind: Crossing['kind'], from: End, exchange: number, left: number, arrived: number | undefined, bytes: Uint8Array): Crossing {
  return {
    id, kind, from, exchange, connection: 1, left, arrived, estimated: false,
    bytes, plain: bytes, length: bytes.length, spans: [], complete: true, packets: [],
  };
}

interface Message { left: number; arrived?: number; body?: string; complete?: boolean }

/** `request.body` and `response.body` are the bodies; the heads are the shortest that will do. */
export function http(id: number, method: string, path: string, request: Message, response?: Message): Exchange {
  const head = `${method} ${path}?line=T HTTP/1.1\r\n\r\n`;
  const asked = crossing(`${id}.request`, 'request', 'client', id, request.left, request.arrived, encode(head + (request.body ?? '')));
  asked.http = { method, target: `${path}?line=T`, path, headers: [], headLength: head.length, bodyLength: 0, upgrade: false };
  const exchange: Exchange = { id, connection: 1, request: asked, frames: [] };
  if (response) {
    const answerHead = 'HTTP/1.1 200 OK\r\n\r\n';
    const answer = crossing(`${id}.response`, 'response', 'server', id, response.left, response.arrived, encode(answerHead + (response.body ?? '')));
    answer.http = { status: 200, reason: 'OK', headers: [], headLength: answerHead.length, bodyLength: 0, upgrade: false };
    answer.complete = response.complete ?? true;
    exchange.response = answer;
  }
  return exchange;
}

/** A WebSocket with text frames; each frame's length is its text's and 2 or 6 bytes of header. */
export function websocket(id: number, path: string, open: number, frames: { from: End; left: number; arrived?: number; text: string; opcode?: number }[]): Exchange {
  const exchange = http(id, 'GET', path, { left: open - 20, arrived: open - 10 }, { left: open - 10, arrived: open });
  exchange.request.http!.upgrade = true;
  exchange.response!.http!.status = 101;
  exchange.open = { from: open, to: undefined };
  exchange.frames = frames.map((one, i) => {
    const bytes = encode(one.text);
    const frame = crossing(`${id}.${one.from}.${i + 1}`, 'frame', one.from, id, one.left, one.arrived, bytes);
    const headerLength = one.from === 'client' ? 6 : 2;
    frame.length = bytes.length + headerLength;
    frame.frame = {
      fin: true, rsv: 0, opcode: one.opcode ?? 1, masked: one.from === 'client', headerLength,
      payloadLength: bytes.length, text: one.text, compressed: false,
    };
    return frame;
  });
  return exchange;
}

export const mark = (t: number, end: End, name: string, data?: Json) => ({ kind: 'mark' as const, t, end, name, ...(data === undefined ? {} : { data }) });

export function view(exchanges: Exchange[], marks: TraceView['marks'], end: number): TraceView {
  const crossings = exchanges
    .flatMap(({ request, response, frames }) => [request, ...(response ? [response] : []), ...frames])
    .sort((a, b) => a.left - b.left);
  const sum = (from: End) => crossings.reduce((total, one) => total + (one.from === from ? one.length : 0), 0);
  return { exchanges, crossings, marks, faults: [], closes: [], end, total: { client: sum('client'), server: sum('server') } };
}
