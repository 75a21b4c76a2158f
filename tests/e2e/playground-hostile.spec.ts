/** Clients that mean harm, where the browser is the wall: in the workbench's frame, on a page of their own, in a link. */
import { deflateSync, strToU8 } from 'fflate';
import type { Page } from '@playwright/test';
import { Owner } from '../attack/client/owner.ts';
import { client, ECHO, frameOf, open, openFiles, PATHS, run } from './support/bench.ts';
import { expect, test } from './support/fixtures.ts';

const PAGE = '<!doctype html><meta charset="utf-8"><p id="p">here</p><script type="module" src="client.js"></script>';
const QUIET = { 'server.js': ECHO, 'index.html': PAGE, 'client.js': '' };
/** What browsers say on the console when a wall holds. */
const WALL = /Content Security Policy|sandbox|Refused to|Blocked|Unsafe attempt|CORS policy|SecurityError|Failed to (load|start|construct|execute)|ERR_FAILED|ERR_BLOCKED|not allowed|permission/i;

test.beforeEach(({ watch }) => watch.allow(WALL));
/** The workbench answers, runs anew, and the new client talks. */
async function stillWorks(page: Page) {
  const bench = page.locator('[data-workbench]');
  await bench.locator('[data-action="stop"]').click();
  await expect(bench).toHaveAttribute('data-state', 'stopped');
}

