/** Programs beside each other on one playground: their process dies, the pool is full, and what they learn of a request. */
import { afterEach, expect, test } from 'vitest';
import { io, type Socket } from 'socket.io-client';
import { WebSocket } from 'ws';
import type { Limits } from '../../../playground-server/programs/limits.ts';
import { startPlayground, type Owner, type Playground } from './support/playground.ts';

const WIDE: Partial<Limits> = { loadMs: 5_000, turnMs: 5_000, cpu: 100, watchdogMs: 10_000 };
let playground: Playground | undefined;
afterEach(async () => {
  await playground?.close();
  playground = undefined;
});

const COUNTER = `
import { Server } from 'socket.io';
const io = new Server(3000);
let count = 0;
io.on('connection', (socket) => socket.on('count', (done) => done(++count)));
`;
const client = (port: number, program: string, options: object = {}): Socket =>
  io(`http://127.0.0.1:${port}`, { path: `/play/${program}/socket.io/`, transports: ['websocket'], forceNew: true, reconnectionDelay: 20, reconnectionDelayMax: 200, ...options });
const connect = (socket: Socket) => new Promise<void>((resolve) => (socket.connected ? resolve() : socket.once('connect', () => resolve())));
/** The next state told of a program after `from` others that satisfies `right`. */
async function told(owner: Owner, from: number, right: (state: Owner['states'][number]) => boolean): Promise<Owner['states'][number]> {
  await owner.until(() => owner.states.slice(from).some(right));
  return owner.states.slice(from).find(right) as Owner['states'][number];
}

test('the programs’ process is killed: both programs start again and are told why, clients come back, demos go on', async () => {
  const there = (playground = await startPlayground(WIDE));
  const [ann, ben] = [there.owner(), there.owner()];
  const [one, two] = [await ann.run(COUNTER), await ben.run(COUNTER)];
  const [a, b] = [client(there.linePort, one.program), client(there.linePort, two.program)];
  await Promise.all([connect(a), connect(b)]);
  expect([await a.emitWithAck('count'), await a.emitWithAck('count'), await b.emitWithAck('count')]).toEqual([1, 2, 1]);

  // A demo's line, open before and after.
  const demo = await ann.open('duplex');
  const ws = new WebSocket(`ws://127.0.0.1:${there.linePort}/line?line=${demo.token}`);
  await new Promise((resolve) => ws.once('open', resolve));
  let broken = false;
  ws.on('close', () => (broken = true));

  const before = [ann.states.length, ben.states.length] as const;
  const pid = there.pool.hostPid as number;
  const gone = Promise.all([a, b].map((socket) => new Promise((resolve) => socket.once('disconnect', resolve))));
  process.kill(pid, 'SIGKILL');
  for (const [owner, from, { program }] of [[ann, before[0], one], [ben, before[1], two]] as const) {
    expect(await told(owner, from, ({ state }) => state === 'starting')).toEqual({ program, state: 'starting', reason: 'host-crashed' });
    expect(await told(owner, from, ({ state }) => state === 'listening')).toMatchObject({ program, state: 'listening' });
  }
  expect(there.pool.hostPid).not.toBe(pid);
  await gone;
  await Promise.all([connect(a), connect(b)]);
  // New instances: what they had in memory is gone, as when a server is started again.
  expect([await a.emitWithAck('count'), await b.emitWithAck('count')]).toEqual([1, 1]);
  // The site's channel and the demo's line never noticed.
  const echoed = new Promise((resolve) => ws.once('pong', (data: Buffer) => resolve(data.toString())));
  ws.ping('still there');
  expect([await echoed, broken, ann.gone, (await ann.request('clock', {})).ok]).toEqual(['still there', false, [], true]);
  a.disconnect();
  b.disconnect();
  ws.terminate();
});

test('who saw the process die twice is ended and told; a program run after starts as ever', async () => {
  const there = (playground = await startPlayground(WIDE));
  const owner = there.owner();
  const { program, key } = await owner.run(COUNTER);
  for (const state of ['listening', 'failed'] as const) {
    const from = owner.states.length;
    process.kill(there.pool.hostPid as number, 'SIGKILL');
    expect(await told(owner, from, (one) => one.state === state)).toMatchObject(state === 'failed' ? { program, state, reason: 'host-crashed' } : { program, state });
  }
  await owner.run(COUNTER, key);
  const socket = client(there.linePort, program);
  expect(await socket.emitWithAck('count')).toBe(1);
  socket.disconnect();
});

