/** The shell around every demo: live, recorded, polling, still; its buttons; what it says when something breaks. */
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { allLive, LIVES, recordingsHere } from './support/demo.ts';
import { expect, test, SERVER_AWAY } from './support/fixtures.ts';

const LESSON = { th: '/node/12-01-introduction-to-websockets', en: '/en/node/12-01-introduction-to-websockets' };
const SOCKET_IO = '/en/node/12-02-socket-io';
/** What Chromium says of a server that is away. */
const demoOf = (page: Page, name: string): Locator => page.locator(`section[data-demo="${name}"]`).first();
const action = (demo: Locator, name: string): Locator => demo.locator(`[data-action="${name}"]`);
const crossings = (demo: Locator): Locator => demo.locator('.demo-stage [data-crossing]');

/** Opens a page and waits until the demo lives and knows its source. */
async function open(page: Page, path: string, name: string, source = /^live-websocket$/): Promise<Locator> {
  await page.goto(path);
  const demo = demoOf(page, name);
  await demo.scrollIntoViewIfNeeded();
  await expect(action(demo, 'start')).toBeEnabled(LIVES);
  await expect(demo).toHaveAttribute('data-source', source);
  return demo;
}
async function runToEnd(demo: Locator): Promise<void> {
  await action(demo, 'start').click();
  await expect(demo).toHaveAttribute('data-state', 'done', { timeout: 40_000 });
}
/** How many events the trace of this run has so far. */
const traced = (demo: Locator): Promise<number> => demo.evaluate((section) => (section as unknown as { trace: { events: unknown[] } }).trace.events.length);
/** Answers nothing at the server's own addresses, as if it were away. */
const cutOff = (page: Page) => page.route('**/healthz', (route) => route.abort());

test('before the first press: labelled live, an invitation and no answer', async ({ page }) => {
  const demo = await open(page, LESSON.th, 'handshake');
  await expect(demo).toHaveAttribute('data-state', 'idle');
  await expect(demo.locator('[data-badge]')).toHaveText('สด · WebSocket');
  await expect(crossings(demo)).toHaveCount(0);
  await expect(demo.locator('.demo-still')).toHaveCount(0);
});

test('by keyboard: start, and the focus stays on the main button', async ({ page }) => {
  const demo = await open(page, LESSON.en, 'handshake');
  await action(demo, 'start').focus();
  await page.keyboard.press('Enter');
  await expect(demo).toHaveAttribute('data-state', 'done', { timeout: 20_000 });
  await expect(action(demo, 'start')).toBeFocused();
  await expect(action(demo, 'start')).toHaveText('Once more');
  await expect(demo.locator('[role="status"]')).toContainText('The line is over');
});

test('back, step, scrub and reset', async ({ page }) => {
  const demo = await open(page, LESSON.en, 'handshake');
  await runToEnd(demo);
  const whole = await crossings(demo).count();
  expect(whole).toBeGreaterThan(6);
  await action(demo, 'back').click();
  await expect.poll(() => crossings(demo).count()).toBeLessThan(whole);
  const slider = action(demo, 'scrub');
  await slider.focus();
  await page.keyboard.press('Home');
  await expect(slider).toHaveAttribute('aria-valuetext', /^0 ms/);
  await expect.poll(() => crossings(demo).count()).toBeLessThan(2);
  await action(demo, 'step').click();
  await expect.poll(() => crossings(demo).count()).toBeGreaterThan(0);
  await slider.focus();
  await page.keyboard.press('End');
  await expect(crossings(demo)).toHaveCount(whole);
  await action(demo, 'reset').click();
  await expect(demo).toHaveAttribute('data-state', 'idle');
  await expect(crossings(demo)).toHaveCount(0);
});

test('step by step from the first press: one crossing after another', async ({ page }) => {
  const demo = await open(page, LESSON.en, 'handshake');
  await action(demo, 'step').click();
  await expect(crossings(demo)).toHaveCount(1);
  await action(demo, 'step').click();
  await expect(crossings(demo)).toHaveCount(2);
  await expect(demo).toHaveAttribute('data-state', 'done', { timeout: 20_000 });
  await expect(crossings(demo)).toHaveCount(2);
});

test('one line talks at a time: starting one parks the other, whose trace stays', async ({ page }) => {
  const duplex = await open(page, LESSON.en, 'duplex');
  const handshake = demoOf(page, 'handshake');
  await action(duplex, 'start').click();
  await expect.poll(() => traced(duplex)).toBeGreaterThan(4);
  await action(handshake, 'start').click();
  await expect(duplex).toHaveAttribute('data-state', 'done');
  await expect(duplex.locator('[role="status"]')).toContainText('parked');
  await expect(handshake).toHaveAttribute('data-state', 'done', { timeout: 20_000 });
  expect(await traced(duplex)).toBeGreaterThan(4);
});

