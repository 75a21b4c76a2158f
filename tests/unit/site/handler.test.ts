import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadSite, NoBuildError } from '../../../playground-server/site/files.ts';
import { createSiteHandler, pathOf, type Health } from '../../../playground-server/site/handler.ts';
import { createSiteServer } from '../../../playground-server/site/server.ts';

const HOME = `<!doctype html><title>สวัสดี</title>${'<p>สาย</p>'.repeat(50)}`;
const SCRIPT = 'console.log("line");'.repeat(30);
const files: Record<string, string> = {
  '.build.json': JSON.stringify({ stamp: 's', scriptHashes: ["'sha256-x='"] }),
  'index.html': HOME,
  '404.html': 'ไม่พบหน้านี้',
  'en/404/index.html': 'No such page',
  'en/index.html': 'English home',
  'node/12-02-socket-io/index.html': 'lesson',
  '_astro/app.abc123.js': SCRIPT,
  'favicon.svg': '<svg/>',
  'pagefind/pagefind.js': 'search()',
  'pagefind/pagefind.th_3987ce9dac.pf_meta': 'm',
  'pagefind/fragment/th_6bb45fa.pf_fragment': 'f',
  '.secret': 'no',
};
let dist: string;
let server: Server;
let health: Health = { ok: true, line: { port: 3001, url: null }, version: '1' };

beforeAll(async () => {
  dist = await mkdtemp(join(tmpdir(), 'saitrong-dist-'));
  for (const [path, content] of Object.entries(files)) {
    await mkdir(join(dist, path, '..'), { recursive: true });
    await writeFile(join(dist, path), content);
    if (content.length < 400) continue;
    await writeFile(join(dist, `${path}.br`), brotliCompressSync(content));
    await writeFile(join(dist, `${path}.gz`), gzipSync(content));
  }
  const handler = createSiteHandler({
    config: { linePort: 3001, lineUrl: null, publicUrl: null },
    policy: { isAllowedHost: (host) => host?.startsWith('localhost') === true },
    files: await loadSite(dist),
    health: () => health,
  });
  server = createSiteServer(handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(dist, { recursive: true });
});

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}
function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { port } = server.address() as AddressInfo;
    request({ port, host: '127.0.0.1', path, method, headers: { Host: 'localhost', ...headers } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }));
    })
      .on('error', reject)
      .end();
  });
}

/** What is answered to these very bytes, as text, once the other end has closed. */
function speak(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const { port } = server.address() as AddressInfo;
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    let text = '';
    socket.on('data', (chunk) => (text += chunk.toString()));
    socket.on('close', () => resolve(text));
    socket.on('error', reject);
  });
}

describe('pages', () => {
  test.each(['/', '/index.html', '/?q=1', '/en/', '/en', '/node/12-02-socket-io', '/node/12-02-socket-io/', '/node/12-02-socket-io?x#y'])('%s', async (path) => {
    const { status, headers } = await get(path);
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['cache-control']).toBe('no-cache');
    expect(headers['content-security-policy']).toContain("'sha256-x='");
    expect(headers['x-content-type-options']).toBe('nosniff');
  });
  test('other files carry no policy', async () => {
    expect((await get('/favicon.svg')).headers['content-security-policy']).toBeUndefined();
  });
});

describe('what is not there', () => {
  test.each(['/nope', '/node/', '/404', '/404.html', '/.secret', '/.build.json', '/../package.json', '/%2e%2e/package.json', '/..%2f..%2fpackage.json', '/node/..%5c..', '/english'])(
    '%s → Thai 404',
    async (path) => {
      const { status, body } = await get(path);
      expect([status, body.toString()]).toEqual([404, 'ไม่พบหน้านี้']);
    },
  );
  test.each(['/en/nope', '/en/404/', '/en/node/x/'])('%s → English 404', async (path) => {
    const { status, body, headers } = await get(path);
    expect([status, body.toString()]).toEqual([404, 'No such page']);
    expect(headers['content-security-policy']).toContain('connect-src');
  });
  test('an encoded twin is no address of its own', async () => {
    expect((await get('/_astro/app.abc123.js.br')).status).toBe(404);
  });
});

describe('codings', () => {
  test.each([
    ['gzip, br', 'br'],
    ['gzip', 'gzip'],
    ['identity', undefined],
  ])('%s → %s', async (accept, coding) => {
    const { headers, body } = await get('/_astro/app.abc123.js', { 'Accept-Encoding': accept });
    expect(headers['content-encoding']).toBe(coding);
    expect(headers.vary).toBe('Accept-Encoding');
    expect(headers['content-length']).toBe(String(body.length));
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
  });
  test('what Pagefind names by its content is kept too, its entry is not', async () => {
    for (const path of ['/pagefind/pagefind.th_3987ce9dac.pf_meta', '/pagefind/fragment/th_6bb45fa.pf_fragment']) {
      expect((await get(path)).headers['cache-control'], path).toMatch(/immutable/);
    }
    expect((await get('/pagefind/pagefind.js')).headers['cache-control']).toBe('no-cache');
  });
  test('a file without twins is sent as it is', async () => {
    const { headers } = await get('/favicon.svg', { 'Accept-Encoding': 'br' });
    expect([headers['content-encoding'], headers.vary]).toEqual([undefined, undefined]);
  });
});

