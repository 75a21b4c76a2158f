/** The polling meter: live in both languages, its counters while they run, scrubbed, and from its recording. */
import type { Locator } from '@playwright/test';
import { bytesOf, endOf, LESSON, openDemo, recordingsHere } from './support/demo.ts';
import { expect, test, SERVER_AWAY } from './support/fixtures.ts';

const cell = (demo: Locator, way: string, what: string) => demo.locator(`.demo-stage tr[data-way="${way}"] [data-meter="${what}"]`);
const number = async (where: Locator) => Number(((await where.textContent()) ?? '').replace(',', ''));

for (const [locale, path] of Object.entries(LESSON)) {
  test(`live, ${locale}: the same news four ways, every byte on the bill`, async ({ page }) => {
    const kinds: string[] = [];
    page.on('request', (request) => request.url().includes('/line/meter/') && kinds.push(`${request.resourceType()} ${new URL(request.url()).pathname.split('/').at(-1)}`));
    const sockets: string[] = [];
    page.on('websocket', (socket) => sockets.push(new URL(socket.url()).pathname));

    const demo = await openDemo(page, 'polling-meter', path);
    await demo.locator('[data-option="news"]').selectOption('400');
    await demo.locator('[data-action="start"]').click();
    // The counters count while it runs.
    await expect.poll(() => number(cell(demo, 'short', 'requests'))).toBeGreaterThanOrEqual(2);
    await expect.poll(() => number(cell(demo, 'long', 'requests'))).toBeGreaterThanOrEqual(3);
    await expect(cell(demo, 'websocket', 'median')).toHaveText(/\d/);
    await expect(demo).toHaveAttribute('data-state', 'running');

    const { predictions, values, source } = await endOf(page, demo);
    expect(source).toBe('live-websocket');
    expect(predictions.fastest).toBe('push');
    expect(['sse', 'websocket']).toContain(predictions['fewest-bytes']);
    expect(Number(values.count)).toBeGreaterThan(10);
    expect(Number(values.shortRequests)).toBeGreaterThanOrEqual(10);
    const bill = ['shortBytes', 'longBytes', 'sseBytes', 'websocketBytes'].reduce((sum, name) => sum + Number(values[name]), 0);
    expect(bill).toBe(await bytesOf(demo));

    await expect(cell(demo, 'short', 'requests')).toHaveText(String(values.shortRequests));
    await expect(cell(demo, 'short', 'empty')).toHaveText(String(values.shortEmpty));
    await expect(cell(demo, 'short', 'median')).toHaveText(String(values.shortDelay));
    await expect(cell(demo, 'sse', 'requests')).toHaveText('1');
    // How late each of the news came can be read, way by way.
    await demo.locator('.demo-stage summary').click();
    await expect(demo.locator('.demo-stage [data-delay="websocket"]')).toHaveCount(Number(values.count));
    await expect(demo.locator('.demo-stage [data-delay="short"]').last()).toHaveText(/\d m?s$/);
    // The end says when asking would be enough.
    await expect(demo.locator('.demo-stage .verdict')).toContainText(/polling/i);
    await expect(demo.locator('.demo-stage .verdict')).toContainText(String(values.shortDelay));
    // By the browser's own means.
    expect(kinds).toContain('eventsource events');
    expect(kinds).toContain('fetch long');
    expect(sockets).toContain('/line/meter');
  });
}

test('asking four times a second for rare news: quick, and mostly for nothing', async ({ page }) => {
  const demo = await openDemo(page, 'polling-meter', LESSON.en);
  await demo.locator('[data-option="news"]').selectOption('5000');
  await demo.locator('[data-option="ask"]').selectOption('250');
  await demo.locator('[data-action="start"]').click();
  const { values } = await endOf(page, demo);
  expect(Number(values.shortRequests)).toBeGreaterThan(30);
  expect(Number(values.shortEmpty)).toBeGreaterThan(Number(values.shortRequests) - 2 - Number(values.count));
});

test('moved back through, the meter shows what had crossed by then', async ({ page }) => {
  const demo = await openDemo(page, 'polling-meter', LESSON.th);
  await demo.locator('[data-action="start"]').click();
  const { values } = await endOf(page, demo);
  const slider = demo.locator('input[type="range"]');
  await slider.press('Home');
  await expect(cell(demo, 'short', 'requests')).toHaveText('0');
  await expect(demo.locator('.demo-stage .verdict')).toHaveCount(0);
  await slider.press('End');
  await expect(cell(demo, 'short', 'requests')).toHaveText(String(values.shortRequests));
  await expect(demo.locator('.demo-stage .verdict')).toBeVisible();
});

for (const [locale, path] of Object.entries(LESSON)) {
  test(`from its recording, ${locale}, when the server is away`, async ({ page, startSite, watch }) => {
    watch.allow(SERVER_AWAY);
    const site = await startSite();
    const demo = await openDemo(page, 'polling-meter', `${site.url}${path}`);
    await recordingsHere(page);
    await site.kill();
    await demo.locator('[data-action="start"]').click();
    const { predictions, values, source } = await endOf(page, demo);
    expect(source).toBe('recording');
    await expect(demo).toHaveAttribute('data-source', 'recording');
    expect(predictions).toEqual({ 'fewest-bytes': 'websocket', fastest: 'push' });
    await expect(cell(demo, 'short', 'requests')).toHaveText(String(values.shortRequests));
    await expect(demo.locator('.demo-stage .verdict')).toBeVisible();
  });
}