test('hanging up keeps the trace', async ({ page }) => {
  const demo = await open(page, LESSON.th, 'duplex');
  await action(demo, 'start').click();
  await expect(demo).toHaveAttribute('data-state', 'running');
  await expect.poll(() => traced(demo)).toBeGreaterThan(4);
  await action(demo, 'stop').click();
  await expect(demo).toHaveAttribute('data-state', 'done');
  await expect(demo.locator('[role="status"]')).toContainText('วางสายแล้ว');
});

test('the server dies in the middle: words, a recording, and live again by itself', async ({ page, startSite, watch }) => {
  watch.allow(SERVER_AWAY);
  const site = await startSite();
  const demo = await open(page, `${site.url}${LESSON.en}`, 'duplex');
  await action(demo, 'start').click();
  await expect.poll(() => traced(demo)).toBeGreaterThan(4);
  await recordingsHere(page);
  await site.kill();
  await expect(demo).toHaveAttribute('data-state', 'error');
  await expect(demo).toHaveAttribute('data-source', 'recording');
  await expect(demo.locator('[role="status"]')).toContainText('connection to the server broke');
  await expect(demo.locator('[data-badge]')).toContainText('Recording');
  await action(demo, 'recording').click();
  await expect(demo).toHaveAttribute('data-state', 'running');
  // Where it is stopped before anything of it is there, nothing is shown of it later.
  await expect.poll(() => traced(demo)).toBeGreaterThan(4);
  await action(demo, 'stop').click();
  await startSite({ env: { PORT: String(site.port), LINE_PORT: String(site.linePort) } });
  await expect(demo).toHaveAttribute('data-source', 'live-websocket', { timeout: 30_000 });
  await expect(demo.locator('[role="status"]')).toContainText('still shows a recording');
});

test('the server is away before the first press: the recording stands in at once', async ({ page, startSite, watch }) => {
  watch.allow(SERVER_AWAY);
  const site = await startSite();
  // The page looks now and then whether the server is there; it is not to learn of its end before the press.
  await page.route(`${site.url}/healthz`, (route) => route.fulfill({ json: { ok: true, line: { port: site.linePort, url: null } } }));
  const demo = await open(page, `${site.url}${LESSON.th}`, 'handshake');
  await recordingsHere(page);
  await site.kill();
  await runToEnd(demo);
  await expect(demo).toHaveAttribute('data-source', 'recording');
  await expect(demo.locator('[data-badge]')).toHaveText(/^บันทึก \d+ \S+ \d{4}$/);
  await expect(demo.locator('[role="status"]')).toContainText('ติดต่อ Server ไม่ได้');
  await expect.poll(() => crossings(demo).count()).toBeGreaterThan(6);
});

test('the server dies right after the page has loaded: every demo on it still plays its recording', async ({ page, startSite, watch }) => {
  watch.allow(SERVER_AWAY);
  const site = await startSite();
  await page.goto(`${site.url}${LESSON.th}`);
  // Nobody has touched or scrolled anything: whatever a recording needs comes by itself.
  await allLive(page, 3);
  await recordingsHere(page);
  await site.kill();
  for (const name of ['handshake', 'duplex', 'polling-meter']) {
    const demo = demoOf(page, name);
    await runToEnd(demo);
    await expect(demo).toHaveAttribute('data-source', 'recording');
    await expect(demo.locator('[data-badge]')).toContainText('บันทึก');
    await expect.poll(() => traced(demo)).toBeGreaterThan(8);
  }
});

test('while a recording stands in, what was not recorded can’t be chosen, and says so', async ({ page, watch }) => {
  watch.allow(SERVER_AWAY);
  await cutOff(page);
  const demo = await open(page, LESSON.en, 'handshake', /^recording$/);
  await expect(demo.locator('[data-option="greeting"]')).toBeDisabled();
  await expect(demo.locator('.demo-options')).toContainText('live only');
  for (const [name, unrecorded] of [['duplex', ['off']], ['polling-meter', ['250', '60']]] as const) {
    const away = demoOf(page, name).locator('option:disabled');
    await expect(away).toHaveText(unrecorded.map(() => /\(live only\)$/), LIVES);
    expect(await away.evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value))).toEqual(unrecorded);
  }
  await runToEnd(demo);
  await expect(demo).toHaveAttribute('data-source', 'recording');
});

test('where WebSocket is blocked: fallback is live by polling, handshake plays its recording', async ({ page, watch }) => {
  watch.allow(SERVER_AWAY);
  await page.addInitScript(() => {
    class Blocked extends EventTarget {
      readyState = 3;
      onopen = null;
      onmessage = null;
      onerror: ((event: Event) => void) | null = null;
      onclose: ((event: Event) => void) | null = null;
      constructor() {
        super();
        queueMicrotask(() => {
          for (const kind of ['error', 'close'] as const) {
            const event = new Event(kind);
            this[`on${kind}`]?.(event);
            this.dispatchEvent(event);
          }
        });
      }
      send() {}
      close() {}
    }
    Object.assign(window, { WebSocket: Blocked });
  });
  const fallback = await open(page, SOCKET_IO, 'fallback', /^live-polling$/);
  await expect(fallback.locator('[data-badge]')).toHaveText('Live · polling');
  await runToEnd(fallback);
  await expect(fallback).toHaveAttribute('data-source', 'live-polling');
  await open(page, LESSON.en, 'handshake', /^recording$/);
});

