/** The two editors of the workbench: who comes when, and that nothing is lost between them. */
import type { Page } from '@playwright/test';
import { PATHS, run } from './support/bench.ts';
import { expect, editorOf, focus, goToCode, kept, open, openMonaco, PATIENCE, toggle, WIDE, write } from './support/editors.ts';
import { test } from './support/fixtures.ts';

// Nobody has chosen yet: Monaco is the reader's, and comes when they go to the code.
test.use({ viewport: WIDE, editor: 'unchosen' });
test.describe.configure({ timeout: PATIENCE });

/** Whatever belongs to Monaco, as the build names it. */
const MONACO = /\/_astro\/(?:editor\.api|make|workers|ts\.worker|editor\.worker|codicon)[.-]/;

/** What lies at the upper edge of the editor's view, and how its letters look: to be the same in both. */
const looks = (page: Page) =>
  page.evaluate(async () => {
    await document.fonts.ready;
    const edge = document.querySelector('.editor')!.getBoundingClientRect();
    const rows = [...document.querySelectorAll<HTMLElement>('.view-lines .view-line, .cm-line')].filter((row) => row.getBoundingClientRect().bottom > edge.top + 1);
    rows.sort((one, other) => one.getBoundingClientRect().top - other.getBoundingClientRect().top);
    const [row] = rows;
    if (!row) return undefined;
    const range = document.createRange();
    range.selectNodeContents(row);
    const word = row.querySelector('span span, span') ?? row;
    const { fontFamily, fontSize, lineHeight } = getComputedStyle(word);
    return { text: row.textContent!.replace(/\u00a0/g, ' ').trim(), top: Math.round(row.getBoundingClientRect().top - edge.top), left: Math.round(range.getBoundingClientRect().left - edge.left), face: fontFamily.split(',')[0], fontSize, lineHeight };
  });
const LONG = Array.from({ length: 120 }, (_, i) => `const word${i + 1} = "สวัสดี ${i + 1}";`).join('\n');

for (const locale of ['th', 'en'] as const) {
  test(`${locale}: Monaco takes CodeMirror's place in a pause: text, cursors, scroll, focus, undo and look stay`, async ({ page }) => {
    await page.addInitScript((text) => window === top && localStorage.setItem('saitrong-work:echo', JSON.stringify({ v: 1, files: { 'server.js': text }, versions: [] })), LONG);
    let arrive = () => {};
    const arrived = new Promise<void>((resolve) => (arrive = resolve));
    await page.route(/\/_astro\/make\./, async (route) => {
      await arrived;
      await route.continue();
    });
    await open(page, PATHS[locale]);
    await expect(page.locator('[data-editor-coming="wanted"]')).not.toBeEmpty();
    await page.locator('.cm-scroller').evaluate((scroller) => scroller.scrollTo(0, 1000));
    await expect.poll(async () => (await looks(page))?.text).toMatch(/word4[01] /);
    await page.locator('.cm-line', { hasText: 'word44 ' }).click();
    await expect(page.locator('[data-editor-coming="loading"]')).not.toBeEmpty();
    await page.keyboard.press('End');
    for (const word of ['หนึ่ง', 'สอง']) {
      await page.keyboard.insertText(`// ${word}`);
      await page.keyboard.press('Enter');
    }
    await page.keyboard.press('ControlOrMeta+z');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Shift+ArrowLeft');
    await page.keyboard.press('Shift+ArrowLeft');
    const before = await looks(page);
    await expect(page.locator('.cm-content')).toContainText('// หนึ่ง');
    await expect(editorOf(page)).toHaveAttribute('data-editor', 'codemirror');
    arrive();
    await expect(editorOf(page)).toHaveAttribute('data-editor', 'monaco');
    await expect(page.locator('.monaco-editor textarea.inputarea')).toBeFocused();
    expect(await looks(page)).toEqual(before);
    // What was selected is typed over; then all is undone, step by step, to the begin and on again.
    await page.keyboard.type('X');
    await expect.poll(() => kept(page)).toContain('X');
    const typed = await kept(page);
    for (let step = 0; step < 12; step++) await page.keyboard.press('ControlOrMeta+z');
    await expect.poll(() => kept(page)).toBe(LONG);
    for (let step = 0; step < 12; step++) await page.keyboard.press('ControlOrMeta+Shift+Z');
    await expect.poll(() => kept(page)).toBe(typed);
  });
}

