/** Exercises as a learner does them: from the lesson to the workbench, checked, looked into, mended, and remembered. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { connected } from './support/bench.ts';
import { expect as usual, SERVER_AWAY, test, type Site } from './support/fixtures.ts';
import { root } from './support/server.ts';

const LESSON = { th: '/node/12-02-socket-io', en: '/en/node/12-02-socket-io' } as const;
const BENCH = { th: '/playground', en: '/en/playground' } as const;
const SIZES = { wide: { width: 1366, height: 768 }, phone: { width: 390, height: 844 } } as const;
const SAID = {
  th: { leaked: 'ซึ่งไม่ได้อยู่ห้องนี้ ได้ยินด้วย', passed: 'ผ่านทุกข้อแล้ว', failed: 'ยังไม่ผ่าน', done: 'ทำแล้ว', task: 'แก้ server.js' },
  en: { leaked: 'who is not in that room, heard it too', passed: 'All of it passed', failed: 'Not yet', done: 'Done', task: 'Change server.js' },
} as const;
/** A machine that is shared takes its time; what is tried here is not how fast a program's turn ends. */
const PATIENT = { PROGRAM_LOAD_MS: '5000', PROGRAM_TURN_MS: '5000', PROGRAM_WATCHDOG_MS: '10000' };
const CHECKED = { timeout: 60_000 };
const expect = usual.configure({ timeout: 20_000 });

const fileOf = (path: string) => readFile(join(root, 'src/content/exercises', path), 'utf8');
let site: Site;
test.beforeEach(async ({ startSite }) => {
  site = await startSite({ env: PATIENT });
});

async function open(page: Page, path: string): Promise<Locator> {
  await page.goto(site.url + path);
  const bench = page.locator('[data-workbench]');
  await expect(bench.locator('[data-action="check"]')).toBeAttached();
  await expect(bench.locator('.cm-content')).toBeAttached();
  return bench;
}
/** On a phone one pane is seen at a time. */
async function turnTo(bench: Locator, tab: string): Promise<void> {
  const button = bench.locator(`.tabs [data-tab="${tab}"]`);
  if (await button.isVisible()) await button.click();
}
async function check(bench: Locator, state: 'passed' | 'failed'): Promise<void> {
  await turnTo(bench, 'task');
  await bench.locator('[data-action="check"]').click();
  await expect(bench.locator('[data-exercise]')).toHaveAttribute('data-check-state', state, CHECKED);
}
/** Replaces the text of the file that is shown. */
async function write(bench: Locator, text: string): Promise<void> {
  await turnTo(bench, 'code');
  await bench.locator('.cm-content').click();
  await bench.page().keyboard.press('ControlOrMeta+a');
  await bench.page().keyboard.insertText(text);
}

for (const locale of ['th', 'en'] as const) {
  for (const [name, size] of Object.entries(SIZES)) {
    test(`${locale}, ${name}: from the lesson to a check that passes, by way of one that does not`, async ({ page }) => {
      const said = SAID[locale];
      await page.setViewportSize(size);
      await page.goto(site.url + LESSON[locale]);
      const card = page.locator('#exercise-rooms');
      await expect(card.locator('[data-exercise-mark]')).toBeHidden();
      await card.locator('[data-action="open-exercise"]').click();
      const bench = page.locator('[data-workbench]');
      await expect(bench.locator('[data-exercise="rooms"]')).toContainText(said.task);
      await expect(bench).toHaveAttribute('data-starter', 'exercise:rooms');

      // The starter fails, and says why.
      await check(bench, 'failed');
      await expect(bench.locator('[data-check="step"][data-state="passed"]')).toHaveCount(3);
      await expect(bench.locator('[data-check="step"][data-state="failed"]')).toHaveAttribute('data-step', 'no-leak');
      await expect(bench.locator('[data-check="step"][data-state="waiting"]')).toHaveCount(2);
      const finding = bench.locator('[data-check="finding"]');
      await expect(finding).toHaveAttribute('data-message', 'leaked');
      await expect(finding).toContainText(said.leaked);
      await expect(finding).toBeInViewport();
      await expect(bench.locator('[data-check="status"]')).toContainText(said.failed);

      // Where to look: that very packet, on the line of who heard it.
      await bench.locator('[data-action="look"]').click();
      await expect(bench.locator('.whose label').filter({ has: page.locator(':checked') })).toContainText('Chai');
      await expect(bench.locator('.bytes [data-span="socket-io.event-name"]').first()).toBeAttached();
      await expect(bench.locator('.rails [data-crossing]').filter({ hasText: '42["message"' }).last()).toBeInViewport();
      expect(await page.evaluate(() => [document.documentElement.scrollWidth - innerWidth, scrollY])).toEqual([0, 0]);

      // The learner's own answer, in other words than the solution's.
      await write(bench, await fileOf('rooms/wrong/1/server.js').then((text) => text.replace('socket.join(room);', 'if (socket.data.room) socket.leave(socket.data.room);\n    socket.join(room); // mine')));
      await check(bench, 'passed');
      await expect(bench.locator('[data-check="step"][data-state="passed"]')).toHaveCount(6);
      await expect(bench.locator('[data-check="status"]')).toContainText(said.passed);
      await expect(bench.locator('[data-exercise-done]')).toBeVisible();

      // The solution takes the answer's place, and gives it back.
      await bench.locator('.solution summary').click();
      await bench.locator('[data-action="solution"]').click();
      await expect(bench.locator('.cm-content')).not.toContainText('// mine');
      await bench.locator('[data-action="undo"]').click();
      await expect(bench.locator('.cm-content')).toContainText('// mine');

      // Remembered, on this device and in the lesson.
      await page.goto(site.url + LESSON[locale]);
      await expect(card.locator('[data-exercise-mark]')).toContainText(said.done);
      await expect(page.locator('[data-lesson-end] [data-part="exercises"]')).toContainText('1');
      await open(page, `${BENCH[locale]}?exercise=rooms`);
      await expect(bench.locator('.cm-content')).toContainText('// mine');
    });
  }

  test(`${locale}: nothing serious for axe, before and after a check, and in the lesson`, async ({ page }) => {
    test.setTimeout(240_000);
    const serious = async () => (await new AxeBuilder({ page }).analyze()).violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
    for (const [i, size] of Object.values(SIZES).entries()) {
      await page.setViewportSize(size);
      await page.emulateMedia({ colorScheme: i === 0 ? 'light' : 'dark', reducedMotion: 'reduce' });
      const bench = await open(page, `${BENCH[locale]}?exercise=guard`);
      await turnTo(bench, 'task');
      expect(await serious()).toEqual([]);
      await check(bench, 'failed');
      expect(await serious()).toEqual([]);
      await page.goto(site.url + LESSON[locale]);
      for (const summary of await page.locator('#exercise-guard summary').all()) await summary.click();
      expect(await serious()).toEqual([]);
    }
  });
}

