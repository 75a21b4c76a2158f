import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Announcements } from '../../../protocol/control.ts';
import type { Json, TraceEvent } from '../../../protocol/trace/event.ts';
import { unpackEvents } from '../../../protocol/trace/pack.ts';
import { readTrace } from '../../../protocol/trace/read.ts';
import { createLineListener } from '../../../playground-server/line/listener.ts';
import { drive, faultsFor } from '../../../src/demos/fallback/drive.ts';
import { facts, model } from '../../../src/demos/fallback/model.ts';
import type { LiveLine } from '../../../src/line/demo.ts';

// The demo's own drive against the real line listener, with the real client in Node: what the model must tell is
// told of real bytes.
const allow = { isAllowedHost: () => true, isAllowedOrigin: () => true };
const listener = createLineListener(allow);
const site = createServer();
listener.control.attach(site);
const listening = (server: typeof site) => new Promise<number>((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)));
let linePort = 0;
let sitePort = 0;
beforeAll(async () => {
  [linePort, sitePort] = [await listening(listener.server as typeof site), await listening(site)];
});
afterAll(async () => {
  await listener.close();
  site.close();
});

async function run(options: Record<string, string>) {
  const control = io(`http://127.0.0.1:${sitePort}`, { path: '/control/', forceNew: true });
  const events: TraceEvent[] = [];
  control.on('line:trace', (packed: Announcements['line:trace']) => events.push(...unpackEvents(packed)));
  await new Promise<void>((resolve) => control.on('connect', () => resolve()));
  const reply = await control.emitWithAck('line:open', { demo: 'fallback', options, faults: faultsFor(options) });
  const opened = performance.now();
  const mark = (name: string, data?: Json) => void events.push({ kind: 'mark', t: performance.now() - opened, end: 'client', name, ...(data === undefined ? {} : { data }) });
  const line = {
    mark,
    signal: new AbortController().signal,
    io: async (more?: object) => io(`http://127.0.0.1:${linePort}`, { forceNew: true, query: { line: reply.token }, ...more }),
  } as unknown as LiveLine;
  await drive(line, options);
  await control.emitWithAck('line:hangup', { line: reply.line });
  control.disconnect();
  const view = readTrace(events);
  return { view, shown: model(view), proved: facts(view, options) };
}

describe.concurrent('fallback', () => {
  it('begins with polling and upgrades on an open network', async ({ expect }) => {
    const { shown, proved } = await run({ network: 'open', transports: 'default' });
    expect(shown.outcome).toBe('upgraded');
    expect(shown.firstTransport).toBe('polling');
    for (const name of ['ask-open', 'open', 'join', 'joined', 'ask-upgrade', 'switched', 'probe', 'probe-answer', 'upgrade'])
      expect(shown.steps.map((step) => step.name)).toContain(name);
    expect(proved.predictions).toMatchObject({ 'first-transport': 'polling', lost: 'none' });
    expect(proved.predictions.blocked).toBeUndefined();
    expect(shown.carried.filter((one) => one.from === 'client')).toHaveLength(8);
    expect(shown.carried.at(-1)?.by).toBe('websocket');
  });

  it.each(['refuse-400', 'refuse-403', 'strip', 'hang'])('stays on polling and loses nothing when the network does %s', async (network) => {
    const { shown, proved } = await run({ network, transports: 'default' });
    expect(shown.outcome).toBe(network === 'hang' ? 'probe-unanswered' : 'stayed-polling');
    expect(shown.carried.every((one) => one.by === 'polling')).toBe(true);
    expect([shown.sent, shown.arrived]).toEqual([16, 16]);
    expect(proved.predictions).toMatchObject({ blocked: 'stays-polling', lost: 'none' });
    // Who closed the way: the network itself, or a server that was not shown the header.
    expect(shown.steps.find(({ name }) => name === 'refused')?.params).toEqual(
      { 'refuse-400': { status: 400 }, 'refuse-403': { status: 403 }, strip: { status: 400, stripped: 1 } }[network],
    );
  });

  it.each(['websocket', 'websocket-polling'])('never falls back with transports %s', async (transports) => {
    const { shown, proved } = await run({ network: 'refuse-400', transports });
    expect(shown.outcome).toBe('never');
    expect(shown.asked).toBeGreaterThan(1);
    expect(proved.predictions).toEqual({ blocked: 'retries-websocket' });
    expect(shown.silent).toBe(false);
    expect(shown.steps.flatMap(({ name, params }) => (name === 'ask-websocket' ? [params.attempt] : []))).toEqual(Array.from({ length: shown.asked }, (_, i) => i + 1));
  });

  it('falls back with tryAllTransports, and then asks for no upgrade', async () => {
    const { shown } = await run({ network: 'refuse-403', transports: 'try-all' });
    expect(shown.outcome).toBe('fell-back');
    expect(shown.asked).toBe(1);
    expect(shown.steps.find(({ name }) => name === 'ask-open')?.params).toEqual({ refused: 1 });
  });

  it('has nothing to fall back from where nobody answers', async () => {
    const { shown } = await run({ network: 'hang', transports: 'try-all' });
    expect([shown.outcome, shown.silent, shown.asked]).toEqual(['never', true, 1]);
  });
}, 60_000);