test.describe('in the workbench’s frame', () => {
  test('nothing of the site is in reach: storage, cookies, the page around it, other windows', async ({ page, context, site }) => {
    await context.addCookies([{ name: 'secret', value: 'cookie', url: site.lineUrl }, { name: 'secret', value: 'cookie', url: site.url }]);
    const bench = await openFiles(page, QUIET);
    await run(bench);
    const frame = await frameOf(page, 1);
    const popups: unknown[] = [];
    context.on('page', (other) => popups.push(other.url()));
    page.on('download', (download) => popups.push(download.url()));
    const found = await frame.evaluate(async () => {
      const attempt = async (what: () => unknown): Promise<string> => {
        try {
          const value = await what();
          return value === undefined || value === null ? 'nothing' : `GOT ${String(value).slice(0, 80)}`;
        } catch {
          return 'refused';
        }
      };
      const w = window as unknown as Record<string, never> & Window;
      const click = (attributes: Record<string, string>) => {
        const link = Object.assign(document.createElement('a'), attributes);
        document.body.append(link);
        link.click();
        return undefined;
      };
      return {
        origin: self.origin,
        cookie: await attempt(() => document.cookie || null),
        setCookie: await attempt(() => ((document.cookie = 'a=b'), document.cookie || null)),
        localStorage: await attempt(() => localStorage.length),
        sessionStorage: await attempt(() => sessionStorage.length),
        indexedDB: await attempt(() => new Promise((resolve, reject) => {
          const asked = indexedDB.open('x');
          asked.onsuccess = () => resolve('open');
          asked.onerror = () => reject(new Error('no'));
        })),
        caches: await attempt(() => caches.open('x')),
        files: await attempt(() => navigator.storage.getDirectory()),
        serviceWorker: await attempt(() => navigator.serviceWorker.register('client.js')),
        sharedWorker: await attempt(() => new Promise((resolve, reject) => {
          const worker = new SharedWorker('client.js');
          worker.onerror = () => reject(new Error('no'));
          setTimeout(() => resolve(null), 500);
        })),
        parentDocument: await attempt(() => parent.document),
        topLocation: await attempt(() => top!.location.href),
        parentStorage: await attempt(() => (parent as Window & { localStorage: Storage }).localStorage),
        siblings: await attempt(() => parent.frames[1]!.document),
        opener: await attempt(() => w.opener),
        navigateTop: await attempt(() => void (top!.location.href = 'about:blank')),
        popup: await attempt(() => window.open('about:blank')),
        blankTarget: await attempt(() => click({ href: 'about:blank', target: '_blank' })),
        topTarget: await attempt(() => click({ href: 'about:blank', target: '_top' })),
        download: await attempt(() => click({ href: 'data:text/plain,x', download: 'x.exe' })),
        domain: await attempt(() => void (document.domain = '127.0.0.1')),
        history: await attempt(() => history.pushState(null, '', '/node/12-02-socket-io')),
        clipboard: await attempt(() => navigator.clipboard.readText()),
        location: await attempt(() => new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, () => reject(new Error('no'))))),
        camera: await attempt(() => navigator.mediaDevices.getUserMedia({ video: true })),
        fullscreen: await attempt(() => document.documentElement.requestFullscreen()),
      };
    });
    expect(found.origin).toBe('null');
    const got = Object.entries(found).filter(([name, value]) => name !== 'origin' && value.startsWith('GOT'));
    expect(got).toEqual([]);
    expect(popups).toEqual([]);
    await expect(page).toHaveURL(/\/en\/playground/);
    await stillWorks(page);
  });

  test('nothing is in reach over the network but its own program', async ({ page, site, watch }) => {
    watch.allow(/request to another host: http:\/\/elsewhere/);
    const other = new Owner(site);
    await other.run(ECHO);
    const bench = await openFiles(page, QUIET);
    await run(bench);
    const frame = await frameOf(page, 1);
    const found = await frame.evaluate(async ({ site, line, path }) => {
      const reached = async (what: () => Promise<unknown>) => what().then((value) => `GOT ${String(value)}`, () => 'refused');
      const loaded = (make: () => HTMLElement & { src?: string }, src: string) => reached(() => new Promise((resolve, reject) => {
        const element = make();
        element.onload = resolve;
        element.onerror = () => reject(new Error('no'));
        element.src = src;
        document.body.append(element);
      }));
      const socket = (address: string) => reached(() => new Promise((resolve, reject) => {
        const one = new WebSocket(address);
        one.onopen = resolve;
        one.onerror = () => reject(new Error('no'));
      }));
      const fetched = (address: string, init?: RequestInit) => reached(() => fetch(address, init).then((answer) => answer.status));
      return {
        control: await fetched(`${site}/control/?EIO=4&transport=polling`),
        controlSocket: await socket(`${site.replace('http', 'ws')}/control/?EIO=4&transport=websocket`),
        sitePage: await fetched(`${site}/en/`, { mode: 'no-cors' }),
        health: await fetched(`${line}/healthz`),
        probe: await socket(`${line.replace('http', 'ws')}/probe`),
        demos: await fetched(`${line}/line`),
        otherProgram: await fetched(`${line}${path}/socket.io/?EIO=4&transport=polling`),
        otherPage: await fetched(`${line}${path}/`),
        otherSocket: await socket(`${line.replace('http', 'ws')}${path}/socket.io/?EIO=4&transport=websocket`),
        otherScript: await loaded(() => document.createElement('script'), `${line}${path}/client.js`),
        elsewhere: await fetched('http://elsewhere.example/', { mode: 'no-cors' }),
        image: await loaded(() => document.createElement('img'), 'http://elsewhere.example/x.png'),
        style: await loaded(() => Object.assign(document.createElement('link'), { rel: 'stylesheet', href: 'http://elsewhere.example/x.css' }), ''),
        module: await reached(() => import(/* @vite-ignore */ `${site}/_astro/x.js`)),
        blobWorker: await reached(() => new Promise((resolve, reject) => {
          const worker = new Worker(URL.createObjectURL(new Blob(['postMessage(1)'], { type: 'text/javascript' })));
          worker.onmessage = resolve;
          worker.onerror = () => reject(new Error('no'));
        })),
        events: await reached(() => new Promise((resolve, reject) => {
          const source = new EventSource(`${line}/line/sse`);
          source.onopen = resolve;
          source.onerror = () => reject(new Error('no'));
        })),
        own: await fetched(`${location.pathname}socket.io/?EIO=4&transport=polling`),
      };
    }, { site: site.url, line: site.lineUrl, path: other.path });
    const { own, ...rest } = found;
    expect(own).toBe('GOT 200');
    expect(Object.entries(rest).filter(([, value]) => value.startsWith('GOT'))).toEqual([]);
    other.close();
    await stillWorks(page);
  });

  test('a form, a frame, a redirect of its own lead nowhere', async ({ page, site }) => {
    const bench = await openFiles(page, QUIET);
    await run(bench);
    for (const action of ['form', 'frame', 'refresh', 'location'] as const) {
      const frame = await frameOf(page, 1);
      await frame.evaluate(({ site, action }) => {
        if (action === 'form') {
          document.body.insertAdjacentHTML('beforeend', `<form method="post" action="${site}/control/"><input name="a" value="b"></form>`);
          document.forms[0]?.submit();
        }
        if (action === 'frame') document.body.insertAdjacentHTML('beforeend', `<iframe src="${site}/en/"></iframe>`);
        if (action === 'refresh') document.head.insertAdjacentHTML('beforeend', `<meta http-equiv="refresh" content="0;url=${site}/en/">`);
        if (action === 'location') location.href = `${site}/en/playground`;
      }, { site: site.url, action });
      await expect(page.locator('[data-client="1"] iframe')).toBeAttached();
      // Its own frame may be lost; the page around it is not, and a new frame is one press away.
      const lost = (await page.locator('[data-client="1"] iframe').getAttribute('src')) ?? '';
      await page.locator('[data-client="1"] [data-action="reload-client"]').click();
      await expect(page.locator('[data-client="1"] iframe')).not.toHaveAttribute('src', lost);
      await expect(client(page, 1).locator('#p')).toHaveText('here');
    }
    expect(page.frames().map((frame) => new URL(frame.url()).origin).filter((origin) => origin === site.url)).toHaveLength(1);
    await expect(page).toHaveURL(/\/en\/playground/);
  });

  test('who goes back and forth in history does not take the page along', async ({ page }) => {
    await page.goto('/en/glossary');
    const bench = await openFiles(page, QUIET);
    await run(bench);
    const frame = await frameOf(page, 1);
    await frame.evaluate(() => {
      for (let i = 0; i < 300; i++) location.hash = `h${i}`;
    });
    await expect(page).toHaveURL(/\/en\/playground/);
    await stillWorks(page);
  });

  test('messages made up: only a client’s own window is heard, and only as text', async ({ page }) => {
    const bench = await openFiles(page, QUIET);
    await run(bench);
    const frame = await frameOf(page, 1);
    await frame.evaluate(() => {
      const entry = (values: unknown) => ({ saitrong: 'client', type: 'console', entry: { t: 0, end: 'server', level: 'error', values, times: 1e9 } });
      const say = (data: unknown) => parent.postMessage(data, '*');
      for (const nonsense of [null, 1, 'x', [], {}, { saitrong: 'client' }, { saitrong: 'client', type: 'constructor' }, entry('x'), entry([{ k: '__proto__' }]), entry([{ k: 'object', entries: [1, [2]] }]), { saitrong: 'client', type: 'problem', problem: { message: 5 } }]) say(nonsense);
      say({ saitrong: 'client', type: 'console', entry: JSON.parse('{"values":[{"k":"string","v":"mine","__proto__":{"polluted":1}}],"__proto__":{"polluted":1}}') });
      say({ saitrong: 'client', type: 'problem', problem: { name: '<b>x</b>', message: '<img src=x onerror="top.pwned=1">', place: { file: '<img src=x onerror="top.pwned=1">', line: 1e15 }, stack: 7, end: 'server', severity: 'fatal' } });
      // A window that is no client of the workbench, though it says so.
      const inner = document.createElement('iframe');
      inner.srcdoc = `<script>top.postMessage(${JSON.stringify(entry([{ k: 'string', v: 'FORGED' }]))}, '*'); parent.postMessage('sent', '*')</script>`;
      const sent = new Promise((resolve) => addEventListener('message', resolve));
      document.body.append(inner);
      return sent.then(() => say({ saitrong: 'client', type: 'console', entry: { values: [{ k: 'string', v: 'last' }] } }));
    });
    await expect(bench.locator('[data-log]').filter({ hasText: 'last' })).toHaveCount(1);
    await expect(bench.locator('[data-log="client"]').filter({ hasText: 'mine' })).toHaveCount(1);
    await expect(bench.locator('[data-log]').filter({ hasText: 'FORGED' })).toHaveCount(0);
    await expect(bench.locator('[data-problem="server"]')).toHaveCount(0);
    await expect(bench.locator('[data-problem="client"]')).toContainText('<img src=x');
    expect(await page.evaluate(() => [(window as unknown as Record<string, unknown>).pwned, ({} as Record<string, unknown>).polluted])).toEqual([undefined, undefined]);
    await expect(bench.locator('[data-problem] img, [data-log] img')).toHaveCount(0);
    await stillWorks(page);
  });

  test('values that fight back on the console: each is shown or left out, and what follows comes through', async ({ page }) => {
    const bench = await openFiles(page, QUIET);
    await run(bench);
    const frame = await frameOf(page, 1);
    await frame.evaluate(() => {
      const deep: Record<string, unknown> = {};
      let at = deep;
      for (let i = 0; i < 50_000; i++) at = at.next = {} as Record<string, unknown>;
      const wide = Object.fromEntries(Array.from({ length: 50_000 }, (_, i) => [`k${i}`, i]));
      const cycle: Record<string, unknown> = {};
      cycle.self = cycle;
      const revoked = Proxy.revocable({}, {});
      revoked.revoke();
      const values: unknown[] = [
        deep, wide, cycle, revoked.proxy, window, document, parent, Symbol('s'), 10n ** 5000n, new Map([[cycle, cycle]]), 'x'.repeat(5_000_000), new Array(1e9), new Uint8Array(1e6),
        { get boom() { throw new Error('no'); } }, new Proxy({}, { ownKeys() { throw 1; }, get() { throw 2; }, getPrototypeOf() { throw 3; } }), { toString() { throw 1; }, toJSON() { throw 2; } },
        Object.create(null), Object.defineProperty(new Error('x'), 'stack', { get() { throw 1; } }), Object.defineProperty(new Error('x'), 'message', { value: { toString() { throw 1; } } }),
        '<img src=x onerror="top.pwned=1">', '\u202E\u2066reversed', '\u001B[31mred\u001B[0m\u0007\u0000', '</script><script>top.pwned=1</script>', '%c%s%o', '{{constructor}}',
      ];
      for (const value of values) console.log(value);
      console.log('that was all');
    });
    await expect(bench.locator('[data-log="client"]').filter({ hasText: 'that was all' })).toHaveCount(1);
    await expect(bench.locator('[data-log="client"]').filter({ hasText: '<img src=x' })).toHaveCount(1);
    await expect(bench.locator('[data-log] :is(img, script)')).toHaveCount(0);
    expect(await page.evaluate(() => (window as unknown as Record<string, unknown>).pwned)).toBeUndefined();
    await stillWorks(page);
  });

  test('what a server says is text too: its lines, its errors, their names', async ({ page }) => {
    const bench = await openFiles(page, {
      ...QUIET,
      'server.js': `console.log('<img src=x onerror="top.pwned=1">', '\\u202E\\u001B[31m', { '<img src=x onerror="top.pwned=1">': '</script><script>top.pwned=1</script>' });
throw Object.assign(new Error('<img src=x onerror="top.pwned=1">'), { name: '<script>top.pwned=1</script>' });`,
    });
    await run(bench, 'failed');
    await expect(bench.locator('[data-problem="server"]')).toContainText('<img src=x');
    await expect(bench.locator('[data-log="server"]')).toContainText('<img src=x');
    await expect(bench.locator(':is([data-log], [data-problem]) :is(img, script)')).toHaveCount(0);
    expect(await page.evaluate(() => (window as unknown as Record<string, unknown>).pwned)).toBeUndefined();
  });

  test('twenty thousand lines, and messages without end: the page stays quick, and says what is left out', async ({ page }) => {
    test.slow();
    const bench = await openFiles(page, QUIET);
    await run(bench);
    const frame = await frameOf(page, 1);
    await frame.evaluate(() => {
      for (let i = 0; i < 20_000; i++) console.log('flood', i);
      for (let i = 0; i < 20_000; i++) parent.postMessage({ saitrong: 'client', type: 'console', entry: { values: [{ k: 'string', v: `raw ${i}` }] } }, '*');
    });
    await frame.evaluate(() => setTimeout(() => console.log('after the flood'), 1100));
    await expect(bench.locator('[data-log="client"]').filter({ hasText: 'after the flood' })).toHaveCount(1);
    expect(await bench.locator('[data-log]').count()).toBeLessThan(2_500);
    await stillWorks(page);
  });

  test('text is not turned into script: no loop without a guard comes of it', async ({ page, watch }) => {
    test.slow();
    watch.allow(/unsafe-eval|^page error/);
    for (const code of ['new Function("for (;;);")()', 'eval("for (;;);")', 'setTimeout("for (;;);")', '(() => {}).constructor("for (;;);")()', 'import("data:text/javascript,for(;;);").catch((error) => { throw error; })']) {
      const bench = await openFiles(page, { ...QUIET, 'client.js': `setTimeout(() => console.log("goes on"), 300); ${code};` });
      await run(bench);
      await expect(bench.locator('[data-log="client"]').filter({ hasText: 'goes on' }).first(), code).toBeVisible();
      await page.goto('about:blank');
    }
  });

  test('loops by every kind of script in the page are ended, one after the other', async ({ page, watch }) => {
    watch.allow(/ran for 2 seconds/);
    const loops = ['while (true);', 'for (;;) try { for (;;); } catch {}', 'do ; while (1)', 'const r = () => { try { r(); } finally { r(); } }; r();', 'for (const x of (function* () { for (;;) yield 1; })());', 'const f = () => { for (;;); }; setTimeout(f); f();'];
    const bench = await openFiles(page, { ...QUIET, 'index.html': `<!doctype html><body>${loops.slice(2).map((code) => `<script>${code}</script>`).join('')}<script type="module" src="client.js"></script>`, 'client.js': `addEventListener("load", () => { ${loops[0]} }); ${loops[1]}` });
    await run(bench);
    await expect(bench.locator('[data-problem="client"]').filter({ hasText: 'ran for 2 seconds' }).first()).toBeVisible();
    await stillWorks(page);
    await expect(page.locator('[data-client="1"] iframe')).toHaveCount(0);
  });

  test('a dialog again and again: the loop is ended, and Stop is not behind it', async ({ page, watch }) => {
    watch.allow(/ran for 2 seconds/);
    let dialogs = 0;
    page.on('dialog', (dialog) => {
      dialogs += 1;
      dialog.dismiss().catch(() => undefined);
    });
    const bench = await openFiles(page, { ...QUIET, 'client.js': 'for (;;) alert("again");' });
    await run(bench);
    // Two clients on one thread, each for its 2 seconds.
    await expect(bench.locator('[data-problem="client"], [data-log="client"]').first()).toBeVisible({ timeout: 20_000 });
    await stillWorks(page);
    expect(dialogs).toBeLessThanOrEqual(10);
  });

  test('a page of 200 000 elements, and 300 MB held', async ({ page }) => {
    const bench = await openFiles(page, QUIET);
    await run(bench);
    const frame = await frameOf(page, 1);
    await frame.evaluate(() => {
      document.body.innerHTML = '<i>x</i>'.repeat(200_000);
      (window as unknown as { held: unknown }).held = Array.from({ length: 30 }, () => new Uint8Array(1e7).fill(1));
    });
    await stillWorks(page);
    await expect(page.locator('[data-client="1"] iframe')).toHaveCount(0);
  });

  test('what the client changes of its own world does not reach the workbench, and it can be run again', async ({ page, watch }) => {
    watch.allow(/./);
    const bench = await openFiles(page, {
      ...QUIET,
      'client.js': 'Object.prototype.polluted = 1; Array.prototype.map = null; window.postMessage = null; window.__saitrong = null; JSON.stringify = () => "x"; Promise.prototype.then = () => {}; console.log("mine");',
    });
    await run(bench);
    expect(await page.evaluate(() => ({}) as { polluted?: number }).then(({ polluted }) => polluted)).toBeUndefined();
    await stillWorks(page);
    await run(bench);
    await stillWorks(page);
  });
});

