import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { handClock } from '../../unit/line/clock.ts';
import { frame, get, Page, Raw, startRig, upgradeRequest, type Rig } from './rig.ts';

let rig: Rig;
beforeAll(async () => void (rig = await startRig({ limits: { requestsPerSecond: 100_000, lines: 6, linesPerPage: 3, connectionsPerLine: 3 } })));
afterAll(() => rig.close());

describe('what comes in', () => {
  it('malformed payloads get an error that names the place, and close nothing', async () => {
    const page = new Page(rig);
    const { line } = await page.open('home');
    expect(await page.request('line:open', { demo: 'nope' })).toEqual({ ok: false, error: { code: 'no-such-demo', params: { demo: 'nope' } } });
    expect(await page.request('line:open', { demo: 'handshake', options: { compress: 'maybe' } })).toEqual({ ok: false, error: { code: 'bad-option', params: { option: 'compress', value: 'maybe' } } });
    expect(await page.request('line:faults', { line, faults: { upgrade: 'explode' } })).toMatchObject({ ok: false, error: { code: 'malformed', params: { path: 'faults.upgrade' } } });
    expect(await page.request('line:tell', { line, action: 'sing' })).toEqual({ ok: false, error: { code: 'unknown-action', params: { action: 'sing' } } });
    expect(await page.request('nonsense', 1)).toEqual({ ok: false, error: { code: 'unknown-request', params: { name: 'nonsense' } } });
    page.socket.emit('line:open', null);
    await page.until(() => page.errors.length === 1);
    expect(page.errors[0]?.code).toBe('malformed');
    expect(await page.request('line:hangup', { line })).toEqual({ ok: true });
    page.close();
  });

  it('any payload to any request is answered', async () => {
    const page = new Page(rig);
    const names = fc.constantFrom('line:open', 'line:faults', 'line:cut', 'line:tell', 'line:hangup', 'clock', 'toString', '__proto__', 'program:x');
    await fc.assert(
      fc.asyncProperty(names, fc.jsonValue({ maxDepth: 3 }), async (name, payload) => {
        const reply = await page.request(name, payload);
        expect(typeof reply.ok).toBe('boolean');
        if (!reply.ok) expect(reply.error).toHaveProperty('code');
        expect(reply.error).not.toMatchObject({ code: 'internal' });
      }),
      { numRuns: 300 },
    );
    expect(page.socket.connected).toBe(true);
    page.close();
  });
});

/** A client of the control channel that writes its packets by hand; answers what came back until `done`, or the end. */
async function byHand(packet: string, done: (heard: string[]) => boolean): Promise<string[]> {
  const ws = new WebSocket(`ws://127.0.0.1:${rig.sitePort}/control/?EIO=4&transport=websocket`);
  const heard: string[] = [];
  await new Promise<void>((resolve) => {
    ws.on('close', () => (heard.push('closed'), resolve()));
    ws.on('message', (data: Buffer) => {
      const text = data.toString();
      if (text.startsWith('0')) return ws.send('40');
      if (text.startsWith('42["welcome"')) return ws.send(packet);
      if (!text.startsWith('40')) heard.push(text);
      if (done(heard)) resolve();
    });
  });
  ws.terminate();
  return heard;
}
const error = (expected: string) => `{"code":"malformed","params":{"path":"","expected":"${expected}"}}`;

describe('packets that no library writes', () => {
  it.each(['42', '42[1]', '42[7,{"a":1}]'])('%s: an event without a name is told so, and the server goes on', async (packet) => {
    expect(await byHand(packet, (heard) => heard.length > 0)).toEqual([`42["control:error",${error('a request by its name')}]`]);
  });
  it.each(['420', '420[1]'])('%s: so is one that asks for an answer', async (packet) => {
    expect(await byHand(packet, (heard) => heard.length > 0)).toEqual([`430[{"ok":false,"error":${error('a request by its name')}}]`]);
  });
  it.each(['49', '4', '42["disconnect"]', '42[null]', '45', '4599-["a"]', '42{', '42["a"'])('%s: no packet of the protocol; the error is told, then that connection ends', async (packet) => {
    const page = new Page(rig);
    const { line } = await page.open('home');
    expect(await byHand(packet, () => false)).toEqual([`42["control:error",${error('a Socket.IO packet')}]`, 'closed']);
    expect(await page.request('line:hangup', { line })).toEqual({ ok: true });
    page.close();
  });
  it('options under names that JavaScript keeps for itself are refused, not passed over', async () => {
    for (const name of ['__proto__', 'constructor', 'prototype']) {
      const [answer] = await byHand(`421["line:open",{"demo":"home","options":{"${name}":"x"}}]`, (heard) => heard.length > 0);
      expect(answer).toBe('431[{"ok":false,"error":{"code":"malformed","params":{"path":"options","expected":"names of options"}}}]');
    }
  });
});

