/** The ten examples, each opened, run with two clients and used as people would, by mouse, touch and keyboard. */
import { AxeBuilder } from '@axe-core/playwright';
import type { FrameLocator, Page } from '@playwright/test';
import { Owner } from '../attack/client/owner.ts';
import { examples as ids, filesOf } from './support/examples.ts';
import { client, connected, open, PATHS, PHONE, PROGRAM_GONE, reload, run } from './support/bench.ts';
import { expect, test } from './support/fixtures.ts';

type Use = (first: FrameLocator, second: FrameLocator, page: Page) => Promise<void>;

async function say(who: FrameLocator, text: string, input = 'input[name="text"]'): Promise<void> {
  await who.locator(input).fill(text);
  await who.locator('button').last().click();
}

/** A hand that draws or moves across `part` of an element. */
async function stroke(page: Page, who: FrameLocator, selector: string, press: boolean): Promise<void> {
  await who.locator(selector).scrollIntoViewIfNeeded();
  const box = (await who.locator(selector).boundingBox())!;
  const at = (x: number, y: number) => [box.x + box.width * x, box.y + box.height * y] as const;
  await page.mouse.move(...at(0.2, 0.3));
  if (press) await page.mouse.down();
  await page.mouse.move(...at(0.5, 0.5), { steps: 12 });
  await page.mouse.move(...at(0.8, 0.7), { steps: 12 });
  if (press) await page.mouse.up();
}
/** Is there ink at this part of the board? */
const inkAt = (who: FrameLocator, x: number, y: number): Promise<boolean> =>
  who.locator('canvas').evaluate((canvas, [x, y]) => {
    const board = canvas as HTMLCanvasElement;
    return board.getContext('2d')!.getImageData(x! * board.width - 12, y! * board.height - 12, 24, 24).data.some((value) => value > 0);
  }, [x, y]);

