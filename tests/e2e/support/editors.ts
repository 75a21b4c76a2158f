/** What the specs of the two editors share: the workbench with an editor, and what one does in it. */
import type { Locator, Page } from '@playwright/test';
import { expect as plainly } from './fixtures.ts';

export const WIDE = { width: 1280, height: 800 };
/** Megabytes of TypeScript begin to work in these tests: on a busy machine its states take their time (ms). */
export const PATIENCE = 120_000;
export const expect = plainly.configure({ timeout: 30_000 });

export const editorOf = (page: Page): Locator => page.locator('.editor[data-editor]');
export const toggle = (page: Page): Locator => page.locator('[data-action="editor"]');

export async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await expect(page.locator('.cm-content')).toBeAttached();
}
export async function openMonaco(page: Page, address: string): Promise<void> {
  await open(page, address);
  await goToCode(page);
  await ready(page);
}
/** As a reader does, by pointer; Monaco then comes by itself. */
export async function goToCode(page: Page): Promise<void> {
  await page.locator('.cm-line').first().click();
  await expect(editorOf(page)).toHaveAttribute('data-editor', 'monaco');
}
/** Monaco has the types of the file that is shown, and has looked at it as it stands. */
export const ready = (page: Page, file = 'server.js'): Promise<void> => expect(page.locator(`[data-checked="${file}"]`)).toBeVisible();
/** Puts the focus into the editor that is there, leaving its cursor where it is; keys go there once it has it. */
export async function focus(page: Page): Promise<void> {
  const input = page.locator('.monaco-editor textarea.inputarea, .cm-content').first();
  await input.focus();
  await expect(input).toBeFocused();
}
/** Replaces the file that is shown, at once; editors close brackets only for what is typed. */
export async function write(page: Page, text: string): Promise<void> {
  await focus(page);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('Delete');
  await page.keyboard.insertText(text);
}
/** What the workbench holds of a file, as it keeps it. */
export const kept = (page: Page, file = 'server.js'): Promise<string> =>
  page.evaluate((name) => (JSON.parse(localStorage.getItem('saitrong-work:echo') ?? '{}') as { files?: Record<string, string> }).files?.[name] ?? '', file);
export const suggestions = (page: Page): Locator => page.locator('.suggest-widget.visible .monaco-list-row');

export const SERVER = 'import { Server } from "socket.io";\nconst io = new Server(3000);\nio.on("connection", (socket) => {\n  \n});\n';
/** To the empty line of SERVER. */
export async function intoHandler(page: Page): Promise<void> {
  await write(page, SERVER);
  await page.keyboard.press('ControlOrMeta+Home');
  for (let line = 0; line < 3; line += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
}
