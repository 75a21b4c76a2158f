/** Connections that a fault holds silent: nobody is told, nothing comes through later, and in the end they are reaped. */
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocketServer, type WebSocket } from 'ws';
import { clientFrame, upgradeRequest } from './support/frames.ts';
import { rawClient, times } from './support/raw-client.ts';
import { tapped, type Tapped } from './support/tapped.ts';

let site: Tapped;
afterEach(() => site.close());

/** A WebSocket echo; `peers` are the server's ends. */
async function echo(silentMs: number) {
  const peers: WebSocket[] = [];
  const ws = new WebSocketServer({ noServer: true });
  site = await tapped((_request, response) => void response.end('fine'), {
    limits: { silentMs },
    prepare: (server) =>
      void server.on('upgrade', (request, socket, head) =>
        ws.handleUpgrade(request, socket, head, (peer) => {
          peers.push(peer);
          peer.on('error', () => {});
          peer.on('message', (data, binary) => peer.send(data, { binary }));
        }),
      ),
  });
  return peers;
}

describe('a black hole', () => {
  it('swallows both ways; the server may give up without the client being told', async () => {
    const peers = await echo(60_000);
    const line = site.open();
    const client = await rawClient(site.port);
    client.send(upgradeRequest(`/?line=${line.token}`));
    await client.until((bytes) => times(bytes, '\r\n\r\n') === 1);
    const before = client.received().length;
    line.faults = { blackHole: true };
    client.send(clientFrame(1, 'anybody?'));
    await line.events.until((events) => events.faults().includes('black-hole'));
    const [peer] = peers as [WebSocket];
    const closed = new Promise((resolve) => peer.on('close', resolve));
    peer.send('nobody hears this');
    peer.terminate();
    await closed;
    // The hole is lifted: a stream that lost bytes in its middle must not go on as if it had not.
    line.faults = {};
    client.send(clientFrame(1, 'and now?'));
    await line.events.until((events) => events.of('bytes').filter((event) => event.lost).length >= 3);
    expect(client.received()).toHaveLength(before);
    expect(client.socket.readyState).toBe('open');
    expect(line.events.of('close')).toEqual([]);
    expect(line.events.of('bytes').filter((event) => event.lost).map(({ from }) => from)).toEqual(['client', 'server', 'client']);
    // A new connection of the same line is a new start.
    const fresh = await rawClient(site.port);
    fresh.send(`GET /?line=${line.token} HTTP/1.1\r\nHost: x\r\n\r\n`);
    await fresh.until((bytes) => times(bytes, 'fine') === 1);
    fresh.end();
    site.lines.end(line);
    expect(await client.ended).toBe('fin');
  });

  it('is reaped on both sides', async () => {
    const peers = await echo(150);
    const line = site.open({});
    const client = await rawClient(site.port);
    client.send(upgradeRequest(`/?line=${line.token}`));
    await client.until((bytes) => times(bytes, '\r\n\r\n') === 1);
    const closed = new Promise((resolve) => peers[0]?.on('close', resolve));
    line.faults = { blackHole: true };
    client.send(clientFrame(1, 'anybody?'));
    await Promise.all([client.closed, closed]);
    expect(line.events.of('close')).toMatchObject([{ by: 'limit', how: 'fin' }]);
    await expect.poll(() => site.tap?.connections).toBe(0);
  });

  it('keeps a client that goes away from the server until then', async () => {
    const peers = await echo(60_000);
    const line = site.open();
    const client = await rawClient(site.port);
    client.send(upgradeRequest(`/?line=${line.token}`));
    await client.until((bytes) => times(bytes, '\r\n\r\n') === 1);
    line.faults = { blackHole: true };
    client.send(clientFrame(1, 'anybody?'));
    await line.events.until((events) => events.faults().length === 1);
    client.end();
    await client.closed;
    await line.events.until((events) => events.of('close').length === 1);
    expect(line.events.of('close')).toMatchObject([{ by: 'client', how: 'fin' }]);
    expect(peers[0]?.readyState).toBe(1);
  });

  it('holds a plain request too, and no other line on another connection', async () => {
    await echo(60_000);
    const [dark, bright] = [site.open({ blackHole: true }), site.open()];
    const [lost, heard] = [await rawClient(site.port), await rawClient(site.port)];
    lost.send(`GET /?line=${dark.token} HTTP/1.1\r\nHost: x\r\n\r\n`);
    await dark.events.until((events) => events.faults().length === 1);
    heard.send(`GET /?line=${bright.token} HTTP/1.1\r\nHost: x\r\n\r\n`);
    await heard.until((bytes) => times(bytes, 'fine') === 1);
    expect(lost.received()).toHaveLength(0);
    expect(bright.events.faults()).toEqual([]);
    expect(bright.events.stream('client')).toEqual(heard.sent());
    for (const client of [lost, heard]) client.reset();
  });
});