test('several readers at once: each trace holds only its own line', async ({ browser, site, watchPages }) => {
  const contexts = await Promise.all([1, 2, 3].map(() => browser.newContext()));
  const traces = await Promise.all(
    contexts.map(async (context) => {
      watchPages(context);
      const demo = await open(await context.newPage(), `${site.url}${LESSON.en}`, 'handshake');
      await runToEnd(demo);
      return demo.evaluate((element) => {
        const { events } = (element as unknown as { trace: { events: { kind: string; from?: string; bytes?: Uint8Array }[] } }).trace;
        return events.filter(({ kind, from }) => kind === 'bytes' && from === 'client').map(({ bytes }) => String.fromCharCode(...(bytes ?? []))).join('');
      });
    }),
  );
  const tokens = traces.map((sent) => [...new Set([...sent.matchAll(/line=([\w-]+)/g)].map((match) => match[1]))]);
  for (const own of tokens) expect(own).toHaveLength(1);
  expect(new Set(tokens.flat()).size).toBe(3);
  await Promise.all(contexts.map((context) => context.close()));
});

test('by a plain-HTTP name that is no secure context', async ({ page, site }) => {
  const demo = await open(page, `${site.plainUrl}${LESSON.th}`, 'handshake');
  expect(await page.evaluate(() => isSecureContext)).toBe(false);
  await runToEnd(demo);
  await expect(demo).toHaveAttribute('data-source', 'live-websocket');
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });
  test('the still figure, labelled as one, and no dead buttons', async ({ page }) => {
    await page.goto(LESSON.th);
    const demo = demoOf(page, 'handshake');
    await expect(demo).toHaveAttribute('data-source', 'still');
    await expect(demo.locator('[data-badge]')).toHaveText('ภาพนิ่ง');
    await expect(demo.locator('.demo-still')).toBeVisible();
    await expect(demo.locator('.demo-still [data-crossing]').first()).toBeVisible();
    await expect(action(demo, 'start')).toBeHidden();
  });
});

test('on paper: the still figure, or the reader’s own trace once there is one', async ({ page }) => {
  const demo = await open(page, LESSON.en, 'handshake');
  await page.emulateMedia({ media: 'print' });
  await expect(demo.locator('.demo-still')).toBeVisible();
  await expect(action(demo, 'start')).toBeHidden();
  await page.emulateMedia({ media: 'screen' });
  await runToEnd(demo);
  await page.emulateMedia({ media: 'print' });
  await expect(demo.locator('.demo-still')).toBeHidden();
  await expect(demo.locator('.demo-stage')).toBeVisible();
});

test('a printed lesson is whole: the living page fills as many sheets as the one without script', async ({ browser, site, watchPages }) => {
  const sheets = async (javaScriptEnabled: boolean): Promise<number> => {
    const context = await browser.newContext({ javaScriptEnabled });
    watchPages(context);
    const page = await context.newPage();
    await page.goto(site.url + LESSON.en);
    if (javaScriptEnabled) await allLive(page, 3);
    const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
    await context.close();
    return pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  };
  const plain = await sheets(false);
  expect(plain).toBeGreaterThan(10);
  expect(Math.abs((await sheets(true)) - plain)).toBeLessThanOrEqual(1);
});

for (const scheme of ['light', 'dark'] as const) {
  test(`nothing that axe finds, ${scheme}, idle and done, with narrow screens in their bounds`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width: 390, height: 844 });
    const demo = await open(page, LESSON.th, 'handshake');
    const check = () => new AxeBuilder({ page }).include('section[data-demo="handshake"] .demo-shell').analyze();
    expect((await check()).violations).toEqual([]);
    await runToEnd(demo);
    expect((await check()).violations).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });
}

test('the home page holds a line and says so; away, it plays its recording', async ({ page, startSite, watch }) => {
  watch.allow(SERVER_AWAY);
  const site = await startSite();
  await page.goto(`${site.url}/en/`);
  const home = demoOf(page, 'home');
  await expect(home).toHaveAttribute('data-state', 'running');
  await expect(home).toHaveAttribute('data-source', 'live-websocket');
  await expect(home.locator('.demo-shell .told')).toContainText(/\d+ frames · \d+ bytes · round trip [\d.]+ m?s/);
  await site.kill();
  await expect(home).toHaveAttribute('data-source', 'recording');
});
