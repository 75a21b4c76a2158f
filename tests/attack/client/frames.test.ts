/** Clients that connect to a program and then say what no client says: packets, frames, floods, upgrades. */
import type { Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import { ECHO } from './owner.ts';
import { scene } from './scene.ts';
import { closed, frame, get, HANDSHAKE, head, talk, webSocket } from './wire.ts';

const here = scene();
const port = () => here.site.linePort;
const engine = (query = '') => `${here.target.path}/socket.io/?EIO=4&transport=websocket${query}`;
const polling = (query = '') => `${here.target.path}/socket.io/?EIO=4&transport=polling${query}`;
/** A WebSocket that has joined the main namespace. */
async function joined() {
  const socket = await webSocket(port(), engine());
  socket.write(frame(1, '40'));
  return socket;
}
/** The next event was answered, or the server said goodbye (a close frame), or hung up. */
const answered = (socket: Socket): Promise<void> =>
  new Promise((resolve) => {
    socket.on('data', (part: Buffer) => (part.includes('after') || part.includes(0x88)) && resolve());
    socket.on('close', () => resolve());
  });
async function sid(): Promise<string> {
  const { text } = await get(port(), polling());
  return (/"sid":"([^"]+)"/.exec(text) ?? [])[1] ?? '';
}
const post = (session: string, body: string) => talk(port(), head('POST', polling(`&sid=${session}`), port(), { 'Content-Length': String(Buffer.byteLength(body)) }) + body);
const alive = async () => expect(await here.target.echoes(), 'the program itself goes on').toBe('still here');

describe('packets that are none: the client goes, the program stays', () => {
  test.each([
    ['an unknown packet type', '49'],
    ['an event that is no array', '42{"a":1}'],
    ['an event without a name', '42[]'],
    ['a reserved event', '42["disconnect"]'],
    ['an event named by an object', '42[{"toString":1}]'],
    ['broken JSON', '42["echo",'],
    ['an acknowledgement nobody waits for', '43999["x"]'],
    ['a huge acknowledgement id', `42${'9'.repeat(5000)}["echo",1]`],
    ['a million attachments announced', '451000000-["echo",{"_placeholder":true,"num":0}]'],
    ['attachments that do not end', `45${'9'.repeat(400)}-["echo"]`],
    ['a placeholder out of range', '451-["echo",{"_placeholder":true,"num":-1}]'],
    ['a placeholder of the prototype', '451-["echo",{"_placeholder":true,"num":"__proto__"}]'],
    ['__proto__ as a value', '42["echo",{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}]'],
    ['a namespace of 50 KB', `40/${'n'.repeat(50_000)},`],
    ['a connect error, from a client', '44{"message":"x"}'],
    ['an Engine.IO type that does not exist', '9hello'],
    ['an upgrade nobody began', '5'],
    ['text that is not UTF-8', Buffer.from([0x34, 0x32, 0xff, 0xfe, 0x22])],
  ])('%s', async (_name, packet) => {
    const socket = await joined();
    socket.write(frame(1, packet));
    // What follows is answered, or the connection was closed: either way nobody else is concerned.
    socket.write(frame(1, '420["echo","after"]'));
    await answered(socket);
    await alive();
    socket.destroy();
    expect(await here.target.echoes({ a: 1 })).toEqual({ a: 1 });
  });

  test('JSON nested 40 000 deep', async () => {
    const socket = await joined();
    socket.write(frame(1, `42["echo",${'['.repeat(40_000)}${']'.repeat(40_000)}]`));
    socket.write(frame(1, '420["echo","after"]'));
    await answered(socket);
    socket.destroy();
    await alive();
  });
});

describe('frames that are none: closed with the code that says why', () => {
  /** The close code of the last frame that came. */
  async function closeCode(said: Buffer): Promise<number> {
    const socket = await webSocket(port(), engine());
    const parts: Buffer[] = [];
    socket.on('data', (part: Buffer) => parts.push(part));
    socket.write(said);
    await closed(socket);
    const all = Buffer.concat(parts);
    const at = all.lastIndexOf(0x88);
    return at < 0 || all.length < at + 4 ? 0 : all.readUInt16BE(at + 2);
  }
  test.each([
    ['not masked', () => frame(1, '40', { masked: false }), 1002],
    ['a reserved opcode', () => frame(3, 'x'), 1002],
    ['a continuation of nothing', () => frame(0, 'x'), 1002],
    ['a control frame of 200 bytes', () => frame(9, 'x'.repeat(200)), 1002],
    ['a fragmented ping', () => frame(9, 'x', { fin: false }), 1002],
    ['a length of 2^62', () => frame(1, '', { length: 2n ** 62n }), 1009],
    ['a message of 200 KB', () => frame(1, '4'.repeat(200_000)), 1009],
    ['a message of 200 KB in fragments', () => Buffer.concat([frame(1, '4'.repeat(60_000), { fin: false }), frame(0, '4'.repeat(60_000), { fin: false }), frame(0, '4'.repeat(80_000))]), 1009],
  ])('%s', async (_name, said, code) => {
    expect(await closeCode(said())).toBe(code);
    await alive();
  });
});