describe('a hung upgrade', () => {
  it('never reaches the server, and goes when the client gives up', async () => {
    const peers = await echo(60_000);
    const line = site.open({ upgrade: 'hang' });
    const client = await rawClient(site.port);
    const request = upgradeRequest(`/?line=${line.token}`);
    client.send(request.slice(0, 40));
    client.send(request.slice(40));
    await line.events.until((events) => events.faults().length === 1);
    client.send(clientFrame(1, 'too early'));
    await line.events.until((events) => events.stream('client').equals(client.sent()));
    client.end();
    await client.closed;
    await expect.poll(() => site.tap?.connections).toBe(0);
    expect(peers).toEqual([]);
    expect(client.received()).toHaveLength(0);
  });
});

describe('delay', () => {
  it('lets what the server wrote before it ended still arrive, in order, and the end after it', async () => {
    site = await tapped((request, response) => {
      response.write('first ');
      response.write('last');
      response.once('finish', () => request.socket.destroySoon());
      response.end();
    });
    const line = site.open({ delay: 60 });
    const client = await rawClient(site.port);
    client.send(`GET /?line=${line.token} HTTP/1.1\r\nHost: x\r\n\r\n`);
    expect(await client.ended).toBe('fin');
    expect(client.received().toString()).toMatch(/first [^]*last/);
    expect(line.events.stream('server')).toEqual(client.received());
    for (const event of line.events.of('bytes')) expect(event.held).toBeGreaterThan(50);
  });

  it('holds one line on a shared connection and not the next', async () => {
    site = await tapped((request, response) => void response.end(request.url));
    const [slow, quick] = [site.open({ delay: 80 }), site.open()];
    const client = await rawClient(site.port);
    client.send(`GET /slow?line=${slow.token} HTTP/1.1\r\nHost: x\r\n\r\nGET /quick?line=${quick.token} HTTP/1.1\r\nHost: x\r\n\r\n`);
    await client.until((bytes) => times(bytes, '/quick') === 1);
    expect(client.received().indexOf('/slow')).toBeLessThan(client.received().indexOf('/quick'));
    expect(slow.events.of('bytes').every((event) => (event.held ?? 0) > 70)).toBe(true);
    expect(quick.events.of('bytes').some((event) => event.held !== undefined)).toBe(false);
    expect(Buffer.concat([slow.events.stream('server'), quick.events.stream('server')])).toEqual(client.received());
    // One connection, numbered in each line by itself; a line that returns to it finds its old number.
    client.send(`GET /again?line=${slow.token} HTTP/1.1\r\nHost: x\r\n\r\n`);
    await client.until((bytes) => times(bytes, '/again') === 1);
    expect(slow.events.of('connection')).toHaveLength(1);
    client.end();
  });
});

describe('a cut', () => {
  it('leaves a connection alone whose exchange is over', async () => {
    await echo(60_000);
    const [mine, other] = [site.open(), site.open()];
    const client = await rawClient(site.port);
    client.send(`GET /?line=${mine.token} HTTP/1.1\r\nHost: x\r\n\r\n`);
    await client.until((bytes) => times(bytes, 'fine') === 1);
    expect(mine.cut('rst')).toBe(0);
    client.send(`GET /?line=${other.token} HTTP/1.1\r\nHost: x\r\n\r\n`);
    await client.until((bytes) => times(bytes, 'fine') === 2);
    client.end();
  });

  it('by FIN stays a FIN while the client goes on sending', async () => {
    await echo(60_000);
    const line = site.open();
    const client = await rawClient(site.port, { allowHalfOpen: true });
    client.send(upgradeRequest(`/?line=${line.token}`));
    await client.until((bytes) => times(bytes, '\r\n\r\n') === 1);
    for (let n = 0; n < 50; n++) client.socket.write(clientFrame(2, new Uint8Array(50_000)));
    expect(line.cut('fin')).toBe(1);
    expect(await client.ended).toBe('fin');
    client.end();
    await client.closed;
    expect(line.events.of('close')).toMatchObject([{ by: 'fault', how: 'fin' }]);
  });
});
