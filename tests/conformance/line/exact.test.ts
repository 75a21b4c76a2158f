import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { io } from 'socket.io-client';
import { readTrace } from '../../../protocol/trace/read.ts';
import { frame, get, Page, Raw, startRig, upgradeRequest, type Rig } from './rig.ts';

// What the tap recorded must be, byte for byte, what an independent client sent and received.
let rig: Rig;
let page: Page;
beforeAll(async () => {
  rig = await startRig({ limits: { linesPerPage: 100 } });
  page = new Page(rig);
});
afterAll(async () => {
  page.close();
  await rig.close();
});

const whole = (text: string) => /\r\n\r\n/.test(text);
async function same(line: number, raw: Raw) {
  await page.until(() => page.bytes(line, 'client').length >= raw.sent.length && page.bytes(line, 'server').length >= raw.received.length);
  expect(page.bytes(line, 'client').equals(raw.sent)).toBe(true);
  expect(page.bytes(line, 'server').equals(raw.received)).toBe(true);
}

describe('HTTP', () => {
  it('three requests on one keep-alive connection are three exchanges', async () => {
    const { line, token } = await page.open('polling-meter');
    const raw = new Raw(rig.linePort);
    for (let i = 1; i <= 3; i++) {
      raw.send(get(`/line/meter/short?line=${token}`));
      await raw.until((text) => text.split('HTTP/1.1 200').length === i + 1 && text.endsWith('[]'));
    }
    await same(line, raw);
    expect(readTrace(page.trace(line)).exchanges.map((exchange) => [exchange.connection, exchange.response?.http?.status])).toEqual([[1, 200], [1, 200], [1, 200]]);
    raw.end();
  });

  it('a pipelined pair, split anywhere, is two exchanges in order', async () => {
    const { line, token } = await page.open('polling-meter');
    const raw = new Raw(rig.linePort);
    const both = get(`/line/meter/short?line=${token}&a`) + get(`/line/meter/short?line=${token}&b`);
    raw.send(both.slice(0, 30));
    raw.send(both.slice(30));
    await raw.until((text) => text.split('HTTP/1.1 200').length === 3 && text.endsWith('[]'));
    await same(line, raw);
    const targets = readTrace(page.trace(line)).exchanges.map((exchange) => exchange.request.http?.target);
    expect(targets).toEqual([`/line/meter/short?line=${token}&a`, `/line/meter/short?line=${token}&b`]);
    raw.end();
  });

  it.each([
    ['content-length', ['Content-Length: 18'], 'สวัสดี'],
    ['chunked', ['Transfer-Encoding: chunked'], '6\r\nสว\r\nc\r\nัสดี\r\n0\r\nTrailer: x\r\n\r\n'],
    ['nothing at all', ['Content-Length: 0'], ''],
  ])('a POST with a body of %s', async (_name, headers, body) => {
    const { line, token } = await page.open('duplex', { pace: 'off' });
    const raw = new Raw(rig.linePort);
    raw.send(`POST /line/duplex/say?line=${token} HTTP/1.1\r\nHost: x\r\n${headers.join('\r\n')}\r\n\r\n`);
    for (const byte of Buffer.from(body)) raw.send(Uint8Array.of(byte));
    await raw.until((text) => text.endsWith('[]'));
    // The next request on the same connection must find its place after that body.
    raw.send(get(`/line/duplex/ask?line=${token}`));
    await raw.until((text) => text.split('HTTP/1.1 200').length === 3 && text.endsWith('[]'));
    await same(line, raw);
    expect(page.trace(line).filter((event) => event.kind === 'exchange')).toHaveLength(2);
    raw.end();
  });

  it('100-continue: the interim response is of the same exchange', async () => {
    const { line, token } = await page.open('duplex', { pace: 'off' });
    const raw = new Raw(rig.linePort);
    raw.send(`POST /line/duplex/say?line=${token} HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n`);
    await raw.until((text) => text.includes('100 Continue'));
    raw.send('hi');
    await raw.until((text) => text.endsWith('[]'));
    await same(line, raw);
    expect(readTrace(page.trace(line)).exchanges).toHaveLength(1);
    raw.end();
  });

  it('a malformed request is refused by Node and recorded as it came', async () => {
    const { line, token } = await page.open('duplex', { pace: 'off' });
    const raw = new Raw(rig.linePort);
    raw.send(`GET /line/duplex/ask?line=${token} HTTP/1.1\r\nHost: x\r\nBad Header Line\r\n\r\n`);
    await raw.closed;
    expect(raw.received.toString()).toMatch(/^HTTP\/1\.1 400/);
    await same(line, raw);
  });

  it('half-close: the answer still comes', async () => {
    const { line, token } = await page.open('duplex', { pace: 'off' });
    const raw = new Raw(rig.linePort, { allowHalfOpen: true } as object);
    raw.send(get(`/line/duplex/ask?line=${token}`));
    raw.end();
    await raw.closed;
    expect(raw.received.toString()).toMatch(/\[\]$/);
    await same(line, raw);
  });

  it('cookies and authorization never reach the page, at equal length, and are untouched on the wire', async () => {
    const { line, token } = await page.open('duplex', { pace: 'off' });
    const raw = new Raw(rig.linePort);
    raw.send(get(`/line/duplex/ask?line=${token}`, ['Cookie: sid=s3cr3t', 'authorization:Bearer s3cr3t', 'Proxy-Authorization: Basic czNjcjN0', 'X-Other: seen']));
    await raw.until((text) => text.endsWith('[]'));
    await page.until(() => page.bytes(line, 'client').length >= raw.sent.length);
    const seen = page.bytes(line, 'client').toString();
    expect(seen).toHaveLength(raw.sent.length);
    expect(seen).not.toMatch(/s3cr3t|czNjcjN0/);
    expect(seen).toContain('X-Other: seen');
    expect(seen).toContain('Cookie: **********\r\n');
    raw.end();
  });
});

