/** What the playground's specs share: a workbench on its page, its clients, and programs that come by link. */
import type { Frame, FrameLocator, Locator, Page } from '@playwright/test';
import { toHash } from '../../../src/playground/model/share.ts';
import { expect } from './fixtures.ts';

export const PATHS = { th: '/playground', en: '/en/playground' } as const;
export const PHONE = { width: 390, height: 844 };

type Files = Record<string, string>;

/**
 * What a browser says of a client whose program was stopped, fell over or ran again: the client asks once more, by a
 * session that is not known any more, or sends into a WebSocket that is just closing. Nothing that a program at rest
 * would cause, nor anything that our own pages say.
 */
export const PROGRAM_GONE = new RegExp(
  [
    String.raw`status of 40[04] \(.*\) \(\S+/play/[\w-]+/socket\.io/`,
    String.raw`WebSocket connection to \S+/play/[\w-]+/socket\.io/`,
    String.raw`WebSocket is already in CLOSING or CLOSED state\. \(\S+/play/-/socket\.io\.esm\.min\.js\)`,
  ].join('|'),
);

/** Opens the page and waits until its editor lives. */
export async function open(page: Page, address: string): Promise<Locator> {
  await page.goto(address);
  const bench = page.locator('[data-workbench]');
  await expect(bench.locator('[role="tabpanel"] [role="textbox"]').first()).toBeAttached();
  return bench;
}
/** Presses Run, or does what stands for it, and waits until that very run has come to the state: the one before may be in it too. */
export async function run(bench: Locator, state = 'listening', press = () => bench.locator('[data-action="run"], [data-action="restart"]').click()): Promise<void> {
  const before = Number(await bench.getAttribute('data-run'));
  await press();
  await expect(bench).toHaveAttribute('data-run', String(before + 1));
  await expect(bench).toHaveAttribute('data-state', state, { timeout: 20_000 });
}
/** Waits until the frames of so many clients are there, and their scripts hear what people press. */
export async function connected(bench: Locator, clients = 2): Promise<void> {
  const frames = bench.locator('[data-client][data-connected="true"] iframe');
  await expect(frames).toHaveCount(clients);
  // Modules run before a page is complete. A frame begins with an empty page, and is asked again where that just goes.
  const complete = (frame: number) => frames.nth(frame).contentFrame().locator('html').evaluate(({ ownerDocument: { URL, readyState } }) => URL !== 'about:blank' && readyState === 'complete');
  for (let frame = 0; frame < clients; frame += 1) await expect(async () => expect(await complete(frame)).toBe(true)).toPass();
}
/** Loads a client anew, and waits until its new scripts hear what people press: the old page stands until the new line is open. */
export async function reload(bench: Locator, n: number, clients = 2): Promise<void> {
  const frame = bench.locator(`[data-client="${n}"] iframe`);
  const before = (await frame.getAttribute('src')) ?? '';
  await bench.locator(`[data-client="${n}"] [data-action="reload-client"]`).click();
  await expect(frame).not.toHaveAttribute('src', before);
  await connected(bench, clients);
}
export const client = (page: Page, n: number): FrameLocator => page.frameLocator(`[data-client="${n}"] iframe`);

/** The frame of a client itself, to run script in it with the frame's own rights. */
export async function frameOf(page: Page, n: number): Promise<Frame> {
  let frame: Frame | null | undefined;
  // A frame that is just replaced by another has a handle, but nothing in it; a new one begins with an empty page.
  await expect(async () => {
    frame = await (await page.locator(`[data-client="${n}"] iframe`).elementHandle())?.contentFrame();
    expect(await frame?.evaluate(() => document.URL !== 'about:blank' && document.readyState === 'complete')).toBe(true);
  }).toPass();
  return frame as Frame;
}

/** The workbench with a program that came by link. */
export const openFiles = (page: Page, files: Files, path: string = PATHS.en): Promise<Locator> => open(page, `${path}${toHash(files)}`);

/** A server that answers `echo` and passes `say` on. */
export const ECHO = `import { Server } from 'socket.io';
const io = new Server(3000);
io.on('connection', (socket) => {
  socket.on('echo', (value, done) => typeof done === 'function' && done(value));
  socket.on('say', (text) => io.emit('said', text));
});
`;
