/** Clients that mean harm: what they get at from the workbench's frame, and from a page of their own. */
import { Owner } from '../attack/client/owner.ts';
import { client, ECHO, frameOf, openFiles, reload, run } from './support/bench.ts';
import { expect, test } from './support/fixtures.ts';
import { PAGE, QUIET, stillWorks, WALL } from './support/hostile.ts';

test.beforeEach(({ watch }) => watch.allow(WALL));

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
    await reload(bench, 1);
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