describe('floods', () => {
  test('a client over its messages a second is closed, its limit told; the others stay', async () => {
    const other = here.target.dial();
    await other.timeout(15_000).emitWithAck('echo', 1);
    const socket = await joined();
    for (let i = 0; i < 1000; i++) socket.write(frame(1, `42["say",${i}]`));
    await closed(socket);
    await here.target.until(() => here.target.limits.includes('inbound'), 'the limit told');
    expect(await other.timeout(15_000).emitWithAck('echo', 2)).toBe(2);
    other.disconnect();
  });

  test('pings without end, empty messages without end', async () => {
    for (const said of [frame(9, 'x'), frame(1, '4'), frame(2, ''), frame(1, '')]) {
      const socket = await joined();
      socket.on('data', () => {});
      for (let i = 0; i < 2000; i++) socket.write(said);
      await alive();
      socket.destroy();
    }
  });

  test('binary without end', async () => {
    const before = here.memory();
    const socket = await joined();
    for (let i = 0; i < 200; i++) {
      socket.write(frame(1, '451-["say",{"_placeholder":true,"num":0}]'));
      socket.write(frame(2, Buffer.alloc(50_000)));
    }
    await closed(socket);
    await alive();
    expect(here.memory() - before, 'MB more').toBeLessThan(120);
  });

  test('who is spoken to and never listens is hung up', async () => {
    await here.target.run(`const { Server } = require('socket.io');
      const io = new Server(3000);
      io.on('connection', (socket) => {
        socket.on('echo', (value, done) => done(value));
        socket.on('more', () => { const timer = setInterval(() => socket.emit('more', 'x'.repeat(80000)), 100); socket.on('disconnect', () => clearInterval(timer)); });
      });`);
    const before = here.memory();
    const deaf = await joined();
    deaf.pause();
    deaf.write(frame(1, '42["more"]'));
    await here.target.until(() => here.target.limits.includes('unsent'), 'its unsent bytes told', 60_000);
    await alive();
    expect(here.memory() - before, 'MB more').toBeLessThan(120);
    deaf.destroy();
  }, 90_000);

  test('polls that overlap end their session, and no other', async () => {
    const session = await sid();
    const answers = await Promise.all(Array.from({ length: 60 }, () => talk(port(), head('GET', polling(`&sid=${session}`), port()))));
    expect(answers.some(({ status }) => status === 400)).toBe(true);
    await alive();
  });

  test('a poll that carries 5 000 packets', async () => {
    const session = await sid();
    await post(session, '40');
    const { status } = await post(session, Array.from({ length: 5_000 }, () => '42["say",1]').join('\x1e').slice(0, 90_000));
    expect([200, 400]).toContain(status);
    await here.target.until(() => here.target.limits.includes('inbound'), 'the limit told');
    await alive();
  });
});

describe('upgrades and sessions', () => {
  test.each([
    ['a session that never was', '&sid=AAAAAAAAAAAAAAAAAAAA'],
    ['a session named __proto__', '&sid=__proto__'],
    ['a transport that does not exist', '&transport=carrier-pigeon'],
    ['an old protocol', '&EIO=3'],
  ])('%s opens nothing', async (_name, query) => {
    const path = `${here.target.path}/socket.io/?${new URLSearchParams({ EIO: '4', transport: 'websocket', ...Object.fromEntries(new URLSearchParams(query)) })}`;
    // An old protocol is told so only after the 101, by a close.
    const { status, text } = await talk(port(), head('GET', path, port(), HANDSHAKE), (said) => said.includes('\x88'));
    expect([101, 400]).toContain(status);
    expect(text).not.toContain('"sid"');
    await alive();
  });

  test('a second upgrade of one session, and one that is never confirmed', async () => {
    const session = await sid();
    const one = await webSocket(port(), engine(`&sid=${session}`));
    one.write(frame(1, '2probe'));
    const two = await webSocket(port(), engine(`&sid=${session}`)).catch(() => undefined);
    if (two) await answered(two);
    await alive();
    one.destroy();
  });

  test('a version of WebSocket, or a key, that is none', async () => {
    expect((await talk(port(), head('GET', engine(), port(), { ...HANDSHAKE, 'Sec-WebSocket-Version': '99' }))).status).toBe(400);
    expect((await talk(port(), head('GET', engine(), port(), { ...HANDSHAKE, 'Sec-WebSocket-Key': 'short' }))).status).toBe(400);
    expect((await talk(port(), head('GET', engine(), port(), { ...HANDSHAKE, Upgrade: 'h2c' }))).status).not.toBe(101);
  });

  test('a poll of 200 KB is refused', async () => {
    const session = await sid();
    await post(session, '40');
    expect([400, 413]).toContain((await post(session, `42["say","${'x'.repeat(200_000)}"]`)).status);
    await alive();
  });

  test('one client more than the program may have is refused and told; a place is free again', async () => {
    await here.target.run(ECHO);
    const all = await Promise.all(Array.from({ length: 60 }, () => joined()));
    const late = here.target.dial();
    await new Promise((resolve) => late.on('connect_error', resolve));
    await here.target.until(() => here.target.limits.includes('connections'), 'the limit told');
    for (const socket of all) socket.destroy();
    // Each of these is a new connection: the first that gets in ends the wait.
    for (;;) {
      const again = here.target.dial();
      const got = await new Promise((resolve) => again.on('connect', () => resolve(true)).on('connect_error', () => resolve(false)));
      again.disconnect();
      if (got) break;
    }
  });
});
