/** Which of the server's messages a client's handlers run for: told by the real client, the same as on the wire. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Server } from 'socket.io';
import { io as dial, type Socket } from 'socket.io-client';
import { createClientCauses } from '../../../playground-server/programs/client/cause.ts';
import type { Heard } from '../../../protocol/programs.ts';

const http = createServer();
const io = new Server(http, { allowUpgrades: false });
io.on('connection', (socket) => {
  socket.on('talk', () => {
    // In one go: by polling they share a response.
    socket.emit('one');
    socket.emit('bytes', Buffer.of(1), Buffer.of(2));
    socket.emit('two', 'x');
  });
  socket.on('ask', (answer: (value: number) => void) => answer(1));
  socket.on('leave', () => socket.conn.close());
});
const open: Socket[] = [];
beforeAll(() => new Promise<void>((done) => http.listen(0, '127.0.0.1', done)));
afterAll(async () => {
  for (const socket of open) socket.disconnect();
  await io.close();
});

function client(transport: 'polling' | 'websocket', options = {}) {
  const causes = createClientCauses();
  const socket = dial(`http://127.0.0.1:${(http.address() as AddressInfo).port}`, { transports: [transport], forceNew: true, reconnectionDelay: 10, ...options });
  open.push(socket);
  causes.watch(socket);
  causes.watch(socket);
  const heard: [string, Heard | undefined, string | undefined][] = [];
  const on = (event: string) => socket.on(event, () => heard.push([event, causes.now(), socket.io.engine.id as string]));
  for (const event of ['connect', 'one', 'bytes', 'two', 'disconnect']) on(event);
  return { causes, socket, heard };
}

describe.each(['polling', 'websocket'] as const)('by %s', (transport) => {
  test('each handler knows its message; attachments are messages of their own', async () => {
    const { causes, socket, heard } = client(transport);
    expect(causes.now()).toBeUndefined();
    await new Promise<void>((done) => socket.on('connect', done));
    expect(causes.now(), 'what runs later is nobody’s').toBeUndefined();
    socket.emit('talk');
    await new Promise<void>((done) => socket.on('two', () => done()));
    const session = heard[0]?.[2] as string;
    expect(heard).toEqual([
      ['connect', { packet: 1, session }, session],
      ['one', { packet: 2, session }, session],
      ['bytes', { packet: 5, session }, session],
      ['two', { packet: 6, session }, session],
    ]);
    const answered = await new Promise((done) => socket.emit('ask', () => done(causes.now())));
    expect(answered).toEqual({ packet: 7, session });
  });
  test('a new session counts anew', async () => {
    const { socket, heard } = client(transport);
    await new Promise<void>((done) => socket.once('connect', done));
    const again = new Promise<void>((done) => socket.once('connect', done));
    socket.emit('leave');
    await again;
    const [first, lost, second] = heard;
    expect(first?.[1]).toEqual({ packet: 1, session: first?.[2] });
    expect(lost?.slice(0, 2)).toEqual(['disconnect', undefined]);
    expect(second?.[1]).toEqual({ packet: 1, session: second?.[2] });
    expect(second?.[2]).not.toBe(first?.[2]);
  });
});

test('what a handler throws knows its message; everything else that is watched is left alone', () => {
  const causes = createClientCauses();
  let ran: unknown;
  const boom = new Error('boom');
  const manager = {
    engine: { id: 'a' },
    ondata(data: unknown) {
      this.ondecoded(data as object);
    },
    ondecoded(packet: object) {
      this.emitReserved('packet', packet);
    },
    emitReserved(event: string, ...args: unknown[]) {
      ran = [event, args, causes.now()];
      if (event === 'packet') throw boom;
    },
  };
  causes.watch({ io: manager });
  expect(() => manager.ondata({})).toThrow(boom);
  expect(ran).toEqual(['packet', [{}], { packet: 1, session: 'a' }]);
  expect([causes.of(boom), causes.of(new Error()), causes.of('boom'), causes.now()]).toEqual([{ packet: 1, session: 'a' }, undefined, undefined, undefined]);
  manager.emitReserved('ping');
  expect(ran).toEqual(['ping', [], undefined]);
  for (const other of [null, undefined, 1, {}, { io: {} }]) causes.watch(other);
});
