/** The site listener as a browser and a proxy meet it: pages, codings, caching, names, headers. */
import { hostname } from 'node:os';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, test } from './support/fixtures.ts';
import { raw, UPGRADE } from './support/raw.ts';

const PAGES = ['/', '/node/12-01-introduction-to-websockets', '/node/12-02-socket-io', '/glossary'].flatMap((path) => [path, `/en${path}`]);

test.describe('pages', () => {
  for (const path of PAGES) {
    test(`${path} answers with and without a final slash`, async ({ site }) => {
      const bare = path.replace(/\/$/, '');
      for (const variant of bare ? [bare, `${bare}/`] : ['/']) {
        const { status, headers, body } = await raw(site.url, variant);
        expect(status, variant).toBe(200);
        expect(headers['content-type']).toBe('text/html; charset=utf-8');
        expect(body.toString()).toContain(`<html lang="${path.startsWith('/en') ? 'en' : 'th'}"`);
      }
    });
  }

  test('unknown addresses: a helpful 404 in the right language', async ({ page, site, watch }) => {
    watch.allow(/404/);
    const thai = await page.goto(`${site.url}/node/99-99-nowhere`);
    expect(thai?.status()).toBe(404);
    await expect(page.locator('html')).toHaveAttribute('lang', 'th');
    await expect(page.locator('a[href*="12-01"]').first()).toBeVisible();
    const english = await page.goto(`${site.url}/en/nowhere/at/all`);
    expect(english?.status()).toBe(404);
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  });

  test('paths can’t climb out of the site', async ({ site }) => {
    for (const path of ['/../package.json', '/%2e%2e/package.json', '/..%2f..%2fpackage.json', '/.build.json', '/_astro/../../package.json', '//etc/passwd']) {
      expect((await raw(site.url, path)).status, path).toBe(404);
    }
    for (const path of ['/%', '/%ff', '/a%00']) expect((await raw(site.url, path)).status, path).toBe(400);
  });
});

