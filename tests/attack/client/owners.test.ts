/** Pages that are no page: what they ask of the control channel, of other learners' programs, and of many connections. */
import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ECHO, Owner } from './owner.ts';
import { scene } from './scene.ts';
import { closed, frame, get, opened, webSocket } from './wire.ts';

const here = scene();
const port = () => here.site.linePort;
let stranger: Owner;
let slow: Socket[];
beforeAll(async () => {
  stranger = new Owner(here.site);
  // Heads that never end: opened first, and looked at last.
  slow = await Promise.all(Array.from({ length: 200 }, () => opened(port())));
  for (const socket of slow) socket.write(`GET ${here.target.path}/ HTTP/1.1\r\nHost: 127.0.0.1:${port()}\r\nX-Slow: `);
});
afterAll(() => stranger.close());

describe('what is another’s', () => {
  test.each(['program:stop', 'program:attach', 'program:client'] as const)('%s by a program’s public id, by guesses, by nothing', async (name) => {
    const more = name === 'program:client' ? { name: 'x' } : {};
    for (const key of [here.target.id, randomBytes(16).toString('base64url')]) {
      expect(await stranger.ask(name, { key, ...more })).toMatchObject({ ok: false, error: { code: 'no-such-program' } });
    }
    for (const key of [undefined, null, '', '__proto__', { toString: 1 }, ['a'], 'x'.repeat(100_000)]) {
      expect(await stranger.ask(name, { key, ...more })).toMatchObject({ ok: false, error: { code: 'malformed' } });
    }
    expect(here.target.state).toBe('listening');
  });

  test('Run with another’s id as key starts a program of one’s own', async () => {
    const reply = await stranger.ask('program:run', { files: { 'server.js': ECHO }, key: here.target.id });
    expect(reply.ok && reply.program).not.toBe(here.target.id);
    if (reply.ok) await stranger.ask('program:stop', { key: reply.key });
    expect(await here.target.echoes()).toBe('still here');
  });

  test('a line’s token of another’s program shows nothing of that line', async () => {
    await stranger.run(ECHO);
    const { token, line } = await here.target.client();
    const heard: unknown[] = [];
    stranger.channel.on('line:trace', (told) => heard.push(told));
    const socket = here.target.dial({ token });
    await socket.timeout(15_000).emitWithAck('echo', 'secret');
    const page = await get(port(), `${stranger.path}/?line=${token}&from=${here.site.url}`);
    expect(page.text, 'another’s token opens no frame of this program').not.toContain(token);
    expect(page.text).toContain("frame-ancestors 'none'");
    socket.disconnect();
    expect(await stranger.ask('program:client-close', { key: stranger.key, line })).toMatchObject({ ok: true });
    expect(await here.target.echoes()).toBe('still here');
    expect(heard).toEqual([]);
  });

  test('a page of another site may not embed a client, nor open the control channel', async () => {
    const { token } = await here.target.client();
    const page = await get(port(), `${here.target.path}/?line=${token}&from=http://evil.example`);
    expect(page.text).toContain("frame-ancestors 'none'");
    const injected = await get(port(), `${here.target.path}/?line=${token}&from=${encodeURIComponent(`${here.site.url}; script-src *`)}`);
    expect(injected.text).not.toContain('script-src *');
    const { text } = await get(here.site.port, '/control/?EIO=4&transport=polling', { Host: `127.0.0.1:${here.site.port}`, Origin: 'null' });
    expect(text).not.toContain('"sid"');
  });
});

