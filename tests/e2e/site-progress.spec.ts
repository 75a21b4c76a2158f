/** Progress: kept on the device, shared by both languages; and a site that works the same where storage is blocked. */
import { expect, test } from './support/fixtures.ts';
import { follow } from './support/pages.ts';

const LESSON = '/node/12-01-introduction-to-websockets';

test('a lesson read to its end is read in both languages, until the reader forgets it', async ({ page }) => {
  await page.goto(LESSON);
  const end = page.locator('[data-lesson-end]');
  await expect(end).toBeVisible();
  await expect(end.locator('[data-part="read"]')).toBeHidden();
  await end.scrollIntoViewIfNeeded();
  await expect(end.locator('[data-part="read"]')).toBeVisible();
  await page.goto('/en/');
  const entry = page.locator('#lessons [data-lesson]').first();
  await expect(entry).toHaveAttribute('data-read', '');
  await expect(entry.locator('[data-part="read"]')).toHaveText('Read');
  await page.locator('[data-forget]').click();
  await expect(entry).not.toHaveAttribute('data-read');
  await page.goto('/');
  await expect(page.locator('[data-forget-row]')).toBeHidden();
});

test('a demo that was done counts once', async ({ page }) => {
  await page.goto(LESSON);
  const demo = page.locator('[data-demo="handshake"]').first();
  await demo.scrollIntoViewIfNeeded();
  await demo.locator('[data-action="start"]').click();
  await expect(demo).toHaveAttribute('data-state', 'done', { timeout: 20_000 });
  await expect(page.locator('[data-lesson-end] [data-part="demos"]')).toHaveText(/เดโม 1 จาก \d/);
  await page.goto('/');
  await expect(page.locator('#lessons [data-part="demos"]').first()).toHaveText(/เดโม 1 จาก \d/);
});

test.describe('where storage is blocked', () => {
  test.beforeEach(async ({ context }) => {
    await context.addInitScript(() => {
      for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) {
        Object.defineProperty(window, name, {
          get() {
            throw new DOMException('Access is denied for this document.', 'SecurityError');
          },
        });
      }
    });
  });

  test('everything works for as long as the page is open', async ({ page }) => {
    await page.goto('/');
    await page.locator('[data-theme-select]').selectOption('dark');
    await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(18, 22, 28)');
    await page.goto(LESSON);
    await page.locator('[data-question] .choice label').first().click();
    await expect(page.locator('[data-question] .why:visible')).toHaveCount(1);
    const end = page.locator('[data-lesson-end]');
    await end.scrollIntoViewIfNeeded();
    await expect(end.locator('[data-part="read"]')).toBeVisible();
    await expect(end.locator('[data-part="questions"]')).toHaveText(/คำถาม 1 จาก \d/);
    await follow(page, page.locator('header [data-language="en"]'));
    await expect(page).toHaveURL(/\/en\/node\/12-01/);
    await page.keyboard.press('Control+k');
    await page.getByRole('searchbox', { name: 'Search the course' }).fill('handshake');
    await expect(page.locator('.search-results a').first()).toBeVisible();
  });
});
