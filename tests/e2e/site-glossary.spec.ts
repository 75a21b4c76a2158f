/** The glossary: filters as one types, in either language; whole without script; leads back to the lessons. */
import { expect, test } from './support/fixtures.ts';
import { follow } from './support/pages.ts';

for (const [path, label, count] of [
  ['/glossary', 'กรองคำ', 'คำ'],
  ['/en/glossary', 'Filter the terms', 'terms'],
] as const) {
  test(`${path} filters in either language`, async ({ page }) => {
    await page.goto(path);
    const shown = page.locator('[data-term]:visible');
    const all = await shown.count();
    expect(all).toBeGreaterThanOrEqual(30);
    const field = page.getByRole('searchbox', { name: label });
    await field.fill('HAND shake');
    await expect(page.locator('[data-term="handshake"]')).toBeVisible();
    expect(await shown.count()).toBeLessThan(all);
    await field.fill('แฮนดเชก');
    await expect(page.locator('[data-term="handshake"]')).toBeVisible();
    await field.fill('เว็บซ็อคเก็ต');
    await expect(page.locator('[data-term="websocket"]')).toBeVisible();
    // Nobody's name, but a word in what a term means.
    await field.fill('walkie');
    await expect(page.locator('[data-term="full-duplex"]')).toBeVisible({ visible: path.startsWith('/en') });
    await field.fill('zzz');
    await expect(shown).toHaveCount(0);
    await expect(page.locator('[data-none]')).toBeVisible();
    await expect(page.locator('[data-count]')).toHaveText(new RegExp(`^0 ${count}$`));
    await page.locator('[data-clear]').click();
    await expect(shown).toHaveCount(all);
    await expect(field).toBeFocused();
  });
}

test('each of the seed’s four terms leads back to a section of a lesson that uses it', async ({ page }) => {
  await page.goto('/glossary');
  for (const id of ['full-duplex', 'real-time', 'handshake', 'long-polling']) {
    const back = page.locator(`[data-term="${id}"] a[href^="/node/12-"]`).first();
    await expect(back, id).toHaveAttribute('href', /^\/node\/12-0[12][\w-]+#[\w-]+$/);
  }
  await follow(page, page.locator('[data-term="handshake"] a[href^="/node/12-01"]').first());
  await expect(page).toHaveURL(/\/node\/12-01/);
  await expect(page.locator('main .term[href$="#handshake"]').first()).toBeVisible();
});

test('a related term that the filter hides comes back when it is followed', async ({ page }) => {
  await page.goto('/glossary');
  await page.getByRole('searchbox', { name: 'กรองคำ' }).fill('handshake');
  const related = page.locator('[data-term="handshake"] a[href="#upgrade"]');
  await related.click();
  await expect(page.locator('#upgrade')).toBeInViewport();
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });
  test('the whole glossary is there, and a lesson’s terms lead to it', async ({ page }) => {
    await page.goto('/en/node/12-01-introduction-to-websockets');
    await page.locator('a.term[href$="#handshake"]').first().click();
    await expect(page).toHaveURL(/\/en\/glossary#handshake$/);
    await expect(page.locator('[data-term="handshake"]')).toBeVisible();
    await expect(page.getByRole('searchbox')).toBeHidden();
  });
});
