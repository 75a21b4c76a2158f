/**
 * The stand-in for express, on a program's own endpoint: routes, routers, handlers of errors, bodies, files; and what a
 * stranger may ask for that nobody thought of. express is no package of this house: what is expected is its documented way.
 */
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closePool, endpoint, type Running } from './support/runtime.ts';

const SERVER = `const express = require('express');
const { createServer } = require('node:http');
const { join } = require('node:path');
const { Server } = require('socket.io');
const app = express();
const server = createServer(app);
const io = new Server(server);
app.use((req, res, next) => { req.began = 5; next(); });
app.get('/hello', (req, res) => res.send('hi ' + req.began));
app.get('/a/:id', (req, res) => res.json({ id: req.params.id, query: req.query, path: req.path }));
app.get('/maybe/:x?', (req, res) => res.json(req.params));
app.get('/five{/:x}', (req, res) => res.json(req.params));
app.get('/files/*rest', (req, res) => res.json(req.params));
app.get(['/one', /^\\/two$/], (req, res) => res.send('either'));
app.get('/throw', () => { throw new Error('boom'); });
app.get('/later', async () => { await null; throw new TypeError('later'); });
app.get('/forbidden', (req, res, next) => next(Object.assign(new Error('not you'), { status: 403 })));
app.get('/moved', (req, res) => res.redirect(301, '/hello'));
app.get('/pass', (req, res, next) => next('route'), (req, res) => res.send('wrong'));
app.get('/pass', (req, res) => res.status(201).send({ right: true }));
app.get('/file', (req, res) => res.sendFile(join(__dirname, 'index.html')));
app.get('/root', (req, res) => res.sendFile('index.html', { root: __dirname }));
app.get('/relative', (req, res) => res.sendFile('index.html'));
app.get('/missing', (req, res) => res.sendFile('/nope.html'));
app.get('/secret', (req, res) => res.sendFile('/etc/passwd'));
app.get('/headers', (req, res) => res.set({ 'X-Mine': '1', 'Set-Cookie': 'a=b' }).set('X-Bad', 'a\\r\\nSet-Cookie: c=d').type('json').send('{}'));
app.get('/twice', (req, res) => { res.send('once'); res.send('twice'); });
app.get('/big', (req, res) => res.send('x'.repeat(2e6)));
app.get('/nothing', (req, res) => res.sendStatus(204));
app.get('/never', () => {});
app.post('/json', express.json(), (req, res) => res.json(req.body));
app.post('/form', express.urlencoded({ extended: true }), (req, res) => res.json(req.body));
app.post('/parts', async (req, res) => { let size = 0; for await (const part of req) size += part.length; res.send(String(size)); });
const api = express.Router();
api.get('/users/:id', (req, res) => res.json([req.params.id, req.baseUrl, req.originalUrl, req.url]));
app.use('/api', api);
app.route('/both').get((req, res) => res.send('got')).post((req, res) => res.send('posted'));
app.use('/static', express.static('public'));
app.use((error, req, res, next) => (error.status === 403 ? res.status(403).send('handled: ' + error.message) : next(error)));
server.listen(3000);`;

let running: Running;
beforeAll(async () => {
  running = await endpoint({ 'server.js': SERVER, 'index.html': '<h1>page</h1>', 'client.js': 'client' });
});
afterAll(async () => {
  await running.stop();
  await closePool();
});

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}
/** The path goes as it is: no client of ours tidies it up. */
function ask(path: string, { method = 'GET', headers = {}, body = '' }: { method?: string; headers?: Record<string, string>; body?: string } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port: running.port, path: `${running.path}${path}`, method, headers: { connection: 'close', ...headers } }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text: Buffer.concat(parts).toString() }));
    });
    asked.on('error', reject);
    asked.end(body);
  });
}
const JSON_TYPE = { 'content-type': 'application/json' };
/** Status and text; where the text is JSON, what it says. */
const told = async (...asked: Parameters<typeof ask>): Promise<[number, unknown]> => {
  const { status, headers, text } = await ask(...asked);
  return [status, String(headers['content-type']).startsWith('application/json') ? JSON.parse(text) : text];
};

describe('routes', () => {
  test.each<[string, number, unknown]>([
    ['/hello', 200, 'hi 5'],
    ['/HELLO/', 200, 'hi 5'],
    ['/a/7?x=1&x=2&y=3', 200, { id: '7', query: { x: ['1', '2'], y: '3' }, path: '/a/7' }],
    ['/a/%E0%B8%81', 200, { id: 'ก', query: {}, path: '/a/%E0%B8%81' }],
    ['/maybe', 200, {}],
    ['/maybe/9', 200, { x: '9' }],
    ['/five', 200, {}],
    ['/five/9', 200, { x: '9' }],
    ['/files/a/b.txt', 200, { rest: 'a/b.txt' }],
    ['/one', 200, 'either'],
    ['/two', 200, 'either'],
    ['/pass', 201, { right: true }],
    ['/api/users/5?q=1', 200, ['5', '/api', '/api/users/5?q=1', '/users/5?q=1']],
    ['/both', 200, 'got'],
    ['/nothing', 204, ''],
    ['/nowhere', 404, 'Cannot GET /nowhere'],
    ['/api/nowhere', 404, 'Cannot GET /api/nowhere'],
  ])('%s', async (path, status, expected) => expect(await told(path)).toEqual([status, expected]));

  test('by their method', async () => {
    expect([await told('/both', { method: 'POST' }), await told('/hello', { method: 'POST' }), (await ask('/hello', { method: 'HEAD' })).status]).toEqual([[200, 'posted'], [404, 'Cannot POST /hello'], 200]);
  });
  test('a redirect, and headers', async () => {
    expect(await ask('/moved')).toMatchObject({ status: 301, headers: { location: '/hello' } });
    const { headers } = await ask('/headers');
    expect(headers).toMatchObject({ 'x-mine': '1', 'content-type': 'application/json; charset=utf-8' });
    expect([headers['set-cookie'], headers['x-bad']]).toEqual([undefined, undefined]);
  });
});

