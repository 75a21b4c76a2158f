/** What the specs of clients that mean harm share: a quiet program to mean it from, and what holds after it. */
import type { Page } from '@playwright/test';
import { ECHO } from './bench.ts';
import { expect } from './fixtures.ts';

export const PAGE = '<!doctype html><meta charset="utf-8"><p id="p">here</p><script type="module" src="client.js"></script>';
export const QUIET = { 'server.js': ECHO, 'index.html': PAGE, 'client.js': '' };
/** What browsers say on the console when a wall holds. */
export const WALL = /Content Security Policy|sandbox|Refused to|Blocked|Unsafe attempt|CORS policy|SecurityError|Failed to (load|start|construct|execute)|ERR_FAILED|ERR_BLOCKED|not allowed|permission/i;

/** The workbench answers: what runs can be stopped. */
export async function stillWorks(page: Page): Promise<void> {
  const bench = page.locator('[data-workbench]');
  await bench.locator('[data-action="stop"]').click();
  await expect(bench).toHaveAttribute('data-state', 'stopped');
}
