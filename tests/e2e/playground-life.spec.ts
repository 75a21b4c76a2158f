/** How long a program lives, who else may come to it, and the ways back from everything. */
import type { Page } from '@playwright/test';
import { client, ECHO, open, openFiles, PATHS, PHONE, PROGRAM_GONE, run } from './support/bench.ts';
import { expect, test } from './support/fixtures.ts';

/** Types over the text of the file that is shown. */
async function write(page: Page, text: string): Promise<void> {
  await page.locator('[data-shown]').click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(text);
}

const CHAT = { th: '/playground?example=chat', en: '/en/playground?example=chat' } as const;
for (const locale of ['th', 'en'] as const) {
  test(`${locale}: a second tab and a second device talk with the clients beside the code`, async ({ page, context, browser, site, watchPages }) => {
    const bench = await open(page, `${site.plainUrl}${CHAT[locale]}`);
    await run(bench);
    await bench.locator('[data-action="link"]').click();
    const link = await page.locator('[data-link="client"]').inputValue();
    expect(link).toContain(`http://class.test:${site.linePort}/play/`);
    await page.keyboard.press('Escape');

    const tab = await context.newPage();
    await tab.goto(link);
    await expect(tab.locator('#status')).toHaveText('#tea · 3');
    const device = await browser.newContext({ viewport: PHONE, hasTouch: true, isMobile: true, userAgent: 'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36' });
    watchPages(device, site);
    const phone = await device.newPage();
    await phone.goto(link);
    await expect(phone.locator('#status')).toHaveText('#tea · 4');
    await phone.locator('#say input').fill('จากมือถือ');
    await phone.locator('#say button').tap();
    for (const one of [client(page, 1), client(page, 2), tab]) await expect(one.locator('li')).toContainText('จากมือถือ');
    await expect(bench.locator('[data-remote]')).toHaveCount(2);
    // What the phone sent is on its own line, there to be seen.
    await bench.locator('[data-remote]', { hasText: 'Android' }).click();
    await expect(bench.locator('.rails [data-crossing]').filter({ hasText: '42["message"' }).first()).toBeVisible();
    await device.close();
    await expect(client(page, 1).locator('#status')).toHaveText('#tea · 3');
  });

  test(`${locale}: run, run again and stop by key; run on change where that is wanted`, async ({ page, watch }) => {
    watch.allow(PROGRAM_GONE);
    // It talks on and on, and may not keep typing from coming to rest by that.
    const bench = await openFiles(page, { 'server.js': `${ECHO}setInterval(() => console.log('tick'), 100);\n`, 'client.js': '' }, PATHS[locale]);
    await page.locator('[data-shown]').click();
    const press = () => page.keyboard.press('ControlOrMeta+Enter');
    await run(bench, 'listening', press);
    await page.keyboard.press('ControlOrMeta+.');
    await expect(bench).toHaveAttribute('data-state', 'stopped');
    await bench.locator('.ways summary').click();
    await expect(bench.locator('[data-action="auto"]')).not.toBeChecked();
    await page.keyboard.press('Escape');
    await page.locator('[data-shown]').click();
    await page.keyboard.press('ControlOrMeta+Shift+Enter');
    await expect(bench.locator('[data-action="auto"]')).toBeChecked();
    await run(bench, 'listening', press);
    await write(page, `${ECHO}console.log("changed by hand");\n`);
    await expect(bench.locator('[data-log="server"]').filter({ hasText: 'changed by hand' })).toHaveCount(1);
    await expect(bench).toHaveAttribute('data-state', 'listening');
  });

  test(`${locale}: what was run is a version to go back to, and from there back again`, async ({ page, watch }) => {
    watch.allow(PROGRAM_GONE);
    const bench = await openFiles(page, { 'server.js': `${ECHO}// the first\n`, 'client.js': '' }, PATHS[locale]);
    await run(bench);
    await write(page, `${ECHO}// the second\n`);
    await expect(bench.locator('[data-shown]')).toContainText('// the second');
    await run(bench, 'listening', () => page.keyboard.press('ControlOrMeta+Enter'));
    await write(page, `${ECHO}// the third\n`);
    await bench.locator('.ways summary').click();
    await bench.locator('[data-action="versions"]').click();
    await page.locator('dialog [data-version] button').first().click();
    await expect(bench.locator('[data-shown]')).toContainText('// the second');
    await bench.locator('[data-action="undo"]').click();
    await expect(bench.locator('[data-shown]')).toContainText('// the third');
    await page.reload();
    await expect(bench.locator('[data-shown]')).toContainText('// the third');
  });
}

test('two tabs of one example follow each other, and what one wrote over can be brought back; a duplicate leaves the running program alone', async ({ page, context }) => {
  const first = await open(page, PATHS.en);
  await run(first);
  await write(page, '// all that the first tab wrote\n');
  const other = await context.newPage();
  // What a browser does when a tab is duplicated.
  const key = await page.evaluate(() => sessionStorage.getItem('saitrong-program'));
  await other.addInitScript((kept) => window === top && sessionStorage.setItem('saitrong-program', kept ?? ''), key);
  const second = await open(other, PATHS.en);
  await expect(second.locator('[data-shown]')).toContainText('all that the first tab wrote');
  await expect.poll(() => other.evaluate(() => sessionStorage.getItem('saitrong-program'))).toBeNull();
  await expect(second).toHaveAttribute('data-state', 'idle');
  await write(other, '// something else\n');
  await expect(first.locator('[data-shown]')).toContainText('something else');
  await expect(first.locator('[data-elsewhere="followed"]')).toBeVisible();
  await expect(first).toHaveAttribute('data-state', 'listening');
  await first.locator('[data-action="undo"]').click();
  for (const bench of [first, second]) await expect(bench.locator('[data-shown]')).toContainText('all that the first tab wrote');
});

test('a program outlives its page for its grace and no longer; who comes late is told', async ({ startSite, context, watch }) => {
  watch.allow(/\/play\/|ERR_|WebSocket/);
  const site = await startSite({ env: { PROGRAM_GRACE_SECONDS: '3' } });
  const page = await context.newPage();
  const bench = await openFiles(page, { 'server.js': ECHO, 'client.js': 'document.body.textContent = "client";' }, `${site.url}/en/playground`);
  await run(bench);
  await bench.locator('[data-action="link"]').click();
  const link = await page.locator('[data-link="client"]').inputValue();
  const visitor = await context.newPage();
  await visitor.goto(link);
  await expect(visitor.locator('body')).toHaveText('client');
  await page.close();
  // Within its grace it goes on for those who have its link.
  expect((await visitor.reload())?.status()).toBe(200);
  await expect.poll(async () => (await visitor.request.get(link)).status()).toBe(404);
  await visitor.reload();
  await expect(visitor.locator('h1').first()).toHaveText('โปรแกรมนี้หยุดแล้ว');
  await expect(visitor.locator('h1').last()).toHaveText('This program has stopped');
});

test('a program that nobody uses is stopped, and its owner told why', async ({ startSite, context, watch }) => {
  watch.allow(PROGRAM_GONE);
  const site = await startSite({ env: { PROGRAM_IDLE_MINUTES: '0.1' } });
  const page = await context.newPage();
  const bench = await openFiles(page, { 'server.js': ECHO, 'client.js': '' }, `${site.url}/playground`);
  await run(bench);
  await expect(bench).toHaveAttribute('data-state', 'stopped', { timeout: 30_000 });
  await expect(bench.locator('[data-reason="idle"]')).toBeVisible();
});
