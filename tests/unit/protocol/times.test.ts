import { describe, expect, it } from 'vitest';
import { readTrace } from '../../../protocol/trace/read.ts';
import type { TraceEvent } from '../../../protocol/trace/event.ts';
import { frame, fromHex, SWITCHING, traceOf, UPGRADE, utf8 } from './support.ts';

const KEY = fromHex('37 fa 21 3d');
const clock: TraceEvent = { kind: 'clock', t: 0, rtt: 4 };
const mark = (t: number, name: string, data: object): TraceEvent => ({ kind: 'mark', t, end: 'client', name, data: data as never });
const flushed = (upto: number, t = 50): TraceEvent => ({ kind: 'flushed', t, connection: 1, exchange: 1, upto });
const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';

describe('times', () => {
  const open: Parameters<typeof traceOf>[0] = [['client', UPGRADE, { t: 10 }], ['server', SWITCHING, { t: 11 }]];
  it('are the page’s where it marked them', () => {
    const hello = frame(1, 'hello', { key: KEY });
    const echo = frame(1, 'echo');
    const view = readTrace([
      clock,
      ...traceOf([...open, ['client', hello, { t: 20 }], ['server', echo, { t: 21 }], ['server', frame(9, 'x'), { t: 22 }]]),
      mark(12, 'ws.open', { path: '/line', socket: 1 }),
      mark(19, 'ws.send', { path: '/line', socket: 1, n: 1 }),
      mark(22.5, 'ws.message', { path: '/line', socket: 1, n: 1 }),
    ]);
    const [exchange] = view.exchanges;
    expect(exchange!.response).toMatchObject({ left: 11, arrived: 12, estimated: false });
    expect(exchange!.frames[0]).toMatchObject({ left: 19, arrived: 20, estimated: false });
    expect(exchange!.frames[1]).toMatchObject({ left: 21, arrived: 22.5, estimated: false });
    expect(exchange!.frames[2]).toMatchObject({ left: 22, arrived: 24, estimated: true });
    expect(exchange!.open).toEqual({ from: 12, to: undefined });
  });
  it('belong to the nth socket and the nth message, control frames and fragments not counted', () => {
    const events = [
      ...traceOf([...open, ['server', frame(1, 'a'), { t: 12 }]], 1, 1),
      ...traceOf([...open, ['server', frame(9, ''), { t: 13 }], ['server', frame(1, 'b', { fin: false }), { t: 14 }], ['server', frame(0, 'c'), { t: 15 }], ['server', frame(1, 'd'), { t: 16 }]], 2, 2),
      mark(30, 'ws.message', { path: '/line', socket: 2, n: 1 }),
      mark(31, 'ws.message', { path: '/line', socket: 2, n: 2 }),
    ];
    const [one, two] = readTrace(events).exchanges;
    expect(one!.frames[0]!.estimated).toBe(true);
    expect(two!.frames.map((frame) => [frame.arrived, frame.estimated])).toEqual([[13, true], [14, true], [30, false], [31, false]]);
  });
  it('of HTTP belong to the nth fetch on that path, preflights not counted', () => {
    const get = (path: string, t: number): Parameters<typeof traceOf>[0] => [['client', utf8(`GET ${path}?line=x HTTP/1.1\r\n\r\n`), { t }], ['server', utf8(OK), { t: t + 1 }]];
    const events = [
      clock,
      ...traceOf([['client', utf8('OPTIONS /a?line=x HTTP/1.1\r\nAccess-Control-Request-Method: POST\r\n\r\n'), { t: 5 }], ['server', utf8('HTTP/1.1 204 No Content\r\n\r\n'), { t: 6 }]], 1),
      ...traceOf(get('/a', 10), 2), ...traceOf(get('/b', 20), 3), ...traceOf(get('/a', 30), 4),
      mark(29, 'http.request', { path: '/a', n: 2 }), mark(32, 'http.response', { path: '/a', n: 2, status: 200 }),
      mark(9.5, 'http.request', { path: '/a', n: 1 }),
    ];
    const view = readTrace(events);
    expect(view.exchanges.map(({ request }) => [request.left, request.estimated])).toEqual([[3, true], [9.5, false], [18, true], [29, false]]);
    expect(view.exchanges[3]!.response).toMatchObject({ arrived: 32, estimated: false });
  });
  it('a body that still comes after its head was read has not arrived with the head', () => {
    const text = 'HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n';
    const events = [...traceOf([['client', utf8('GET /a HTTP/1.1\r\n\r\n'), { t: 1 }], ['server', utf8(`${text}ab`), { t: 2 }], ['server', utf8('cd'), { t: 50 }]]), mark(3, 'http.response', { path: '/a', n: 1 })];
    expect(readTrace(events).exchanges[0]!.response).toMatchObject({ arrived: 50, estimated: true });
    expect(readTrace([...events, mark(52, 'http.end', { path: '/a', n: 1 })]).exchanges[0]!.response).toMatchObject({ arrived: 52, estimated: false });
    expect(readTrace(events.slice(0, 3)).exchanges[0]!.response!.arrived).toBeUndefined();
  });
  it('honour what a fault held back', () => {
    const view = readTrace([
      clock,
      { kind: 'fault', t: 0, fault: 'delay' },
      ...traceOf([...open, ['client', frame(1, 'a', { key: KEY }), { t: 20, held: 200 }], ['server', frame(1, 'b'), { t: 221, held: 200 }]]),
    ]);
    expect(view.exchanges[0]!.frames.map(({ left, arrived, fault }) => [left, arrived, fault])).toEqual([[18, 220, 'delay'], [221, 423, 'delay']]);
    expect(view.exchanges[0]!.request.fault).toBeUndefined();
  });
  it('are never before their cause: a pong leaves after its ping arrived, an answer meets its question halfway', () => {
    const view = readTrace([{ kind: 'clock', t: 0, rtt: 20 }, ...traceOf([...open, ['server', frame(9, 'line?'), { t: 30 }], ['client', frame(10, 'line?', { key: KEY }), { t: 31 }]])]);
    const [ping, pong] = view.exchanges[0]!.frames;
    expect(ping).toMatchObject({ left: 30, arrived: 30.5 });
    expect(pong).toMatchObject({ left: 30.5, arrived: 31 });
  });
  it('nothing is overtaken by a ping that the browser answered, however late a busy page marked what came before it', () => {
    const late = mark(50, 'ws.message', { path: '/line', socket: 1, n: 1 });
    const sent: Parameters<typeof traceOf>[0] = [...open, ['server', frame(1, 'a'), { t: 20 }], ['server', frame(9, 'line?'), { t: 30 }]];
    const { frames } = readTrace([clock, ...traceOf([...sent, ['client', frame(10, 'line?', { key: KEY }), { t: 33 }]]), late]).exchanges[0]!;
    expect(frames.map(({ left, arrived, estimated }) => [left, arrived, estimated])).toEqual([[20, 31.5, true], [30, 31.5, true], [31.5, 33, true]]);
    // Where nothing answers, the mark is all that is known.
    expect(readTrace([clock, ...traceOf(sent), late]).exchanges[0]!.frames[0]).toMatchObject({ arrived: 50, estimated: false });
  });
  it('two reads that the recorder stamped the wrong way round do not turn time around', () => {
    const events = traceOf([['client', utf8('POST / HTTP/1.1\r\nContent-Length: 1\r\n\r\n'), { t: 10.02 }], ['client', utf8('x'), { t: 10.01 }]]);
    expect(readTrace(events).exchanges[0]!.request).toMatchObject({ left: 10.02, arrived: 10.02 });
  });
  it('a mark that the clocks put too late does not turn time around', () => {
    const view = readTrace([...traceOf([...open, ['client', frame(1, 'a', { key: KEY }), { t: 20 }]]), mark(20.4, 'ws.send', { path: '/line', socket: 1, n: 1 })]);
    expect(view.exchanges[0]!.frames[0]).toMatchObject({ left: 20, arrived: 20 });
  });
});