test('the pool is full: a learner is told the place in the queue, moves up, and runs', async () => {
  const there = (playground = await startPlayground({ ...WIDE, pool: 1, queue: 2 }));
  const [ann, ben, cat, dan] = [there.owner(), there.owner(), there.owner(), there.owner()];
  const { key } = await ann.run(COUNTER);
  const files = { 'server.js': COUNTER };
  const second = await ben.ask('program:run', { files });
  expect(second.state).toBe('queued');
  expect(await told(ben, 0, ({ state }) => state === 'queued')).toEqual({ program: second.program, state: 'queued', place: 1 });
  const third = await cat.ask('program:run', { files });
  expect(await told(cat, 0, ({ state }) => state === 'queued')).toEqual({ program: third.program, state: 'queued', place: 2 });
  await expect(dan.ask('program:run', { files })).rejects.toThrow(JSON.stringify({ code: 'queue-full', params: { limit: 2 } }));

  // Whoever waits has an address already, which says so by being there.
  await ann.ask('program:stop', { key });
  expect(await told(ben, 0, ({ state }) => state === 'listening')).toMatchObject({ ms: expect.any(Number) });
  expect(await told(cat, 0, ({ place }) => place === 1)).toEqual({ program: third.program, state: 'queued', place: 1 });
  // One who gives up leaves the place to others.
  await ben.ask('program:stop', { key: second.key });
  await told(cat, 0, ({ state }) => state === 'listening');
  const socket = client(there.linePort, third.program);
  expect(await socket.emitWithAck('count')).toBe(1);
  socket.disconnect();
});

const NOSY = `
const { createServer } = require('node:http');
const { Server } = require('socket.io');
const all = (request) => ({ ...request, headers: request.headers, url: request.url, rawHeaders: request.rawHeaders, cookies: request.cookies });
const http = createServer((req, res) => { res.setHeader('content-type', 'application/json'); res.setHeader('set-cookie', 'mine=1'); res.end(JSON.stringify(all(req))); });
const io = new Server(http);
io.use((socket, next) => next());
io.on('connection', (socket) => socket.on('what', (done) => done(JSON.stringify([socket.handshake, all(socket.request), socket.conn.request, socket.conn.id, Object.keys(io.engine.clients)]))));
http.listen(3000);
`;

test('of a request a program receives a whitelist: no cookie, no authorization, no token, no session', async () => {
  const there = (playground = await startPlayground(WIDE));
  const owner = there.owner();
  const { program, key } = await owner.run(NOSY);
  const { token } = await owner.ask('program:client', { key, name: 'one' });
  const secrets = { Cookie: 'session=s3cret-cookie', Authorization: 'Bearer s3cret-bearer', 'Proxy-Authorization': 'Basic s3cret-proxy', 'X-Api-Key': 's3cret-key', 'X-Forwarded-For': '203.0.113.77', Forwarded: 'for=203.0.113.78', 'X-Real-IP': '203.0.113.79' };
  const extraHeaders = { ...secrets, 'User-Agent': 'a browser', Referer: `http://127.0.0.1/play/${program}/?line=${token}&from=x` };
  const leaks = ['s3cret', '203.0.113', token, key, '127.0.0.1"'];

  const answers: string[] = [];
  for (const transport of ['polling', 'websocket']) {
    const socket = client(there.linePort, program, { transports: [transport], query: { line: token, room: 'tea' }, extraHeaders });
    const answer = (await socket.emitWithAck('what')) as string;
    const sid = socket.io.engine.id;
    expect(answer).not.toContain(sid);
    const [handshake] = JSON.parse(answer) as [{ query: Record<string, string>; address: string; headers: Record<string, string> }];
    // As on Node, and without the line's token.
    expect(handshake.query).toEqual({ room: 'tea', EIO: '4', transport, ...(transport === 'polling' ? { t: expect.any(String) } : {}) });
    expect(handshake.address).toBe('127.0.0.0');
    expect(handshake.headers['user-agent']).toBe('a browser');
    expect(Object.keys(handshake.headers).filter((name) => !['host', 'origin', 'user-agent', 'accept', 'accept-language', 'content-type', 'content-length', 'referer'].includes(name))).toEqual([]);
    answers.push(answer);
    socket.disconnect();
  }
  const response = await fetch(`http://127.0.0.1:${there.linePort}/play/${program}/who?line=${token}&a=1`, { headers: extraHeaders });
  expect(response.headers.get('set-cookie'), 'no cookie is set on the line').toBeNull();
  const answer = await response.text();
  expect((JSON.parse(answer) as { url: string }).url).toBe('/who?a=1');
  answers.push(answer);
  for (const leak of leaks) for (const one of answers) expect(one).not.toContain(leak);
});
