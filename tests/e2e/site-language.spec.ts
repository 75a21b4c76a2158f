/** The language switch: same lesson, same section, remembered, and never at the cost of a talking line. */
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';
import { follow } from './support/pages.ts';

const LESSON = '/node/12-01-introduction-to-websockets';
const english = 'header [data-language="en"]';
const thai = 'header [data-language="th"]';

test('keeps the reader at the same section of the same lesson, both ways', async ({ page }) => {
  await page.goto(`${LESSON}#comparison`);
  const heading = page.locator('#comparison');
  await expect(heading).toBeInViewport();
  await follow(page, page.locator(english));
  await expect(page).toHaveURL(new RegExp(`/en${LESSON}/?#comparison$`));
  await expect(heading).toBeInViewport();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await follow(page, page.locator(thai));
  await expect(page).toHaveURL(new RegExp(`^[^/]+//[^/]+${LESSON}/?#comparison$`));
  await expect(heading).toBeInViewport();
});

test('goes to the top from the top', async ({ page }) => {
  await page.goto(LESSON);
  await follow(page, page.locator(english));
  await expect(page).toHaveURL(new RegExp(`/en${LESSON}/?$`));
});

test('remembers the choice for the front door only', async ({ page }) => {
  await page.goto('/');
  await follow(page, page.locator(english));
  await expect(page).toHaveURL(/\/en\/$/);
  await page.goto('/');
  await expect(page).toHaveURL(/\/en\/$/);
  // An address that says what it wants is never redirected, and neither is a link inside the site.
  await page.goto(LESSON);
  await expect(page).toHaveURL(new RegExp(`${LESSON}/?$`));
  await expect(page.locator('html')).toHaveAttribute('lang', 'th');
  await follow(page, page.locator(thai));
  await page.goto('/');
  await expect(page.locator('html')).toHaveAttribute('lang', 'th');
  await expect(page).not.toHaveURL(/\/en\//);
});

test('a link on a Thai page leads to the Thai home page, whatever was chosen before', async ({ page }) => {
  await page.goto('/');
  await follow(page, page.locator(english));
  await expect(page).toHaveURL(/\/en\/$/);
  await page.goto('/glossary');
  await follow(page, page.locator('.wordmark'));
  await expect(page).toHaveURL(/^[^/]+\/\/[^/]+\/$/);
  await expect(page.locator('html')).toHaveAttribute('lang', 'th');
});

test('keeps the term of the glossary that the reader looks at', async ({ page }) => {
  await page.goto('/glossary#handshake');
  await follow(page, page.locator(english));
  await expect(page).toHaveURL(/\/en\/glossary\/?#handshake$/);
});

/** The lesson with a demo that talks, long enough to be talking still when it is left. */
async function talking(page: Page): Promise<Locator> {
  await page.goto(LESSON);
  const demo = page.locator('[data-demo="polling-meter"]').first();
  await demo.scrollIntoViewIfNeeded();
  await demo.locator('[data-option="seconds"]').selectOption('60');
  await demo.locator('[data-action="start"]').click();
  await expect(demo).toHaveAttribute('data-state', 'running');
  return demo;
}

test('asks before it leaves a running demo, in the language that it leads to', async ({ page }) => {
  const demo = await talking(page);
  await page.locator(english).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('The line is still open');
  await expect(dialog.getByRole('button', { name: 'Stay here' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(demo).toHaveAttribute('data-state', 'running');
  await expect(page).toHaveURL(new RegExp(`${LESSON}/?$`));

  // Any other link of the site asks too, in the page's own language.
  await page.locator('header nav a', { hasText: 'อภิธานศัพท์' }).click();
  await expect(dialog).toContainText('สายยังเปิดอยู่');
  await dialog.getByRole('button', { name: 'วางสายแล้วไป' }).click();
  await expect(page).toHaveURL(/\/glossary\/?$/);
});

test('asks once, about the link that was pressed last, however late the question comes', async ({ page }) => {
  let answer = (): void => {};
  const held = new Promise<void>((resolve) => (answer = resolve));
  await page.route(/\/question[^/]*\.js$/, async (route) => {
    await held;
    await route.continue();
  });
  await talking(page);
  await page.locator('header nav a', { hasText: 'อภิธานศัพท์' }).click();
  await page.locator(english).click();
  answer();
  const question = page.getByRole('dialog');
  await expect(question).toContainText('The line is still open');
  await expect(question).toHaveCount(1);
  await question.getByRole('button', { name: 'Stay here' }).click();
  await expect(page.locator('dialog')).toHaveCount(0);
  await expect(page.locator(english)).toBeFocused();
});
