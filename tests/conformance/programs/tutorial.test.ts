/**
 * The server files of the Socket.IO tutorial's steps as a learner would paste them: chat, broadcast, recovery,
 * deliveries (with memory for SQLite). They use `express`, which is not installed here, so they run in the sandbox only.
 */
import { afterAll, expect, test } from 'vitest';
import { ask, connected, heard, next, Stage, within } from './support/cases.ts';
import { closePool, sandbox } from './support/runtime.ts';
import type { Files } from '../../../protocol/programs.ts';

afterAll(closePool);

const page = '<!doctype html><title>Socket.IO chat</title><ul id="messages"></ul>';
const html: Files = { 'index.html': page, 'style.css': 'ul { margin: 0 }' };
const start = (code: string) => sandbox({ ...html, 'server.js': code });

async function playing(code: string, play: (stage: Stage) => Promise<unknown>): Promise<{ result: unknown; console: string[]; problems: number }> {
  const running = await start(code);
  const stage = new Stage(running, 'upgrade');
  try {
    const result = await play(stage);
    return { result, console: running.console.map(({ values }) => values.map((value) => ('v' in value ? value.v : value.k)).join(' ')), problems: running.problems.length };
  } finally {
    stage.close();
    await running.stop();
  }
}

const HEAD = `import express from 'express';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { dirname, join } from 'node:path';
import { Server } from 'socket.io';

const app = express();
const server = createServer(app);
`;
const SERVE = `
const __dirname = dirname(fileURLToPath(import.meta.url));

app.get('/', (req, res) => {
  res.sendFile(join(__dirname, 'index.html'));
});
`;
const LISTEN = `
server.listen(3000, () => {
  console.log('server running at http://localhost:3000');
});
`;

test('step 1: a page by express', async () => {
  const { result, console } = await playing(
    `const express = require('express');
const { createServer } = require('node:http');

const app = express();
const server = createServer(app);

app.get('/', (req, res) => {
  res.send('<h1>Hello world</h1>');
});

server.listen(3000, () => {
  console.log('server running at http://localhost:3000');
});`,
    async (stage) => {
      const response = await fetch(`${stage.url()}/`);
      return [response.status, response.headers.get('content-type'), await response.text(), (await fetch(`${stage.url()}/nowhere`)).status];
    },
  );
  expect(result).toEqual([200, 'text/html; charset=utf-8', '<h1>Hello world</h1>', 404]);
  expect(console).toEqual(['server running at http://localhost:3000']);
});

test('step 2: the program’s own page', async () => {
  const { result } = await playing(`${HEAD}const io = new Server(server);${SERVE}app.use(express.static('.'));${LISTEN}`, async (stage) => {
    const [home, style] = await Promise.all([fetch(`${stage.url()}/`), fetch(`${stage.url()}/style.css`)]);
    return [await home.text(), style.headers.get('content-type'), await style.text()];
  });
  expect(result).toEqual([page, 'text/css; charset=utf-8', 'ul { margin: 0 }']);
});

test('step 3: a user connects and disconnects', async () => {
  const { console } = await playing(
    `${HEAD}const io = new Server(server);${SERVE}
io.on('connection', (socket) => {
  console.log('a user connected');
  socket.on('disconnect', () => {
    console.log('user disconnected');
    io.emit('someone left');
  });
});
${LISTEN}`,
    async (stage) => {
      const [leaver, watcher] = [await stage.client(), await stage.client()];
      const left = next(watcher, 'someone left');
      leaver.disconnect();
      await left;
    },
  );
  expect(console).toEqual(['server running at http://localhost:3000', 'a user connected', 'a user connected', 'user disconnected']);
});

test('steps 4 and 5: emitting, and broadcasting', async () => {
  const { result, console } = await playing(
    `${HEAD}const io = new Server(server);${SERVE}
io.on('connection', (socket) => {
  socket.broadcast.emit('hi');
  socket.on('chat message', (msg) => {
    console.log('message: ' + msg);
    io.emit('chat message', msg);
  });
});
${LISTEN}`,
    async (stage) => {
      const first = await stage.client();
      const hi = next(first, 'hi');
      const second = await stage.client();
      await hi;
      const both = [next(first, 'chat message'), next(second, 'chat message')];
      second.emit('chat message', 'สวัสดี');
      return Promise.all(both);
    },
  );
  expect(result).toEqual([['สวัสดี'], ['สวัสดี']]);
  expect(console).toContain('message: สวัสดี');
});

test('step 6: recovery', async () => {
  const { result } = await playing(
    `${HEAD}const io = new Server(server, {
  connectionStateRecovery: {}
});${SERVE}
io.on('connection', (socket) => {
  socket.on('chat message', (msg) => {
    io.emit('chat message', msg);
  });
  socket.on('fence', (done) => done());
});
${LISTEN}`,
    async (stage) => {
      const socket = await stage.client('', { reconnection: true, reconnectionDelay: 20, transports: ['websocket'] });
      const other = await stage.client();
      await heard(socket, 'chat message', () => ask(other, 'fence').then(() => other.emit('chat message', 'one')));
      const cut = next(socket, 'disconnect');
      socket.io.engine.close();
      await cut;
      const missed = next(socket, 'chat message');
      other.emit('chat message', 'two');
      await connected(socket);
      // The adapter adds the offset it recovers by.
      return [socket.recovered, (await missed)[0]];
    },
  );
  expect(result).toEqual([true, 'two']);
});

test('steps 7 and 8: deliveries, with memory instead of SQLite', async () => {
  const { result } = await playing(
    `${HEAD}const messages = [];
const io = new Server(server, { connectionStateRecovery: {} });${SERVE}
io.on('connection', async (socket) => {
  socket.on('chat message', async (msg, clientOffset, callback) => {
    if (messages.some((row) => row.clientOffset === clientOffset)) {
      callback();
      return;
    }
    messages.push({ id: messages.length + 1, content: msg, clientOffset });
    io.emit('chat message', msg, messages.length);
    callback();
  });

  if (!socket.recovered) {
    try {
      for (const row of messages.filter(({ id }) => id > (socket.handshake.auth.serverOffset || 0))) {
        socket.emit('chat message', row.content, row.id);
      }
    } catch (e) {
      // something went wrong
    }
  }
});
${LISTEN}`,
    async (stage) => {
      const sender = await stage.client('', { ackTimeout: 5_000, retries: 3 });
      const send = (text: string, offset: string) => within(new Promise((resolve) => sender.emit('chat message', text, offset, resolve)), 'delivery');
      await send('one', 'a-1');
      await send('two', 'a-2');
      await send('two again', 'a-2');
      const late = stage.dial('', { auth: { serverOffset: 1 } });
      const got = next(late, 'chat message');
      await connected(late);
      // The adapter adds the offset it recovers by.
      return (await got).slice(0, 2);
    },
  );
  expect(result).toEqual(['two', 2]);
});
