/** The lessons' programs run as they are written, and what the lessons say of them is so. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { Server } from 'socket.io';
import { io, type Socket } from 'socket.io-client';
import { afterEach, describe, expect, it } from 'vitest';

const LESSONS = { th: 'src/content/docs/node/12-02-socket-io.mdx', en: 'src/content/docs/en/node/12-02-socket-io.mdx' };

/** The fenced code with this title. */
async function sample(lesson: string, title: string): Promise<string> {
  const code = new RegExp(`\`\`\`\\w+ title="${title}"\\n([\\s\\S]*?)\\n\`\`\``).exec(await readFile(lesson, 'utf8'))?.[1];
  if (code === undefined) throw new Error(`${lesson} has no ${title}`);
  return code;
}

const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

/** Runs a program until its first line of output; that line. */
async function run(folder: string, file: string): Promise<string> {
  const child: ChildProcess = spawn(process.execPath, [file], { cwd: folder, env: { ...process.env, PORT: '0' }, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'exit');
  endings.push(() => (child.kill(), ended));
  const first = await Promise.race([once(child.stdout!, 'data'), once(child.stderr!, 'data')]);
  return String(first[0]);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Just enough of a page to run the script of index.html with the real client. */
function page(url: string) {
  const shown: string[] = [];
  let submit: (event: { preventDefault(): void }) => void = () => {};
  let socket: Socket | undefined;
  const waiting: [RegExp, () => void][] = [];
  const input = { value: '' };
  const list = {
    append(item: { textContent: string }) {
      shown.push(item.textContent);
      for (const [pattern, done] of waiting) if (pattern.test(item.textContent)) done();
    },
  };
  const form = { addEventListener: (_: string, listener: typeof submit) => (submit = listener) };
  const document = {
    querySelector: (name: string) => (name === 'input' ? input : name === 'ul' ? list : form),
    createElement: () => ({ textContent: '' }),
  };
  const context = createContext({ document, io: () => (socket = io(url)) });
  return {
    shown,
    run: (script: string) => {
      runInContext(script, context);
      endings.push(() => socket?.disconnect());
    },
    type(text: string) {
      input.value = text;
      submit({ preventDefault() {} });
    },
    until: (pattern: RegExp) =>
      new Promise<void>((done) => (shown.some((line) => pattern.test(line)) ? done() : waiting.push([pattern, done]))),
  };
}

describe.each(Object.entries(LESSONS))('the first program of lesson 12-02 (%s)', (_, lesson) => {
  it('runs as it is written, server and page', async () => {
    // Inside the project, so that the program finds its socket.io.
    const folder = await mkdtemp(resolve('node_modules', '.sample-'));
    endings.push(() => rm(folder, { recursive: true, force: true }));
    const port = await freePort();
    const index = await sample(lesson, 'index.html');
    const server = (await sample(lesson, 'server.mjs')).replace('process.env.PORT ?? 4000', `${port}`);
    await writeFile(join(folder, 'index.html'), index);
    await writeFile(join(folder, 'server.mjs'), server);
    const url = (await run(folder, 'server.mjs')).trim();
    expect(url).toBe(`http://localhost:${port}`);

    expect(await (await fetch(url)).text()).toBe(index);
    const client = await fetch(`${url}/socket.io/socket.io.js`);
    expect([client.status, (await client.text()).includes('Socket.IO v4.8.4')]).toEqual([200, true]);

    const script = /<script>\n([\s\S]*?)<\/script>/.exec(index)?.[1] ?? '';
    const reader = page(url);
    reader.run(script);
    await reader.until(/hey Jude/);
    reader.type('สวัสดี');
    await reader.until(/^สวัสดี$/);
    await reader.until(/^Server ตอบว่า ได้แล้ว$|^the server answered: got it$/);
    expect(reader.shown.some((line) => /polling|websocket/.test(line))).toBe(true);
  });
});

describe('what lesson 12-02 says', () => {
  async function listen(): Promise<{ server: Server; url: string }> {
    const http = createServer();
    const server = new Server(http);
    http.listen(0, '127.0.0.1');
    await once(http, 'listening');
    endings.push(() => server.close());
    return { server, url: `http://127.0.0.1:${(http.address() as AddressInfo).port}` };
  }
  const dial = (url: string, options = {}) => {
    const socket = io(url, { ...options, forceNew: true });
    endings.push(() => socket.disconnect());
    return socket;
  };
  const heard = (socket: { once(name: string, listener: (...args: unknown[]) => void): unknown }, name: string) =>
    new Promise<unknown[]>((done) => socket.once(name, (...args) => done(args)));

  it('a server that hangs up is not redialled', async () => {
    const { server, url } = await listen();
    server.on('connection', (socket) => socket.disconnect());
    const socket = dial(url);
    expect((await heard(socket, 'disconnect'))[0]).toBe('io server disconnect');
    expect(socket.active).toBe(false);
  });

  it('a middleware that refuses is not asked again', async () => {
    const { server, url } = await listen();
    server.use((_, next) => next(new Error('expired')));
    const socket = dial(url);
    await heard(socket, 'connect_error');
    expect(socket.active).toBe(false);
  });

  it('retries: 2 and a server that does not answer run the handler 3 times', async () => {
    const { server, url } = await listen();
    let runs = 0;
    server.on('connection', (socket) => socket.on('order', () => (runs += 1)));
    const socket = dial(url, { retries: 2, ackTimeout: 50 });
    const error = await new Promise((done) => socket.emit('order', done));
    expect([error instanceof Error, runs]).toEqual([true, 3]);
  });

  it('500 events across the move to WebSocket stay in order', async () => {
    const { server, url } = await listen();
    const got: number[] = [];
    const all = new Promise<void>((done) => {
      server.on('connection', (socket) => socket.on('n', (n: number) => (got.push(n), n === 499 && done())));
    });
    const socket = dial(url);
    await heard(socket, 'connect');
    const before = socket.io.engine.transport.name;
    let n = 0;
    await new Promise<void>((done) => {
      // One an event-loop turn, so that they are spread over the move.
      const next = () => (n < 500 ? (socket.emit('n', n++), setImmediate(next)) : done());
      next();
    });
    await all;
    expect(got).toEqual(Array.from({ length: 500 }, (_, index) => index));
    expect([before, socket.io.engine.transport.name]).toContain('websocket');
  });

  it('["websocket", "polling"] never tries polling, and tryAllTransports does', async () => {
    const asked: string[] = [];
    const http = createServer();
    const server = new Server(http, {
      allowRequest: (request, decide) => {
        const transport = new URL(request.url ?? '', 'http://x').searchParams.get('transport') ?? '';
        asked.push(transport);
        decide(transport === 'websocket' ? 'no' : null, transport !== 'websocket');
      },
    });
    http.listen(0, '127.0.0.1');
    await once(http, 'listening');
    endings.push(() => server.close());
    const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;

    const stubborn = dial(url, { transports: ['websocket', 'polling'], reconnectionDelay: 1, reconnectionDelayMax: 1 });
    for (let attempt = 0; attempt < 3; attempt++) await heard(stubborn, 'connect_error');
    stubborn.disconnect();
    expect(new Set(asked)).toEqual(new Set(['websocket']));

    const willing = dial(url, { transports: ['websocket', 'polling'], tryAllTransports: true });
    await heard(willing, 'connect');
    expect(willing.io.engine.transport.name).toBe('polling');
  });

  it('with websocket alone the handshakes come as 101, 0{…}, 40', async () => {
    const { url } = await listen();
    const socket = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
    endings.push(() => socket.close());
    const open = new Promise<string>((done) => (socket.onmessage = (event) => done(String(event.data))));
    await new Promise((done) => (socket.onopen = done));
    expect(await open).toMatch(/^0\{"sid":".*"upgrades":\[\]/);
    const joined = new Promise<string>((done) => (socket.onmessage = (event) => done(String(event.data))));
    socket.send('40');
    expect(await joined).toMatch(/^40\{"sid":/);
  });
});
