/** The duplex demo: live in both languages, by hand, and from its recording. */
import type { Locator } from '@playwright/test';
import { allLive, endOf, LESSON, marksOf, openDemo, recordingsHere } from './support/demo.ts';
import { expect, test, SERVER_AWAY } from './support/fixtures.ts';

const side = (demo: Locator, kind: 'radio' | 'phone') => demo.locator(`.demo-stage [data-side="${kind}"]`);
const queue = (demo: Locator) => demo.locator('.demo-stage [data-queue]');
const heard = async (demo: Locator, by: 'radio' | 'phone') => (await marksOf(demo)).flatMap(({ name, data }) => (name === 'heard' && data?.by === by ? [data.text] : []));
const said = async (demo: Locator) => (await marksOf(demo)).filter(({ name }) => name === 'says').length;

/**
 * Notes in the page what its figure shows from moment to moment; resolves when it has begun to, and then tells all that
 * was seen. No such moment lasts longer than 1.5 s: who asks from outside may come too late for it.
 */
async function lookOn(demo: Locator): Promise<() => Promise<string[]>> {
  await demo.evaluate((section) => {
    const seen = new Set<string>();
    const count = (selector: string) => section.querySelectorAll(`.demo-stage ${selector}`).length;
    const look = () => seen.add(`${section.querySelector<HTMLElement>('.demo-stage [data-queue]')?.dataset.queue} in the queue, ${count('[data-side="radio"] .waits')} waiting, ${count('[data-side="phone"] .bead.server')} by phone`);
    new MutationObserver(look).observe(section, { subtree: true, childList: true, attributes: true });
    Object.assign(section, { seen });
  });
  return () => demo.evaluate((section) => [...(section as unknown as { seen: Set<string> }).seen]);
}

/**
 * Takes over as a reader does who begins to type as soon as the line can be spoken on: from then on the demo says nothing
 * of its own. Looked for in the page: who asks from outside may come after its first word. Call before the start.
 */
const takeOver = (demo: Locator): Promise<void> =>
  demo.locator('[data-action="say"]').evaluate(
    (say) =>
      new Promise<void>((resolve) => {
        const eye = new MutationObserver(() => {
          if ((say as HTMLButtonElement).disabled) return;
          eye.disconnect();
          say.closest('form')?.querySelector('input')?.dispatchEvent(new Event('input', { bubbles: true }));
          resolve();
        });
        eye.observe(say, { attributes: true });
      }),
  );

for (const [locale, path] of Object.entries(LESSON)) {
  test(`live, ${locale}: the server’s words wait on the radio and cross on the phone`, async ({ page }) => {
    const demo = await openDemo(page, 'duplex', path);
    const seen = await lookOn(demo);
    await demo.locator('[data-action="start"]').click();
    const { predictions, values, source } = await endOf(page, demo);
    // They waited, visibly, until somebody asked.
    expect(await seen()).toContain('2 in the queue, 2 waiting, 2 by phone');
    expect(source).toBe('live-websocket');
    expect(predictions).toEqual({ 'radio-waits': 'when-asked', crossing: 'yes' });
    expect(values.crossings).toBeGreaterThanOrEqual(1);
    expect(values.radioBytes).toBeGreaterThan(3 * Number(values.phoneBytes));

    await expect(queue(demo)).toHaveAttribute('data-queue', '0');
    await expect(side(demo, 'phone').locator('.bead.server')).toHaveCount(8);
    await expect(side(demo, 'phone').locator('.crossed').first()).toBeVisible();
    const row = (n: number) => demo.locator('.demo-stage table tbody tr').nth(n).locator('td');
    await expect(row(0)).toHaveText([String(values.radioDelay), String(values.phoneDelay)]);
    await expect(row(3).nth(1)).toHaveText(String(values.crossings));
    // What the figure shows can be read, too.
    await expect(demo.locator('.demo-stage ol li')).toHaveCount(8 + 8 + 2 + 4);
  });
}

