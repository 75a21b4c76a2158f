/**
 * Anything at all against a running listener: valid requests and frames, mutated ones and noise, with tokens in them and
 * cookies, while faults come and go. No exception (Vitest fails on any that nobody caught), no secret in a trace, no
 * connection left behind, and a neighbour's echo comes back whole all the while.
 */
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Faults } from '../../../protocol/control.ts';
import { createFuzzer } from '../../unit/protocol/fuzzing.ts';
import { frame, get, Page, Raw, startRig, upgradeRequest, type Rig } from './rig.ts';

/** Another seed each day, so that runs add up; the one that failed can be asked for again. */
const SEED = Number(process.env.FUZZ_SEED ?? Math.floor(Date.now() / 86_400_000));
const CLIENTS = 150;
const SECRET = 'TOPSECRET';

let rig: Rig;
let page: Page;
beforeAll(async () => {
  rig = await startRig({ limits: { linesPerPage: 1_000, requestsPerSecond: 1_000_000, silentMs: 200 } });
  page = new Page(rig);
});
afterAll(async () => {
  page.close();
  await rig.close();
});

it(`${CLIENTS} clients that keep no rule (FUZZ_SEED=${SEED})`, async () => {
  const { next, random } = createFuzzer(SEED);
  const below = (limit: number) => Math.floor(random() * limit);
  const pick = <T>(all: readonly T[]): T => all[below(all.length)] as T;
  const faults = () =>
    pick<Faults>([{}, {}, {}, { upgrade: pick(['refuse-400', 'refuse-403', 'strip', 'hang']) }, { delay: below(20) }, { throttle: 50_000 }, { blackHole: true }]);
  const part = (token: string): Uint8Array => {
    const secret = [`${pick(['Cookie', 'cookie', 'AUTHORIZATION', 'Proxy-Authorization'])}:${pick(['', ' '])}${SECRET}`];
    return pick([
      () => Buffer.from(get(`/line/${pick(['meter/short', 'meter/long', 'meter/events', 'duplex/ask'])}?line=${token}`, secret)),
      () => Buffer.from(get(`/line/duplex/say?line=${token}`, ['Content-Length: 5', ...secret]).replace('GET', 'POST') + 'hello'),
      () => Buffer.from(get(`/line/duplex/say?line=${token}`, ['Transfer-Encoding: chunked']).replace('GET', 'POST') + `5\r\nhello\r\n0\r\n${secret[0]}\r\n\r\n`),
      () => Buffer.from(get(`/socket.io/?EIO=4&transport=polling&line=${token}`)),
      () => Buffer.concat([Buffer.from(upgradeRequest(`/line?line=${token}`)), frame(1, 'hey'), frame(9, ''), frame(below(16), next())]),
      () => Buffer.concat([Buffer.from(upgradeRequest(`/socket.io/?EIO=4&transport=websocket&line=${token}`)), ...['40', '42', '42[1]', '421["say"]', '43', '6', 'x'].map((text) => frame(1, text))]),
      () => next(),
    ])();
  };

  const bright = await page.open('handshake');
  const neighbour = new Raw(rig.linePort);
  neighbour.send(upgradeRequest(`/line?line=${bright.token}`));
  await neighbour.until((text) => text.includes('\r\n\r\n'));

  const clients: { lines: number[]; raw: Raw }[] = [];
  for (let n = 0; n < CLIENTS; n++) {
    const lines = [];
    for (let k = 0; k <= below(2); k++) lines.push(await page.open(pick(['handshake', 'duplex', 'polling-meter', 'fallback', 'home']), {}, faults()));
    const raw = new Raw(rig.linePort, { allowHalfOpen: random() < 0.3 });
    clients.push({ lines: lines.map(({ line }) => line), raw });
    for (let k = 0; k <= below(4) && !raw.socket.destroyed; k++) {
      const bytes = part(pick(lines).token);
      const cut = below(bytes.length + 1);
      for (const piece of [bytes.subarray(0, cut), bytes.subarray(cut)]) if (piece.length) raw.send(piece);
      if (random() < 0.1) await page.request('line:faults', { line: pick(lines).line, faults: faults() });
      if (random() < 0.1) await page.request('line:cut', { line: pick(lines).line, how: pick(['fin', 'rst']) });
    }
    if (random() < 0.2) raw.socket.resetAndDestroy();
    else if (random() < 0.3) raw.end();
    if (n % 10 === 0) {
      const word = `still ${n} here`;
      neighbour.send(frame(1, word));
      await neighbour.until((text) => text.includes(word));
    }
  }
  for (const { lines } of clients) for (const line of lines) await page.request('line:hangup', { line });
  await page.request('line:hangup', { line: bright.line });
  for (const { raw } of clients) raw.socket.destroy();
  await neighbour.closed;
  const connections = promisify(rig.server.getConnections.bind(rig.server));
  await expect.poll(() => connections(), { timeout: 10_000 }).toBe(0);
  expect(rig.lines.size).toBe(0);
  for (const { lines } of clients) {
    for (const line of lines) {
      const seen = page.bytes(line, 'client').toString('latin1');
      // After an upgrade all that comes is the line's own frames, whatever it looks like.
      if (!/upgrade: websocket/i.test(seen)) expect(seen).not.toContain(SECRET);
    }
  }
});
