/** Tapped bytes equal what an independent raw client sent and received: HTTP/1.1 in all its shapes. */
import { afterEach, describe, expect, it } from 'vitest';
import { rawClient, times } from './support/raw-client.ts';
import { tapped, type Tapped } from './support/tapped.ts';

let site: Tapped;
afterEach(() => site.close());

/** Echoes a body, or answers with the path. */
const echo = () =>
  tapped((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts);
      response.end(body.length ? body : `you asked ${request.url?.split('?')[0]}`);
    });
  });

describe('HTTP, byte for byte', () => {
  it('keep-alive GETs on one connection', async () => {
    site = await echo();
    const line = site.open();
    const client = await rawClient(site.port);
    for (let n = 1; n <= 3; n++) {
      client.send(`GET /a${n}?line=${line.token} HTTP/1.1\r\nHost: x\r\n\r\n`);
      await client.until((bytes) => times(bytes, `you asked /a${n}`) === 1);
    }
    expect(line.events.stream('client')).toEqual(client.sent());
    expect(line.events.stream('server')).toEqual(client.received());
    expect(line.events.of('connection')).toHaveLength(1);
    expect(line.events.of('exchange').map(({ exchange, connection }) => [exchange, connection])).toEqual([[1, 1], [2, 1], [3, 1]]);
    // The operating system took it all, and says so per exchange.
    for (const exchange of [1, 2, 3]) {
      const sent = line.events.of('bytes').filter((event) => event.exchange === exchange && event.from === 'server').reduce((sum, { length }) => sum + length, 0);
      await line.events.until((events) => events.of('flushed').some((event) => event.exchange === exchange && event.upto === sent));
    }
    client.end();
    await client.closed;
    await line.events.until((events) => events.of('close').length === 1);
    expect(line.events.of('close')[0]).toMatchObject({ connection: 1, by: 'client', how: 'fin' });
  });

  it('pipelined requests in one segment', async () => {
    site = await echo();
    const line = site.open();
    const client = await rawClient(site.port);
    client.send([1, 2, 3, 4].map((n) => `GET /p${n}?line=${line.token} HTTP/1.1\r\nHost: x\r\n\r\n`).join(''));
    await client.until((bytes) => times(bytes, 'you asked /p4') === 1);
    expect(line.events.stream('client')).toEqual(client.sent());
    expect(line.events.stream('server')).toEqual(client.received());
    for (const n of [1, 2, 3, 4]) {
      const answer = Buffer.concat(line.events.of('bytes').filter((event) => event.exchange === n && event.from === 'server').map(({ bytes }) => bytes));
      expect(answer.toString()).toContain(`you asked /p${n}`);
    }
    client.end();
  });

  it('a chunked POST with trailers, cut at every odd place, and a request after it', async () => {
    site = await echo();
    const line = site.open();
    const client = await rawClient(site.port);
    const text = `POST /c?line=${line.token} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5;ext=1\r\nhello\r\n1A\r\nabcdefghijklmnopqrstuvwxyz\r\n0\r\nX-Sum: 1\r\n\r\n`;
    const whole = Buffer.from(`${text}GET /after?line=${line.token} HTTP/1.1\r\nHost: x\r\n\r\n`);
    for (let at = 0; at < whole.length; at += 7) {
      client.send(whole.subarray(at, at + 7));
      await new Promise((resolve) => setImmediate(resolve));
    }
    await client.until((bytes) => times(bytes, 'you asked /after') === 1);
    expect(line.events.stream('client')).toEqual(client.sent());
    expect(line.events.stream('server')).toEqual(client.received());
    expect(line.events.of('exchange')).toHaveLength(2);
    client.end();
  });

  it('secrets in trailers, both ways, are stars in the trace and themselves on the wire', async () => {
    site = await tapped((request, response) => {
      request.resume().on('end', () => {
        response.writeHead(200, { 'Transfer-Encoding': 'chunked', Trailer: 'Set-Cookie' });
        response.write(`heard ${request.trailers.authorization}`);
        response.addTrailers([['Set-Cookie', 'sid=secret']]);
        response.end();
      });
    });
    const line = site.open();
    const client = await rawClient(site.port);
    client.send(`POST /c?line=${line.token} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nAuthorization: Bea`);
    client.send('rer x\r\n\r\n');
    await client.until((bytes) => times(bytes, 'sid=secret\r\n\r\n') === 1);
    expect(client.received().toString()).toContain('heard Bearer x');
    expect(line.events.stream('client').toString()).toBe(client.sent().toString().replace('Bearer x', '********'));
    expect(line.events.stream('server').toString()).toBe(client.received().toString().replace('sid=secret', '**********'));
    client.end();
  });

  it('a content-length POST whose head and body come apart', async () => {
    site = await echo();
    const line = site.open();
    const client = await rawClient(site.port);
    client.send(`POST /b?line=${line.token} HTTP/1.1\r\nHost: x\r\nContent-Length: 12\r\n\r\n`);
    await line.events.until((events) => events.of('exchange').length === 1);
    client.send('ส');
    client.send('วั');
    client.send('abc');
    await client.until((bytes) => bytes.includes(Buffer.from('สวัabc')));
    expect(line.events.stream('client')).toEqual(client.sent());
    expect(line.events.stream('server')).toEqual(client.received());
    client.end();
  });

  it('100-continue', async () => {
    site = await echo();
    const line = site.open();
    const client = await rawClient(site.port);
    client.send(`POST /e?line=${line.token} HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n`);
    await client.until((bytes) => times(bytes, '100 Continue') === 1);
    client.send('body');
    await client.until((bytes) => times(bytes, '\r\n\r\nbody') === 1);
    expect(line.events.stream('client')).toEqual(client.sent());
    expect(line.events.stream('server')).toEqual(client.received());
    expect(line.events.of('exchange')).toHaveLength(1);
    client.end();
  });

  it('HEAD, 204 and 304 have no body; the next request is a new exchange', async () => {
    site = await tapped((request, response) => {
      if (request.url?.startsWith('/none')) response.writeHead(204).end();
      else if (request.url?.startsWith('/same')) response.writeHead(304, { 'Content-Length': '9' }).end();
      else response.writeHead(200, { 'Content-Length': '5' }).end(request.method === 'HEAD' ? undefined : 'plain');
    });
    const line = site.open();
    const client = await rawClient(site.port);
    for (const [method, path] of [['HEAD', '/h'], ['GET', '/none'], ['GET', '/same'], ['GET', '/get']] as const) client.send(`${method} ${path}?line=${line.token} HTTP/1.1\r\nHost: x\r\n\r\n`);
    await client.until((bytes) => times(bytes, 'plain') === 1);
    expect(line.events.of('exchange')).toHaveLength(4);
    expect(line.events.stream('client')).toEqual(client.sent());
    expect(line.events.stream('server')).toEqual(client.received());
    client.end();
  });

  it('a response that ends with the connection', async () => {
    site = await tapped((_request, response) => {
      response.useChunkedEncodingByDefault = false;
      response.write('until ');
      response.end('the end');
    });
    const line = site.open();
    const client = await rawClient(site.port);
    client.send(`GET /?line=${line.token} HTTP/1.0\r\n\r\n`);
    expect(await client.ended).toBe('fin');
    await line.events.until((events) => events.of('close').length === 1);
    expect(line.events.stream('server')).toEqual(client.received());
    expect(line.events.of('close')[0]).toMatchObject({ by: 'server', how: 'fin' });
  });

  it('a malformed header: the 400 is the exchange\'s', async () => {
    site = await echo();
    const line = site.open();
    const client = await rawClient(site.port);
    client.send(`GET /?line=${line.token} HTTP/1.1\r\nBad Header\r\n\r\n`);
    await client.closed;
    expect(client.received().toString()).toMatch(/^HTTP\/1\.1 400 /);
    await line.events.until((events) => events.of('close').length === 1);
    expect(line.events.stream('client')).toEqual(client.sent());
    expect(line.events.stream('server')).toEqual(client.received());
  });

  it('a head that never becomes whole: Node answers at once, and both are told', async () => {
    site = await echo();
    const line = site.open();
    const client = await rawClient(site.port);
    client.send(`GET /?line=${line.token} HTTP/1.1\r\nHost: x\r\nBad\u0001Header : `);
    await client.closed;
    expect(client.received().toString()).toMatch(/^HTTP\/1\.1 400 /);
    expect(line.events.stream('client')).toEqual(client.sent());
    expect(line.events.stream('server')).toEqual(client.received());
  });

  it('garbage that is no HTTP is answered as ever and belongs to nobody', async () => {
    site = await echo();
    const line = site.open();
    const client = await rawClient(site.port);
    client.send(Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0xfc]));
    await client.closed;
    expect(client.received().toString()).toMatch(/^HTTP\/1\.1 400 /);
    expect(line.events.all).toEqual([]);
  });

  it('a half close after the request: the answer still comes, then the end', async () => {
    site = await echo();
    const line = site.open();
    const client = await rawClient(site.port, { allowHalfOpen: true });
    client.send(`GET /half?line=${line.token} HTTP/1.1\r\nHost: x\r\n\r\n`);
    client.end();
    expect(await client.ended).toBe('fin');
    expect(client.received().toString()).toContain('you asked /half');
    await line.events.until((events) => events.of('close').length === 1);
    expect(line.events.stream('server')).toEqual(client.received());
    expect(line.events.of('close')[0]).toMatchObject({ by: 'client', how: 'fin' });
  });

  it('an aborted download: what was only queued is never told as flushed', async () => {
    const size = 8_000_000;
    site = await tapped((_request, response) => {
      response.writeHead(200, { 'Content-Length': String(size) });
      response.end(Buffer.alloc(size, 120));
    });
    const line = site.open();
    const client = await rawClient(site.port);
    client.socket.on('data', () => client.socket.pause());
    client.send(`GET /big?line=${line.token} HTTP/1.1\r\nHost: x\r\n\r\n`);
    await client.until((bytes) => bytes.length > 0);
    client.reset();
    await line.events.until((events) => events.of('close').length === 1);
    expect(line.events.of('close')[0]).toMatchObject({ by: 'client', how: 'rst' });
    expect(line.events.length('server')).toBeGreaterThanOrEqual(size);
    expect(Math.max(0, ...line.events.of('flushed').map(({ upto }) => upto))).toBeLessThan(size);
    // As far as it came, it is the same.
    expect(line.events.stream('server').subarray(0, client.received().length).equals(client.received())).toBe(true);
  });

  it('5 MB both ways', async () => {
    site = await echo();
    const line = site.open();
    const client = await rawClient(site.port);
    const body = Buffer.alloc(5_000_000, 'สายตรง');
    client.send(`POST /up?line=${line.token} HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length}\r\n\r\n`);
    client.send(body);
    await client.until((bytes) => bytes.length > body.length);
    expect(line.events.stream('client').equals(client.sent())).toBe(true);
    expect(line.events.stream('server').equals(client.received())).toBe(true);
    client.end();
  });

  it('empty lines before a request are passed over, as Node does', async () => {
    site = await echo();
    const line = site.open();
    const client = await rawClient(site.port);
    client.send(`\r\n\r\nGET /one?line=${line.token} HTTP/1.1\r\nHost: x\r\n\r\n\r\nGET /two?line=${line.token} HTTP/1.1\r\nHost: x\r\n\r\n`);
    await client.until((bytes) => times(bytes, 'you asked /two') === 1);
    expect(line.events.stream('client')).toEqual(client.sent());
    client.end();
  });
});
