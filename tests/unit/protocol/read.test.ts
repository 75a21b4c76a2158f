import { describe, expect, it } from 'vitest';
import { createTraceReader, readTrace } from '../../../protocol/trace/read.ts';
import type { TraceEvent } from '../../../protocol/trace/event.ts';
import { concat, errorsOf, frame, fromHex, SWITCHING, traceOf, UPGRADE, utf8 } from './support.ts';

const KEY = fromHex('37 fa 21 3d');
const clock: TraceEvent = { kind: 'clock', t: 0, rtt: 4 };
const mark = (t: number, name: string, data: object): TraceEvent => ({ kind: 'mark', t, end: 'client', name, data: data as never });
const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';

describe('an exchange', () => {
  it('is a request and a response', () => {
    const get = 'GET /line/ask?line=x HTTP/1.1\r\nHost: a\r\n\r\n';
    const view = readTrace([clock, ...traceOf([['client', utf8(get), { t: 10 }], ['server', utf8(OK), { t: 12 }]])]);
    const [exchange] = view.exchanges;
    expect(view.crossings.map((one) => one.id)).toEqual(['1.request', '1.response']);
    expect(exchange!.request).toMatchObject({ left: 8, arrived: 10, estimated: true, length: get.length, complete: true, http: { method: 'GET', path: '/line/ask', target: '/line/ask?line=x' } });
    expect(exchange!.response).toMatchObject({ left: 12, arrived: 14, estimated: true, http: { status: 200, reason: 'OK', bodyLength: 2 } });
    expect(view.total).toEqual({ client: get.length, server: OK.length });
    expect(view.end).toBe(14);
    expect(exchange!.open).toBeUndefined();
  });

  it('becomes an open line with a 101, early frames included', () => {
    const early = frame(1, 'early', { key: KEY });
    const view = readTrace(traceOf([['client', concat(UPGRADE, early)], ['server', concat(SWITCHING, frame(1, 'ไทย'))], ['client', frame(8, '', { key: KEY })], ['server', frame(8, '')]]));
    const [exchange] = view.exchanges;
    expect(exchange!.request.length).toBe(UPGRADE.length);
    expect(exchange!.response!.length).toBe(SWITCHING.length);
    expect(exchange!.frames.map((one) => [one.id, one.frame!.text, one.length])).toEqual([
      ['1.client.1', 'early', early.length],
      ['1.server.1', 'ไทย', 11],
      ['1.client.2', undefined, 6],
      ['1.server.2', undefined, 2],
    ]);
    expect(exchange!.open).toEqual({ from: 2, to: 4 });
    expect(exchange!.frames[0]!.left).toBeLessThanOrEqual(1);
  });

  it('keeps bytes after an upgrade request for the answer to tell', () => {
    const early = frame(1, 'early', { key: KEY });
    const events = traceOf([['client', concat(UPGRADE, early)], ['server', utf8('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n')]]);
    expect(readTrace(events.slice(0, 2)).exchanges[0]!.request.length).toBe(UPGRADE.length);
    const refused = readTrace(events).exchanges[0]!;
    expect(refused.request.length).toBe(UPGRADE.length + early.length);
    expect(errorsOf(refused.request.spans)).toEqual(['unexpected-bytes!unexpected-bytes']);
  });

  it('has no body in the answer to HEAD', () => {
    const view = readTrace(traceOf([['client', utf8('HEAD / HTTP/1.1\r\n\r\n')], ['server', utf8('HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n')]]));
    expect(view.exchanges[0]!.response).toMatchObject({ complete: true, http: { bodyLength: 0 } });
  });

  it('holds interim responses in its response', () => {
    const whole = `HTTP/1.1 100 Continue\r\n\r\n${OK}`;
    const view = readTrace(traceOf([['client', utf8('POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n')], ['server', utf8(whole.slice(0, 25))], ['client', utf8('x')], ['server', utf8(whole.slice(25))]]));
    const { request, response } = view.exchanges[0]!;
    expect(response).toMatchObject({ complete: true, length: whole.length, http: { status: 200, headLength: whole.length - 2, bodyLength: 2 } });
    expect(request).toMatchObject({ complete: true, arrived: 3 });
  });
});