describe('files', () => {
  // What could not be sent is told on the console as well, a moment later: two that are missing.
  afterAll(async () => void (await running.said?.(2)));
  test.each<[string, number, string]>([
    ['/file', 200, '<h1>page</h1>'],
    ['/root', 200, '<h1>page</h1>'],
    ['/missing', 404, 'nope.html is not among the program\'s files: server.js, index.html, client.js'],
    ['/secret', 404, 'passwd is not among the program\'s files: server.js, index.html, client.js'],
    ['/static/client.js', 200, 'client'],
    ['/static/', 200, '<h1>page</h1>'],
    ['/static/server.js', 404, 'Cannot GET /static/server.js'],
    ['/static/../server.js', 404, 'Cannot GET /server.js'],
    ['/static/%2e%2e/server.js', 404, 'Cannot GET /server.js'],
    ['/static/..%2fserver.js', 404, 'Cannot GET /static/..%2fserver.js'],
    ['/static/constructor', 404, 'Cannot GET /static/constructor'],
    ['/static/__proto__', 404, 'Cannot GET /static/__proto__'],
  ])('%s', async (path, status, expected) => expect(await told(path)).toEqual([status, expected]));
});

/** Console lines so far; an entry may stand for several. */
const lines = async () => (await running.said?.(0))?.length ?? 0;

describe('bodies', () => {
  test('of JSON and of forms', async () => {
    expect(await told('/json', { method: 'POST', headers: JSON_TYPE, body: '{"a":[1]}' })).toEqual([200, { a: [1] }]);
    expect(await told('/form', { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'a=1&b=x+y&__proto__=z' })).toEqual([200, { a: '1', b: 'x y' }]);
    expect(await told('/parts', { method: 'POST', body: 'x'.repeat(500) })).toEqual([200, '500']);
  });
  test('that are none', async () => {
    const before = await lines();
    expect((await ask('/json', { method: 'POST', headers: JSON_TYPE, body: '{"a":' })).status).toBe(400);
    expect((await ask('/json', { method: 'POST', headers: JSON_TYPE, body: '['.repeat(50_000) })).status).toBe(400);
    await running.said?.(before + 2);
  });
});

describe('what goes wrong is answered and told with its line; the program goes on', () => {
  const line = (code: string) => SERVER.split('\n').findIndex((one) => one.includes(code)) + 1;
  test.each<[string, number, string, string]>([
    ['/throw', 500, 'Internal Server Error', "'/throw'"],
    ['/later', 500, 'Internal Server Error', "'/later'"],
    ['/relative', 500, 'Internal Server Error', "'/relative'"],
    ['/twice', 200, 'once', "'/twice'"],
    ['/big', 500, 'The answer is too large for the playground', "'/big'"],
  ])('%s', async (path, status, expected, code) => {
    const [before, entries] = [await lines(), running.console.length];
    expect(await told(path)).toEqual([status, expected]);
    await running.said?.(before + 1);
    expect(running.console.slice(entries).filter(({ level }) => level === 'error')).toEqual([expect.objectContaining({ place: expect.objectContaining({ file: 'server.js', line: line(code) }) })]);
  });
  test('a handler of errors', async () => expect(await told('/forbidden')).toEqual([403, 'handled: not you']));
  test('an address that cannot be read is the asker’s mistake', async () => {
    expect((await ask('/a/%E0%A4%A')).status).toBe(400);
    expect((await ask('/a/%')).status).toBe(400);
    expect(await told('/hello')).toEqual([200, 'hi 5']);
    expect(running.ended).toBeUndefined();
  });
});

test('Socket.IO, routes and a page may come after listen()', async () => {
  const late = await endpoint({
    'server.js': `const http = require('http'); const express = require('express'); const { Server } = require('socket.io');
const server = http.createServer(); server.listen(3000);
setTimeout(() => { const app = express(); app.get('/late', (req, res) => res.send('came')); server.on('request', app); setTimeout(() => { const io = new Server(server); io.on('connection', (socket) => socket.on('x', (done) => done('y'))); console.log('attached'); }, 5); }, 5);`,
  });
  try {
    await late.said?.(1);
    const there = `http://127.0.0.1:${late.port}${late.path}`;
    expect(await (await fetch(`${there}/late`)).text()).toBe('came');
    expect(await (await fetch(`${there}/socket.io/?EIO=4&transport=polling`)).text()).toContain('"sid"');
  } finally {
    await late.stop();
  }
});
