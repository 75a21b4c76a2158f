/**
 * The server files of the Socket.IO tutorial's steps as a learner would paste them, from `import express` on: chat,
 * broadcast, recovery, deliveries (with memory for SQLite). `express` is no package of this house, so Node runs the same
 * file with the few lines of `node:http` that answer the same; all that is Socket.IO's stays word for word.
 */
import { expect, test } from 'vitest';
import { ask, conforms, connected, heard, next, Stage, within, type Case } from './support/cases.ts';
import { closePool, endpoint } from './support/runtime.ts';
import type { Files } from '../../../protocol/programs.ts';

const page = '<!doctype html><title>Socket.IO chat</title><ul id="messages"></ul>';
const html: Files = { 'index.html': page, 'style.css': 'ul { margin: 0 }' };

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
const STATIC = `app.use(express.static('.'));
`;
const LISTEN = `
server.listen(3000, () => {
  console.log('server running at http://localhost:3000');
});
`;
const HEAD_ON_NODE = `import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { Server } from 'socket.io';

const TYPES = { html: 'text/html; charset=utf-8', css: 'text/css; charset=utf-8' };
const server = createServer((req, res) => {
  const name = { '/': 'index.html', '/style.css': 'style.css' }[req.url];
  res.writeHead(name ? 200 : 404, { 'Content-Type': name ? TYPES[name.split('.')[1]] : TYPES.html });
  res.end(name ? readFileSync(new URL(name, import.meta.url)) : 'Cannot GET ' + req.url);
});
`;
const onNode = (code: string) => code.replace(HEAD, HEAD_ON_NODE).replace(SERVE, '').replace(STATIC, '');
/** One step: the same on Node and on the program's endpoint. */
const step = (title: string, code: string, ...cases: Case[]) => conforms(title, { ...html, 'server.js': code }, cases, { ...html, 'server.js': onNode(code) });
/** What stands on the page besides what the playground puts into its head. */
const bare = (text: string) => text.replace(/<script>[^]*?<\/script>|<script type="importmap">[^]*?<\/script>|<style>@font-face[^]*?<\/style>/g, '');

const CHAT = `${HEAD}const io = new Server(server);
${SERVE}${STATIC}
io.on('connection', (socket) => {
  console.log('a user connected');
  socket.broadcast.emit('hi');
  socket.on('chat message', (msg) => {
    console.log('message: ' + msg);
    io.emit('chat message', msg);
  });
  socket.on('disconnect', () => {
    console.log('user disconnected');
    io.emit('someone left');
  });
});
${LISTEN}`;

test('step 1: a page by express, whatever files lie beside it', async () => {
  const running = await endpoint({
    ...html,
    'server.js': `const express = require('express');
const { createServer } = require('node:http');

const app = express();
const server = createServer(app);

app.get('/', (req, res) => {
  res.send('<h1>Hello world</h1>');
});

server.listen(3000, () => {
  console.log('server running at http://localhost:3000');
});`,
  });
  try {
    const there = new Stage(running, 'polling');
    const response = await fetch(there.url('/'));
    expect([response.status, response.headers.get('content-type'), bare(await response.text()), (await fetch(there.url('/nowhere'))).status]).toEqual([200, 'text/html; charset=utf-8', '<h1>Hello world</h1>', 404]);
    expect(await running.said?.(1)).toEqual(['server running at http://localhost:3000']);
  } finally {
    await running.stop();
    await closePool();
  }
});

test('steps 3 to 5: what the console says', async () => {
  const running = await endpoint({ ...html, 'server.js': CHAT });
  const stage = new Stage(running, 'upgrade');
  try {
    const [leaver, watcher] = [await stage.client(), await stage.client()];
    leaver.emit('chat message', 'สวัสดี');
    await next(watcher, 'chat message');
    leaver.disconnect();
    expect(await running.said?.(5)).toEqual(['server running at http://localhost:3000', 'a user connected', 'a user connected', 'message: สวัสดี', 'user disconnected']);
    expect(running.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  } finally {
    stage.close();
    await running.stop();
    await closePool();
  }
});

step(
  'steps 2 to 5',
  CHAT,
  {
    name: 'the program’s own page and files',
    modes: ['polling'],
    run: async (stage) => {
      const [home, style, none] = await Promise.all([fetch(stage.url('/')), fetch(stage.url('/style.css')), fetch(stage.url('/nowhere'))]);
      return [bare(await home.text()), style.headers.get('content-type'), await style.text(), none.status, await none.text()];
    },
    expected: [page, 'text/css; charset=utf-8', 'ul { margin: 0 }', 404, expect.stringContaining('Cannot GET /nowhere')],
  },
  {
    name: 'greets the others, and everybody hears a message',
    run: async (stage) => {
      const first = await stage.client();
      const hi = next(first, 'hi');
      const second = await stage.client();
      await hi;
      const both = [next(first, 'chat message'), next(second, 'chat message')];
      second.emit('chat message', 'สวัสดี');
      return Promise.all(both);
    },
    expected: [['สวัสดี'], ['สวัสดี']],
  },
  {
    name: 'tells who left',
    run: async (stage) => {
      const [leaver, watcher] = [await stage.client(), await stage.client()];
      const left = next(watcher, 'someone left');
      leaver.disconnect();
      return left;
    },
    expected: [],
  },
);

step(
  'step 6: recovery',
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
  {
    name: 'brings what was missed',
    modes: ['websocket'],
    run: async (stage) => {
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
    expected: [true, 'two'],
  },
);

step(
  'steps 7 and 8: deliveries, with memory instead of SQLite',
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
  {
    name: 'keeps each message once, and catches up who comes late',
    run: async (stage) => {
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
    expected: ['two', 2],
  },
);