describe('Engine.IO and Socket.IO in an exchange', () => {
  const target = '/socket.io/?EIO=4&transport=polling&line=x&sid=abc';
  it('polling: a GET’s answer and a POST’s body, but not the POST’s answer', () => {
    const body = '40{"sid":"a"}\x1e42["hey","Jude"]';
    const get = readTrace(traceOf([['client', utf8(`GET ${target} HTTP/1.1\r\n\r\n`)], ['server', utf8(`HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`)]]));
    const response = get.exchanges[0]!.response!;
    expect(response.packets.map((packet) => packet.socket?.name)).toEqual(['CONNECT', 'EVENT']);
    expect(response.packets[0]!.start).toBe(response.http!.headLength);
    const post = readTrace(traceOf([['client', utf8(`POST ${target} HTTP/1.1\r\nContent-Length: 2\r\n\r\n40`)], ['server', utf8(OK)]]));
    expect(post.exchanges[0]!.request.packets).toMatchObject([{ name: 'message', socket: { name: 'CONNECT' } }]);
    expect(post.exchanges[0]!.response!.packets).toEqual([]);
  });
  it('polling in chunks: packets keep their place on the wire', () => {
    const head = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n';
    const view = readTrace(traceOf([['client', utf8(`GET ${target} HTTP/1.1\r\n\r\n`)], ['server', utf8(`${head}4\r\n42["\r\n6\r\nhi"]\x1e2\r\n0\r\n\r\n`)]]));
    const response = view.exchanges[0]!.response!;
    expect(response.packets.map(({ name, start, end }) => [name, start - head.length, end - head.length])).toEqual([['message', 3, 16], ['ping', 17, 18]]);
    expect(response.packets[0]!.socket!.data).toEqual(['hi']);
  });
  it('a refusal or a compressed body is not read as packets', () => {
    for (const [status, more] of [['400 Bad Request', ''], ['200 OK', 'Content-Encoding: gzip\r\n']]) {
      const view = readTrace(traceOf([['client', utf8(`GET ${target} HTTP/1.1\r\n\r\n`)], ['server', utf8(`HTTP/1.1 ${status}\r\n${more}Content-Length: 1\r\n\r\n2`)]]));
      expect(view.exchanges[0]!.response!.packets).toEqual([]);
    }
  });
  it('frames: text, binary attachments counted, other paths left alone', () => {
    const upgrade = utf8(new TextDecoder().decode(UPGRADE).replace('/line?line=abc', '/socket.io/?EIO=4&transport=websocket&line=x'));
    const parts: Parameters<typeof traceOf>[0] = [['client', upgrade], ['server', SWITCHING], ['server', frame(1, '451-["bin",{"_placeholder":true,"num":0}]')], ['server', frame(2, Uint8Array.of(1, 2, 3, 4))], ['server', frame(2, Uint8Array.of(9))]];
    const frames = readTrace(traceOf(parts)).exchanges[0]!.frames;
    expect(frames.map((one) => one.packets[0]!.name)).toEqual(['message', 'binary', 'binary']);
    expect(frames[1]!.packets[0]!.attachment).toEqual({ n: 1, of: 1 });
    expect(frames[2]!.packets[0]!.error?.code).toBe('attachment-unexpected');
    parts[0] = ['client', UPGRADE];
    expect(readTrace(traceOf(parts)).crossings.every((one) => one.packets.length === 0)).toBe(true);
  });
  it('a message in fragments: each fragment holds its part of the layers above, the last one the packet', () => {
    const upgrade = utf8(new TextDecoder().decode(UPGRADE).replace('/line?line=abc', '/socket.io/?EIO=4&transport=websocket&line=x'));
    const parts: Parameters<typeof traceOf>[0] = [['client', upgrade], ['server', SWITCHING], ['server', frame(1, '42["he', { fin: false })], ['server', frame(9, '')], ['server', frame(0, 'y"]')]];
    const [first, ping, last] = readTrace(traceOf(parts)).exchanges[0]!.frames;
    expect(first!.packets).toEqual([]);
    expect(first!.spans.filter((span) => span.layer === 'socket-io').map((span) => [span.field, span.start, span.end])).toEqual([['type', 3, 4], ['data', 4, 8], ['event-name', 5, 8]]);
    expect(ping!.spans.every((span) => span.layer === 'websocket')).toBe(true);
    expect(last!.packets).toMatchObject([{ name: 'message', start: 2, end: 5, socket: { data: ['hey'] } }]);
    parts.splice(3, 0, ['server', frame(0, '', { fin: false })]);
    const [, empty] = readTrace(traceOf(parts)).exchanges[0]!.frames;
    expect(empty!.spans.map((span) => span.layer)).not.toContain('socket-io');
  });
  it('an empty message has no byte to blame: its length says what is wrong', () => {
    const upgrade = utf8(new TextDecoder().decode(UPGRADE).replace('/line?line=abc', '/socket.io/?EIO=4&transport=websocket&line=x'));
    const wrong = (...sent: Uint8Array[]) => readTrace(traceOf([['client', upgrade], ['server', SWITCHING], ...sent.map((one) => ['server', one] as ['server', Uint8Array])])).exchanges[0]!.frames.map(({ spans }) => errorsOf(spans));
    expect(wrong(frame(1, ''))).toEqual([['payload-length!empty-engine-packet']]);
    expect(wrong(frame(1, '', { fin: false }), frame(0, ''))).toEqual([[], ['payload-length!empty-engine-packet']]);
    expect(wrong(frame(2, ''))).toEqual([['payload-length!attachment-unexpected']]);
    expect(wrong(frame(1, '451-["a",{"_placeholder":true,"num":0}]'), frame(2, ''))).toEqual([[], []]);
  });
  it('a character cut by a fragment is good, a broken one is said in its fragment', () => {
    const thai = utf8('ก');
    const events = (second: Uint8Array) => traceOf([['client', UPGRADE], ['server', SWITCHING], ['server', frame(1, thai.subarray(0, 1), { fin: false })], ['server', frame(0, second)]]);
    expect(readTrace(events(thai.subarray(1))).crossings.flatMap((one) => errorsOf(one.spans))).toEqual([]);
    const broken = readTrace(events(Uint8Array.of(0x41))).exchanges[0]!.frames;
    expect(broken[0]!.frame!.error?.code).toBe('invalid-utf8');
  });
  it('compressed messages stay closed', () => {
    const switching = utf8(new TextDecoder().decode(SWITCHING).replace('\r\n\r\n', '\r\nSec-WebSocket-Extensions: permessage-deflate; server_no_context_takeover\r\n\r\n'));
    const view = readTrace(traceOf([['client', UPGRADE], ['server', switching], ['server', fromHex('c1 07 f2 48 cd c9 c9 07 00')]]));
    const [hello] = view.exchanges[0]!.frames;
    expect(hello!.frame).toMatchObject({ compressed: true, payloadLength: 7 });
    expect(hello!.frame!.error).toBeUndefined();
    expect(hello!.packets).toEqual([]);
  });
});

