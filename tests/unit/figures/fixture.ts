/**
 * Traces made of real bytes: a real `ws` client and server (or a real node:http exchange) over loopback, with a plain
 * forwarding socket between them that notes every read. Times are compressed or stretched by nobody.
 */
import { createServer, get } from 'node:http';
import { connect, createServer as createNetServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { WebSocket, WebSocketServer } from 'ws';
import type { TraceEvent } from '../../../protocol/trace/event.ts';

const port = (server: { address(): unknown }) => (server.address() as AddressInfo).port;

/** Forwards to `target` and records. One connection is one exchange: enough for figures. */
async function recorder(target: number, events: TraceEvent[]): Promise<{ server: Server; settled(): Promise<void> }> {
  const started = performance.now();
  let connections = 0;
  const open = new Set<Promise<unknown>>();
  // The round trip of a TCP handshake over the same loopback stands for the clocks' measurement: the shortest of five.
  let rtt = Infinity;
  for (let i = 0; i < 5; i++) {
    const from = performance.now();
    const knock = connect(target, '127.0.0.1');
    await once(knock, 'connect');
    rtt = Math.min(rtt, performance.now() - from);
    knock.destroy();
  }
  events.push({ kind: 'clock', t: 0, rtt });
  const server = createNetServer((client: Socket) => {
    const connection = ++connections;
    const now = () => performance.now() - started;
    const upstream = connect(target, '127.0.0.1');
    let announced = false;
    const pipe = (from: 'client' | 'server', source: Socket, sink: Socket) => {
      let at = 0;
      source.on('data', (chunk: Buffer) => {
        if (!announced) {
          announced = true;
          events.push({ kind: 'connection', t: now(), connection }, { kind: 'exchange', t: now(), exchange: connection, connection });
        }
        events.push({ kind: 'bytes', t: now(), connection, exchange: connection, from, at, length: chunk.length, bytes: new Uint8Array(chunk) });
        at += chunk.length;
        sink.write(chunk);
        if (from === 'server') events.push({ kind: 'flushed', t: now(), connection, exchange: connection, upto: at });
      });
      source.on('end', () => sink.end());
      source.on('error', () => sink.destroy());
    };
    pipe('client', client, upstream);
    pipe('server', upstream, client);
    open.add(once(client, 'close').then(() => events.push({ kind: 'close', t: now(), connection, by: 'server', how: 'fin' })));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, settled: async () => void (await Promise.all(open)) };
}

/** As the handshake demo runs: greeting, answer, ping and pong, binary and back, close with 1000. */
export async function handshakeTrace(greeting = 'สวัสดี', { compress = false } = {}): Promise<TraceEvent[]> {
  const events: TraceEvent[] = [];
  const wss = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: compress ? { threshold: 0 } : false });
  await once(wss, 'listening');
  wss.on('connection', (socket) => {
    socket.on('message', (data, binary) => {
      if (binary) return socket.send(data, { binary: true });
      socket.send(`ได้ยินแล้ว: ${String(data)}`);
      socket.ping('line?');
    });
  });
  const tap = await recorder(port(wss), events);
  const client = new WebSocket(`ws://127.0.0.1:${port(tap.server)}/line?line=TESTTESTTESTTESTTESTTE`, { perMessageDeflate: compress, headers: { Origin: 'http://localhost:3000', 'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36' } });
  await once(client, 'open');
  client.send(greeting);
  await Promise.all([once(client, 'message'), once(client, 'ping')]);
  client.send(new Uint8Array([1, 2, 3]));
  await once(client, 'message');
  client.close(1000, 'พอแล้ว');
  await once(client, 'close');
  await tap.settled();
  tap.server.close();
  wss.close();
  return events;
}

/** `count` plain requests, each on a connection of its own; the last is answered only after `hold` ms. */
export async function httpTrace(count: number, hold = 0): Promise<TraceEvent[]> {
  const events: TraceEvent[] = [];
  let served = 0;
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json');
    served += 1;
    if (served === count && hold > 0) setTimeout(() => response.end('[]'), hold);
    else response.end('[]');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const tap = await recorder(port(server), events);
  for (let i = 0; i < count; i++) {
    await new Promise<void>((done, fail) => {
      get({ port: port(tap.server), host: '127.0.0.1', path: '/line/meter/short?line=TEST', agent: false }, (response) => response.resume().on('end', done)).on('error', fail);
    });
  }
  await tap.settled();
  tap.server.close();
  server.close();
  return events;
}
