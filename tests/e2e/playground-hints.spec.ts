/** Hints in the workbench: told where something proves a mistake, in the reader's language, and nowhere else. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { FrameLocator, Page } from '@playwright/test';
import { client as frame, connected, open, PATHS, PHONE, PROGRAM_GONE, reload, run } from './support/bench.ts';
import { expect, test } from './support/fixtures.ts';
import { root } from './support/server.ts';

const SERVER = `import { Server } from "socket.io";
const io = new Server(3000);
io.on("connection", (socket) => {
  socket.on("message", (text) => console.log("heard", text));
  socket.on("save", (text, answer) => console.log("saved", text));
});
`;
const CLIENT = `import { io } from "socket.io-client";
const socket = io();
socket.emit("mesage", "hi");
socket.emit("save", "hi", () => {});
`;

async function write(page: Page, file: string, text: string): Promise<void> {
  await page.locator(`[data-file="${file}"]`).click();
  await page.locator('.cm-content').click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(text);
}

// Mistakes end programs under their clients, on purpose.
test.beforeEach(({ watch }) => watch.allow(PROGRAM_GONE));

for (const locale of ['th', 'en'] as const) {
  test(`${locale}: a hint says what happened and what to do, leads to the packet, and can be put away`, async ({ page }) => {
    const bench = await open(page, PATHS[locale]);
    await write(page, 'server.js', SERVER);
    await write(page, 'client.js', CLIENT);
    await run(bench);
    const unheard = bench.locator('[data-hint="no-listener"]');
    await expect(unheard).toContainText(locale === 'th' ? 'ไม่มีใครรอฟัง' : 'nobody there listens');
    await expect(unheard.locator('a')).toHaveAttribute('href', `${locale === 'en' ? '/en' : ''}/glossary#event`);
    await expect(bench.locator('[data-hint="ack-dropped"]')).toContainText('save');
    // A hint learns its place once the trace has it, folded or not.
    const toLine = unheard.locator('[data-action="hint-line"]');
    await expect(toLine).toBeAttached();
    if (!(await toLine.isVisible())) await unheard.locator('summary').click();
    await toLine.click();
    await expect(bench.locator('.bytes')).toContainText('mesage');
    await bench.locator('[data-lower="console"]').click();
    await unheard.locator('[data-action="dismiss-hint"]').click();
    await expect(unheard).toHaveCount(0);
    await expect(bench.locator('[data-hint]')).toHaveCount(1);
  });

  test(`${locale}: hints, problems and their words are fit for a phone and for everybody`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const bench = await open(page, PATHS[locale]);
    await write(page, 'server.js', SERVER.replace('console.log("heard", text)', 'text.no.where'));
    await write(page, 'client.js', CLIENT.replace('socket.emit("mesage", "hi");', 'socket.emit("mesage", "hi"); socket.on("connect", () => setTimeout(() => socket.emit("message", 1), 300));'));
    await bench.locator('[data-action="run"], [data-action="restart"]').click();
    await expect(bench.locator('[data-hint="handler-threw"]')).toBeAttached({ timeout: 20_000 });
    await expect(bench.locator('[data-problem="server"]')).toContainText('where');
    for (const size of [{ width: 1366, height: 768 }, PHONE]) {
      await page.setViewportSize(size);
      if (size === PHONE) await bench.locator('[data-tab="console"]').click();
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        const { violations } = await new AxeBuilder({ page }).include('[data-workbench]').exclude('iframe').analyze();
        expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
      }
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    }
  });
}

test('what CORS keeps from a page is told as that; a program that allows it is reached', async ({ page, watch }) => {
  watch.allow(/CORS|ERR_FAILED|Access-Control/);
  const bench = await open(page, '/en/playground');
  await write(page, 'server.js', 'import { Server } from "socket.io";\nnew Server(3000);\n');
  await write(page, 'client.js', 'import { io } from "socket.io-client";\nconst socket = io({ withCredentials: true });\nsocket.on("connect", () => console.log("in"));\n');
  await run(bench);
  await expect(bench.locator('[data-hint="cors-blocked"]')).toContainText('withCredentials');
  await write(page, 'server.js', 'import { Server } from "socket.io";\nnew Server(3000, { cors: { origin: ["http://localhost:3000"], credentials: true } });\n');
  await run(bench);
  await expect(bench.locator('[data-log="client"]').filter({ hasText: 'in' }).first()).toBeVisible();
  await expect(bench.locator('[data-hint]')).toHaveCount(0);
});

test('errors of which browsers tell no line have one', async ({ page, watch }) => {
  // What has no line has no text for the driver either.
  watch.allow(/operation has timed out|module specifier|localStorage|^page error: $/);
  const DIAL = 'import { io } from "socket.io-client";\nconst socket = io();\n';
  const cases: [client: string, means: string, line: number][] = [
    [`${DIAL}await socket.timeout(50).emitWithAck("save", "hi");\n`, 'Nobody answered', 3],
    [`${DIAL}import _ from "lodash";\n`, 'knows no package lodash', 3],
    [`${DIAL}\nlocalStorage.getItem("name");\n`, 'without cookies and storage', 4],
  ];
  const bench = await open(page, '/en/playground');
  await write(page, 'server.js', SERVER);
  for (const [code, means, line] of cases) {
    await write(page, 'client.js', code);
    await run(bench);
    const problem = bench.locator('[data-problem="client"]').filter({ hasText: means }).first();
    await expect(problem.getByRole('button', { name: `client.js, line ${line}` })).toBeVisible();
  }
});

/** Presses and fills all that a client's page offers. */
async function play(client: FrameLocator): Promise<void> {
  // Before its script has run, a form would go off by itself.
  await client.locator('body').evaluate(() => document.readyState === 'complete' || new Promise((loaded) => addEventListener('load', loaded)));
  for (const field of await client.locator('input:visible:enabled').all()) {
    if (['text', 'search', ''].includes((await field.getAttribute('type')) ?? '')) await field.pressSequentially('สวัสดี');
  }
  // By the page itself, at once: a press may take other buttons away.
  await client.locator('body').evaluate((body) => {
    for (const button of body.querySelectorAll('button')) if (button.checkVisibility()) button.click();
  });
  const canvas = client.locator('canvas').first();
  if (await canvas.isVisible()) {
    await canvas.hover();
    await canvas.click();
  }
}

test.describe('no example is told of a mistake that it does not make', () => {
  for (const id of readdirSync(join(root, 'src/content/examples'))) {
    test(id, async ({ page }) => {
      const bench = await open(page, `/en/playground?example=${id}`);
      await run(bench);
      await connected(bench);
      for (const n of [1, 2, 1]) await play(frame(page, n));
      await reload(bench, 2);
      await play(frame(page, 2));
      // A mistake of our own, made after all that: once it is told, what came before was looked at and found right.
      await frame(page, 1).locator('body').evaluate(async () => {
        const name = 'socket.io-client';
        const { io } = (await import(name)) as { io: () => { on(event: string, run: () => void): void; onAny(run: () => void): void; emit(event: string): void } };
        const socket = io();
        // It hears all: what the example's server says to everybody is none of its mistakes.
        socket.onAny(() => {});
        socket.on('connect', () => socket.emit('nobody-listens-for-this'));
      });
      await expect(bench.locator('[data-hint]').filter({ hasText: 'nobody-listens-for-this' })).toBeAttached();
      expect(await bench.locator('[data-hint]').allTextContents()).toHaveLength(1);
    });
  }
});
