/**
 * npm run picture: dials the handshake demo in Chromium against the real server and saves what a reader sees as
 * docs/img/handshake-{th,en}.png, for the README.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { startSite } from '../tests/e2e/support/server.ts';
import { ensureBuilt } from './build/ensure.ts';
import { CHROMIUM_ARGS, findChromium } from './lib/chromium.mjs';
import { fail, root } from './lib/modern-node.mjs';

const HEIGHT = 1010;
const PAGES = { th: '/node/12-01-introduction-to-websockets', en: '/en/node/12-01-introduction-to-websockets' };

const executablePath = findChromium() ?? fail('ไม่พบ Chromium ตั้ง CHROMIUM เป็นที่อยู่ของโปรแกรม', 'No Chromium found: set CHROMIUM to the path of one.');
if (!(await ensureBuilt())) process.exit();
const site = await startSite();
const browser = await chromium.launch({ executablePath, args: [...CHROMIUM_ARGS] });
try {
  const folder = join(root, 'docs', 'img');
  await mkdir(folder, { recursive: true });
  for (const [locale, path] of Object.entries(PAGES)) {
    const page = await browser.newPage({ viewport: { width: 1280, height: HEIGHT }, reducedMotion: 'reduce' });
    await page.goto(site.url + path);
    const demo = page.locator('section[data-demo="handshake"]').first();
    await demo.and(page.locator('[data-mounted]')).waitFor({ state: 'attached' });
    await demo.locator('[data-action="start"]').click();
    await demo.and(page.locator('[data-state="done"]')).waitFor({ state: 'attached', timeout: 30_000 });
    await demo.evaluate((section) => window.scrollTo(0, section.getBoundingClientRect().top + window.scrollY - 90));
    // From the demo's head to the player, which sticks to the bottom of the window.
    const box = await demo.boundingBox();
    if (!box) throw new Error('The demo is not on the page.');
    const height = HEIGHT - box.y;
    await page.screenshot({ path: join(folder, `handshake-${locale}.png`), clip: { x: box.x, y: box.y, width: box.width, height } });
    await page.close();
    console.log(`docs/img/handshake-${locale}.png`);
  }
} finally {
  await browser.close();
  await site.stop();
}
process.exit();
