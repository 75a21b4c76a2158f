/** Socket.IO through a relay that remembers every byte: the trace holds the same, connection by connection. */
import { io, type Socket } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Page, startRig, type Rig } from './rig.ts';
import { relay, type Relay } from './support/relay.ts';

let rig: Rig;
let between: Relay;
let page: Page;
beforeEach(async () => {
  rig = await startRig({ limits: { recordedBytesPerLine: 10_000_000 } });
  between = await relay(rig.linePort);
  page = new Page(rig);
});
afterEach(async () => {
  page.close();
  await rig.close();
  await between.close();
});

/** Every stream that the relay saw stands in the trace, and nothing else does. */
async function expectSame(line: number): Promise<void> {
  // Whoever is behind, the trace or the relay, has the rest on its way.
  const lengths = (from: 'client' | 'server') => between.connections.reduce((sum, crossed) => sum + crossed[from].length, 0);
  await expect.poll(() => (['client', 'server'] as const).map((from) => page.bytes(line, from).length - lengths(from)), { timeout: 10_000 }).toEqual([0, 0]);
  const traced = new Map<number, { client: Buffer[]; server: Buffer[] }>();
  for (const event of page.trace(line)) {
    if (event.kind !== 'bytes') continue;
    const one = traced.get(event.connection) ?? { client: [], server: [] };
    traced.set(event.connection, one);
    one[event.from].push(Buffer.from(event.bytes));
  }
  const asText = (client: Buffer, server: Buffer) => `${client.toString('latin1')}\n---\n${server.toString('latin1')}`;
  const seen = [...traced.values()].map(({ client, server }) => asText(Buffer.concat(client), Buffer.concat(server)));
  const crossed = between.connections.filter(({ client }) => client.length > 0).map(({ client, server }) => asText(client, server));
  expect(seen.toSorted()).toEqual(crossed.toSorted());
}

const PAYLOADS = ['text', 'สวัสดี', '👋🏽', Buffer.from([0, 1, 254, 255]), { nested: Buffer.from('bin'), n: 1 }, 'x'.repeat(200_000)];
async function converse(socket: Socket): Promise<void> {
  for (const payload of PAYLOADS) socket.emit('other', payload);
  for (let n = 1; n <= 20; n++) expect(await socket.emitWithAck('say', n)).toBe(n);
}
async function hangUp(socket: Socket): Promise<void> {
  const ended = new Promise((resolve) => socket.io.engine.on('close', resolve));
  socket.disconnect();
  await ended;
}

describe('Socket.IO, byte for byte', () => {
  it('polling, then the upgrade, then WebSocket', async () => {
    const { line, token } = await page.open('fallback');
    const socket = io(`http://127.0.0.1:${between.port}`, { query: { line: token }, forceNew: true });
    const upgraded = new Promise<void>((resolve) => socket.io.on('open', () => socket.io.engine.once('upgrade', () => resolve())));
    await converse(socket);
    await upgraded;
    await converse(socket);
    await hangUp(socket);
    await expectSame(line);
  });
  it.each(['polling', 'websocket'])('%s alone', async (transport) => {
    const { line, token } = await page.open('fallback');
    const socket = io(`http://127.0.0.1:${between.port}`, { query: { line: token }, transports: [transport], forceNew: true });
    await converse(socket);
    await hangUp(socket);
    await expectSame(line);
  });
});
