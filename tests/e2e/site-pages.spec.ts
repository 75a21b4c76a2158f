/** Every page, both languages, both themes: accessible, within a phone's width, and itself at an unknown address. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './support/fixtures.ts';
import { follow, inColours } from './support/pages.ts';

const PAGES = ['/', '/glossary', '/node/12-01-introduction-to-websockets', '/node/12-02-socket-io', '/nowhere'].flatMap((path) => [
  path,
  `/en${path}`,
]);

for (const path of PAGES) {
  test(`${path} is accessible in both themes`, async ({ page, watch }) => {
    if (path.endsWith('/nowhere')) watch.allow(/404/);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(path);
    await page.evaluate(() => document.fonts.ready);
    for (const colorScheme of ['light', 'dark'] as const) {
      await inColours(page, colorScheme);
      // Only what is wrong comes back: of long pages, what is right fills megabytes.
      const { violations } = await new AxeBuilder({ page })
        .options({ resultTypes: ['violations'] })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
        .analyze();
      const told = violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
      expect(told, colorScheme).toEqual([]);
    }
  });

  test(`${path} fits a phone, upright and on its side`, async ({ page, watch }) => {
    if (path.endsWith('/nowhere')) watch.allow(/404/);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(path);
    await page.evaluate(() => document.fonts.ready);
    for (const width of [961, 844, 390, 320]) {
      await page.setViewportSize({ width, height: 844 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth), `at ${width} px`).toBeLessThanOrEqual(width);
    }
  });
}

test('an open search and an open note are accessible too', async ({ page }) => {
  await page.goto('/node/12-01-introduction-to-websockets');
  await page.locator('main .term').first().click();
  const serious = async (selector: string) =>
    (await new AxeBuilder({ page }).include(selector).analyze()).violations.filter(
      ({ impact }) => impact === 'serious' || impact === 'critical',
    );
  expect(await serious('.note:popover-open')).toEqual([]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.getByRole('searchbox').fill('handshake');
  await expect(page.locator('.search-results a').first()).toBeVisible();
  expect(await serious('dialog.search')).toEqual([]);
});

for (const [path, lang, title] of [
  ['/node/12-99-nothing', 'th', 'ไม่มีหน้านี้'],
  ['/en/node/12-99-nothing', 'en', 'There is no such page'],
] as const) {
  test(`${path} is a helpful 404`, async ({ page, watch }) => {
    watch.allow(/404/);
    const answer = await page.goto(path);
    expect(answer?.status()).toBe(404);
    await expect(page.locator('html')).toHaveAttribute('lang', lang);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
    await expect(page.locator('header [data-language]:not([aria-current])')).toHaveAttribute('href', /node\/12-99-nothing$/);
    await page.locator('main [data-search-open]').click();
    await expect(page.getByRole('searchbox')).toBeFocused();
    await page.keyboard.press('Escape');
    await follow(page, page.locator('main a[href*="/node/12-01"]'));
    await expect(page).toHaveURL(/12-01-introduction-to-websockets/);
    await expect(page.locator('html')).toHaveAttribute('lang', lang);
  });
}

test('the skip link leads past the header', async ({ page }) => {
  await page.goto('/node/12-01-introduction-to-websockets');
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'ข้ามไปที่เนื้อหา' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#_top$/);
});

test('the menu of a phone holds what the bar of a wide screen holds', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/en/');
  const menu = page.locator('#site-menu');
  await expect(menu).toBeHidden();
  await page.getByRole('button', { name: 'Menu' }).click();
  await expect(menu.getByRole('link', { name: 'Glossary' })).toBeVisible();
  await menu.getByRole('button', { name: 'Search' }).click();
  await expect(menu).toBeHidden();
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Menu' }).click();
  await menu.getByRole('link', { name: 'Lessons' }).click();
  await expect(menu).toBeHidden();
  await expect(page.locator('#lessons')).toBeInViewport();
});
