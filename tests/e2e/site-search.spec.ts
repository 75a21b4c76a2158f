/** The search: Thai inside unspaced text, English, sections, keyboard, and what it says when it can't. */
import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';

async function search(page: Page, words: string) {
  await page.keyboard.press('Control+k');
  const field = page.getByRole('searchbox', { name: /ค้นหาในคอร์ส|Search the course/ });
  await expect(field).toBeFocused();
  await field.fill(words);
  return page.locator('.search-results');
}

for (const words of ['จับมือ', 'จับมือกันก่อน', 'วิทยุสื่อสาร', 'พูดสวนกัน', 'เว็บซ็อคเก็ต', 'handshake']) {
  test(`finds “${words}” in the Thai lesson`, async ({ page }) => {
    await page.goto('/');
    const results = await search(page, words);
    await expect(results.locator('a[href*="/node/12-01"]').first()).toBeVisible();
    await expect(results.locator('mark').first()).toBeVisible();
  });
}

test('a phrase leads to the section where it stands, whatever marks it has', async ({ page }) => {
  await page.goto('/');
  const results = await search(page, 'พูดสวนกันได้');
  await expect(results.locator('.search-section').first()).toHaveAttribute('href', /12-01-introduction-to-websockets#comparison$/);
  await expect(results.locator('mark').first()).toHaveText('พูดสวนกันได้');
});

test('finds a section, and goes there by keyboard alone', async ({ page }) => {
  await page.goto('/');
  const results = await search(page, 'จับมือกัน');
  await expect(results.locator('a[href$="#handshake"]').first()).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(results.locator('a').first()).toBeFocused();
  for (let at = 0; at < 8 && !(await results.locator('a[href$="#handshake"]').first().evaluate((a) => a === document.activeElement)); at++) {
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#handshake$/);
  await expect(page.locator('#handshake')).toBeInViewport();
});

test('speaks English in English, and finds English pages', async ({ page }) => {
  await page.goto('/en/');
  const results = await search(page, 'walkie-talkie');
  await expect(results.locator('a[href^="/en/node/12-01"]').first()).toBeVisible();
  await expect(results.locator('a').first()).toHaveAttribute('href', /^\/en\//);
  await expect(page.locator('[data-search-status]')).toContainText('Pages found');
});

test('opens with / but never while one types, and gives the focus back', async ({ page }) => {
  await page.goto('/glossary');
  const filter = page.getByRole('searchbox', { name: 'กรองคำ' });
  await filter.press('/');
  await expect(filter).toHaveValue('/');
  await expect(page.locator('dialog.search')).toHaveCount(0);
  const button = page.locator('header [data-search-open]');
  await button.focus();
  await page.keyboard.press('/');
  await expect(page.locator('dialog.search')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('dialog.search')).toBeHidden();
  await expect(button).toBeFocused();
});

test('says what it did not find', async ({ page }) => {
  await page.goto('/');
  const results = await search(page, 'zzzqqq');
  await expect(page.locator('[data-search-status]')).toContainText('ไม่พบ “zzzqqq”');
  await expect(results.locator('a')).toHaveCount(0);
});

test('a slip of the finger is offered the term that was meant', async ({ page }) => {
  await page.goto('/');
  const results = await search(page, 'hanshake');
  await expect(page.locator('[data-search-status]')).toContainText('คุณหมายถึง');
  await expect(results.locator('a')).toHaveText(['Handshake']);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/glossary#handshake$/);
});

test('Enter opens what stands in the field, however fast it was typed; the page stays where the result led', async ({ page }) => {
  await page.goto('/en/node/12-01-introduction-to-websockets');
  await page.locator('.prose .term').first().focus();
  const results = await search(page, 'radio');
  await expect(results.locator('a').first()).toBeVisible();
  const field = page.getByRole('searchbox', { name: 'Search the course' });
  await field.fill('redials');
  await field.press('Enter');
  await expect(page).toHaveURL(/\/en\/node\/12-02-socket-io/);
});

test('loads nothing of the index before it is opened; a lost index can be tried again', async ({ page, watch }) => {
  watch.allow(/pagefind|Failed to (load|fetch)/);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  let broken = true;
  await page.route('**/pagefind/pagefind.js*', (route) => (broken ? route.abort() : route.continue()));
  await page.goto('/');
  await page.waitForLoadState('load');
  expect(asked.filter((url) => url.includes('/pagefind/'))).toEqual([]);
  const results = await search(page, 'จับมือ');
  const failed = page.getByRole('alert').filter({ hasText: 'เปิดดัชนีค้นหาไม่ได้' });
  await expect(failed).toBeVisible();
  broken = false;
  await failed.getByRole('button').click();
  await expect(results.locator('a').first()).toBeVisible();
  await expect(failed).toBeHidden();
});
