/** Terms and measured numbers open in place: by tap, by hover, by keyboard. */
import { expect, test } from './support/fixtures.ts';

const LESSON = '/node/12-01-introduction-to-websockets';

test('opens by hover and closes when the pointer leaves, unless it goes into the note', async ({ page }) => {
  await page.goto(LESSON);
  const term = page.locator('main .term').first();
  await term.scrollIntoViewIfNeeded();
  await term.hover();
  const note = page.locator('.note:popover-open');
  await expect(note).toBeVisible();
  await note.hover();
  await expect(term).toHaveAttribute('aria-expanded', 'true');
  await page.mouse.move(2, 2);
  await expect(note).toHaveCount(0);
  await expect(term).toHaveAttribute('aria-expanded', 'false');
});

test('opens by keyboard, leads on to the glossary, closes with Esc', async ({ page }) => {
  await page.goto(LESSON);
  const term = page.locator('main .term').first();
  await term.focus();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Tab');
  await expect(term).toBeFocused();
  const note = page.locator('.note:popover-open');
  await expect(note).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(note).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`${LESSON}/?$`));
  await page.keyboard.press('Tab');
  await expect(note.locator('.note-more')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(note).toHaveCount(0);
  await expect(term).toBeFocused();
});

test('its meaning is what a screen reader adds to the word', async ({ page }) => {
  await page.goto('/en/node/12-01-introduction-to-websockets');
  const term = page.locator('main .term[href$="#handshake"]').first();
  await expect(term).toHaveAccessibleDescription(/agree/);
});

test('the same word further down opens too, though its meaning is in the page once', async ({ page }) => {
  await page.goto('/en/node/12-01-introduction-to-websockets');
  const uses = page.locator('main .term[data-note="term-websocket"]');
  expect(await page.locator('#term-websocket').count()).toBe(1);
  await uses.last().scrollIntoViewIfNeeded();
  await uses.last().click();
  await expect(page.locator('#term-websocket')).toBeVisible();
});

test('a measured number tells its conditions', async ({ page }) => {
  await page.goto(LESSON);
  const number = page.locator('main .measured').first();
  await number.scrollIntoViewIfNeeded();
  await number.focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('.note:popover-open')).toContainText('Chromium');
});

test.describe('on a phone', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } });
  test('opens by tap, stays inside the window, closes by a tap beside it', async ({ page }) => {
    await page.goto(LESSON);
    const note = page.locator('.note:popover-open');
    for (const term of (await page.locator('main p > .term').all()).slice(0, 6)) {
      await term.scrollIntoViewIfNeeded();
      await term.tap();
      await expect(note).toBeVisible();
      const box = await note.boundingBox();
      expect(box && box.x >= 0 && box.x + box.width <= 390).toBe(true);
      await page.touchscreen.tap(6, 300);
      await expect(note).toHaveCount(0);
    }
    await expect(page).toHaveURL(new RegExp(`${LESSON}/?$`));
  });
});