const USES: Record<string, Use> = {
  async echo(a) {
    await expect(a.locator('#status')).toContainText('✓');
    await a.locator('input').fill('น้ำ');
    await a.locator('button').click();
    await expect(a.locator('li').first()).toHaveText(/^น้ำ · [\d.]+ ms$/);
  },
  async chat(a, b) {
    for (const one of [a, b]) await expect(one.locator('#status')).toHaveText('#tea · 2');
    await say(a, 'ชาร้อน');
    await expect(b.locator('li')).toContainText('ชาร้อน');
    await b.locator('input[value="coffee"]').check();
    await expect(b.locator('#status')).toHaveText('#coffee · 1');
    await expect(a.locator('#status')).toHaveText('#tea · 1');
    await say(a, 'only tea hears');
    await expect(a.locator('li.own')).toHaveCount(2);
    await say(b, 'กาแฟ');
    await expect(b.locator('li')).toHaveCount(2);
    await expect(b.locator('li').last()).toHaveText('กาแฟ');
  },
  async typing(a, b) {
    // Volatile: one may be lost, and a hand types on.
    await expect(async () => {
      await a.locator('input').pressSequentially('ก');
      await expect(b.locator('#typing')).toContainText('กำลังพิมพ์ · is typing', { timeout: 1_200 });
    }).toPass();
    await a.locator('input').fill('กำลังคิด');
    await a.locator('button').click();
    await expect(b.locator('li')).toContainText('กำลังคิด');
    await expect(b.locator('#typing')).toBeEmpty();
    await expect(a.locator('li.own')).toHaveText('กำลังคิด');
  },
  async presence(a, b, page) {
    for (const one of [a, b]) await expect(one.locator('#count')).toHaveText('2');
    await expect(a.locator('li', { hasText: 'คุณ · you' })).toHaveCount(1);
    await page.locator('[data-client="2"] [data-action="close-client"]').click();
    await expect(a.locator('#count')).toHaveText('1');
  },
  async private(a, b) {
    await expect(a.locator('option')).toContainText('ถึง · To');
    await say(a, 'ลับ');
    await expect(a.locator('li')).toContainText('→');
    await expect(b.locator('li')).toContainText('ลับ');
    await say(b, '<b>secret</b>');
    await expect(a.locator('li').first()).toContainText('<b>secret</b>');
  },
  async cursors(a, b, page) {
    await expect(a.locator('#field')).toBeVisible();
    const place = () => b.locator('.cursor').evaluate((cursor) => [cursor.style.left, cursor.style.top].map((part) => Math.round(parseFloat(part) / 5) * 5), undefined, { timeout: 1_000 });
    // Volatile: what is lost comes with the next move.
    await expect(async () => {
      await stroke(page, a, '#field', false);
      await expect.poll(place, { timeout: 1_500 }).toEqual([80, 70]);
    }).toPass();
  },
  async quiz(a, b) {
    await a.locator('#join input').fill('ก้อย');
    await a.locator('#join input').press('Enter');
    await b.locator('#join input').fill('<i>Non</i>');
    await b.locator('#join button').click();
    for (const one of [a, b]) await expect(one.locator('li')).toHaveCount(2);
    await a.locator('#start').click();
    await a.locator('#choices button').nth(1).click();
    await expect(b.locator('#note')).toContainText('1/2');
    await b.locator('#choices button').nth(0).click();
    await expect(b.locator('#choices .right')).toContainText('101');
    await expect(a.locator('li.own')).toHaveText('ก้อย1');
    await expect(b.locator('li.own')).toHaveText('<i>Non</i>0');
    // The next question comes by itself.
    await expect(b.locator('#ask')).toContainText('io.emit()');
    for (const one of [a, b]) await one.locator('#choices button').first().click();
    await expect(b.locator('#ask')).toContainText('transport');
    for (const one of [a, b]) await one.locator('#choices button').last().click();
    await expect(a.locator('#ask')).toContainText('จบแล้ว · The end');
    await expect(a.locator('li.own')).toHaveText('ก้อย3');
  },
  async drawing(a, b, page) {
    // The pots come with the script that draws.
    for (const one of [a, b]) await expect(one.locator('#colors input')).toHaveCount(4);
    await stroke(page, a, 'canvas', true);
    for (const one of [a, b]) await expect.poll(() => inkAt(one, 0.5, 0.5)).toBe(true);
    expect(await inkAt(b, 0.5, 0.1)).toBe(false);
    // Who comes late sees it too.
    await reload(page.locator('[data-workbench]'), 2);
    await expect(b.locator('#colors input')).toHaveCount(4);
    await expect.poll(() => inkAt(b, 0.5, 0.5)).toBe(true);
    await b.locator('#clear').click();
    for (const one of [a, b]) await expect.poll(() => inkAt(one, 0.5, 0.5)).toBe(false);
  },
  async time(a, b) {
    await expect(a.locator('#time')).toHaveText(/^\d{2}:\d{2}:\d{2}$/);
    const first = await a.locator('#time').textContent();
    await expect(a.locator('#time')).not.toHaveText(first ?? '');
    await expect(b.locator('#status')).toHaveText('ต่ออยู่ · connected');
  },
  async 'tic-tac-toe'(a, b, page) {
    for (const one of [a, b]) await expect(one.locator('#status')).toContainText('Turn: X (คุณคือ · you are');
    // Who connected first has X.
    const isFirst = ((await a.locator('#status').textContent()) ?? '').includes('you are X');
    const [x, o] = isFirst ? [a, b] : [b, a];
    await page.locator('[data-action="add-client"]').click();
    const onlooker = client(page, 3);
    await expect(onlooker.locator('#status')).toContainText('you watch');
    await onlooker.locator('#board button').nth(8).click({ force: true });
    for (const [player, cell] of [[x, 0], [o, 3], [x, 1], [o, 4], [x, 2]] as const) {
      await player.locator('#board button').nth(cell).click();
      await expect(onlooker.locator('#board button').nth(cell)).not.toHaveText('');
    }
    await expect(onlooker.locator('#status')).toContainText('X ชนะ · wins');
    await expect(onlooker.locator('#board button').nth(8)).toHaveText('');
    await expect(onlooker.locator('#again')).toBeHidden();
    await o.locator('#again').click();
    await expect(x.locator('#status')).toContainText('ตาของ · Turn: O');
    await page.locator(`[data-client="${isFirst ? 1 : 2}"] [data-action="close-client"]`).click();
    await expect(onlooker.locator('#status')).toContainText('you are X');
  },
};

test('every example is used here', () => {
  expect(Object.keys(USES).sort()).toEqual(ids.map(({ id }) => id).sort());
  expect(ids.length).toBeGreaterThanOrEqual(10);
});

