/** The line listener as a whole: what lives on it, who may use it, and how it closes. */
import { io } from 'socket.io-client';
import { afterEach, describe, expect, it } from 'vitest';
import { frame, get, Page, Raw, startRig, upgradeRequest, type Rig } from './rig.ts';

let rig: Rig | undefined;
const pages: Page[] = [];
afterEach(async () => {
  for (const page of pages.splice(0)) page.close();
  await rig?.close();
  rig = undefined;
});
async function start(options: Parameters<typeof startRig>[0] = {}): Promise<{ rig: Rig; page: Page }> {
  rig = await startRig(options);
  const page = new Page(rig);
  pages.push(page);
  return { rig, page };
}
/** One request on a connection of its own; the whole response as latin1 text. */
async function ask(port: number, request: string): Promise<string> {
  const raw = new Raw(port);
  raw.send(request.replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n'));
  await raw.closed;
  return raw.received.toString();
}

describe('what lives on it', () => {
  it('/healthz for anybody known, 404 for what is not there, 426 where only WebSocket is spoken', async () => {
    const { rig, page } = await start();
    expect(await ask(rig.linePort, get('/healthz'))).toMatch(/^HTTP\/1\.1 200 [^]*\{"ok":true\}$/);
    expect(await ask(rig.linePort, get('/'))).toMatch(/^HTTP\/1\.1 404 [^]*พอร์ต/);
    const { token } = await page.open('handshake');
    expect(await ask(rig.linePort, get(`/line?line=${token}`))).toMatch(/^HTTP\/1\.1 426 [^]*\r\nUpgrade: websocket\r\n/);
  });

  it('/probe accepts a WebSocket and closes it with 1000', async () => {
    const { rig } = await start();
    const raw = new Raw(rig.linePort);
    raw.send(upgradeRequest('/probe'));
    await raw.until((text) => text.includes('\r\n\r\n\x88'));
    const close = raw.received.subarray(raw.received.indexOf('\r\n\r\n') + 4);
    expect(close.readUInt16BE(2)).toBe(1000);
    raw.send(frame(8, Uint8Array.of(3, 232)));
    await raw.closed;
  });

  it('an upgrade without a token, or elsewhere, is refused in words', async () => {
    const { rig, page } = await start();
    const { token } = await page.open('handshake');
    expect(await ask(rig.linePort, upgradeRequest('/line').replace('Connection: Upgrade\r\n', 'Connection: Upgrade, close\r\n'))).toMatch(/^HTTP\/1\.1 403 [^]*dial again/);
    expect(await ask(rig.linePort, upgradeRequest(`/elsewhere?line=${token}`))).toMatch(/^HTTP\/1\.1 404 /);
    expect(await ask(rig.linePort, upgradeRequest(`/socket.io/?EIO=4&transport=websocket&line=${token}`))).toMatch(/^HTTP\/1\.1 404 /);
  });

  it('pages may ask beforehand (CORS), without credentials, and read their timings', async () => {
    const { rig, page } = await start();
    const { token } = await page.open('fallback');
    for (const path of [`/line/duplex/say?line=${token}`, `/socket.io/?EIO=4&transport=polling&line=${token}`]) {
      const answer = await ask(rig.linePort, get(path, ['Origin: http://127.0.0.1:3000', 'Access-Control-Request-Method: POST', 'Access-Control-Request-Headers: content-type']).replace('GET', 'OPTIONS'));
      expect(answer).toMatch(/^HTTP\/1\.1 204 /);
      expect(answer).toMatch(/\r\nAccess-Control-Allow-Origin: http:\/\/127\.0\.0\.1:3000\r\n/);
      expect(answer).toMatch(/\r\nAccess-Control-Allow-Headers: \*\r\n/);
      expect(answer).not.toMatch(/Allow-Credentials/i);
    }
    const polled = await ask(rig.linePort, get(`/socket.io/?EIO=4&transport=polling&line=${token}`, ['Origin: http://127.0.0.1:3000']));
    expect(polled).toMatch(/^HTTP\/1\.1 200 [^]*\r\nAccess-Control-Allow-Origin: http:\/\/127\.0\.0\.1:3000\r\n[^]*0\{"sid"/);
    expect(polled.match(/access-control-allow-origin/gi)).toHaveLength(1);
    expect(polled).toMatch(/\r\nTiming-Allow-Origin: http:\/\/127\.0\.0\.1:3000\r\n/);
    expect(polled).toMatch(/\r\ncache-control: no-store\r\n/i);
    expect(polled).not.toMatch(/set-cookie/i);
  });

  it('a head that is too long is refused by Node, and the neighbour notices nothing', async () => {
    const { rig, page } = await start();
    const { token } = await page.open('handshake');
    const neighbour = new Raw(rig.linePort);
    neighbour.send(upgradeRequest(`/line?line=${token}`));
    await neighbour.until((text) => text.includes('101'));
    expect(await ask(rig.linePort, get('/', [`X-Long: ${'x'.repeat(40_000)}`]))).toMatch(/^HTTP\/1\.1 431 /);
    neighbour.send(frame(1, 'still here'));
    await neighbour.until((text) => text.includes('still here'));
  });

  it('so is one of many short headers; how it ends is in its line’s trace', async () => {
    const { rig, page } = await start();
    const { line, token } = await page.open('duplex', { pace: 'off' });
    const raw = new Raw(rig.linePort);
    raw.send(get(`/line/duplex/ask?line=${token}`, Array.from({ length: 4_500 }, () => 'a:b')));
    expect(await raw.closed).toBe('fin');
    expect(raw.received.toString()).toBe('HTTP/1.1 431 Request Header Fields Too Large\r\nConnection: close\r\n\r\n');
    await page.until(() => page.trace(line).some((event) => event.kind === 'close'));
    expect(page.bytes(line, 'server').equals(raw.received)).toBe(true);
    expect(page.trace(line).find((event) => event.kind === 'close')).toMatchObject({ by: 'limit' });
  });

  it('a refused upgrade does not keep its connection, whatever the client goes on to do', async () => {
    const { rig, page } = await start();
    const { token } = await page.open('handshake');
    const raw = new Raw(rig.linePort, { allowHalfOpen: true });
    raw.send(upgradeRequest(`/elsewhere?line=${token}`) + 'x'.repeat(200_000));
    await raw.until((text) => text.includes('404'));
    const more = setInterval(() => raw.socket.write('more'), 20);
    await raw.closed;
    clearInterval(more);
  });

  it('a message over the limit ends that WebSocket with 1009, nobody else', async () => {
    const { rig, page } = await start({ limits: { bodyBytes: 1_000 } });
    const { token } = await page.open('handshake');
    const raw = new Raw(rig.linePort);
    raw.send(Buffer.concat([Buffer.from(upgradeRequest(`/line?line=${token}`)), frame(2, new Uint8Array(2_000))]));
    await raw.until((text) => text.includes('\x88\x02\x03\xf1'));
    raw.send(frame(8, Uint8Array.of(3, 241)));
    await raw.closed;
    expect(rig.lines.size).toBe(1);
  });
});

describe('one line apart from another', () => {
  it("a Socket.IO session answers only its own line's token", async () => {
    const { rig, page } = await start();
    const [mine, theirs] = [await page.open('fallback'), await page.open('fallback')];
    const opened = await ask(rig.linePort, get(`/socket.io/?EIO=4&transport=polling&line=${mine.token}`));
    const sid = /"sid":"([^"]+)"/.exec(opened)?.[1] ?? '';
    expect(sid).not.toBe('');
    expect(await ask(rig.linePort, get(`/socket.io/?EIO=4&transport=polling&sid=${sid}&line=${theirs.token}`))).toMatch(/^HTTP\/1\.1 403 /);
    expect(await ask(rig.linePort, upgradeRequest(`/socket.io/?EIO=4&transport=websocket&sid=${sid}&line=${theirs.token}`))).toMatch(/^HTTP\/1\.1 403 /);
    expect(await ask(rig.linePort, get(`/socket.io/?EIO=4&transport=polling&sid=unknown&line=${mine.token}`))).toMatch(/"code":1,"message":"Session ID unknown"/);
  });

  it('a token dies with its line', async () => {
    const { rig, page } = await start();
    const { line, token } = await page.open('duplex', { pace: 'off' });
    expect(await ask(rig.linePort, get(`/line/duplex/ask?line=${token}`))).toMatch(/^HTTP\/1\.1 200 /);
    await page.request('line:hangup', { line });
    expect(await ask(rig.linePort, get(`/line/duplex/ask?line=${token}`))).toMatch(/^HTTP\/1\.1 403 /);
  });
});