test('a client on a page of its own has no more rights than in its frame', async ({ page, context, site }) => {
  const owner = new Owner(site);
  await owner.run(ECHO, { 'index.html': PAGE, 'client.js': 'document.title = "own";' });
  await context.addCookies([{ name: 'secret', value: 'cookie', url: site.lineUrl }]);
  const answer = await page.goto(`${site.lineUrl}${owner.path}/`);
  const policy = answer?.headers()['content-security-policy'] ?? '';
  expect(policy).toMatch(/^sandbox allow-scripts/);
  expect(policy).not.toMatch(/allow-same-origin|allow-top-navigation|allow-popups|allow-downloads/);
  const found = await page.evaluate(async (site) => {
    const attempt = async (what: () => unknown) => {
      try {
        return (await what()) ?? 'nothing';
      } catch {
        return 'refused';
      }
    };
    return [self.origin, await attempt(() => document.cookie || null), await attempt(() => localStorage.length), await attempt(() => window.open('about:blank')), await attempt(() => fetch(`${site}/en/`, { mode: 'no-cors' })), await attempt(() => navigator.serviceWorker.register('client.js'))].map(String);
  }, site.url);
  expect(found).toEqual(['null', expect.stringMatching(/refused|nothing/), 'refused', 'nothing', 'refused', 'refused']);
  owner.close();
});

