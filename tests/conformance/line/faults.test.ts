import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { realClock } from '../../../playground-server/line/limits.ts';
import { readTrace } from '../../../protocol/trace/read.ts';
import { frame, get, Page, Raw, startRig, upgradeRequest, type Rig } from './rig.ts';

let rig: Rig;
let page: Page;
beforeAll(async () => {
  // While the server works on one thing no time passes for it, or a busy machine would show in what is planned.
  let now: number | undefined;
  const clock = {
    ...realClock,
    now() {
      if (now === undefined) queueMicrotask(() => (now = undefined));
      return (now ??= realClock.now());
    },
  };
  rig = await startRig({ clock, limits: { silentMs: 300, linesPerPage: 100 } });
  page = new Page(rig);
});
afterAll(async () => {
  page.close();
  await rig.close();
});
const whole = (text: string) => /\r\n\r\n/.test(text);
const dial = (token: string) => {
  const raw = new Raw(rig.linePort);
  raw.send(upgradeRequest(`/line?line=${token}`));
  return raw;
};

describe('the upgrade', () => {
  it.each([['refuse-400', 400], ['refuse-403', 403]] as const)('%s: answered and closed, and the trace says who did it', async (upgrade, status) => {
    const { line, token } = await page.open('handshake', {}, { upgrade });
    const raw = dial(token);
    expect(await raw.closed).toBe('fin');
    expect(raw.received.toString()).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    await page.until(() => page.trace(line).some((event) => event.kind === 'close'));
    expect(page.bytes(line, 'server').equals(raw.received)).toBe(true);
    expect(page.trace(line).filter((event) => event.kind === 'fault')).toMatchObject([{ fault: upgrade, exchange: 1 }]);
    expect(page.trace(line).find((event) => event.kind === 'close')).toMatchObject({ by: 'fault' });
  });

  it('strip: the server never sees the wish, the trace shows what crossed and what was taken out', async () => {
    const { line, token } = await page.open('fallback', {}, { upgrade: 'strip' });
    const raw = new Raw(rig.linePort);
    raw.send(upgradeRequest(`/socket.io/?EIO=4&transport=websocket&line=${token}`));
    await raw.until((text) => text.includes('Bad request'));
    expect(raw.received.toString()).toMatch(/^HTTP\/1\.1 400 [^]*\{"code":3,"message":"Bad request"\}/);
    await page.until(() => page.trace(line).some((event) => event.kind === 'fault') && page.bytes(line, 'server').length >= raw.received.length);
    expect(page.bytes(line, 'client').equals(raw.sent)).toBe(true);
    expect(page.trace(line).find((event) => event.kind === 'fault')).toMatchObject({ fault: 'strip', detail: { removed: ['Upgrade: websocket', 'Connection: Upgrade'] } });
    raw.end();
  });

  it('hang: nothing comes back, and the connection is reaped', async () => {
    const { line, token } = await page.open('handshake', {}, { upgrade: 'hang' });
    const raw = dial(token);
    await raw.closed;
    expect(raw.received).toHaveLength(0);
    await page.until(() => page.trace(line).some((event) => event.kind === 'close'));
    expect(page.trace(line).find((event) => event.kind === 'close')).toMatchObject({ by: 'limit' });
    expect(page.trace(line).find((event) => event.kind === 'bytes')).toMatchObject({ lost: true });
  });

  it('does not touch requests that ask for no upgrade', async () => {
    const { token } = await page.open('duplex', { pace: 'off' }, { upgrade: 'hang' });
    const raw = new Raw(rig.linePort);
    raw.send(get(`/line/duplex/ask?line=${token}`));
    await raw.until((text) => text.endsWith('[]'));
    raw.end();
  });
});

