/** What the specs of the site's pages share: going from one to another, and between light and dark. */
import type { Locator, Page } from '@playwright/test';
import { expect } from './fixtures.ts';

/**
 * Follows a link that leads away from this page, which has loaded, and waits until the next one has: its scripts are
 * modules, and have run by then. An address changes, and headings are in sight, before that.
 */
export async function follow(page: Page, link: Locator): Promise<void> {
  const loaded = page.waitForEvent('load');
  await link.click();
  await loaded;
}

/** What the page is drawn on, in light and dark. */
const PAPER = { light: 'rgb(250, 246, 238)', dark: 'rgb(18, 22, 28)' } as const;

/** Lets the system wish for light or dark, for a reader who wants no motion, and waits until the page has turned. */
export async function inColours(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await expect(page.locator('body')).toHaveCSS('background-color', PAPER[colorScheme], { timeout: 20_000 });
  // Its script follows, for what is styled by the theme's name.
  await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
}
