/** Shared links that mean harm: broken ones, and a stranger's program. */
import { deflateSync, strToU8 } from 'fflate';
import { toHash } from '../../src/playground/model/share.ts';
import { ECHO, open, PATHS, run } from './support/bench.ts';
import { expect, test } from './support/fixtures.ts';

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
const packed = (value: unknown) => base64(deflateSync(strToU8(typeof value === 'string' ? value : JSON.stringify(value)), { level: 9 }));
const files = { 'server.js': ECHO };
const LINKS: [string, () => string][] = [
  ['no base64', () => '%%%%'],
  ['base64 of nothing', () => 'AAAA'],
  ['cut off', () => packed({ v: 1, files }).slice(0, -12)],
  ['no JSON', () => packed('nonsense')],
  ['a bomb of 200 MB', () => packed(`{"v":1,"files":{"server.js":"${' '.repeat(200_000_000)}"}}`)],
  ['a link of 1.5 MB', () => 'A'.repeat(1_500_000)],
  ['another version', () => packed({ v: 2, files })],
  ['an array', () => packed({ v: 1, files: ['server.js'] })],
  ['a file that is a number', () => packed({ v: 1, files: { 'server.js': 5 } })],
  ['an unknown file', () => packed({ v: 1, files: { ...files, '../../x.js': '' } })],
  ['__proto__ as a file', () => packed('{"v":1,"files":{"server.js":"","__proto__":{"polluted":1}}}')],
  ['__proto__ around it', () => packed('{"__proto__":{"v":1,"files":{"server.js":""}}}')],
  ['no server', () => packed({ v: 1, files: { 'client.js': '' } })],
  ['null', () => packed('null')],
];
test('each that is broken is told so, and harms nothing', async ({ page }) => {
  test.slow();
  for (const [name, make] of LINKS) {
    await page.goto('about:blank');
    const bench = await open(page, `${PATHS.en}#code=${make()}`);
    await expect(bench.locator('[data-notice]'), name).toContainText('no program');
    await expect(bench, name).toHaveAttribute('data-starter', /^(?!shared)/);
    expect(await page.evaluate(() => ({}) as { polluted?: number }).then(({ polluted }) => polluted), name).toBeUndefined();
  }
});

const STRANGER = { 'server.js': `${ECHO} console.log('RAN BY ITSELF');`, 'index.html': '<title><script>top.pwned=1</script></title>', 'client.js': 'console.log("RAN BY ITSELF")' };
test('a stranger’s program never runs by itself: not when opened, not with “run on change”, not in place of what runs', async ({ page }) => {
  const bench = await open(page, PATHS.en);
  await bench.locator('summary', { hasText: 'More' }).click();
  await bench.locator('[data-action="auto"]').check();
  await run(bench);
  await page.evaluate((hash) => void (location.hash = hash), toHash(STRANGER));
  await expect(bench).toHaveAttribute('data-starter', /^shared-/);
  // Longer than typing must rest before a changed program is run again.
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 2_000)));
  await expect(bench.locator('[data-log]').filter({ hasText: 'RAN BY ITSELF' })).toHaveCount(0);
  await page.reload();
  await expect(bench).toHaveAttribute('data-starter', /^shared-/);
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 2_000)));
  await expect(bench.locator('[data-log]').filter({ hasText: 'RAN BY ITSELF' })).toHaveCount(0);
  expect(await page.evaluate(() => (window as unknown as Record<string, unknown>).pwned)).toBeUndefined();
  await run(bench);
  await expect(bench.locator('[data-log="server"]').filter({ hasText: 'RAN BY ITSELF' })).toHaveCount(1);
});
