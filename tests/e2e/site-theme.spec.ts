/** Light, dark, or as the system says; chosen once, without a flash. */
import { expect, test } from './support/fixtures.ts';

const paper = () => getComputedStyle(document.body).backgroundColor;
const LIGHT = 'rgb(250, 246, 238)';
const DARK = 'rgb(18, 22, 28)';

test('follows the system until the reader chooses, and then the reader', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto('/');
  expect(await page.evaluate(paper)).toBe(DARK);
  await page.emulateMedia({ colorScheme: 'light' });
  await expect.poll(() => page.evaluate(paper)).toBe(LIGHT);

  const select = page.locator('[data-theme-select]');
  await select.selectOption('dark');
  expect(await page.evaluate(paper)).toBe(DARK);
  await page.goto('/glossary');
  expect(await page.evaluate(paper)).toBe(DARK);
  await expect(select).toHaveValue('dark');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await select.selectOption('auto');
  expect(await page.evaluate(paper)).toBe(LIGHT);
});

test('is chosen before anything is drawn', async ({ page }) => {
  await page.goto('/');
  await page.locator('[data-theme-select]').selectOption('dark');
  // The tone must stand on the root before the body begins.
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.body) return;
      (globalThis as { toneAtBody?: string }).toneAtBody = document.documentElement.dataset.tone;
      observer.disconnect();
    }).observe(document, { childList: true, subtree: true });
  });
  await page.goto('/');
  expect(await page.evaluate(() => (globalThis as { toneAtBody?: string }).toneAtBody)).toBe('dark');
});

test('for readers who want no motion the colours change at once: nothing stands between light and dark', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await page.goto('/node/12-01-introduction-to-websockets');
  const changes = await page.evaluate(() => {
    document.documentElement.dataset.tone = 'dark';
    return document.getAnimations().filter((animation) => animation instanceof CSSTransition).length;
  });
  expect(changes).toBe(0);
  expect(await page.evaluate(paper)).toBe(DARK);
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false, colorScheme: 'dark' });
  test('the system decides', async ({ page }) => {
    await page.goto('/');
    await expect(page.locator('body')).toHaveCSS('background-color', DARK);
    await expect(page.locator('[data-theme-select]')).toBeHidden();
  });
});