describe('what did not arrive', () => {
  const get = utf8('GET /a HTTP/1.1\r\n\r\n');
  const big = utf8(`HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n${'x'.repeat(100)}`);
  const rst: TraceEvent = { kind: 'close', t: 60, connection: 1, by: 'client', how: 'rst' };
  it('only queued: the system never took it before the close', () => {
    const events = traceOf([['client', get], ['server', big]]);
    expect(readTrace([...events, rst]).exchanges[0]!.response!.arrived).toBeUndefined();
    expect(readTrace([...events, flushed(40), rst]).exchanges[0]!.response!.arrived).toBeUndefined();
    expect(readTrace([...events, flushed(big.length), rst]).exchanges[0]!.response!.arrived).toBeDefined();
    expect(readTrace([...events, rst]).total.server).toBe(big.length);
  });
  it('still held when the connection was cut: what had left never arrived', () => {
    const hello = frame(1, 'hello', { key: KEY });
    const sent = (cut: number) =>
      readTrace([
        ...traceOf([['client', UPGRADE, { t: 10 }], ['server', SWITCHING, { t: 11 }], ['client', hello, { t: 20, held: 100 }]]),
        { kind: 'fault', t: cut, fault: 'cut-rst', connection: 1, exchange: 1 },
        { kind: 'close', t: cut, connection: 1, by: 'fault', how: 'rst' },
      ]).exchanges[0]!.frames[0];
    expect(sent(60)).toMatchObject({ complete: true, arrived: undefined });
    expect(sent(130)).toMatchObject({ complete: true, arrived: 120 });
  });
  it('cut short: not complete, its length what really crossed', () => {
    const view = readTrace([...traceOf([['client', get], ['server', big.subarray(0, 60)]]), { kind: 'fault', t: 59, fault: 'cut-rst', connection: 1 }, { ...rst, by: 'fault' }]);
    expect(view.exchanges[0]!.response).toMatchObject({ complete: false, arrived: undefined, length: 60, fault: 'cut-rst' });
  });
  it('a hanging upgrade was sent and never answered', () => {
    const view = readTrace([...traceOf([['client', UPGRADE]]), { kind: 'fault', t: 1, fault: 'hang', exchange: 1 }]);
    expect(view.exchanges[0]!.request).toMatchObject({ arrived: undefined, complete: true, fault: 'hang' });
  });
  it('a refused upgrade says by which fault', () => {
    const view = readTrace([...traceOf([['client', UPGRADE], ['server', utf8('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n')]]), { kind: 'fault', t: 1, fault: 'refuse-403', exchange: 1 }]);
    expect(view.exchanges[0]).toMatchObject({ request: { fault: 'refuse-403', arrived: 1 }, response: { fault: 'refuse-403' } });
  });
});
