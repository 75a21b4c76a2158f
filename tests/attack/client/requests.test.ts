/** Requests that are not what a browser would send, on a program's own address. */
import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { scene } from './scene.ts';
import { closed, get, HANDSHAKE, head, opened, talk } from './wire.ts';

const here = scene();
const port = () => here.site.linePort;
const status = (text: string) => Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1]);

describe('addresses', () => {
  const PATHS = [
    '/play/ID/../../package.json',
    '/play/ID/..%2f..%2fpackage.json',
    '/play/ID/%2e%2e/%2e%2e/package.json',
    '/play/ID/..\\..\\package.json',
    '/play/ID/....//....//etc/passwd',
    '/play/ID//etc/passwd',
    '/play/ID/%00',
    '/play/ID/client.js%00.html',
    '/play/-/../../package.json',
    '/play/-/%2e%2e/node_modules/socket.io/package.json',
    '/socket.io/socket.io.js/../../../package.json',
    '/play/ID/file:///etc/passwd',
    '/play/ID/constructor',
    '/play/ID/__proto__',
    '/play/__proto__/',
    '/play/constructor/',
  ];
  test.each(PATHS)('%s holds nothing of the machine', async (path) => {
    const answer = await get(port(), path.replace('ID', here.target.id));
    expect([400, 404]).toContain(answer.status);
    expect(answer.text).not.toMatch(/"dependencies"|root:x|saitrong-work/);
  });

  test.each(['server.js', 'server.ts', 'package.json', 'style.css/../server.js'])('%s: the server’s half is not handed to clients', async (name) => {
    const answer = await get(port(), `${here.target.path}/${name}`);
    expect(answer.status).toBe(404);
    expect(answer.text).not.toContain('io.on(');
  });

  test('an address of 20 KB, a head of 20 KB, a thousand header lines', async () => {
    expect((await get(port(), `${here.target.path}/?${'a'.repeat(20_000)}`)).status).toBe(431);
    expect((await get(port(), `${here.target.path}/`, { 'X-Long': 'a'.repeat(20_000) })).status).toBe(431);
    const many = Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`X-${i}`, 'a'.repeat(20)]));
    expect((await get(port(), `${here.target.path}/`, many)).status).toBe(431);
  });

  test('ids are not to be guessed: no program, no page, no handshake, no upgrade', async () => {
    for (let i = 0; i < 50; i++) {
      const path = `/play/${randomBytes(16).toString('base64url')}`;
      expect((await get(port(), `${path}/`)).status).toBe(404);
      expect((await get(port(), `${path}/socket.io/?EIO=4&transport=polling`)).status).toBe(404);
      expect((await talk(port(), head('GET', `${path}/socket.io/?EIO=4&transport=websocket`, port(), HANDSHAKE))).status).toBe(404);
    }
  });
});

describe('heads', () => {
  test.each([
    ['a foreign name', { Host: 'evil.example' }, 403],
    ['a name that only begins like ours', { Host: '127.0.0.1.evil.example' }, 403],
    ['a name with a path in it', { Host: '127.0.0.1/x' }, 403],
    ['script in the name', { Host: '127.0.0.1"><script>' }, 403],
  ])('Host: %s', async (_name, headers, expected) => {
    const answer = await get(port(), `${here.target.path}/`, headers);
    expect([expected, 400]).toContain(answer.status);
    expect(answer.text).not.toContain('<script>');
  });

  test('no Host, and two Hosts', async () => {
    expect((await talk(port(), `GET ${here.target.path}/ HTTP/1.1\r\nConnection: close\r\n\r\n`)).status).toBe(400);
    const two = await talk(port(), `GET ${here.target.path}/ HTTP/1.1\r\nHost: 127.0.0.1:${port()}\r\nHost: evil.example\r\nConnection: close\r\n\r\n`);
    expect([200, 400]).toContain(two.status);
    expect(two.text).not.toContain('evil.example');
  });

  test('a request that means two things (Content-Length and Transfer-Encoding) is none', async () => {
    const smuggled = `POST ${here.target.path}/ HTTP/1.1\r\nHost: 127.0.0.1:${port()}\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\nHost: 127.0.0.1:${port()}\r\nConnection: close\r\n\r\n`;
    const { text } = await talk(port(), smuggled);
    expect(status(text)).toBe(400);
    expect(text).not.toContain('{"ok":true}');
  });

  test.each(['TRACE', 'CONNECT', 'PROPFIND', 'DELETE', 'OPTIONS'])('%s reaches no file', async (method) => {
    const { text } = await talk(port(), head(method, `${here.target.path}/client.js`, port()));
    expect(text).not.toContain('io(');
    expect(status(text) || 404).toBeGreaterThanOrEqual(200);
  });

  test('garbage, TLS, and half a head', async () => {
    expect((await talk(port(), '\0\x01\x02 nonsense\r\n\r\n')).status).toBe(400);
    expect((await talk(port(), Buffer.from('16030100c8010000c40303', 'hex'))).status).toBe(400);
    const half = await opened(port());
    half.end(`GET ${here.target.path}/ HTTP/1.1\r\nHost:`);
    await closed(half);
  });
});

