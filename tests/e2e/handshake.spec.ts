/** The handshake demo, live and from its recording, in both languages. */
import { createHash } from 'node:crypto';
import type { Locator, Page } from '@playwright/test';
import { LIVES, recordingsHere } from './support/demo.ts';
import { expect, test, SERVER_AWAY } from './support/fixtures.ts';

const PATHS = { th: '/node/12-01-introduction-to-websockets', en: '/en/node/12-01-introduction-to-websockets' } as const;
const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

interface Facts {
  predictions: Record<string, string>;
  values: Record<string, string | number>;
  source: string;
}

/** Opens the lesson and waits until the demo lives. */
async function open(page: Page, path: string): Promise<Locator> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(path);
  const demo = page.locator('section[data-demo="handshake"]').first();
  await expect(demo.locator('[data-action="start"]')).toBeEnabled(LIVES);
  return demo;
}

/** Presses start, waits until the line is over, and returns what the page was told of it. */
async function run(page: Page, demo: Locator): Promise<Facts> {
  const facts = page.evaluate(
    () =>
      new Promise<Facts>((resolve) => {
        document.addEventListener('saitrong:facts', (event) => {
          const { detail } = event as CustomEvent<Facts & { demo: string }>;
          if (detail.demo === 'handshake') resolve(detail);
        });
      }),
  );
  await demo.locator('[data-action="start"]').click();
  await expect(demo).toHaveAttribute('data-state', 'done', { timeout: 20_000 });
  return facts;
}

/** The crossing of the nth frame of that kind (by what a screen reader hears). */
const crossings = (demo: Locator) => demo.locator('.demo-stage [data-crossing]');
const span = (demo: Locator, key: string) => demo.locator(`[data-detail] [data-span="${key}"]`);
const bytesOf = async (where: Locator) => ((await where.textContent()) ?? '').trim().split(/\s+/).join(' ');
const hex = (text: string) => Buffer.from(text).toString('hex').match(/../g)?.join(' ');

for (const [locale, path] of Object.entries(PATHS)) {
  test(`live, ${locale}: from the request to the close, byte by byte`, async ({ page }) => {
    const demo = await open(page, path);
    const { predictions, values, source } = await run(page, demo);
    expect(source).toBe('live-websocket');
    expect(predictions).toEqual({ 'who-speaks-first': 'client', 'greeting-length': 'bytes', 'who-masks': 'client' });
    expect(values).toMatchObject({ greetingCharacters: 6, greetingBytes: 18, frameBytes: 24 });

    // The request, and how Accept follows from this connection's own key.
    await crossings(demo).first().click();
    const line = await bytesOf(span(demo, 'http.request-line'));
    expect(line.startsWith(hex('GET /line?') ?? '?')).toBe(true);
    expect(await bytesOf(span(demo, 'http.upgrade'))).toBe(hex('Upgrade: websocket\r\n'));
    expect(await bytesOf(span(demo, 'http.sec-websocket-key'))).toBe(hex(`Sec-WebSocket-Key: ${values.key}\r\n`));
    const digest = createHash('sha1').update(`${values.key}${GUID}`).digest();
    await expect(demo.locator('[data-detail] [data-step="joined"]')).toHaveText(`${values.key}${GUID}`);
    await expect(demo.locator('[data-detail] [data-step="digest"]')).toHaveText(digest.toString('hex').match(/../g)?.join(' ') ?? '?');
    await expect(demo.locator('[data-detail] [data-step="accept"]')).toHaveText(digest.toString('base64'));
    expect(values.accept).toBe(digest.toString('base64'));

    // The 101.
    await crossings(demo).filter({ hasText: '101' }).click();
    expect(await bytesOf(span(demo, 'http.status-line'))).toBe(hex('HTTP/1.1 101 Switching Protocols\r\n'));
    expect(await bytesOf(span(demo, 'http.sec-websocket-accept'))).toBe(hex(`Sec-WebSocket-Accept: ${values.accept}\r\n`));

    // The greeting: masked, and longer in bytes than in characters.
    await crossings(demo).filter({ hasText: 'สวัสดี' }).first().click();
    const bits = async (field: string) => ((await demo.locator(`[data-detail] .bits [data-span="websocket.${field}"] .cells`).textContent()) ?? '').trim();
    expect([await bits('fin'), await bits('opcode'), await bits('mask'), await bits('payload-length')]).toEqual(['1', '0001', '1', '0010010']);
    const columns = await demo.locator('[data-detail] .payload .column').evaluateAll((all) => all.map((one) => [...one.querySelectorAll('span')].map((cell) => parseInt(cell.textContent ?? '', 16))));
    expect(columns).toHaveLength(18);
    for (const [wire, key, plain] of columns) expect((wire ?? 0) ^ (key ?? 0)).toBe(plain);
    expect(Buffer.from(columns.map(([, , plain]) => plain ?? 0)).toString()).toBe('สวัสดี');
    expect(await bytesOf(span(demo, 'websocket.payload').last())).toBe(columns.map(([wire]) => (wire ?? 0).toString(16).padStart(2, '0')).join(' '));

    // The server's answer is not masked; ping and pong are there; the close carries 1000.
    await crossings(demo).filter({ hasText: 'สวัสดี' }).last().click();
    expect([await bits('mask'), await demo.locator('[data-detail] [data-span="websocket.masking-key"]').count()]).toEqual(['0', 0]);
    await expect(crossings(demo).filter({ hasText: /\bping\b/ })).toHaveCount(1);
    await expect(crossings(demo).filter({ hasText: /\bpong\b/ })).toHaveCount(1);
    await crossings(demo).filter({ hasText: 'close 1000' }).first().click();
    await expect(span(demo, 'websocket.close-code').first()).toBeVisible();
    await expect(demo.locator('[data-detail] .payload .char').first()).toHaveText('1000');
    // The page has no mark for what the browser answers by itself: its time is told as an estimate.
    await expect(demo.locator('.demo-stage .tick', { hasText: '~' }).first()).toBeVisible();
    await expect(demo.locator('.demo-stage .guessed')).toBeVisible();
  });
}

