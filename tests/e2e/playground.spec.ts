/** The playground as a learner uses it: write, run, break, mend, share. Taken away: playground-download.spec.ts. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { client, open, PATHS, PHONE, PROGRAM_GONE, run } from './support/bench.ts';
import { expect, test } from './support/fixtures.ts';

/** Replaces the text of the file that is shown. */
async function write(page: Page, text: string): Promise<void> {
  await page.locator('.cm-content').click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(text);
}

for (const locale of ['th', 'en'] as const) {
  test(`${locale}: two clients talk to the learner's server, and every byte of it can be seen`, async ({ page }) => {
    const bench = await open(page, `${PATHS[locale]}?example=chat`);
    await run(bench);
    for (const n of [1, 2]) await expect(client(page, n).locator('#status')).toContainText('#tea');
    await client(page, 1).locator('#say input').fill('สวัสดี');
    await client(page, 1).locator('#say button').click();
    await expect(client(page, 2).locator('li')).toContainText('สวัสดี');
    // Also on a machine without Thai letters of its own.
    await expect.poll(() => client(page, 2).locator('html').evaluate((html) => [...html.ownerDocument.fonts].some(({ status }) => status === 'loaded'))).toBe(true);
    await expect(bench.locator('[data-log="server"]').filter({ hasText: 'joined tea' }).first()).toBeVisible();

    await bench.locator('[data-client="1"] [data-action="to-line"]').click();
    const message = bench.locator('.rails [data-crossing]').filter({ hasText: '42["message"' }).first();
    await expect(message).toBeVisible();
    await message.focus();
    await page.keyboard.press('Enter');
    await expect(bench.locator('.bytes [data-span="socket-io.event-name"]').first()).toBeVisible();

    // From a line of the console to the packet that caused it, and back to that very line.
    await bench.locator('[data-lower="console"]').click();
    await bench.locator('[data-action="clear-console"]').click();
    await client(page, 1).locator('input[value="coffee"]').check();
    const joined = bench.locator('[data-log="server"]').filter({ hasText: 'joined coffee' });
    await joined.locator('[data-action="to-cause"]').focus();
    await page.keyboard.press('Enter');
    const cause = bench.locator('.rails [data-crossing]').filter({ hasText: '["join",' }).last();
    await expect(cause).toBeFocused();
    await expect(cause).toBeInViewport();
    await bench.locator('.bytes li button').click();
    await expect(joined).toBeFocused();
  });

  test(`${locale}: broken code says where, and runs again once mended`, async ({ page, watch }) => {
    watch.allow(PROGRAM_GONE);
    const bench = await open(page, PATHS[locale]);
    const good = await page.locator('.cm-content').innerText();
    await write(page, 'import { Server } from "socket.io";\nconst io = new Server();\nio.lissten(3000);\n');
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(bench).toHaveAttribute('data-state', 'failed', { timeout: 15_000 });
    const problem = bench.locator('[data-problem="server"]');
    await expect(problem).toContainText('TypeError');
    await problem.getByRole('button').click();
    await expect(bench.locator('.cm-activeLine')).toContainText('io.lissten');
    await write(page, good);
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(bench).toHaveAttribute('data-state', 'listening', { timeout: 15_000 });
    await expect(bench.locator('[data-problem]')).toHaveCount(0);
    await page.keyboard.press('ControlOrMeta+.');
    await expect(bench).toHaveAttribute('data-state', 'stopped');
  });

  test(`${locale}: on a phone, one column with four tabs`, async ({ page }) => {
    await page.setViewportSize(PHONE);
    const bench = await open(page, PATHS[locale]);
    await run(bench);
    await expect(client(page, 1).locator('#status')).toContainText('✓');
    await client(page, 1).locator('button').click();
    await expect(client(page, 1).locator('li')).toContainText('ms');
    for (const [tab, inside] of [['console', '[data-log="server"]'], ['line', '.rails [data-crossing]'], ['code', '.cm-content'], ['result', 'iframe']] as const) {
      await bench.locator(`[data-tab="${tab}"]`).click();
      await expect(bench.locator(inside).first()).toBeVisible();
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  });

  test(`${locale}: nothing serious for axe, wide and phone, light and dark`, async ({ page, watch }) => {
    // Each page takes the former one's program over, and runs it again at once.
    watch.allow(PROGRAM_GONE);
    for (const size of [{ width: 1366, height: 768 }, PHONE]) {
      await page.setViewportSize(size);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        const bench = await open(page, PATHS[locale]);
        await run(bench);
        await expect(bench.locator('[data-log="server"]').first()).toBeAttached();
        const { violations } = await new AxeBuilder({ page }).exclude('iframe').analyze();
        expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
      }
    }
  });
}

test('th: what can’t be had here says why and what to do; an endless loop in a client is ended', async ({ page, watch }) => {
  watch.allow(/ran for 2 seconds/);
  const bench = await open(page, '/playground');
  const good = await page.locator('.cm-content').innerText();
  await write(page, 'import fs from "node:fs";\n');
  await run(bench, 'failed');
  await expect(bench.locator('[data-problem="server"]')).toContainText('ที่นี่ไม่มีดิสก์');
  await write(page, good);
  await bench.locator('[data-file="client.js"]').click();
  await write(page, 'while (true) {}\n');
  await run(bench);
  await expect(bench.locator('[data-problem="client"]').first()).toContainText('ลูปใน Client', { timeout: 20_000 });
  await expect(bench).toHaveAttribute('data-state', 'listening');
});

