/** What the specs of the demos share: a demo on its lesson's page, driven as a reader does. */
import { expect, type Locator, type Page } from '@playwright/test';

export const LESSON = { th: '/node/12-01-introduction-to-websockets', en: '/en/node/12-01-introduction-to-websockets' } as const;

export interface Facts {
  predictions: Record<string, string>;
  values: Record<string, string | number>;
  source: string;
}
export interface Mark {
  name: string;
  end: string;
  data?: { n?: number; text?: string; by?: string };
}

/**
 * How long a demo may take to live once its page is loaded, ms. On a busy machine the page itself waits for 1.5 s until it
 * begins, and for up to 2 s for a recording, beside the time that scripts take.
 */
export const LIVES = { timeout: 15_000 };

/** Waits until all demos of the page live; `count` of them. */
export async function allLive(page: Page, count: number): Promise<void> {
  await expect(page.locator('section[data-demo]')).toHaveCount(count);
  await expect(page.locator('section[data-demo][data-mounted]')).toHaveCount(count, LIVES);
}

/**
 * Waits until the page has its recordings, whole: for tests that take the server away. A demo lives without its own where
 * that is slow to come.
 */
export async function recordingsHere(page: Page): Promise<void> {
  const missing = (): Promise<string[]> =>
    page.evaluate(() => {
      const here = performance.getEntriesByType('resource').map(({ name }) => name);
      return [...document.querySelectorAll<HTMLElement>('[data-recording]')].map(({ dataset }) => new URL(dataset.recording ?? '', location.href).href).filter((url) => !here.includes(url));
    });
  await expect.poll(missing, LIVES).toEqual([]);
}

/** Opens a page and waits until the demo on it lives; its facts are kept from then on. */
export async function openDemo(page: Page, name: string, path: string): Promise<Locator> {
  await page.goto(path);
  const demo = page.locator(`section[data-demo="${name}"]`).first();
  await demo.scrollIntoViewIfNeeded();
  await expect(demo).toHaveAttribute('data-mounted', '', LIVES);
  await page.evaluate((wanted) => {
    document.addEventListener('saitrong:facts', (event) => {
      const { detail } = event as CustomEvent<{ demo: string }>;
      if (detail.demo === wanted) document.body.dataset.facts = JSON.stringify(detail);
    });
  }, name);
  return demo;
}

/** Waits for the end of a run and returns what the page was told of it. */
export async function endOf(page: Page, demo: Locator): Promise<Facts> {
  await expect(demo).toHaveAttribute('data-state', 'done', { timeout: 40_000 });
  await expect(page.locator('body')).toHaveAttribute('data-facts', /./);
  return JSON.parse((await page.locator('body').getAttribute('data-facts')) ?? '') as Facts;
}

/** The marks in the trace of this run so far. */
export function marksOf(demo: Locator): Promise<Mark[]> {
  return demo.evaluate((section) => (section as unknown as { trace: { events: (Mark & { kind: string })[] } }).trace.events.filter(({ kind }) => kind === 'mark'));
}

/** Bytes on the wire of this run so far, both ways. */
export function bytesOf(demo: Locator): Promise<number> {
  return demo.evaluate((section) =>
    (section as unknown as { trace: { events: { kind: string; length: number }[] } }).trace.events.reduce((sum, event) => sum + (event.kind === 'bytes' ? event.length : 0), 0),
  );
}