describe('ownership', () => {
  it('a page can neither see, disturb nor end another page’s line', async () => {
    const [mine, theirs] = [new Page(rig), new Page(rig)];
    const { line, token } = await mine.open('handshake');
    for (const [name, payload] of [
      ['line:faults', { line, faults: { blackHole: true } }],
      ['line:cut', { line, how: 'rst' }],
      ['line:hangup', { line }],
      ['line:tell', { line, action: 'x' }],
    ] as const) {
      expect(await theirs.request(name, payload), name).toEqual({ ok: false, error: { code: 'no-such-line' } });
    }
    const raw = new Raw(rig.linePort);
    raw.send(upgradeRequest(`/line?line=${token}`));
    await raw.until((text) => text.includes('101'));
    await mine.until(() => mine.bytes(line, 'server').length > 0);
    expect(theirs.events.size).toBe(0);
    mine.close();
    // With its page the line is hung up, politely.
    await raw.closed;
    expect(raw.received.subarray(-30).toString('latin1')).toContain('the line was hung up');
    theirs.close();
  });

  it.each(['', '?line=', '?line=AAAAAAAAAAAAAAAAAAAAAA', '?line=a&line=b'])('a request with the token %j is refused in words', async (query) => {
    const raw = new Raw(rig.linePort);
    raw.send(get(`/line/duplex/ask${query}`, ['Connection: close']));
    await raw.closed;
    expect(raw.received.toString()).toMatch(/^HTTP\/1\.1 403 [^]*โทรใหม่\n[^]*dial again/);
  });
});

describe('limits', () => {
  it('lines per page and in all are refused with their number', async () => {
    const [a, b, c] = [new Page(rig), new Page(rig), new Page(rig)];
    for (const page of [a, b]) for (let i = 0; i < 3; i++) await page.open('home');
    expect(await a.request('line:open', { demo: 'home' })).toEqual({ ok: false, error: { code: 'too-many-lines-page', params: { limit: 3 } } });
    expect(await c.request('line:open', { demo: 'home' })).toEqual({ ok: false, error: { code: 'too-many-lines', params: { limit: 6 } } });
    await a.request('line:hangup', { line: 1 });
    expect(await c.request('line:open', { demo: 'home' })).toMatchObject({ ok: true });
    for (const page of [a, b, c]) page.close();
    await expect.poll(() => rig.lines.size).toBe(0);
  });

  it('too many connections end the line, told with the number', async () => {
    const page = new Page(rig);
    const { line, token } = await page.open('handshake');
    const raws = Array.from({ length: 4 }, () => new Raw(rig.linePort));
    for (const raw of raws) raw.send(upgradeRequest(`/line?line=${token}`));
    await page.until(() => page.gone.length > 0);
    expect(page.gone).toEqual([{ line, reason: 'too-many-connections', params: { limit: 3 } }]);
    await Promise.all(raws.map((raw) => raw.closed));
    page.close();
  });

  it('so do too many Socket.IO sessions, though they share one connection', async () => {
    const small = await startRig({ limits: { sessionsPerLine: 5 } });
    const page = new Page(small);
    const { line, token } = await page.open('fallback');
    const raw = new Raw(small.linePort);
    for (let i = 1; i <= 6; i++) {
      raw.send(get(`/socket.io/?EIO=4&transport=polling&line=${token}`));
      await raw.until((text) => text.split('"sid"').length === i + 1);
    }
    await page.until(() => page.gone.length > 0);
    expect(page.gone).toEqual([{ line, reason: 'too-many-connections', params: { limit: 5 } }]);
    page.close();
    await small.close();
  });

  it('requests too fast are told how long to wait', async () => {
    const slow = await startRig({ clock: handClock(), limits: { requestsPerSecond: 3 } });
    const page = new Page(slow);
    const replies = await Promise.all(Array.from({ length: 8 }, () => page.request('clock', {})));
    expect(replies.filter((reply) => reply.ok)).toHaveLength(3);
    expect(replies.at(-1)).toMatchObject({ ok: false, error: { code: 'too-fast', params: { seconds: 1 } } });
    page.close();
    await slow.close();
  });

  it('idle lines and lines past their age are hung up and told', async () => {
    const clock = handClock();
    const timed = await startRig({ clock, limits: { idleMs: 60_000, ageMs: 100_000 } });
    const page = new Page(timed);
    const idle = await page.open('home');
    clock.pass(70_000);
    const old = await page.open('handshake');
    await page.until(() => page.gone.length === 1);
    expect(page.gone[0]).toEqual({ line: idle.line, reason: 'idle', params: { seconds: 60 } });
    const raw = new Raw(timed.linePort);
    raw.send(upgradeRequest(`/line?line=${old.token}`));
    await raw.until((text) => text.includes('101'));
    clock.pass(55_000);
    raw.send(Uint8Array.of(0x89, 0x80, 0, 0, 0, 0));
    await raw.until((text) => text.endsWith('\x8a\x00'));
    clock.pass(50_000);
    await page.until(() => page.gone.length === 2);
    expect(page.gone[1]).toMatchObject({ line: old.line, reason: 'too-long' });
    clock.pass(1_000);
    await raw.closed;
    page.close();
    await timed.close();
  });

  it('past the line’s budget lengths stay true and the trace says so', async () => {
    const small = await startRig({ limits: { recordedBytesPerLine: 1_000 } });
    const page = new Page(small);
    const { line, token } = await page.open('duplex', { pace: 'off' });
    const raw = new Raw(small.linePort);
    for (let i = 1; i <= 6; i++) {
      raw.send(get(`/line/duplex/ask?line=${token}`));
      await raw.until((text) => text.split('HTTP/1.1 200').length === i + 1 && text.endsWith('[]'));
    }
    const length = () => page.trace(line).reduce((sum, event) => sum + (event.kind === 'bytes' ? event.length : 0), 0);
    await page.until(() => length() === raw.sent.length + raw.received.length);
    expect(page.bytes(line, 'client').length + page.bytes(line, 'server').length).toBe(1_000);
    expect(page.trace(line).filter((event) => event.kind === 'cut-off')).toHaveLength(1);
    raw.end();
    page.close();
    await small.close();
  });
});

