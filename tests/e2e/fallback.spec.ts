/** The fallback demo: live in both languages, on broken networks, step by step, from a plain-HTTP name, and recorded. */
import AxeBuilder from '@axe-core/playwright';
import type { Locator } from '@playwright/test';
import { endOf, openDemo, recordingsHere } from './support/demo.ts';
import { expect, test, SERVER_AWAY } from './support/fixtures.ts';
import { inColours } from './support/pages.ts';

const PATH = { th: '/node/12-02-socket-io', en: '/en/node/12-02-socket-io' } as const;
/** Chromium tells a refused WebSocket on the console, as it should. */
const REFUSED = /WebSocket connection to .* failed/;

const figure = (demo: Locator) => demo.locator('.demo-stage .fallback');
const carried = (demo: Locator, end: 'client' | 'server') => demo.locator(`.demo-stage [data-carried^="${end}."]`);

for (const [locale, path] of Object.entries(PATH)) {
  test(`live, ${locale}: polling first, then WebSocket, and nothing lost`, async ({ page }) => {
    const demo = await openDemo(page, 'fallback', path);
    await demo.locator('[data-action="start"]').click();
    const { predictions, values, source } = await endOf(page, demo);
    expect(source).toBe('live-websocket');
    expect(predictions).toEqual({ 'first-transport': 'polling', lost: 'none' });
    expect(values).toMatchObject({ transport: 'websocket', messages: 16, lost: 0 });
    await expect(figure(demo)).toHaveAttribute('data-outcome', 'upgraded');
    await expect(carried(demo, 'client')).toHaveCount(8);
    await expect(carried(demo, 'server')).toHaveCount(8);
    await expect(demo.locator('.demo-stage [data-sent="16"][data-arrived="16"]')).toBeVisible();
    // The three handshakes are there to be read: 0{…}, 40, 101.
    for (const step of ['open', 'join', 'switched', 'probe', 'upgrade']) await expect(demo.locator(`.demo-stage [data-step="${step}"]`)).toHaveCount(1);
    // A step leads to its bytes, down to the Engine.IO type.
    await demo.locator('.demo-stage [data-step="open"]').click();
    await expect(demo.locator('.demo-stage [role="option"][aria-selected="true"]')).toContainText('0{"sid":');
    await expect(demo.locator('.demo-stage [data-span="engine-io.type"]').first()).toBeVisible();
  });
}

for (const network of ['refuse-400', 'refuse-403', 'strip', 'hang']) {
  test(`a network that does ${network}: stays on polling, every message arrives`, async ({ page, watch }) => {
    watch.allow(REFUSED);
    const demo = await openDemo(page, 'fallback', PATH.en);
    await demo.locator('[data-option="network"]').selectOption(network);
    await demo.locator('[data-action="start"]').click();
    const { predictions, values } = await endOf(page, demo);
    expect(predictions).toMatchObject({ blocked: 'stays-polling', lost: 'none' });
    expect(values).toMatchObject({ transport: 'polling', messages: 16, lost: 0 });
    await expect(figure(demo)).toHaveAttribute('data-outcome', network === 'hang' ? 'probe-unanswered' : 'stayed-polling');
    await expect(demo.locator(`.demo-stage [data-step="${network === 'hang' ? 'unanswered' : 'refused'}"]`)).toBeVisible();
    expect(await carried(demo, 'client').evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset.by))).toEqual(Array(8).fill('polling'));
  });
}

test('which transports fall back, and which never do', async ({ page, watch }) => {
  watch.allow(REFUSED);
  const demo = await openDemo(page, 'fallback', PATH.th);
  await demo.locator('[data-option="network"]').selectOption('refuse-400');
  for (const [transports, outcome] of [['websocket', 'never'], ['websocket-polling', 'never'], ['try-all', 'fell-back']] as const) {
    await demo.locator('[data-option="transports"]').selectOption(transports);
    await demo.locator('[data-action="start"]').click();
    // The one before ended, too, and in the same way: this one did when it stands among those that were tried.
    await expect(demo.locator(`[data-tried="refuse-400 ${transports}"]`)).toBeVisible({ timeout: 40_000 });
    await expect(demo).toHaveAttribute('data-state', 'done');
    await expect(figure(demo)).toHaveAttribute('data-outcome', outcome);
  }
  // What was tried stands side by side, also after starting over.
  await demo.locator('[data-action="reset"]').click();
  const ended = await demo.locator('[data-tried]').evaluateAll((all) => all.map((one) => [(one as HTMLElement).dataset.tried, (one as HTMLElement).dataset.ended]));
  expect(ended).toEqual([['refuse-400 websocket', 'never'], ['refuse-400 websocket-polling', 'never'], ['refuse-400 try-all', 'polling']]);
});

test('reset empties the figure, step shows one crossing after another', async ({ page }) => {
  const demo = await openDemo(page, 'fallback', PATH.en);
  await demo.locator('[data-action="start"]').click();
  await expect(demo).toHaveAttribute('data-state', 'done', { timeout: 40_000 });
  const slider = demo.locator('[data-action="scrub"]');
  await slider.focus();
  await page.keyboard.press('Home');
  const before = await demo.locator('.demo-stage [data-crossing]').count();
  await demo.locator('[data-action="step"]').click();
  await expect.poll(() => demo.locator('.demo-stage [data-crossing]').count()).toBeGreaterThan(before);
  await demo.locator('[data-action="reset"]').click();
  await expect(demo).toHaveAttribute('data-state', 'idle');
  await expect(demo.locator('.demo-stage [data-crossing]')).toHaveCount(0);
});

test('live from a plain-HTTP name, without a secure context', async ({ page, startSite }) => {
  const site = await startSite({ env: { ALLOWED_HOSTS: 'class.test' } });
  const demo = await openDemo(page, 'fallback', site.url.replace('127.0.0.1', 'class.test') + PATH.th);
  expect(await page.evaluate(() => isSecureContext)).toBe(false);
  await demo.locator('[data-action="start"]').click();
  const { source, values } = await endOf(page, demo);
  expect([source, values.lost]).toEqual(['live-websocket', 0]);
});

for (const [locale, path] of Object.entries(PATH)) {
  test(`the server away, ${locale}: the recording plays, labelled, for every network that was recorded`, async ({ page, startSite, watch }) => {
    watch.allow(SERVER_AWAY);
    const site = await startSite();
    const demo = await openDemo(page, 'fallback', site.url + path);
    await recordingsHere(page);
    await site.kill();
    await demo.locator('[data-option="network"]').selectOption('refuse-403');
    await demo.locator('[data-action="start"]').click();
    await expect(demo).toHaveAttribute('data-state', 'done', { timeout: 40_000 });
    await expect(demo).toHaveAttribute('data-source', 'recording');
    await expect(demo.locator('[data-badge]').first()).toHaveText(locale === 'th' ? /บันทึก/ : /Recording/);
    await expect(figure(demo)).toHaveAttribute('data-outcome', 'stayed-polling');
  });
}

test('axe finds nothing serious in a done demo, light and dark, on a phone', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.setViewportSize({ width: 390, height: 844 });
  const demo = await openDemo(page, 'fallback', PATH.th);
  await demo.locator('[data-action="start"]').click();
  await expect(demo).toHaveAttribute('data-state', 'done', { timeout: 40_000 });
  await demo.locator('.demo-stage [data-step="probe"]').click();
  for (const colorScheme of ['light', 'dark'] as const) {
    await inColours(page, colorScheme);
    const { violations } = await new AxeBuilder({ page }).include('section[data-demo="fallback"]').analyze();
    expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
});
