/** The site by an IPv6 address, which no Content-Security-Policy can name: everything is live all the same. */
import { CHROMIUM_ARGS, findChromium } from '../../scripts/lib/chromium.mjs';
import { LESSON, openDemo } from './support/demo.ts';
import { expect, test } from './support/fixtures.ts';

test.use({ launchOptions: { executablePath: findChromium(), args: [...CHROMIUM_ARGS, '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE ::1'] } });

test('lines and programs by [::1], without one violation', async ({ page, site }) => {
  const url = `http://[::1]:${site.port}`;
  test.skip(!(await fetch(url).catch(() => undefined)), 'this machine has no IPv6');
  const demo = await openDemo(page, 'handshake', `${url}${LESSON.th}`);
  await demo.locator('[data-action="start"]').click();
  await expect(demo).toHaveAttribute('data-state', 'done', { timeout: 20_000 });
  await expect(demo).toHaveAttribute('data-source', 'live-websocket');

  await page.goto(`${url}/playground`);
  await expect(page.locator('.cm-content')).toBeAttached();
  await page.locator('[data-workbench] [data-action="run"]').click();
  await expect(page.locator('[data-workbench]')).toHaveAttribute('data-state', 'listening', { timeout: 30_000 });
  await expect(page.locator('[data-log="server"]', { hasText: 'connected' })).toHaveCount(2, { timeout: 30_000 });
});