describe('bodies', () => {
  const HTTP = `import { createServer } from 'node:http';
import { Server } from 'socket.io';
const http = createServer((request, response) => { if (request.url !== '/never') response.end('heard ' + request.url + ' ' + Object.keys(request.headers).sort()); });
const io = new Server(http);
io.on('connection', (socket) => socket.on('echo', (value, done) => done(value)));
http.listen(3000);`;

  test('of a megabyte is told too large; one that never ends keeps nobody waiting', async () => {
    await here.target.run(HTTP);
    const path = `${here.target.path}/form`;
    const large = await talk(port(), head('POST', path, port(), { 'Content-Length': '1000000' }) + 'x'.repeat(1_000_000));
    expect(large.status).toBe(413);
    const endless = await opened(port());
    endless.write(head('POST', path, port(), { 'Transfer-Encoding': 'chunked' }));
    for (let i = 0; i < 100; i++) endless.write(`2710\r\n${'x'.repeat(10_000)}\r\n`);
    expect(await here.target.echoes()).toBe('still here');
    endless.destroy();
  });

  test('whatever a program answers is of an opaque origin, and tells a proxy nothing', async () => {
    await here.target.run(`import { createServer } from 'node:http';
import { Server } from 'socket.io';
const http = createServer((request, response) => {
  for (const name of ['X-Accel-Redirect', 'X-Sendfile', 'X-LIGHTTPD-send-file', 'X-Reproxy-URL', 'Set-Cookie', 'Content-Security-Policy', 'Service-Worker-Allowed', 'Refresh', 'Clear-Site-Data', 'Strict-Transport-Security', 'Access-Control-Allow-Credentials', 'X-Frame-Options']) response.setHeader(name, '/etc/passwd');
  response.setHeader('X-Mine', '1');
  response.setHeader('Content-Type', 'text/html');
  response.end('<script>for (;;);</script>');
});
const io = new Server(http);
io.on('connection', (socket) => socket.on('echo', (value, done) => done(value)));
http.listen(3000);`);
    for (const path of ['/page.html', '/x/y', '/server.js', '/style.css.html', '/a?b=c']) {
      const { status, text } = await get(port(), `${here.target.path}${path}`);
      const head = text.slice(0, text.indexOf('\r\n\r\n'));
      expect(status).toBe(200);
      expect(head, path).toMatch(/^content-security-policy: sandbox allow-scripts[^\r]*default-src 'none'/im);
      expect(head).not.toMatch(/allow-same-origin|allow-top-navigation|allow-popups|allow-downloads/);
      expect(head.match(/^content-security-policy:/gim)).toHaveLength(1);
      expect(head).toMatch(/^x-mine: 1\r?$/im);
      expect(head).not.toContain('/etc/passwd');
    }
    expect((await get(port(), `${here.target.path}/`)).text).toMatch(/^content-security-policy: sandbox/im);
  });

  test('requests that the program never answers: fifty wait, the rest are told', async () => {
    await here.target.run(HTTP);
    const waiting = await Promise.all(Array.from({ length: 50 }, () => opened(port())));
    for (const socket of waiting) socket.write(head('GET', `${here.target.path}/never`, port()));
    // The one more is known to be one more once it is refused.
    let answer = 0;
    for (let i = 0; i < 200 && answer !== 503; i++) answer = (await get(port(), `${here.target.path}/heard`)).status;
    expect(answer).toBe(503);
    for (const socket of waiting) socket.destroy();
    let again = 0;
    for (let i = 0; i < 200 && again !== 200; i++) again = (await get(port(), `${here.target.path}/heard`)).status;
    expect(again, 'who went away waits no more').toBe(200);
  });

  test('cookies, credentials and the line’s token stay with the host', async () => {
    await here.target.run(HTTP);
    const { token } = await here.target.client();
    const { text } = await get(port(), `${here.target.path}/x?line=${token}&a=1`, { Cookie: 'secret=1', Authorization: 'Bearer secret', 'X-Forwarded-For': '1.2.3.4' });
    expect(text).toContain('heard /x?a=1');
    expect(text.split('heard')[1]).not.toMatch(/cookie|authorization|forwarded|secret/i);
    expect(text).not.toContain(token);
  });
});