describe('requests that are none', () => {
  test.each([
    ['no files', {}],
    ['no server', { 'client.js': '' }],
    ['a name that is none', { 'server.js': '', '../x.js': '' }],
    ['names that objects inherit', { 'server.js': '', constructor: 'x', toString: 'x' }],
    ['a file that is no text', { 'server.js': { length: 1 } }],
    ['more than fits', { 'server.js': 'x'.repeat(250_000) }],
  ])('Run with %s', async (_name, files) => {
    expect(await stranger.ask('program:run', { files })).toMatchObject({ ok: false, error: { code: 'malformed' } });
  });

  test('an event that does not exist, without an answer asked for', async () => {
    for (const name of ['program:', 'program:constructor', 'program:__proto__', 'program:run']) stranger.channel.emit(name);
    expect(await stranger.ask('program:attach', { key: here.target.id })).toMatchObject({ ok: false });
  });

  test('Run a hundred times at once: some run, the rest are told to wait', async () => {
    const page = new Owner(here.site);
    const replies = await Promise.all(Array.from({ length: 100 }, () => page.ask('program:run', { files: { 'server.js': ECHO } })));
    const codes = replies.map((reply) => (reply.ok ? 'ok' : reply.error.code));
    expect(codes.filter((code) => code === 'ok').length).toBeLessThanOrEqual(3);
    expect(new Set(codes)).toEqual(new Set(['ok', 'too-many-programs', 'too-fast']));
    page.close();
  });

  test('a thousand requests at once are told to slow down', async () => {
    const page = new Owner(here.site);
    await page.run(`for (let i = 0; i < 150; i++) console.log('x'.repeat(2000));\n${ECHO.replace(/import .*;/, 'import { Server } from "socket.io";')}`);
    const replies = await Promise.all(Array.from({ length: 1000 }, () => page.ask('program:attach', { key: page.key })));
    expect(replies.filter((reply) => !reply.ok && reply.error.code === 'too-fast').length).toBeGreaterThan(800);
    page.close();
  });

  test('half a megabyte in one message ends that page’s channel, and nobody else’s', async () => {
    const page = new Owner(here.site);
    await page.run(ECHO);
    const gone = new Promise((resolve) => page.channel.on('disconnect', resolve));
    page.channel.emit('program:run', 'x'.repeat(500_000));
    await gone;
    expect(await here.target.echoes()).toBe('still here');
  });
});

describe('many', () => {
  test('a client page asked for 300 times by strangers: its owner still opens clients', async () => {
    for (let i = 0; i < 300; i++) expect((await get(port(), `${here.target.path}/`)).status).toBe(200);
    const { token } = await here.target.client();
    expect(token).toMatch(/^[\w-]{22}$/);
    await here.target.run(ECHO);
  });

  test('two thousand connections that say nothing', async () => {
    const before = here.memory();
    const idle: Socket[] = [];
    for (let i = 0; i < 2000; i += 100) idle.push(...(await Promise.all(Array.from({ length: 100 }, () => opened(port())))));
    expect(await here.target.echoes()).toBe('still here');
    expect(here.memory() - before, 'MB for two thousand').toBeLessThan(150);
    for (const socket of idle) socket.destroy();
  });

  test('five hundred handshakes on one program at once', async () => {
    const results = await Promise.allSettled(Array.from({ length: 500 }, () => webSocket(port(), `${here.target.path}/socket.io/?EIO=4&transport=websocket`)));
    const open = results.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    for (const socket of open) socket.destroy();
    for (;;) {
      const socket = here.target.dial();
      const got = await new Promise((resolve) => socket.on('connect', () => resolve(true)).on('connect_error', () => resolve(false)));
      if (got) expect(await socket.timeout(15_000).emitWithAck('echo', 1)).toBe(1);
      socket.disconnect();
      if (got) break;
    }
  });

  test('namespaces without end on one connection', async () => {
    const socket = await webSocket(port(), `${here.target.path}/socket.io/?EIO=4&transport=websocket`);
    for (let i = 0; i < 2000; i++) socket.write(frame(1, `40/n${i},`));
    await closed(socket);
    expect(await here.target.echoes()).toBe('still here');
  });

  test('hung up and dialled 300 times', async () => {
    for (let i = 0; i < 300; i++) {
      const socket = await webSocket(port(), `${here.target.path}/socket.io/?EIO=4&transport=websocket`);
      socket.write(frame(1, '40'));
      socket.destroy();
    }
    for (;;) {
      const socket = here.target.dial();
      const got = await new Promise((resolve) => socket.on('connect', () => resolve(true)).on('connect_error', () => resolve(false)));
      socket.disconnect();
      if (got) break;
    }
  });

  test('heads that never end are ended', async () => {
    await Promise.all(slow.map(closed));
  }, 90_000);
});