describe('cuts', () => {
  it.each(['fin', 'rst'] as const)('by %s: only connections whose exchange is the line’s', async (how) => {
    const mine = await page.open('handshake');
    const other = await page.open('handshake');
    const [raw, neighbour] = [dial(mine.token), dial(other.token)];
    await Promise.all([raw.until(whole), neighbour.until(whole)]);
    const reply = await page.request('line:cut', { line: mine.line, how });
    expect(reply).toMatchObject({ ok: true, connections: 1 });
    expect(await raw.closed).toBe(how);
    await page.until(() => page.trace(mine.line).some((event) => event.kind === 'close'));
    expect(page.trace(mine.line).find((event) => event.kind === 'close')).toMatchObject({ by: 'fault', how });
    expect(page.trace(mine.line).find((event) => event.kind === 'fault')).toMatchObject({ fault: `cut-${how}` });
    const before = neighbour.received.length;
    neighbour.send(frame(1, 'still here'));
    await neighbour.until((text) => text.length > before);
    expect(page.trace(other.line).some((event) => event.kind === 'fault' || event.kind === 'close')).toBe(false);
    await page.request('line:hangup', { line: mine.line });
    await page.request('line:hangup', { line: other.line });
    await neighbour.closed;
  });
});

describe('delay, throttle, black hole', () => {
  it('delay holds both ways, once each, and FIN never overtakes data', async () => {
    const { line, token } = await page.open('handshake', {}, { delay: 120 });
    const raw = dial(token);
    await raw.until(whole);
    const at = performance.now();
    raw.send(frame(1, 'ping'));
    await raw.until((text) => text.includes('ping'));
    const roundTrip = performance.now() - at;
    // Two ways of 120 ms: never less. And once each way, by the plan: a busy machine may be later than it.
    expect(roundTrip).toBeGreaterThan(235);
    await page.until(() => page.bytes(line, 'server').includes('ping'));
    const held = page.trace(line).flatMap((event) => (event.kind === 'bytes' ? [event.held ?? 0] : []));
    expect(new Set(held)).toEqual(new Set([120]));
    raw.send(frame(8, Uint8Array.of(3, 232)));
    await raw.closed;
    expect(raw.received.subarray(-4)).toEqual(Buffer.from([0x88, 2, 3, 232]));
    await page.until(() => page.trace(line).some((event) => event.kind === 'close'));
    const view = readTrace(page.trace(line));
    const sent = view.crossings.find((crossing) => crossing.frame?.text === 'ping');
    expect((sent?.arrived ?? 0) - (sent?.left ?? 0)).toBeGreaterThan(115);
    await page.request('line:hangup', { line });
  });

  it('throttle: 20,000 B/s makes 10,000 B take half a second', async () => {
    const { line, token } = await page.open('handshake', {}, {});
    const raw = dial(token);
    await raw.until(whole);
    await page.request('line:faults', { line, faults: { throttle: 20_000 } });
    const at = performance.now();
    raw.send(frame(2, new Uint8Array(10_000)));
    const before = raw.received.length;
    await raw.until(() => raw.received.length >= before + 10_004);
    expect(performance.now() - at).toBeGreaterThan(950);
    await page.request('line:hangup', { line });
    await raw.closed;
  });

  it('black hole: swallowed both ways, said in the trace, reaped', async () => {
    const { line, token } = await page.open('handshake');
    const raw = dial(token);
    await raw.until(whole);
    const before = raw.received.length;
    await page.request('line:faults', { line, faults: { blackHole: true } });
    raw.send(frame(1, 'hello?'));
    await raw.closed;
    expect(raw.received).toHaveLength(before);
    await page.until(() => page.trace(line).some((event) => event.kind === 'close'));
    expect(page.trace(line).some((event) => event.kind === 'bytes' && event.lost === true)).toBe(true);
    await page.request('line:hangup', { line });
  });
});

