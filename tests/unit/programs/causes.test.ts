/** Which message caused a console line: counted where it is heard, told with the entry, the same on the trace. */
import { expect, test } from 'vitest';
import '../../../protocol/trace/engine-io.ts';
import { clientMessages, messageFinder, serverMessages } from '../../../protocol/trace/messages.ts';
import { readTrace } from '../../../protocol/trace/read.ts';
import type { TraceEvent } from '../../../protocol/trace/event.ts';
import { createCauses } from '../../../playground-server/programs/causes.ts';
import { createFolded } from '../../../playground-server/programs/folding.ts';
import { frame } from '../protocol/support.ts';

const entry = { t: 1, end: 'server' as const, level: 'log' as const, values: [{ k: 'string' as const, v: 'a' }], times: 1 };

test('messages are counted by line, and numbered over all', () => {
  const lines: Record<string, { id: number }> = { a: { id: 1 }, b: { id: 2 } };
  const causes = createCauses((token) => lines[token]);
  expect([causes.came('a'), causes.came('b'), causes.came(null), causes.came('gone'), causes.came('a')]).toEqual([1, 2, 3, 4, 5]);
  expect([1, 2, 3, 4, 5, 6].map((nth) => causes.told({ ...entry, nth }).cause)).toEqual([{ line: 1, packet: 1 }, { line: 2, packet: 1 }, undefined, undefined, { line: 1, packet: 2 }, undefined]);
  expect(causes.told(entry)).toEqual(entry);
  causes.forget();
  expect(causes.told({ ...entry, nth: 1 })).toEqual(entry);
  expect(causes.came('a'), 'numbers go on').toBe(6);
  expect(causes.told({ ...entry, nth: 6 }).cause).toEqual({ line: 1, packet: 3 });
});

test('an old message is forgotten rather than mistaken', () => {
  const line = { id: 1 };
  const causes = createCauses(() => line);
  for (let i = 0; i < 20_001; i++) causes.came('a');
  expect([1, 2].map((nth) => causes.told({ ...entry, nth }).cause)).toEqual([undefined, { line: 1, packet: 2 }]);
});

test('a folded line has the newest cause', () => {
  const folded = createFolded();
  folded.add([{ ...entry, cause: { line: 1, packet: 1 } }]);
  expect(folded.add([{ ...entry, t: 2, cause: { line: 1, packet: 2 } }])).toEqual([{ ...entry, times: 2, cause: { line: 1, packet: 2 } }]);
  expect(folded.add([{ ...entry, t: 3 }])).toEqual([{ ...entry, times: 3 }]);
});

const text = (value: string) => new TextEncoder().encode(value);
/** One HTTP exchange on a connection of its own. */
function exchange(id: number, t: number, request: string, response: string): TraceEvent[] {
  const bytes = (from: 'client' | 'server', body: Uint8Array, at: number): TraceEvent => ({ kind: 'bytes', t: at, connection: id, exchange: id, from, at: 0, length: body.length, bytes: body });
  return [{ kind: 'connection', t, connection: id }, { kind: 'exchange', t, exchange: id, connection: id }, bytes('client', text(request), t), bytes('server', text(response), t + 1)];
}
const post = (body: string) => `POST /play/x/socket.io/?EIO=4&transport=polling&sid=a HTTP/1.1\r\nHost: a\r\nContent-Length: ${text(body).length}\r\n\r\n${body}`;
const answer = (status: string) => `HTTP/1.1 ${status}\r\nContent-Length: 2\r\n\r\nok`;

test('on the trace: messages in the order of their arrival, without heartbeats and what was refused', () => {
  const events = [
    ...exchange(1, 10, post('40\x1e3\x1e42["a"]\x1ebAQI='), answer('200 OK')),
    ...exchange(2, 20, post('42["refused"]'), answer('400 Bad Request')),
    ...exchange(3, 30, post('42["b"]\x1e9\x1e42["after what ends it"]'), answer('200 OK')),
  ];
  const messages = clientMessages(readTrace(events));
  expect(messages.map(({ id }) => id)).toEqual(['1.request', '1.request', '1.request', '3.request']);
});

test('on the trace of a WebSocket: text and binary frames, no probe and no pong', () => {
  const upgrade = 'GET /play/x/socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n';
  const switched = 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n';
  const events = exchange(1, 10, upgrade, switched);
  let at = text(upgrade).length;
  let t = 20;
  for (const sent of [frame(1, '2probe', { key: Uint8Array.of(1, 2, 3, 4) }), frame(1, '40', { key: Uint8Array.of(1, 2, 3, 4) }), frame(1, '3', { key: Uint8Array.of(1, 2, 3, 4) }), frame(2, Uint8Array.of(1, 2), { key: Uint8Array.of(1, 2, 3, 4) }), frame(1, '42["a"]', { key: Uint8Array.of(1, 2, 3, 4) })]) {
    events.push({ kind: 'bytes', t: (t += 1), connection: 1, exchange: 1, from: 'client', at, length: sent.length, bytes: sent });
    at += sent.length;
  }
  expect(clientMessages(readTrace(events)).map(({ id }) => id)).toEqual(['1.client.2', '1.client.4', '1.client.5']);
});

test('the server’s messages are counted by session: over polling and the WebSocket that takes it over, and beside another', () => {
  const get = (sid = '') => `GET /play/x/socket.io/?EIO=4&transport=polling${sid} HTTP/1.1\r\nHost: a\r\n\r\n`;
  const told = (body: string) => `HTTP/1.1 200 OK\r\nContent-Length: ${text(body).length}\r\n\r\n${body}`;
  const upgrade = (sid = '') => `GET /play/x/socket.io/?EIO=4&transport=websocket${sid} HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n`;
  const switched = 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n';
  const frames = (id: number, t: number, ...sent: string[]) => {
    let at = text(switched).length;
    return sent.map((payload, i): TraceEvent => {
      const bytes = frame(1, payload);
      at += bytes.length;
      return { kind: 'bytes', t: t + i, connection: id, exchange: id, from: 'server', at: at - bytes.length, length: bytes.length, bytes };
    });
  };
  const events = [
    ...exchange(1, 10, get(), told('0{"sid":"a","upgrades":["websocket"]}')),
    ...exchange(2, 20, get('&sid=a'), told('40{"sid":"s"}\x1e42["one"]\x1e2\x1ebAQI=')),
    ...exchange(3, 22, upgrade('&sid=a'), switched),
    // Another client of the same page, by WebSocket alone: its messages are its own.
    ...exchange(4, 23, upgrade(), switched),
    ...frames(4, 30, '0{"sid":"b"}', '40', '42["other"]'),
    ...frames(3, 40, '3probe', '42["two"]', '2'),
  ];
  const view = readTrace(events);
  expect(serverMessages(view, 'a').map(({ id }) => id)).toEqual(['2.response', '2.response', '2.response', '3.server.2']);
  expect(serverMessages(view, 'b').map(({ id }) => id)).toEqual(['4.server.2', '4.server.3']);
  const find = messageFinder(view);
  expect([find({ packet: 4, session: 'a' })?.id, find({ packet: 5, session: 'a' }), find({ packet: 1, session: 'c' }), find({ packet: 1 })]).toEqual(['3.server.2', undefined, undefined, undefined]);
});