for (const { id, words } of ids) {
  const use = USES[id];
  if (!use) continue;
  test(`th: ${id} is chosen, run, and used with two clients`, async ({ page }) => {
    const bench = await open(page, PATHS.th);
    await bench.locator('select').first().selectOption(id);
    await expect(bench).toHaveAttribute('data-starter', id);
    await expect(bench.locator('select option:checked').first()).toHaveText(words.th.title);
    await run(bench);
    await connected(bench);
    await use(client(page, 1), client(page, 2), page);
    await expect(bench.locator('[data-problem], [data-limit]')).toHaveCount(0);
  });
  test(`en: ${id} on a phone: nothing is cut, nothing complains`, async ({ page }) => {
    await page.setViewportSize(PHONE);
    const bench = await open(page, `${PATHS.en}?example=${id}`);
    await expect(bench.locator('select option:checked').first()).toHaveText(words.en.title);
    await run(bench);
    await connected(bench);
    for (const n of [1, 2]) {
      const frame = client(page, n).locator('html');
      await expect(client(page, n).locator('body')).toBeVisible();
      await expect.poll(() => frame.evaluate((html) => html.scrollWidth - html.clientWidth)).toBe(0);
      const small = await frame.evaluate((html) =>
        [...html.querySelectorAll<HTMLElement>('button, input:not([type="radio"]), select, label')].filter((one) => one.offsetParent && Math.min(one.offsetHeight, one.offsetWidth) < 40).map((one) => one.outerHTML.slice(0, 80)),
      );
      expect(small, 'too small for a finger').toEqual([]);
    }
    await use(client(page, 1), client(page, 2), page);
    await expect(bench.locator('[data-problem], [data-limit]')).toHaveCount(0);
  });
}

test('Run pressed while the chosen example is on its way runs that one', async ({ page }) => {
  const bench = await open(page, PATHS.en);
  let arrive = () => {};
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  const held = /\/_astro\/style\.[^/]*\.js$/;
  const asked = page.waitForRequest(held);
  await page.route(held, (route) => arrived.then(() => route.continue()), { times: 1 });
  await bench.locator('[data-action="example"]').selectOption('chat');
  await asked;
  await bench.locator('[data-action="run"]').click();
  await expect(bench, 'nothing is here that was chosen').toHaveAttribute('data-state', 'idle');
  arrive();
  await expect(bench).toHaveAttribute('data-state', 'listening', { timeout: 20_000 });
  await expect(bench).toHaveAttribute('data-starter', 'chat');
  await connected(bench);
  await expect(client(page, 2).locator('#status')).toHaveText('#tea · 2');
});

test('drawing by touch leaves ink on both boards', async ({ browser, site, watchPages }) => {
  const phone = await browser.newContext({ baseURL: site.url, viewport: PHONE, hasTouch: true, isMobile: true });
  watchPages(phone);
  const page = await phone.newPage();
  const bench = await open(page, `${PATHS.th}?example=drawing`);
  await run(bench);
  // Nothing moves any more once both are there: the strokes go to a place on the page.
  await connected(bench);
  for (const n of [1, 2]) await expect(client(page, n).locator('#colors input')).toHaveCount(4);
  const box = (await client(page, 1).locator('canvas').boundingBox())!;
  const touch = await phone.newCDPSession(page);
  const at = (x: number, y: number) => [{ x: box.x + box.width * x, y: box.y + box.height * y }];
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(0.2, 0.2) });
  for (let i = 0; i <= 20; i++) await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(0.2 + i * 0.03, 0.2 + i * 0.03) });
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  for (const n of [1, 2]) await expect.poll(() => inkAt(client(page, n), 0.5, 0.5)).toBe(true);
  await phone.close();
});

test('each on a page of its own has nothing serious for axe, light and dark', async ({ page, site, watch }) => {
  test.slow();
  // One program after the other on one page: the last one's client may ask for it once more.
  watch.allow(PROGRAM_GONE);
  const owner = new Owner(site);
  for (const { id } of ids) {
    const files = filesOf(id);
    await owner.run(files['server.js'] ?? '', files);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.goto(`${site.lineUrl}${owner.path}/`);
      await expect(page.locator('body')).toBeVisible();
      const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
      expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id: rule, nodes }) => [id, colorScheme, rule, nodes.map(({ html }) => html)])).toEqual([]);
    }
  }
  owner.close();
});