test('the reader’s word goes both ways at once, and “over” brings what waits', async ({ page }) => {
  const demo = await openDemo(page, 'duplex', LESSON.th);
  const taken = takeOver(demo);
  await demo.locator('[data-action="start"]').click();
  await taken;
  const word = demo.getByLabel('คำที่อยากพูด');
  await word.fill('ถึงยัง');
  await word.press('Enter');
  await expect.poll(() => heard(demo, 'phone')).toEqual(['ถึงยัง']);
  await expect.poll(() => heard(demo, 'radio')).toEqual(['ถึงยัง']);
  await expect(side(demo, 'radio').locator('.ticket.client').last()).toHaveText('POST ถึงยัง');
  await expect(side(demo, 'phone').locator('.bead.client')).toHaveText('ถึงยัง');

  await expect(queue(demo)).not.toHaveAttribute('data-queue', '0');
  const fetched = side(demo, 'radio').locator('.waits.taken');
  const before = await fetched.count();
  await demo.locator('[data-action="over"]').click();
  await expect.poll(() => fetched.count()).toBeGreaterThan(before);
  await expect(side(demo, 'radio').locator('.ticket.server').last()).toHaveText(/200/);
});

test('a held button speaks until it is let go: by keyboard and by mouse', async ({ page }) => {
  const demo = await openDemo(page, 'duplex', LESSON.en);
  await demo.locator('[data-option="delay"]').selectOption('0');
  await demo.locator('[data-option="pace"]').selectOption('off');
  const taken = takeOver(demo);
  await demo.locator('[data-action="start"]').click();
  await taken;
  const hold = demo.locator('[data-action="hold"]');

  await hold.focus();
  await page.keyboard.down('Space');
  await expect(hold).toHaveAttribute('aria-pressed', 'true');
  await expect.poll(async () => (await heard(demo, 'phone')).length).toBeGreaterThanOrEqual(3);
  await page.keyboard.up('Space');
  await expect(hold).toHaveAttribute('aria-pressed', 'false');
  const spoken = await heard(demo, 'phone');
  expect(spoken.slice(0, 3)).toEqual(['one', 'two', 'three']);
  // The reader is silent from here on: what the server says next comes behind all words that were under way.
  const afterServer = async () => {
    const before = await said(demo);
    await demo.locator('[data-action="talk"]').click();
    await expect.poll(() => said(demo)).toBeGreaterThan(before);
    return (await heard(demo, 'phone')).length;
  };
  const all = await afterServer();
  expect(await afterServer()).toBe(all);
  await expect.poll(async () => (await heard(demo, 'radio')).length).toBe((await heard(demo, 'phone')).length);

  const words = (await heard(demo, 'phone')).length;
  await hold.hover();
  await page.mouse.down();
  await expect.poll(async () => (await heard(demo, 'phone')).length).toBeGreaterThanOrEqual(words + 2);
  await page.mouse.up();
  await expect(hold).toHaveAttribute('aria-pressed', 'false');
});

test('where the server keeps silent, the reader makes it speak', async ({ page }) => {
  const demo = await openDemo(page, 'duplex', LESSON.en);
  await demo.locator('[data-option="pace"]').selectOption('off');
  const taken = takeOver(demo);
  await demo.locator('[data-action="start"]').click();
  await taken;
  await demo.locator('[data-action="talk"]').click();
  await expect.poll(() => said(demo)).toBe(1);
  await expect(queue(demo)).toHaveAttribute('data-queue', '1');
});

for (const [locale, path] of Object.entries(LESSON)) {
  test(`from its recording, ${locale}, when the server is away`, async ({ page, startSite, watch }) => {
    watch.allow(SERVER_AWAY);
    const site = await startSite();
    const fetched: string[] = [];
    page.on('request', (request) => fetched.push(...(/\/recording\.(en\.)?[^/]*\.json$/.exec(request.url())?.[0] ? [request.url()] : [])));
    const demo = await openDemo(page, 'duplex', `${site.url}${path}`);
    await allLive(page, 3);
    await recordingsHere(page);
    expect(fetched, 'one recording a demo, in the page’s language only').toHaveLength(3);
    for (const url of fetched) expect(/\/recording\.en\./.test(url)).toBe(locale === 'en');
    await site.kill();
    await demo.locator('[data-action="start"]').click();
    const { predictions, source } = await endOf(page, demo);
    expect(source).toBe('recording');
    expect(predictions).toEqual({ 'radio-waits': 'when-asked', crossing: 'yes' });
    await expect(demo).toHaveAttribute('data-source', 'recording');
    await expect(side(demo, 'phone').locator('.bead.server')).toHaveCount(8);
    await expect(side(demo, 'radio').locator('.waits.taken')).toHaveCount(8);
    // The words that crossed then are in the reader's language, as they would be now.
    const words = (await side(demo, 'phone').locator('.bead').allTextContents()).join(' ');
    expect(/\p{Script=Thai}/u.test(words)).toBe(locale === 'th');
    await expect(demo.locator('[data-action="say"]')).toBeDisabled();
  });
}