describe('bytes that the recorder cut off', () => {
  it('leave true lengths, and what follows is found again', () => {
    const long = frame(2, new Uint8Array(1000));
    const next = frame(1, 'after');
    const view = readTrace([...traceOf([['client', UPGRADE], ['server', SWITCHING], ['server', long.subarray(0, 64), { length: long.length }], ['server', next]]), { kind: 'cut-off', t: 3, limit: 64 }]);
    const [cut, after] = view.exchanges[0]!.frames;
    expect(cut).toMatchObject({ length: 1004, complete: true });
    expect(cut!.bytes).toHaveLength(64);
    for (const span of cut!.spans) expect(span.end).toBeLessThanOrEqual(64);
    expect(after!.frame!.text).toBe('after');
    expect(view.total.server).toBe(SWITCHING.length + 1004 + next.length);
    expect(view.cutOff).toEqual({ t: 3, limit: 64 });
  });
  it('of a body by length, of a chunked one, and of everything', () => {
    const cut = (head: string, length: number, kept = head.length + 10): TraceEvent[] => [
      ...traceOf([['client', utf8('GET / HTTP/1.1\r\n\r\n')], ['server', utf8(head + '5\r\nabcde\r\n'.repeat(20)).subarray(0, kept), { length }]]),
      { kind: 'close', t: 9, connection: 1, by: 'server', how: 'fin' },
    ];
    const response = (events: TraceEvent[]) => readTrace(events).exchanges[0]!.response!;
    expect(response(cut('HTTP/1.1 200 OK\r\nContent-Length: 200\r\n\r\n', 240))).toMatchObject({ complete: true, length: 240, http: { bodyLength: 200 } });
    expect(response(cut('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n', 240))).toMatchObject({ complete: true, length: 240 });
    expect(response(cut('HTTP/1.1 200 OK\r\n', 240, 0))).toMatchObject({ complete: true, length: 240 });
  });
});

describe('a growing trace', () => {
  const parts: Parameters<typeof traceOf>[0] = [['client', UPGRADE], ['server', SWITCHING], ['client', frame(1, 'one', { key: KEY })], ['server', frame(1, 'two')], ['client', frame(1, 'three', { key: KEY })]];
  it('keeps what did not change', () => {
    const reader = createTraceReader();
    const other = traceOf([['client', utf8('GET /b HTTP/1.1\r\n\r\n')], ['server', utf8(OK)]], 2, 2);
    const events = traceOf(parts);
    reader.push([...other, ...events.slice(0, 4)]);
    const before = reader.view();
    expect(reader.view()).toBe(before);
    reader.push(events.slice(4));
    const after = reader.view();
    expect(after).not.toBe(before);
    expect(after.exchanges[0]).toBe(before.exchanges[0]);
    expect(after.exchanges[1]).not.toBe(before.exchanges[1]);
    expect(after.exchanges[1]!.request).toBe(before.exchanges[1]!.request);
    expect(after.exchanges[1]!.frames[0]).toBe(before.exchanges[1]!.frames[0]);
    reader.push([mark(2.5, 'ws.send', { path: '/line', socket: 1, n: 1 })]);
    const marked = reader.view();
    expect(marked.exchanges[1]!.frames[0]).toMatchObject({ left: 2.5 });
    expect(marked.exchanges[1]!.frames[1]).toBe(after.exchanges[1]!.frames[1]);
  });
  it('does not mind that the page’s own events come before the server’s', () => {
    const own = [mark(2.5, 'ws.send', { path: '/line', socket: 1, n: 1 }), mark(4.5, 'ws.message', { path: '/line', socket: 1, n: 1 }), clock];
    const events = traceOf(parts);
    const early = readTrace([...own, ...events]);
    const late = readTrace([...events, ...own]);
    expect(early.exchanges).toEqual(late.exchanges);
    expect(early.crossings.find(({ id }) => id === '1.server.1')).toMatchObject({ arrived: 4.5, estimated: false });
  });
  it('starts over', () => {
    const reader = createTraceReader();
    reader.push(traceOf(parts));
    reader.reset();
    expect(reader.view()).toEqual(readTrace([]));
  });
});