test.describe('bytes', () => {
  test('br, gzip and identity hold the same page', async ({ site }) => {
    const path = '/node/12-01-introduction-to-websockets';
    const [plain, br, gz] = await Promise.all(['identity', 'br', 'gzip'].map((coding) => raw(site.url, path, { 'Accept-Encoding': coding })));
    expect(br?.headers['content-encoding']).toBe('br');
    expect(gz?.headers['content-encoding']).toBe('gzip');
    expect(plain?.headers['content-encoding']).toBeUndefined();
    expect(brotliDecompressSync(br!.body).equals(plain!.body)).toBe(true);
    expect(gunzipSync(gz!.body).equals(plain!.body)).toBe(true);
    expect(br!.body.length).toBeLessThan(plain!.body.length / 2);
  });

  test('hashed files are kept for a year, pages are asked for again', async ({ site }) => {
    const home = await raw(site.url, '/');
    expect(home.headers['cache-control']).toBe('no-cache');
    const again = await raw(site.url, '/', { 'If-None-Match': String(home.headers.etag) });
    expect([again.status, again.body.length]).toEqual([304, 0]);
    const hashed = /\/_astro\/[^"']+\.(?:js|css)/.exec(home.body.toString())?.[0] ?? '';
    expect(hashed).not.toBe('');
    const file = await raw(site.url, hashed);
    expect(file.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(file.headers['content-security-policy']).toBeUndefined();
    const part = await raw(site.url, hashed, { Range: 'bytes=0-9' });
    expect([part.status, part.body.length]).toEqual([206, 10]);
  });

  test('HEAD sends no body; other methods are refused', async ({ site }) => {
    const head = await raw(site.url, '/', {}, 'HEAD');
    expect([head.status, head.body.length]).toEqual([200, 0]);
    const post = await raw(site.url, '/', {}, 'POST');
    expect([post.status, post.headers.allow]).toEqual([405, 'GET, HEAD']);
  });
});

test.describe('names', () => {
  const foreign = { Host: 'evil.example:3000' };

  test('a foreign name reaches neither pages nor healthz, and is told how to be allowed', async ({ site }) => {
    for (const path of ['/', '/healthz', '/node/12-02-socket-io', '/nowhere', '/pagefind/pagefind.js']) {
      const { status, body } = await raw(site.url, path, foreign);
      expect(status, path).toBe(403);
      expect(body.toString()).toContain('ALLOWED_HOSTS=evil.example');
    }
  });

  test('nor the control channel, by polling or by WebSocket', async ({ site }) => {
    for (const headers of [foreign, { Host: `127.0.0.1:${site.port}`, Origin: 'http://evil.example' }]) {
      expect((await raw(site.url, '/control/?EIO=4&transport=polling', headers)).status).toBeGreaterThanOrEqual(400);
      expect((await raw(site.url, '/control/?EIO=4&transport=websocket', { ...headers, ...UPGRADE })).status).toBeGreaterThanOrEqual(400);
    }
    expect((await raw(site.url, '/control/?EIO=4&transport=polling', { Host: `localhost:${site.port}` })).status).toBe(200);
  });

  test('nor the line', async ({ site }) => {
    for (const path of ['/healthz', '/line', '/socket.io/?EIO=4&transport=polling']) {
      expect((await raw(site.lineUrl, path, foreign)).status, path).toBe(403);
    }
    expect((await raw(site.lineUrl, '/probe', { ...foreign, ...UPGRADE })).status).toBe(403);
    expect((await raw(site.lineUrl, '/probe', { ...UPGRADE, Origin: 'http://evil.example' })).status).toBe(403);
    expect((await raw(site.lineUrl, '/probe', { ...UPGRADE, Origin: site.url })).status).toBe(101);
  });

  test('this machine’s own name is answered, also with .local; a foreign one is told in both languages how to be allowed', async ({ site, page, watch }) => {
    const own = hostname().replace(/\.local$/, '');
    for (const Host of [own, `${own}.local`, `${own}.local:${site.port}`]) {
      for (const path of ['/', '/healthz']) expect((await raw(site.url, path, { Host })).status, `${Host} ${path}`).toBe(200);
    }
    const { status, headers, body } = await raw(site.url, '/', { Host: 'other.local' });
    expect([status, headers['content-type']]).toEqual([403, 'text/html; charset=utf-8']);
    watch.allow(/403/);
    await page.setContent(body.toString());
    await expect(page.locator('body')).toContainText(/\p{Script=Thai}/u);
    await expect(page.locator('body')).toContainText('ALLOWED_HOSTS=other.local');
    await expect(page.locator('body')).toContainText(/allow|answer/);
  });

  test('names of PUBLIC_URL, LINE_URL and ALLOWED_HOSTS are answered', async ({ startSite }) => {
    const site = await startSite({ env: { PUBLIC_URL: 'https://class.example', LINE_URL: 'https://line.example', ALLOWED_HOSTS: 'one.test, two.test' } });
    for (const Host of ['class.example', 'line.example', 'one.test:3000', 'TWO.test', 'localhost', `127.0.0.1:${site.port}`]) {
      expect((await raw(site.url, '/', { Host })).status, Host).toBe(200);
    }
    const policy = String((await raw(site.url, '/', { Host: 'class.example' })).headers['content-security-policy']);
    expect(policy).toContain("connect-src 'self' wss://class.example https://line.example wss://line.example;");
    expect(JSON.parse((await raw(site.url, '/healthz')).body.toString())).toMatchObject({ ok: true, line: { url: 'https://line.example' } });
  });
});

test.describe('security headers', () => {
  test('a strict policy with hashes, the line named exactly', async ({ site }) => {
    const { headers } = await raw(site.url, '/en/node/12-02-socket-io/', { Host: `class.test:${site.port}` });
    const policy = new Map(String(headers['content-security-policy']).split('; ').map((part) => [part.split(' ', 1)[0], part.split(' ').slice(1)]));
    expect(policy.get('default-src')).toEqual(["'none'"]);
    expect(policy.get('script-src')?.filter((source) => !/^'sha256-/.test(source))).toEqual(["'self'", "'wasm-unsafe-eval'"]);
    expect(policy.get('connect-src')).toEqual(["'self'", `ws://class.test:${site.port}`, `http://class.test:${site.linePort}`, `ws://class.test:${site.linePort}`]);
    for (const name of ['object-src', 'base-uri', 'frame-ancestors']) expect(policy.get(name)).toEqual(["'none'"]);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('same-origin');
    expect(headers['set-cookie']).toBeUndefined();
  });

  for (const path of PAGES) {
    test(`${path}: not one violation, error or foreign request, on localhost and on a plain-HTTP name`, async ({ page, site, watch }) => {
      for (const origin of [site.url, site.plainUrl]) {
        await page.goto(origin + path, { waitUntil: 'networkidle' });
        expect(await page.evaluate(() => document.fonts.size)).toBeGreaterThan(0);
      }
      expect(watch.problems()).toEqual([]);
    });
  }

  test('an injected inline script does not run', async ({ page, site, watch }) => {
    watch.allow(/Content Security Policy/);
    await page.goto(site.url);
    const ran = await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'window.injected = true';
      document.body.append(script);
      return 'injected' in window;
    });
    expect(ran).toBe(false);
    expect(watch.problems()).toEqual([]);
  });
});

test('/healthz tells the line’s port and the version', async ({ site }) => {
  const { status, headers, body } = await raw(site.url, '/healthz');
  expect(status).toBe(200);
  expect(headers['cache-control']).toBe('no-store');
  expect(JSON.parse(body.toString())).toEqual({ ok: true, line: { port: site.linePort, url: null }, version: expect.stringMatching(/^\d+\.\d+\.\d+/) });
});
