/**
 * Real lines: the real socket.io and ws, client and server, through a proxy that copies what crosses. Everything they
 * say is read without an error, and says what they were told to say.
 */
import { createServer, type Server } from 'node:http';
import { connect, createServer as createProxy, type AddressInfo, type Server as Proxy } from 'node:net';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { Server as SocketIoServer } from 'socket.io';
import { io } from 'socket.io-client';
import WebSocket, { WebSocketServer } from 'ws';
import { annotateMessage } from '../../../protocol/http1/message.ts';
import type { End } from '../../../protocol/span.ts';
import type { TraceEvent } from '../../../protocol/trace/event.ts';
import { readTrace } from '../../../protocol/trace/read.ts';
import { concat } from '../../unit/protocol/support.ts';

interface Copied {
  client: Uint8Array[];
  server: Uint8Array[];
}

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A proxy in front of `port` that copies both directions of each connection. */
async function copying(port: number): Promise<{ port: number; connections: Copied[] }> {
  const connections: Copied[] = [];
  const proxy: Proxy = createProxy({ allowHalfOpen: true }, (near) => {
    const far = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    const copied: Copied = { client: [], server: [] };
    connections.push(copied);
    const pass = (from: typeof near, to: typeof far, end: End) => {
      from.on('data', (chunk) => {
        copied[end].push(Uint8Array.from(chunk));
        to.write(chunk);
      });
      from.on('end', () => to.end());
      from.on('error', () => to.destroy());
    };
    pass(near, far, 'client');
    pass(far, near, 'server');
    closers.push(() => near.destroy());
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  closers.push(() => proxy.close());
  return { port: (proxy.address() as AddressInfo).port, connections };
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

/** Whole connections cut into exchanges: message after message, and all the rest after a 101. */
function traceFrom(connections: Copied[]): TraceEvent[] {
  const events: TraceEvent[] = [];
  let exchange = 0;
  connections.forEach(({ client, server }, index) => {
    const connection = index + 1;
    let asked = concat(...client);
    let answered = concat(...server);
    while (asked.length > 0) {
      exchange++;
      const request = annotateMessage(asked, 'request');
      const response = annotateMessage(answered, 'response', { method: request.head.method });
      const ends = response.upgrade ? { client: asked.length, server: answered.length } : { client: request.end, server: response.end };
      events.push({ kind: 'exchange', t: exchange, exchange, connection });
      for (const [from, bytes] of [['client', asked.subarray(0, ends.client)], ['server', answered.subarray(0, ends.server)]] as const) {
        if (bytes.length > 0) events.push({ kind: 'bytes', t: exchange, connection, exchange, from, at: 0, length: bytes.length, bytes });
      }
      asked = asked.subarray(ends.client);
      answered = answered.subarray(ends.server);
    }
  });
  return events;
}

const wrong = (events: TraceEvent[]) => readTrace(events).crossings.flatMap(({ id, spans }) => spans.filter((span) => span.error).map((span) => `${id} ${span.layer}.${span.field} ${span.error!.code}`));

describe('Socket.IO with its defaults', () => {
  it('polling, upgrade, text, acks, binary, a namespace, the goodbye', async () => {
    const http = createServer();
    const server = new SocketIoServer(http, { pingInterval: 50 });
    const gone = new Promise<void>((resolve) => {
      server.on('connection', (socket) => {
        socket.emit('hey', 'จู๊ด');
        socket.on('hello', (word, ack) => ack(`${word}!`));
        socket.on('bin', (bytes, ack) => ack(bytes));
        socket.on('disconnect', () => resolve());
      });
    });
    server.of('/admin').use((_, next) => next(new Error('Not authorized')));
    closers.push(() => void server.close());
    const proxy = await copying(await listen(http));
    const client = io(`http://127.0.0.1:${proxy.port}`, { forceNew: true, reconnection: false });
    closers.push(() => client.disconnect());
    await new Promise<void>((resolve) => client.on('hey', () => resolve()));
    if (client.io.engine.transport.name !== 'websocket') await new Promise<void>((resolve) => client.io.engine.once('upgrade', () => resolve()));
    await new Promise<void>((resolve) => client.io.engine.once('heartbeat', () => resolve()));
    expect(await client.emitWithAck('hello', 'สวัสดี')).toBe('สวัสดี!');
    expect(Buffer.from(await client.emitWithAck('bin', Buffer.from([1, 2, 3, 4])) as Uint8Array)).toEqual(Buffer.from([1, 2, 3, 4]));
    const admin = client.io.socket('/admin', {});
    await new Promise<void>((resolve) => {
      admin.on('connect_error', () => resolve());
      admin.connect();
    });
    client.disconnect();
    await gone;

    const events = traceFrom(proxy.connections);
    expect(wrong(events)).toEqual([]);
    const view = readTrace(events);
    const packets = view.crossings.flatMap(({ from, packets }) => packets.map((packet) => ({ from, ...packet })));
    const told = packets.map(({ from, name, socket }) => `${from} ${socket ? `${socket.name} ${socket.namespace}` : name}`);
    expect(told).toEqual(
      expect.arrayContaining([
        'server open', 'client CONNECT /', 'server CONNECT /', 'server EVENT /', 'client ping', 'server pong', 'client upgrade', 'server ping', 'client pong',
        'client EVENT /', 'server ACK /', 'client BINARY_EVENT /', 'client binary', 'server BINARY_ACK /', 'server binary', 'client CONNECT /admin',
        'server CONNECT_ERROR /admin', 'client DISCONNECT /',
      ]),
    );
    expect(packets.find(({ socket }) => socket?.name === 'EVENT' && (socket.data as string[])[0] === 'hey')!.socket!.data).toEqual(['hey', 'จู๊ด']);
    expect(packets.filter(({ name }) => name === 'binary').map(({ attachment }) => attachment)).toEqual([{ n: 1, of: 1 }, { n: 1, of: 1 }]);
    expect(view.exchanges.filter(({ open }) => open)).toHaveLength(1);
    const copied = proxy.connections.reduce((sum, { client: a, server: b }) => sum + concat(...a).length + concat(...b).length, 0);
    expect(view.total.client + view.total.server).toBe(copied);
  });
});

describe('ws', () => {
  it.each([false, true])('text, binary, fragments, ping, close; permessage-deflate: %s', async (deflate) => {
    const http = createServer();
    const server = new WebSocketServer({ server: http, perMessageDeflate: deflate ? { threshold: 0 } : false });
    server.on('connection', (socket) => {
      socket.ping('line?');
      socket.on('message', (data, binary) => socket.send(data, { binary }));
    });
    closers.push(() => server.close());
    const proxy = await copying(await listen(http));
    const client = new WebSocket(`ws://127.0.0.1:${proxy.port}/line`, { perMessageDeflate: deflate });
    await once(client, 'open');
    const sent: (string | Uint8Array)[] = ['สวัสดี', new Uint8Array(70_000), 'x'.repeat(300)];
    for (const one of sent) {
      client.send(one);
      await once(client, 'message');
    }
    client.send('สา', { fin: false });
    client.send('ย', { fin: true });
    await once(client, 'message');
    client.close(1000, 'วางสาย');
    await once(client, 'close');

    const events = traceFrom(proxy.connections);
    expect(wrong(events)).toEqual([]);
    const { frames } = readTrace(events).exchanges[0]!;
    const data = frames.filter(({ frame }) => frame!.opcode < 8);
    expect(data).toHaveLength(9);
    expect(data.every(({ frame }) => frame!.compressed === deflate)).toBe(true);
    if (!deflate) expect(data.map(({ frame }) => frame!.text ?? null)).toEqual(expect.arrayContaining(['สวัสดี', null, 'x'.repeat(300), 'สาย']));
    expect(frames.map(({ from, frame }) => `${from} ${frame!.opcode}`)).toEqual(expect.arrayContaining(['server 9', 'client 10', 'client 8', 'server 8']));
    expect(frames.find(({ from, frame }) => from === 'client' && frame!.opcode === 8)!.frame!.close).toEqual({ code: 1000, reason: 'วางสาย' });
  });
});
