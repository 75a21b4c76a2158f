/** What a server may expect of a socket holds behind the tap as before it: each row is run plain and tapped. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import { upgradeRequest } from './support/frames.ts';
import { rawClient, times } from './support/raw-client.ts';
import { tapped, type Tapped } from './support/tapped.ts';

let site: Tapped | undefined;
afterEach(async () => {
  await site?.close();
  site = undefined;
});

const BOTH = [
  ['plain', false],
  ['tapped', true],
] as const;
const GET = 'GET /?line=none HTTP/1.1\r\nHost: x\r\n\r\n';
const hello = (_request: IncomingMessage, response: ServerResponse) => void response.end('hello');

/** A line of its own on a tapped server, so that the exchange is a recorded one. */
const get = (to: Tapped, isTapped: boolean) => (isTapped ? GET.replace('none', to.open().token) : GET);

describe.each(BOTH)('%s: timeouts', (_name, isTapped) => {
  it('keepAliveTimeout ends an idle connection by FIN', async () => {
    site = await tapped(hello, { tapped: isTapped, prepare: (server) => Object.assign(server, { keepAliveTimeout: 100, keepAliveTimeoutBuffer: 0 }) });
    const client = await rawClient(site.port);
    client.send(get(site, isTapped));
    await client.until((bytes) => times(bytes, 'hello') === 1);
    expect(await client.ended).toBe('fin');
    expect(times(client.received(), 'HTTP/1.1')).toBe(1);
  });

  it('headersTimeout answers 408 to a first head that does not become whole', async () => {
    site = await tapped(hello, { tapped: isTapped, server: { headersTimeout: 150, requestTimeout: 150, connectionsCheckingInterval: 50 } });
    const client = await rawClient(site.port);
    client.send(get(site, isTapped).slice(0, -2));
    await client.closed;
    expect(client.received().toString()).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('and to a second one on the same connection', async () => {
    // Long enough for the first head, which must come in time however busy the machine is.
    site = await tapped(hello, { tapped: isTapped, server: { headersTimeout: 1_500, requestTimeout: 1_500, connectionsCheckingInterval: 50, keepAliveTimeout: 60_000 } });
    const client = await rawClient(site.port);
    const request = get(site, isTapped);
    client.send(request);
    await client.until((bytes) => times(bytes, 'hello') === 1);
    client.send(request.slice(0, 9));
    await client.closed;
    expect(client.received().toString()).toMatch(/hello[^]*HTTP\/1\.1 408 /);
  });

  it('requestTimeout answers 408 to a body that does not come', async () => {
    site = await tapped((request) => void request.resume(), { tapped: isTapped, server: { headersTimeout: 150, requestTimeout: 200, connectionsCheckingInterval: 50 } });
    const client = await rawClient(site.port);
    client.send(get(site, isTapped).replace('GET', 'POST').replace('Host: x', 'Host: x\r\nContent-Length: 5'));
    await client.closed;
    expect(client.received().toString()).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('server.timeout ends a connection on which nothing moves', async () => {
    site = await tapped(() => {}, { tapped: isTapped, prepare: (server) => void server.setTimeout(150) });
    const client = await rawClient(site.port);
    client.send(get(site, isTapped));
    expect(await client.ended).toBe('fin');
    expect(client.received()).toHaveLength(0);
  });
});

describe.each(BOTH)('%s: backpressure', (_name, isTapped) => {
  it('a reader who stops slows the writer down, and loses nothing', async () => {
    const chunk = Buffer.alloc(64 * 1024, 97);
    const total = 1_000 * chunk.length;
    let accepted = 0;
    site = await tapped(
      (_request, response) => {
        response.writeHead(200, { 'Content-Length': String(total) });
        const more = () => {
          while (accepted < total) {
            accepted += chunk.length;
            if (!response.write(chunk)) return void response.once('drain', more);
          }
          response.end();
        };
        more();
      },
      { tapped: isTapped, limits: { recordedBytesPerLine: 100_000 } },
    );
    const client = await rawClient(site.port);
    client.socket.pause();
    client.send(get(site, isTapped));
    await settled(() => accepted);
    expect(accepted).toBeGreaterThan(0);
    expect(accepted).toBeLessThan(24_000_000);
    let size = 0;
    client.socket.removeAllListeners('data');
    client.socket.on('data', (bytes: Buffer) => void (size += bytes.length));
    client.socket.resume();
    await expect.poll(() => size, { timeout: 20_000 }).toBeGreaterThan(total);
  });

  it('a server that stops reading slows the sender down', async () => {
    let request: IncomingMessage | undefined;
    site = await tapped((incoming) => void (request = incoming.pause()), { tapped: isTapped });
    const client = await rawClient(site.port);
    const length = 60_000_000;
    client.send(get(site, isTapped).replace('GET', 'POST').replace('Host: x', `Host: x\r\nContent-Length: ${length}`));
    client.socket.write(Buffer.alloc(length));
    await settled(() => client.socket.bytesWritten - client.socket.writableLength);
    expect(request).toBeDefined();
    // The socket has one write of all under way as long as the kernel did not take it.
    expect(client.socket.writableLength).toBeGreaterThan(0);
    let size = 0;
    request?.on('data', (bytes: Buffer) => void (size += bytes.length));
    request?.resume();
    await expect.poll(() => size, { timeout: 20_000 }).toBe(length);
  });
});

/** Resolves when a number has stopped moving. */
async function settled(value: () => number): Promise<void> {
  let last = -1;
  await expect
    .poll(
      () => {
        const same = value() === last && last > 0;
        last = value();
        return same;
      },
      { interval: 200, timeout: 15_000 },
    )
    .toBe(true);
}

describe.each(BOTH)('%s: ends', (_name, isTapped) => {
  it.each([
    ['destroy', 'fin'],
    ['resetAndDestroy', 'rst'],
    ['destroySoon', 'fin'],
  ] as const)('socket.%s() in a handler is seen as %s', async (method, how) => {
    site = await tapped((request) => void request.socket[method](), { tapped: isTapped });
    const client = await rawClient(site.port);
    client.send(get(site, isTapped));
    expect(await client.ended).toBe(how);
  });

  it('a client that resets is an ECONNRESET to the request', async () => {
    let tell: (code: unknown) => void = () => {};
    const told = new Promise((resolve) => (tell = resolve));
    let arrived: () => void = () => {};
    const there = new Promise<void>((resolve) => (arrived = resolve));
    site = await tapped(
      (request) => {
        request.on('error', (error: NodeJS.ErrnoException) => tell(error.code));
        arrived();
      },
      { tapped: isTapped },
    );
    const client = await rawClient(site.port);
    client.send(get(site, isTapped).replace('GET', 'POST').replace('Host: x', 'Host: x\r\nContent-Length: 5'));
    await there;
    client.reset();
    expect(await told).toBe('ECONNRESET');
  });

  it('clientError comes with the raw packet', async () => {
    let tell: (raw: unknown) => void = () => {};
    const told = new Promise((resolve) => (tell = resolve));
    site = await tapped(hello, {
      tapped: isTapped,
      prepare: (server) =>
        void server.on('clientError', (error: Error & { rawPacket?: Buffer }, socket) => {
          tell(error.rawPacket?.toString());
          socket.end('HTTP/1.1 418 No\r\n\r\n');
        }),
    });
    const client = await rawClient(site.port);
    client.send('NO HTTP\r\n\r\n');
    expect(await told).toBe('NO HTTP\r\n\r\n');
    await client.closed;
    expect(client.received().toString()).toBe('HTTP/1.1 418 No\r\n\r\n');
  });

  it('ws.terminate() ends without a close frame', async () => {
    const ws = new WebSocketServer({ noServer: true });
    site = await tapped(undefined, { tapped: isTapped, prepare: (server) => void server.on('upgrade', (request, socket, head) => ws.handleUpgrade(request, socket, head, (peer) => peer.terminate())) });
    const client = await rawClient(site.port);
    client.send(upgradeRequest(isTapped ? `/?line=${site.open().token}` : '/'));
    await client.closed;
    expect(client.received().toString('latin1')).toMatch(/^HTTP\/1\.1 101 [^]*\r\n\r\n$/);
  });
});

describe.each(BOTH)('%s: what the server knows of its connections', (_name, isTapped) => {
  const count = (server: Server) => new Promise<number>((resolve) => server.getConnections((_error, n) => resolve(n)));

  it('getConnections counts, closeIdleConnections ends those at rest, closeAllConnections all', async () => {
    const held: ServerResponse[] = [];
    site = await tapped((request, response) => void (request.url?.startsWith('/held') ? held.push(response) : response.end('hello')), { tapped: isTapped });
    const idle = await rawClient(site.port);
    idle.send(get(site, isTapped));
    await idle.until((bytes) => times(bytes, 'hello') === 1);
    const busy = await rawClient(site.port);
    busy.send(get(site, isTapped).replace('/?', '/held?'));
    await expect.poll(() => held.length).toBe(1);
    expect(await count(site.server)).toBe(2);
    site.server.closeIdleConnections();
    expect(await idle.ended).toBe('fin');
    await expect.poll(() => count((site as Tapped).server)).toBe(1);
    site.server.closeAllConnections();
    expect(await busy.ended).toBe('fin');
    await expect.poll(() => count((site as Tapped).server)).toBe(0);
    if (site.tap) await expect.poll(() => site?.tap?.connections).toBe(0);
  });

  it('addresses are the client\'s own', async () => {
    site = await tapped((request, response) => response.end(JSON.stringify([request.socket.remoteAddress, request.socket.remotePort, request.socket.localPort, request.socket.remoteFamily])), { tapped: isTapped });
    const client = await rawClient(site.port);
    const { localPort } = client.socket;
    client.send(get(site, isTapped).replace('Host: x', 'Host: x\r\nConnection: close'));
    await client.closed;
    expect(client.received().toString()).toContain(JSON.stringify(['127.0.0.1', localPort, site.port, 'IPv4']));
  });
});

describe('the swap', () => {
  it('refuses a server that something else listens to already', async () => {
    await expect(tapped(hello, { prepare: (server) => void server.on('connection', () => {}) })).rejects.toThrow(/2 connection listeners/);
  });
});