test('the reader’s own greeting crosses, and its length is counted in bytes', async ({ page }) => {
  const demo = await open(page, PATHS.en);
  await demo.locator('[data-option="greeting"]').fill('hello 👋');
  const { values, predictions } = await run(page, demo);
  expect(values).toMatchObject({ greeting: 'hello 👋', greetingCharacters: 7, greetingBytes: 10 });
  expect(predictions['greeting-length']).toBe('bytes');
});

test('from a plain-HTTP name, where the browser grants no secure context', async ({ page, site }) => {
  const demo = await open(page, `${site.plainUrl}${PATHS.th}`);
  expect(await page.evaluate(() => isSecureContext)).toBe(false);
  const { source, values } = await run(page, demo);
  expect(source).toBe('live-websocket');
  await crossings(demo).first().click();
  await expect(demo.locator('[data-detail] [data-step="accept"]')).toHaveText(String(values.accept));
});

test('by keyboard: along the line, then down the bytes, label, bytes and meaning together', async ({ page }) => {
  const demo = await open(page, PATHS.th);
  await run(page, demo);
  await crossings(demo).first().focus();
  await page.keyboard.press('ArrowDown');
  await expect(crossings(demo).nth(1)).toBeFocused();
  await expect(crossings(demo).nth(1)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Home');
  await expect(crossings(demo).first()).toBeFocused();
  const rows = demo.locator('[data-detail] [data-row]');
  await rows.first().focus();
  await page.keyboard.press('ArrowDown');
  await expect(rows.nth(1)).toBeFocused();
  await expect(rows.nth(1)).toHaveClass(/\blit\b/);
});

test('compressed: the frame says so with RSV1', async ({ page }) => {
  const demo = await open(page, PATHS.th);
  await demo.locator('[data-option="compress"]').selectOption('on');
  const { values } = await run(page, demo);
  expect(values).not.toHaveProperty('greetingBytes');
  await crossings(demo).nth(2).click();
  await expect(demo.locator('[data-detail] .bits [data-span="websocket.rsv1"] .cells')).toHaveText('1');
});

for (const [locale, path] of Object.entries(PATHS)) {
  test(`from its recording, ${locale}, when the server is away`, async ({ page, startSite, watch }) => {
    watch.allow(SERVER_AWAY);
    const site = await startSite();
    const demo = await open(page, `${site.url}${path}`);
    await recordingsHere(page);
    await site.kill();
    const { predictions, source } = await run(page, demo);
    expect(source).toBe('recording');
    await expect(demo).toHaveAttribute('data-source', 'recording');
    expect(predictions['who-masks']).toBe('client');
    await crossings(demo).first().click();
    await expect(span(demo, 'http.sec-websocket-key')).toBeVisible();
    await expect(demo.locator('[data-detail] [data-step="accept"]')).toBeVisible();
  });
}