test('what is typed is kept, starting over can be taken back, and versions are there', async ({ page }) => {
  const bench = await open(page, '/en/playground');
  await write(page, '// สวัสดี mine\n');
  await expect.poll(() => page.evaluate(() => localStorage.getItem('saitrong-work:echo'))).toContain('สวัสดี mine');
  await page.reload();
  await expect(bench.locator('.cm-content')).toContainText('สวัสดี mine');
  await bench.locator('summary', { hasText: 'More' }).click();
  await bench.locator('[data-action="reset"]').click();
  await expect(bench.locator('.cm-content')).not.toContainText('mine');
  await bench.locator('[data-action="undo"]').click();
  await expect(bench.locator('.cm-content')).toContainText('mine');
  await bench.locator('summary', { hasText: 'More' }).click();
  await bench.locator('[data-action="versions"]').click();
  await expect(page.locator('dialog [data-version]').first()).toBeVisible();
});

test('of two programs chosen in a row the later one stays, however late the first one comes', async ({ page }) => {
  const bench = await open(page, PATHS.en);
  let arrive = () => {};
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  const held = /\/_astro\/style\.[^/]*\.js$/;
  const first = page.waitForRequest(held);
  await page.route(held, (route) => arrived.then(() => route.continue()), { times: 1 });
  await bench.locator('[data-action="example"]').selectOption('chat');
  const late = (await first).url();
  await bench.locator('[data-action="example"]').selectOption('time');
  await expect(bench).toHaveAttribute('data-starter', 'time');
  arrive();
  // Whoever waited for it has it by the time that it comes from here as well.
  await page.evaluate((url) => import(url) as Promise<unknown>, late);
  await page.evaluate(() => new Promise(requestAnimationFrame));
  await expect(bench).toHaveAttribute('data-starter', 'time');
  await expect(page).toHaveURL(/example=time/);
});

test('a running program is taken over after a reload', async ({ page }) => {
  const bench = await open(page, '/en/playground');
  await run(bench);
  await expect(client(page, 1).locator('#status')).toContainText('✓');
  await page.reload();
  await expect(bench).toHaveAttribute('data-state', 'listening', { timeout: 15_000 });
  await expect(client(page, 1).locator('#status')).toContainText('✓');
});

test('a link holds the whole program; what is broken in one is said', async ({ page, context }) => {
  const bench = await open(page, '/en/playground');
  await write(page, 'import { Server } from "socket.io";\nnew Server(3000); // สายตรง\n');
  await bench.locator('[data-action="share"]').click();
  const link = await page.locator('[data-link="code"]').inputValue();
  const other = await context.newPage();
  const shared = await open(other, link);
  await expect(shared.locator('.cm-content')).toContainText('สายตรง');
  await expect(shared).toHaveAttribute('data-starter', /^shared-/);
  await expect(shared, 'nothing of a stranger runs by itself').toHaveAttribute('data-state', 'idle');
  const third = await context.newPage();
  const broken = await open(third, '/en/playground#code=AAAA');
  await expect(broken.locator('[data-notice]')).toContainText('no program');
  const nowhere = await open(third, '/playground?exercise=nowhere&code=ts');
  await expect(nowhere.locator('[data-notice]')).toContainText('ไม่มีตัวอย่างหรือแบบฝึกหัดชื่อ');
  await expect(nowhere).toHaveAttribute('data-starter', 'echo');
  await nowhere.locator('[data-action="example"]').selectOption('chat');
  await expect(nowhere.locator('[data-notice]')).toHaveCount(0);
});

test('another device opens the client by its link, and its line is told', async ({ page, browser, watchPages }) => {
  const bench = await open(page, '/en/playground');
  await run(bench);
  await bench.locator('[data-action="link"]').click();
  const link = await page.locator('[data-link="client"]').inputValue();
  await expect(page.locator('dialog .qr svg')).toBeVisible();
  const phone = await browser.newContext({ viewport: PHONE });
  watchPages(phone, 'any');
  const there = await phone.newPage();
  await there.goto(link);
  await expect(there.locator('#status')).toContainText('✓');
  await page.keyboard.press('Escape');
  await expect(bench.locator('[data-remote]')).toHaveCount(1);
  await phone.close();
});

test('over plain HTTP by a name that is no secure context: runs, and copies a link', async ({ page, site }) => {
  const bench = await open(page, `${site.plainUrl}/en/playground`);
  await run(bench);
  await expect(client(page, 2).locator('#status')).toContainText('✓');
  await bench.locator('[data-action="share"]').click();
  await expect(page.locator('[data-link="client"]')).toHaveValue(/^http:\/\/class\.test:\d+\/play\//);
  await page.locator('[data-copy="client"]').click();
  await expect(page.locator('[data-copy="client"]')).toHaveText('Copied');
});

test('panes are resized by hand and by keyboard, and stay so', async ({ page }) => {
  const bench = await open(page, '/en/playground');
  const edge = bench.locator('[role="separator"][aria-orientation="vertical"]');
  const share = () => edge.getAttribute('aria-valuenow').then(Number);
  const before = await share();
  await edge.focus();
  await page.keyboard.press('ArrowRight');
  expect(await share()).toBeGreaterThan(before);
  const box = (await edge.boundingBox())!;
  await page.mouse.move(box.x, box.y + 200);
  await page.mouse.down();
  await page.mouse.move(300, box.y + 200, { steps: 5 });
  await page.mouse.up();
  const after = await share();
  expect(after).toBeLessThan(before);
  await page.reload();
  await expect(edge).toHaveAttribute('aria-valuenow', String(after));
});