test.describe('shared links', () => {
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
  const packed = (value: unknown) => base64(deflateSync(strToU8(typeof value === 'string' ? value : JSON.stringify(value)), { level: 9 }));
  const files = { 'server.js': ECHO };
  const LINKS: [string, () => string][] = [
    ['no base64', () => '%%%%'],
    ['base64 of nothing', () => 'AAAA'],
    ['cut off', () => packed({ v: 1, files }).slice(0, -12)],
    ['no JSON', () => packed('nonsense')],
    ['a bomb of 200 MB', () => packed(`{"v":1,"files":{"server.js":"${' '.repeat(200_000_000)}"}}`)],
    ['a link of 1.5 MB', () => 'A'.repeat(1_500_000)],
    ['another version', () => packed({ v: 2, files })],
    ['an array', () => packed({ v: 1, files: ['server.js'] })],
    ['a file that is a number', () => packed({ v: 1, files: { 'server.js': 5 } })],
    ['an unknown file', () => packed({ v: 1, files: { ...files, '../../x.js': '' } })],
    ['__proto__ as a file', () => packed('{"v":1,"files":{"server.js":"","__proto__":{"polluted":1}}}')],
    ['__proto__ around it', () => packed('{"__proto__":{"v":1,"files":{"server.js":""}}}')],
    ['no server', () => packed({ v: 1, files: { 'client.js': '' } })],
    ['null', () => packed('null')],
  ];
  test('each that is broken is told so, and harms nothing', async ({ page }) => {
    test.slow();
    for (const [name, make] of LINKS) {
      await page.goto('about:blank');
      const bench = await open(page, `${PATHS.en}#code=${make()}`);
      await expect(bench.locator('[data-notice]'), name).toContainText('no program');
      await expect(bench, name).toHaveAttribute('data-starter', /^(?!shared)/);
      expect(await page.evaluate(() => ({}) as { polluted?: number }).then(({ polluted }) => polluted), name).toBeUndefined();
    }
  });

  const STRANGER = { 'server.js': `${ECHO} console.log('RAN BY ITSELF');`, 'index.html': '<title><script>top.pwned=1</script></title>', 'client.js': 'console.log("RAN BY ITSELF")' };
  test('a stranger’s program never runs by itself: not when opened, not with “run on change”, not in place of what runs', async ({ page }) => {
    const bench = await open(page, PATHS.en);
    await bench.locator('summary', { hasText: 'More' }).click();
    await bench.locator('[data-action="auto"]').check();
    await run(bench);
    const { toHash } = await import('../../src/playground/model/share.ts');
    await page.evaluate((hash) => void (location.hash = hash), toHash(STRANGER));
    await expect(bench).toHaveAttribute('data-starter', /^shared-/);
    // Longer than typing must rest before a changed program is run again.
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 2_000)));
    await expect(bench.locator('[data-log]').filter({ hasText: 'RAN BY ITSELF' })).toHaveCount(0);
    await page.reload();
    await expect(bench).toHaveAttribute('data-starter', /^shared-/);
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 2_000)));
    await expect(bench.locator('[data-log]').filter({ hasText: 'RAN BY ITSELF' })).toHaveCount(0);
    expect(await page.evaluate(() => (window as unknown as Record<string, unknown>).pwned)).toBeUndefined();
    await run(bench);
    await expect(bench.locator('[data-log="server"]').filter({ hasText: 'RAN BY ITSELF' })).toHaveCount(1);
  });
});