describe('WebSocket', () => {
  it.each([
    ['after the 101', false],
    ['sent with the request head', true],
  ])('frames of every kind, %s', async (_name, early) => {
    const { line, token } = await page.open('handshake');
    const raw = new Raw(rig.linePort);
    const frames = Buffer.concat([
      frame(1, 'สวัสดี'), frame(2, Uint8Array.of(1, 2, 3)), frame(1, 'สวั', { fin: false }), frame(9, 'mid'), frame(0, 'สดี'),
      frame(2, new Uint8Array(300)), frame(2, new Uint8Array(70_000).fill(7)),
    ]);
    if (early) raw.send(Buffer.concat([Buffer.from(upgradeRequest(`/line?line=${token}`)), frames]));
    else {
      raw.send(upgradeRequest(`/line?line=${token}`));
      await raw.until(whole);
      raw.send(frames);
    }
    // All is answered when the large one has come back; then we close.
    await raw.until((text) => text.length > 70_300);
    raw.send(frame(8, Uint8Array.of(3, 232)));
    await raw.closed;
    await same(line, raw);
    const [exchange] = readTrace(page.trace(line)).exchanges;
    expect(exchange?.frames.filter((one) => one.from === 'client').map((one) => one.frame?.payloadLength)).toEqual([18, 3, 9, 3, 9, 300, 70_000, 2]);
    expect(exchange?.frames[0]?.frame?.text).toBe('สวัสดี');
  });

  it.each(['off', 'on'])('permessage-deflate %s', async (compress) => {
    const { line, token } = await page.open('handshake', { compress });
    const raw = new Raw(rig.linePort);
    raw.send(upgradeRequest(`/line?line=${token}`, ['Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits']));
    await raw.until(whole);
    raw.send(frame(1, 'A'.repeat(500)));
    await raw.until((text) => text.split('\r\n\r\n')[1] !== '');
    raw.send(frame(8, Uint8Array.of(3, 232)));
    await raw.closed;
    await same(line, raw);
    const reply = readTrace(page.trace(line)).exchanges[0]?.frames.find((one) => one.from === 'server');
    expect(reply?.frame?.compressed).toBe(compress === 'on');
  });

  it('a peer that aborts by RST is told as such', async () => {
    const { line, token } = await page.open('handshake');
    const raw = new Raw(rig.linePort);
    raw.send(upgradeRequest(`/line?line=${token}`));
    await raw.until(whole);
    raw.socket.resetAndDestroy();
    await page.until(() => page.trace(line).some((event) => event.kind === 'close'));
    expect(page.trace(line).find((event) => event.kind === 'close')).toMatchObject({ by: 'client', how: 'rst' });
  });
});

describe('Socket.IO', () => {
  it('polling, upgrade and WebSocket with text, emoji, binary and 200 KB: nothing lost, lengths true', async () => {
    const { line, token } = await page.open('fallback');
    const socket = io(`http://127.0.0.1:${rig.linePort}`, { query: { line: token }, forceNew: true });
    await new Promise<void>((resolve) => socket.io.on('open', () => socket.io.engine.once('upgrade', () => resolve())));
    for (const data of ['ไทย', '👋🏽', Buffer.from([0, 255, 1]), 'x'.repeat(200_000)]) socket.emit('other', data);
    const acked = await socket.emitWithAck('say', 1);
    expect(acked).toBe(1);
    socket.disconnect();
    // Connections of its polling have closed long before; the server tells all that it recorded before it answers.
    await page.request('line:hangup', { line });
    const view = readTrace(page.trace(line));
    const open = view.exchanges.find((exchange) => exchange.open);
    const texts = open?.frames.filter((one) => one.from === 'client').flatMap((one) => one.packets.map((packet) => packet.socket?.name ?? packet.name)) ?? [];
    expect(texts).toEqual(expect.arrayContaining(['EVENT', 'BINARY_EVENT', 'binary']));
    const sent = open?.frames.filter((one) => one.from === 'client').map((one) => one.frame?.payloadLength ?? 0) ?? [];
    expect(Math.max(...sent)).toBe(200_000 + '42["other",""]'.length);
  });

  it('500 events across the upgrade arrive in order', async () => {
    const { token } = await page.open('fallback');
    const socket = io(`http://127.0.0.1:${rig.linePort}`, { query: { line: token }, forceNew: true });
    const order: number[] = [];
    await Promise.all(Array.from({ length: 500 }, (_, n) => new Promise<void>((resolve) => socket.emit('say', n, (back: number) => (order.push(back), resolve())))));
    expect(order).toEqual(Array.from({ length: 500 }, (_, n) => n));
    socket.disconnect();
  });
});
