/** What the specs of duplex and polling-meter share: a demo on its lesson's page, driven as a reader does. */
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

/** Opens a page and waits until the demo on it lives; its facts are kept from then on. */
export async function openDemo(page: Page, name: string, path: string): Promise<Locator> {
  await page.goto(path);
  const demo = page.locator(`section[data-demo="${name}"]`).first();
  await demo.scrollIntoViewIfNeeded();
  await expect(demo).toHaveAttribute('data-mounted', '');
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
