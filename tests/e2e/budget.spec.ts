/**
 * What lesson 12-01 in Thai costs over the wire on a cold load, headers included, once every demo on it can play; and
 * what the first demo adds.
 * Chromium takes br on 127.0.0.1 and only gzip from a plain-HTTP name; the budget is for br, the other is printed.
 */
import type { Browser, CDPSession, Page } from '@playwright/test';
import { allLive, recordingsHere } from './support/demo.ts';
import { expect, test } from './support/fixtures.ts';

const LESSON = '/node/12-01-introduction-to-websockets';
/** KB are 1,000 bytes here, the stricter reading. */
const KB = 1000;
const COLD_LOAD = 230 * KB;
const COLD_SCRIPT = 60 * KB;
const DEMO_START = 90 * KB;
/** The network is idle when nothing was under way for this long, ms. */
const IDLE_MS = 1500;

interface Meter {
  /** Bytes since the last call, by kind: script, font, style, page, other, sockets. */
  take(): Promise<Record<string, number>>;
}

/** Counts encoded bytes, response heads and WebSocket payloads of a page from now on. */
async function measure(page: Page): Promise<Meter> {
  const session: CDPSession = await page.context().newCDPSession(page);
  const kinds = new Map<string, string>();
  const open = new Set<string>();
  let bytes: Record<string, number> = {};
  let lastChange = performance.now();
  const add = (kind: string, count: number): void => {
    bytes[kind] = (bytes[kind] ?? 0) + count;
    lastChange = performance.now();
  };
  const end = (requestId: string, count: number): void => {
    open.delete(requestId);
    add(kinds.get(requestId) ?? 'other', count);
  };
  session.on('Network.requestWillBeSent', ({ requestId, type }) => {
    open.add(requestId);
    kinds.set(requestId, kindOf(type ?? '', ''));
    lastChange = performance.now();
  });
  session.on('Network.responseReceived', ({ requestId, type, response }) => kinds.set(requestId, kindOf(type, response.mimeType)));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => end(requestId, encodedDataLength));
  session.on('Network.loadingFailed', ({ requestId }) => end(requestId, 0));
  session.on('Network.webSocketFrameReceived', ({ response }) => add('sockets', response.payloadData.length));
  session.on('Network.webSocketFrameSent', ({ response }) => add('sockets', response.payloadData.length));
  await session.send('Network.enable');
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  return {
    async take() {
      lastChange = performance.now();
      await expect.poll(() => open.size === 0 && performance.now() - lastChange > IDLE_MS, { timeout: 45_000, intervals: [100] }).toBe(true);
      const taken = bytes;
      bytes = {};
      return taken;
    },
  };
}

function kindOf(type: string, mime: string): string {
  if (type === 'Script' || /javascript/.test(mime)) return 'script';
  if (type === 'Font' || /font/.test(mime)) return 'font';
  if (type === 'Stylesheet' || /css/.test(mime)) return 'style';
  return type === 'Document' ? 'page' : 'other';
}

function total(bytes: Record<string, number>): number {
  return Object.values(bytes).reduce((sum, count) => sum + count, 0);
}

function breakdown(bytes: Record<string, number>): string {
  const parts = Object.entries(bytes).sort(([, a], [, b]) => b - a).map(([kind, count]) => `${kind} ${(count / KB).toFixed(1)}`);
  return `${(total(bytes) / KB).toFixed(1)} KB (${parts.join(', ')})`;
}

async function coldPage(browser: Browser, watch: (context: Awaited<ReturnType<Browser['newContext']>>) => unknown): Promise<{ page: Page; meter: Meter }> {
  const context = await browser.newContext({ locale: 'th-TH' });
  watch(context);
  const page = await context.newPage();
  return { page, meter: await measure(page) };
}

/** Every demo has come, its recording with it: nothing more is fetched before the reader acts. */
async function allMounted(page: Page): Promise<void> {
  await allLive(page, 3);
  await recordingsHere(page);
}

test('lesson 12-01 in Thai, cold, before any interaction; then a demo', async ({ browser, site, watchPages }, info) => {
  const { page, meter } = await coldPage(browser, (context) => watchPages(context));
  await page.goto(site.url + LESSON, { waitUntil: 'load' });
  await allMounted(page);
  const cold = await meter.take();
  const report = [`cold load, br: ${breakdown(cold)}; budget ${COLD_LOAD / KB} KB, script ${COLD_SCRIPT / KB} KB`];

  const demo = page.locator('[data-demo="handshake"]').first();
  await demo.scrollIntoViewIfNeeded();
  await demo.locator('[data-action="start"]').click();
  await expect(demo).toHaveAttribute('data-state', 'done', { timeout: 30_000 });
  await expect(demo).toHaveAttribute('data-source', 'live-websocket');
  const more = await meter.take();
  await page.context().close();
  report.push(`a demo starts and ends: ${breakdown(more)} more; budget ${DEMO_START / KB} KB`);

  const plain = await coldPage(browser, (context) => watchPages(context));
  await plain.page.goto(site.plainUrl + LESSON, { waitUntil: 'load' });
  await allMounted(plain.page);
  report.push(`cold load, gzip (a phone on plain HTTP): ${breakdown(await plain.meter.take())}`);
  await plain.page.context().close();
  console.log(report.map((line) => `      ${line}`).join('\n'));
  info.annotations.push(...report.map((description) => ({ type: 'budget', description })));

  expect(total(cold), report[0]).toBeLessThanOrEqual(COLD_LOAD);
  expect(cold.script ?? 0, report[0]).toBeLessThanOrEqual(COLD_SCRIPT);
  expect(total(more), report[1]).toBeLessThanOrEqual(DEMO_START);
});