test('from CodeMirror to Monaco and back: text, cursor, undo and choice are kept', async ({ page }) => {
  await openMonaco(page, '/en/playground');
  await write(page, 'one\ntwo\nthree\n');
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  await page.keyboard.type('-monaco');
  await page.keyboard.press('ArrowLeft');
  await expect(toggle(page)).toHaveAttribute('aria-checked', 'true');
  await toggle(page).click();
  await expect(editorOf(page)).toHaveAttribute('data-editor', 'codemirror');
  await expect(toggle(page)).toHaveAttribute('aria-checked', 'false');
  await expect(page.locator('.monaco-editor')).toHaveCount(0);
  await focus(page);
  await page.keyboard.type('X');
  await expect.poll(() => kept(page)).toBe('one\ntwo-monacXo\nthree\n');
  await page.keyboard.press('ControlOrMeta+z');
  await page.keyboard.press('ControlOrMeta+z');
  await expect.poll(() => kept(page)).toBe('one\ntwo\nthree\n');
  await page.keyboard.press('ControlOrMeta+Shift+Z');
  await expect.poll(() => kept(page)).toBe('one\ntwo-monaco\nthree\n');

  // This device remembers: whoever goes to the code stays with CodeMirror.
  await page.reload();
  await expect(toggle(page)).toHaveAttribute('aria-checked', 'false');
  await page.locator('.cm-line').first().click();
  await expect(page.locator('[data-editor-coming]')).toHaveCount(0);
  // Asked for by hand, it comes at once.
  await toggle(page).click();
  await expect(editorOf(page)).toHaveAttribute('data-editor', 'monaco');
  await expect(page.locator('.monaco-editor .view-lines')).toContainText('two-monaco');
  // Narrow: the choice waits, CodeMirror is there.
  await page.setViewportSize({ width: 700, height: 800 });
  await expect(editorOf(page)).toHaveAttribute('data-editor', 'codemirror');
  await expect(toggle(page)).toHaveCount(0);
  await page.setViewportSize(WIDE);
  await expect(editorOf(page)).toHaveAttribute('data-editor', 'monaco');
});

test('whoever was led to an error and went on from there is not led back when Monaco comes', async ({ page }) => {
  await page.addInitScript((text) => window === top && localStorage.setItem('saitrong-work:echo', JSON.stringify({ v: 1, files: { 'server.js': text }, versions: [] })), '// first\nthrow new Error("on purpose");\n');
  let arrive = () => {};
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  await page.route(/\/_astro\/make\./, async (route) => {
    await arrived;
    await route.continue();
  });
  await open(page, PATHS.en);
  await run(page.locator('[data-workbench]'), 'failed');
  await page.locator('[data-problem="server"]').getByRole('button').first().click();
  await expect(page.locator('.cm-activeLine')).toContainText('on purpose');
  await page.keyboard.press('ControlOrMeta+Home');
  await expect(page.locator('.cm-activeLine')).toContainText('first');
  arrive();
  await expect(editorOf(page)).toHaveAttribute('data-editor', 'monaco');
  await page.keyboard.insertText('X');
  await expect.poll(() => kept(page)).toBe('X// first\nthrow new Error("on purpose");\n');
});

test('no editor stands open before its files: they would take the place of what is typed first', async ({ page }) => {
  let arrive = () => {};
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  await page.route(/\/_astro\/server\.[^/]*\.js$/, async (route) => {
    await arrived;
    await route.continue();
  });
  const script = page.waitForResponse(/\/_astro\/codemirror\./);
  await page.goto(PATHS.en);
  // Whoever waited for CodeMirror has it by the time that it comes from here as well.
  await page.evaluate((url) => import(url) as Promise<unknown>, (await script).url());
  await expect(page.locator('.editor pre[aria-busy="true"]')).toBeVisible();
  await expect(page.locator('.cm-content')).toHaveCount(0);
  arrive();
  await expect(page.locator('.cm-content')).toContainText('new Server');
});