describe('conditions, parts, methods', () => {
  test('If-None-Match → 304 without a body, per coding', async () => {
    const first = await get('/', { 'Accept-Encoding': 'br' });
    const again = await get('/', { 'Accept-Encoding': 'br', 'If-None-Match': `"other", ${first.headers.etag}` });
    expect([again.status, again.body.length]).toEqual([304, 0]);
    expect((await get('/', { 'Accept-Encoding': 'gzip', 'If-None-Match': String(first.headers.etag) })).status).toBe(200);
  });
  test('Range', async () => {
    const part = await get('/_astro/app.abc123.js', { Range: 'bytes=0-6', 'Accept-Encoding': 'br' });
    expect([part.status, part.body.toString(), part.headers['content-range']]).toEqual([206, 'console', `bytes 0-6/${SCRIPT.length}`]);
    expect((await get('/favicon.svg', { Range: 'bytes=99-' })).status).toBe(416);
    expect((await get('/favicon.svg', { Range: 'bytes=0-1', 'If-Range': '"old"' })).status).toBe(200);
  });
  test('HEAD says the same as GET and sends nothing; a range means nothing to it', async () => {
    const [head, whole] = [await get('/', { Range: 'bytes=0-9' }, 'HEAD'), await get('/')];
    expect([head.status, head.body.length]).toEqual([200, 0]);
    expect(head.headers['content-length']).toBe(whole.headers['content-length']);
  });
  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])('%s → 405', async (method) => {
    const { status, headers } = await get('/', {}, method);
    expect([status, headers.allow]).toEqual([405, 'GET, HEAD']);
  });
  test.each(['/%', '/%zz', '/%c3%28', '/a%00b'])('%s → 400', async (path) => expect((await get(path)).status).toBe(400));
});

describe('names', () => {
  test.each(['/', '/healthz', '/_astro/app.abc123.js', '/nope'])('a foreign Host reaches nothing at %s', async (path) => {
    const { status, body } = await get(path, { Host: 'evil.example:3000' });
    expect(status).toBe(403);
    expect(body.toString()).toContain('ALLOWED_HOSTS=evil.example');
  });
  test('a Host can’t write into the page', async () => {
    const answer = await speak('GET / HTTP/1.1\r\nHost: <script>alert(1)</script>\r\nConnection: close\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1.1 400/);
    expect(answer).not.toContain('<script>');
  });
  test('without a Host there is no name to allow: what to open is said instead', async () => {
    const answer = await speak('GET / HTTP/1.0\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1.1 400/);
    expect(answer).toContain('does not say which name it is for');
    expect(answer).not.toContain('ALLOWED_HOSTS');
  });
  test('who names two is not answered either (RFC 9112 §3.2)', async () => {
    expect(await speak('GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n')).toMatch(/^HTTP\/1.1 400/);
  });
  test('HTTP/1.0 with a Host is answered like any other', async () => {
    expect(await speak('GET /node/12-02-socket-io HTTP/1.0\r\nHost: localhost\r\n\r\n')).toMatch(/^HTTP\/1.1 200 [\s\S]*lesson$/);
  });
  test('an absolute target goes before the Host header', async () => {
    const to = (target: string, host: string) => speak(`GET ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    expect(await to('http://evil.example/', 'localhost')).toMatch(/^HTTP\/1.1 403/);
    expect(await to('http://localhost/healthz', 'evil.example')).toMatch(/^HTTP\/1.1 200/);
  });
});

test('a wish to upgrade is passed over where nothing upgrades: the page is sent', async () => {
  for (const wish of ['h2c', 'websocket']) {
    const answer = await speak(`GET /node/12-02-socket-io HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade, close\r\nUpgrade: ${wish}\r\n\r\n`);
    expect(answer, wish).toMatch(/^HTTP\/1.1 200 [\s\S]*lesson$/);
  }
});

test('/healthz', async () => {
  const up = await get('/healthz');
  expect([up.status, JSON.parse(up.body.toString())]).toEqual([200, { ok: true, line: { port: 3001, url: null }, version: '1' }]);
  expect(up.headers['cache-control']).toBe('no-store');
  health = { ...health, ok: false };
  expect((await get('/healthz')).status).toBe(503);
});

test('pathOf reads origin and absolute form, and nothing else', () => {
  expect(pathOf('//evil.example/x')).toBe('//evil.example/x');
  expect(pathOf('http://localhost:3000/a%20b?c')).toBe('/a b');
  expect(pathOf('http://localhost')).toBe('/');
  for (const broken of ['', '*', 'a', '?x', '/%']) expect(pathOf(broken)).toBeUndefined();
});

test('a folder without a finished build is said to be one', async () => {
  await expect(loadSite(join(dist, 'node'))).rejects.toBeInstanceOf(NoBuildError);
});