describe('what another line’s reader sends behind a request that is lost', () => {
  const secret = (token: string) => get(`/line/duplex/ask?line=${token}`, ['Cookie: s3cr3t']);
  it.each([
    ['a black hole', { blackHole: true }, (token: string) => get(`/line/duplex/ask?line=${token}`)],
    ['a black hole in the middle of a body', { blackHole: true }, (token: string) => `POST /line/duplex/say?line=${token} HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello`],
    ['a hung upgrade', { upgrade: 'hang' }, (token: string) => upgradeRequest(`/line?line=${token}`)],
    ['a refused upgrade', { upgrade: 'refuse-403' }, (token: string) => upgradeRequest(`/line?line=${token}`)],
  ] as const)('is in no trace after %s, whether it comes at once or later', async (_name, faults, request) => {
    for (const later of [false, true]) {
      const [a, b] = [await page.open('duplex', { pace: 'off' }, faults), await page.open('duplex', { pace: 'off' })];
      const raw = new Raw(rig.linePort);
      const mine = request(a.token);
      if (!later) raw.send(mine + secret(b.token));
      else {
        raw.send(mine);
        await page.until(() => page.bytes(a.line, 'client').length >= mine.length);
        raw.send(secret(b.token));
      }
      await raw.closed;
      await page.until(() => page.trace(a.line).some((event) => event.kind === 'close'));
      expect(page.bytes(a.line, 'client').toString()).toBe(mine);
      expect(page.trace(b.line)).toEqual([]);
      for (const { line } of [a, b]) await page.request('line:hangup', { line });
    }
  });

  it('frames sent early with the request are its own: lost, and told', async () => {
    for (const upgrade of ['hang', 'refuse-400'] as const) {
      const { line, token } = await page.open('handshake', {}, { upgrade });
      const raw = new Raw(rig.linePort);
      raw.send(Buffer.concat([Buffer.from(upgradeRequest(`/line?line=${token}`)), frame(1, 'early'), frame(2, 'frames')]));
      await raw.closed;
      await page.until(() => page.trace(line).some((event) => event.kind === 'close'));
      expect(page.bytes(line, 'client').equals(raw.sent)).toBe(true);
      expect(page.trace(line).findLast((event) => event.kind === 'bytes' && event.from === 'client')).toMatchObject({ lost: true });
      await page.request('line:hangup', { line });
    }
  });
});

describe('a fault that is set while a request is arriving', () => {
  it('strip takes out what the server has not seen yet, and leaves the rest as it was', async () => {
    const { line, token } = await page.open('fallback');
    const raw = new Raw(rig.linePort);
    const request = upgradeRequest(`/socket.io/?EIO=4&transport=websocket&line=${token}`);
    const cut = request.indexOf('Connection:');
    const arrived = new Promise((resolve) => rig.server.once('connection', (socket) => socket.once('data', resolve)));
    raw.send(request.slice(0, cut));
    await arrived;
    await page.request('line:faults', { line, faults: { upgrade: 'strip' } });
    raw.send(request.slice(cut));
    await raw.until((text) => text.includes('Bad request'));
    await page.until(() => page.trace(line).some((event) => event.kind === 'fault'));
    expect(page.trace(line).find((event) => event.kind === 'fault')).toMatchObject({ fault: 'strip', detail: { removed: ['Connection: Upgrade'] } });
    expect(page.bytes(line, 'client').equals(raw.sent)).toBe(true);
    raw.end();
    await page.request('line:hangup', { line });
  });
});

describe('two readers on one connection', () => {
  it('keep-alive and pipelined: each trace holds only its own, and a fault on one leaves the other whole', async () => {
    const other = new Page(rig);
    const a = await page.open('polling-meter');
    const b = await other.open('polling-meter', {}, { delay: 80 });
    const raw = new Raw(rig.linePort);
    raw.send(get(`/line/meter/short?line=${a.token}`) + get(`/line/meter/short?line=${b.token}`) + get(`/line/meter/short?line=${a.token}&again`));
    await raw.until((text) => text.split('HTTP/1.1 200').length === 4 && text.endsWith('[]'));
    await page.until(() => readTrace(page.trace(a.line)).exchanges.filter((exchange) => exchange.response?.complete).length === 2);
    await other.until(() => readTrace(other.trace(b.line)).exchanges.filter((exchange) => exchange.response?.complete).length === 1);
    const texts = { a: page.bytes(a.line, 'client').toString(), b: other.bytes(b.line, 'client').toString() };
    expect(texts.a).not.toContain(b.token);
    expect(texts.b).not.toContain(a.token);
    expect(texts.a.length + texts.b.length).toBe(raw.sent.length);
    const third = raw.received.length / 3;
    expect(page.bytes(a.line, 'server')).toHaveLength(third * 2);
    expect(other.bytes(b.line, 'server')).toHaveLength(third);
    expect(page.trace(a.line).some((event) => event.kind === 'bytes' && event.held !== undefined)).toBe(false);
    raw.end();
    other.close();
  });
});