test('Monaco never comes in the midst of a composed word', async ({ page }) => {
  // Its largest part is held back until the word is being composed: it would come before, in a pause.
  let compose = () => {};
  const composing = new Promise<void>((resolve) => (compose = resolve));
  const core = /\/_astro\/editor\.api2?\./;
  await page.route(core, async (route) => {
    await composing;
    await route.continue();
  });
  const loaded = page.waitForResponse(core);
  await open(page, '/playground');
  await focus(page);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('Delete');
  const input = await page.context().newCDPSession(page);
  for (const text of ['น', 'น้', 'น้ำ']) await input.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  compose();
  await (await loaded).finished();
  await expect(editorOf(page)).toHaveAttribute('data-editor', 'codemirror');
  await input.send('Input.insertText', { text: 'น้ำ' });
  await expect(editorOf(page)).toHaveAttribute('data-editor', 'monaco');
  await page.keyboard.insertText(' ใส');
  await expect.poll(() => kept(page)).toBe('น้ำ ใส');
});

/** How far the caret that is drawn stands from the end of the text on its line, px. */
const caretOff = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const line = document.querySelector('.monaco-editor .view-line, .cm-line');
    const caret = document.querySelector('.monaco-editor .cursors-layer .cursor, .cm-cursor-primary');
    if (!line || !caret) return Number.NaN;
    const range = document.createRange();
    range.selectNodeContents(line);
    const edge = Math.max(...[...range.getClientRects()].map(({ right, width }) => (width > 0 ? right : 0)));
    return Math.abs(caret.getBoundingClientRect().left - edge);
  });

for (const which of ['codemirror', 'monaco'] as const) {
  test.describe(which, () => {
    test.use({ editor: which });
    test(`Thai in ${which}: composed and typed letters, the caret after them, and Backspace`, async ({ page }) => {
      await (which === 'monaco' ? openMonaco : open)(page, '/playground');
      await write(page, '');
      const input = await page.context().newCDPSession(page);
      // An input method composes: letter, tone, vowel, then it is done.
      for (const text of ['น', 'น้', 'น้ำ']) await input.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
      await input.send('Input.insertText', { text: 'น้ำ' });
      await expect.poll(() => kept(page)).toBe('น้ำ');
      // A Thai keyboard sends each sign by itself.
      for (const sign of ' ก็เพื่อที่นี่') await page.keyboard.insertText(sign);
      await expect.poll(() => kept(page)).toBe('น้ำ ก็เพื่อที่นี่');
      await page.evaluate(() => document.fonts.ready);
      await expect.poll(() => caretOff(page)).toBeLessThan(3);
      // Backspace takes a sign, not the letter under it.
      await page.keyboard.press('Backspace');
      await expect.poll(() => kept(page)).toBe('น้ำ ก็เพื่อที่นี');
      await page.keyboard.press('Backspace');
      await page.keyboard.press('Backspace');
      await expect.poll(() => kept(page)).toBe('น้ำ ก็เพื่อที่');
      // Composed within a line, what stands around it stays.
      await page.keyboard.press('Home');
      for (const text of ['เ', 'เป', 'เปี', 'เปีย']) await input.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
      await input.send('Input.insertText', { text: 'เปียก' });
      await page.keyboard.type('/');
      await expect.poll(() => kept(page)).toBe('เปียก/น้ำ ก็เพื่อที่');
      await page.keyboard.press('End');
      await expect.poll(() => caretOff(page)).toBeLessThan(3);
    });
  });
}