describe('a page that asks and does not read the answers', () => {
  it('is hung up on before they fill the memory; nobody else notices', async () => {
    const other = new Page(rig);
    const { line } = await other.open('home');
    const ws = new WebSocket(`ws://127.0.0.1:${rig.sitePort}/control/?EIO=4&transport=websocket`);
    await new Promise<void>((resolve) => ws.on('message', (data: Buffer) => (data.toString().startsWith('0') ? ws.send('40') : resolve())));
    const closed = new Promise<number>((resolve) => ws.on('close', resolve));
    ws.on('error', () => {});
    ws.pause();
    // What is answered is several times as long as what was asked: soon more than the kernel keeps.
    const ask = () => {
      if (ws.readyState !== ws.OPEN) return;
      if (ws.bufferedAmount < 100_000) for (let n = 0; n < 500; n++) ws.send('420["clock",{}]');
      setImmediate(ask);
    };
    ask();
    await closed;
    expect(await other.request('line:hangup', { line })).toEqual({ ok: true });
    other.close();
  });
});

describe('a page that does not read', () => {
  it('slows nobody down: its line goes on, the bytes are cut off, their lengths stay true', async () => {
    const wide = await startRig({ limits: { recordedBytesPerLine: 1_000_000_000, bytesPerLine: 1_000_000_000 } });
    const page = new Page(wide);
    const { line, token } = await page.open('handshake');
    const raw = new Raw(wide.linePort);
    raw.send(upgradeRequest(`/line?line=${token}`));
    await raw.until((text) => text.includes('101'));
    const { _socket: wire } = (page.socket.io.engine.transport as unknown as { ws: { _socket: { pause(): void; resume(): void } } }).ws;
    wire.pause();
    const message = frame(2, new Uint8Array(500_000).fill(1));
    let received = raw.received.length;
    raw.socket.removeAllListeners('data');
    let got = 0;
    raw.socket.on('data', (chunk) => void (got += chunk.length));
    for (let n = 1; n <= 60; n++) {
      raw.socket.write(message);
      received += 500_010;
      // Each message comes back although the page reads nothing.
      await expect.poll(() => got, { interval: 5, timeout: 10_000 }).toBe(n * 500_010);
    }
    wire.resume();
    const length = (from: 'client' | 'server') => page.trace(line).reduce((sum, event) => sum + (event.kind === 'bytes' && event.from === from ? event.length : 0), 0);
    await page.until(() => length('server') >= received);
    expect(length('client')).toBe(raw.sent.length + 60 * message.length);
    expect(page.trace(line).filter((event) => event.kind === 'cut-off')).toHaveLength(1);
    // What the kernel's buffers and ours hold came through; most of the 60 MB did not.
    expect(page.bytes(line, 'client').length + page.bytes(line, 'server').length).toBeLessThan(30_000_000);
    expect(page.gone).toEqual([]);
    page.close();
    await wide.close();
  });
});

describe('names and origins', () => {
  it('answers only known hosts and origins, and sets no cookie', async () => {
    const strict = await startRig({ isAllowedHost: (host) => host === 'class.test', isAllowedOrigin: (origin) => origin === undefined || origin === 'http://class.test' });
    const ask = async (headers: string[], path = '/healthz') => {
      const raw = new Raw(strict.linePort);
      raw.send([`GET ${path} HTTP/1.1`, ...headers, 'Connection: close', '', ''].join('\r\n'));
      await raw.closed;
      return raw.received.toString();
    };
    expect(await ask(['Host: evil.test'])).toMatch(/^HTTP\/1\.1 403 [^]*ALLOWED_HOSTS/);
    expect(await ask(['Host: class.test', 'Origin: http://evil.test'])).toMatch(/^HTTP\/1\.1 403 /);
    const fine = await ask(['Host: class.test', 'Origin: http://class.test']);
    expect(fine).toMatch(/^HTTP\/1\.1 200 [^]*Access-Control-Allow-Origin: http:\/\/class\.test[^]*\{"ok":true\}$/);
    expect(fine).not.toMatch(/set-cookie|credentials/i);
    const raw = new Raw(strict.linePort);
    raw.send(upgradeRequest('/probe').replace('127.0.0.1', 'evil.test'));
    await raw.closed;
    expect(raw.received.toString()).toMatch(/^HTTP\/1\.1 403/);
    await strict.close();
  });
});