test('in TypeScript too, where there is a starter for it; by keyboard alone', async ({ page }) => {
  const bench = await open(page, '/en/playground?exercise=echo-ack');
  const js = bench.locator('[data-exercise] input[value="js"]');
  await js.focus();
  await page.keyboard.press('ArrowRight');
  await expect(bench).toHaveAttribute('data-starter', 'exercise:echo-ack:ts');
  await expect(bench.locator('[data-file="server.ts"]')).toBeVisible();
  await expect(page).toHaveURL(/exercise=echo-ack&code=ts/);

  await bench.locator('.solution summary').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(bench.locator('.cm-content')).toContainText('Types are a promise');
  await bench.locator('[data-action="check"]').focus();
  await page.keyboard.press('Enter');
  await expect(bench.locator('[data-exercise]')).toHaveAttribute('data-check-state', 'passed', CHECKED);
  await expect(bench.locator('[data-action="next-exercise"]')).toContainText('Rooms that don’t leak');
});

test('a server that falls over is told with its line, and the line can be gone to', async ({ page }) => {
  const bench = await open(page, '/playground?exercise=echo-ack');
  await write(bench, (await fileOf('echo-ack/starter/server.js')).replace('console.log("heard:", text);', 'text.missing.here;'));
  await check(bench, 'failed');
  await expect(bench.locator('[data-check="finding"]')).toHaveAttribute('data-message', 'threw');
  await bench.locator('[data-action="to-code"]').click();
  await expect(bench.locator('.cm-activeLine')).toContainText('text.missing.here');
});

test('a check can be stopped, and starting over can be taken back', async ({ page }) => {
  const bench = await open(page, '/en/playground?exercise=roll-call');
  await write(bench, `// mine\n${await fileOf('roll-call/starter/server.js')}`);
  await bench.locator('[data-action="check"]').click();
  await expect(bench.locator('[data-step="all-here"]')).toHaveAttribute('data-state', 'passed', CHECKED);
  await bench.locator('[data-action="check-stop"]').click();
  await expect(bench.locator('[data-check="status"]')).toContainText('stopped');
  await bench.locator('[data-action="start-over"]').click();
  await expect(bench.locator('.cm-content')).not.toContainText('// mine');
  await bench.locator('[data-action="undo"]').click();
  await expect(bench.locator('.cm-content')).toContainText('// mine');
});

test('a learner’s own program goes on while it is checked', async ({ page }) => {
  const bench = await open(page, '/en/playground?exercise=echo-ack');
  await bench.locator('[data-action="run"]').click();
  await expect(bench).toHaveAttribute('data-state', 'listening', CHECKED);
  const client = page.frameLocator('[data-client="1"] iframe');
  await check(bench, 'failed');
  await connected(bench);
  await client.locator('button').click();
  await expect(client.locator('li').filter({ hasText: 'event "said"' })).toHaveCount(1);
  await expect(bench).toHaveAttribute('data-state', 'listening');
});

test('where the server is gone the panel says so, and the work stays', async ({ page, watch }) => {
  watch.allow(SERVER_AWAY);
  const bench = await open(page, '/en/playground?exercise=rooms');
  await site.kill();
  await bench.locator('[data-action="check"]').click();
  await expect(bench.locator('[data-check="status"]')).toContainText('can’t be reached', { timeout: 30_000 });
  await expect(bench.locator('.cm-content')).toContainText('io.emit');
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });
  test('the task, what is checked and the files can be read in the lesson', async ({ page }) => {
    await page.goto(site.url + LESSON.th);
    const card = page.locator('#exercise-once');
    await expect(card).toContainText('ครั้งเดียว');
    for (const summary of await card.locator('summary').all()) await summary.click();
    await expect(card.locator('pre').first()).toContainText('socket.on("order"');
    await expect(card.locator('li').first()).toBeVisible();
  });
});