describe('closing', () => {
  it('says goodbye to every WebSocket and Socket.IO client, tells every page, and is done within 2 s whatever hangs', async () => {
    const { rig: one, page } = await start();
    const [plain, dead, polling] = [await page.open('handshake'), await page.open('handshake', {}, { blackHole: true }), await page.open('fallback')];
    const raw = new Raw(one.linePort);
    raw.send(upgradeRequest(`/line?line=${plain.token}`));
    await raw.until((text) => text.includes('101'));
    const silent = new Raw(one.linePort);
    silent.send(upgradeRequest(`/line?line=${dead.token}`));
    await page.until(() => page.trace(dead.line).some((event) => event.kind === 'fault'));
    const idle = new Raw(one.linePort);
    idle.send('GET / HT');
    const socket = io(`http://127.0.0.1:${one.linePort}`, { query: { line: polling.token }, transports: ['polling'], reconnection: false, forceNew: true });
    await new Promise<void>((resolve) => socket.on('connect', () => resolve()));
    const gone = new Promise<string>((resolve) => socket.on('disconnect', resolve));

    const began = performance.now();
    rig = undefined;
    await one.close();
    expect(performance.now() - began).toBeLessThan(2_000);
    expect(['io server disconnect', 'transport error', 'transport close']).toContain(await gone);
    await Promise.all([raw.closed, silent.closed, idle.closed]);
    expect(raw.received.toString('latin1')).toContain('\x03\xe9the line was hung up');
    expect(silent.received).toHaveLength(0);
    await page.until(() => page.gone.length >= 3);
    expect(page.gone.map(({ reason }) => reason)).toEqual(['shutdown', 'shutdown', 'shutdown']);
    expect(one.lines.size).toBe(0);
  });
});