test.describe('CodeMirror, chosen', () => {
  test.use({ editor: 'codemirror' });
  test('CodeMirror indents anew, and that can be undone', async ({ page }) => {
    await open(page, '/en/playground');
    await write(page, 'if (a) {\nb();\n}\n');
    await page.locator('[data-action="format"]').click();
    await expect.poll(() => kept(page)).toBe('if (a) {\n  b();\n}\n');
    await focus(page);
    await page.keyboard.press('ControlOrMeta+z');
    await expect.poll(() => kept(page)).toBe('if (a) {\nb();\n}\n');
  });
});

test('nothing of Monaco is fetched before the reader goes to the code, not by Run either, and never on a phone', async ({ page, browser, site, watchPages }) => {
  const fetched: string[] = [];
  page.context().on('request', (request) => fetched.push(request.url()));
  const scripts = new Map<string, number>();
  page.on('response', (response) => /\/_astro\/.*\.js$/.test(response.url()) && scripts.set(response.url(), Number(response.headers()['content-length'])));
  await open(page, '/en/playground');
  // Over the wire (brotli), up to an editor that lives; it was 264 KB when this was written.
  expect([...scripts.values()].reduce((sum, bytes) => sum + bytes, 0), [...scripts].join('\n')).toBeLessThan(290_000);
  await expect(toggle(page)).toHaveAttribute('aria-checked', 'true');
  await page.locator('[data-action="run"]').click();
  await expect(page.locator('[data-workbench]')).toHaveAttribute('data-state', 'listening');
  await page.locator('[data-file="client.js"]').click();
  await expect(page.locator('.cm-content')).toContainText('io()');
  expect(fetched.filter((url) => MONACO.test(url))).toEqual([]);
  await goToCode(page);
  // Itself, its worker, TypeScript's.
  for (const part of ['make', 'editor.api', 'editor.worker', 'ts.worker']) await expect.poll(() => fetched.filter((url) => MONACO.test(url) && url.includes(`/${part}`)).length, part).toBeGreaterThanOrEqual(1);

  // A choice from elsewhere does not count there; a wide tablet has no fine pointer either.
  for (const viewport of [{ width: 390, height: 844 }, { width: 1180, height: 820 }]) {
    const wish = { origin: new URL(site.url).origin, localStorage: [{ name: 'saitrong-editor', value: 'monaco' }] };
    const context = await browser.newContext({ viewport, isMobile: true, hasTouch: true, storageState: { cookies: [], origins: [wish] } });
    watchPages(context);
    const asked: string[] = [];
    context.on('request', (request) => asked.push(request.url()));
    const phone = await context.newPage();
    await phone.goto(`${site.url}/playground`);
    if (viewport.width < 900) await phone.locator('button[data-tab="code"]').click();
    await expect(phone.locator('.cm-content')).toBeVisible();
    await expect(toggle(phone)).toHaveCount(0);
    await phone.locator('[data-file="client.js"]').click();
    await expect(phone.locator('.cm-content')).toContainText('io()');
    await phone.locator('.cm-content').tap();
    await expect(phone.locator('.cm-content')).toBeFocused();
    expect(asked.filter((url) => MONACO.test(url))).toEqual([]);
    await context.close();
  }
});

test('Monaco that can’t be fetched: it is said, CodeMirror goes on, and it may be asked for again', async ({ page, watch }) => {
  watch.allow(/net::ERR_FAILED|Failed to fetch dynamically imported module/);
  await open(page, '/en/playground');
  await page.route(/\/_astro\/make\./, (route) => route.abort());
  await page.locator('.cm-line').first().click();
  await expect(page.locator('[data-editor-failed]')).toContainText('could not be fetched');
  await expect(editorOf(page)).toHaveAttribute('data-editor', 'codemirror');
  await write(page, '// still here\n');
  await expect.poll(() => kept(page)).toBe('// still here\n');
  await page.unroute(/\/_astro\/make\./);
  await page.locator('[data-action="editor-again"]').click();
  await expect(editorOf(page)).toHaveAttribute('data-editor', 'monaco');
  await expect(page.locator('[data-editor-failed]')).toHaveCount(0);
});
