/** The two editors of the workbench: what each does for a learner, and that nothing is lost between them. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { expect as plainly, test } from './support/fixtures.ts';

const PATHS = { th: '/playground', en: '/en/playground' } as const;
const WIDE = { width: 1280, height: 800 };
/** Whatever belongs to Monaco, as the build names it. */
const MONACO = /\/_astro\/(?:editor\.api|make|workers|ts\.worker|editor\.worker|codicon)[.-]/;

// Nobody has chosen yet: Monaco is the reader's, and comes when they go to the code.
test.use({ viewport: WIDE, editor: 'unchosen' });
// Megabytes of TypeScript begin to work in these tests: on a busy machine its states take their time.
test.describe.configure({ timeout: 120_000 });
const expect = plainly.configure({ timeout: 30_000 });

const editorOf = (page: Page): Locator => page.locator('.editor[data-editor]');
const toggle = (page: Page): Locator => page.locator('[data-action="editor"]');

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await expect(page.locator('.cm-content')).toBeAttached();
}
async function openMonaco(page: Page, address: string): Promise<void> {
  await open(page, address);
  await goToCode(page);
  await ready(page);
}
/** As a reader does, by pointer; Monaco then comes by itself. */
async function goToCode(page: Page): Promise<void> {
  await page.locator('.cm-line').first().click();
  await expect(editorOf(page)).toHaveAttribute('data-editor', 'monaco');
}
/** Monaco has the types of the file that is shown, and has looked at it as it stands. */
const ready = (page: Page, file = 'server.js'): Promise<void> => expect(page.locator(`[data-checked="${file}"]`)).toBeVisible();
/** Puts the focus into the editor that is there, leaving its cursor where it is. */
const focus = (page: Page): Promise<void> => page.locator('.monaco-editor textarea.inputarea, .cm-content').first().focus();
/** Replaces the file that is shown, at once; editors close brackets only for what is typed. */
async function write(page: Page, text: string): Promise<void> {
  await focus(page);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('Delete');
  await page.keyboard.insertText(text);
}
/** What the workbench holds of a file, as it keeps it. */
const kept = (page: Page, file = 'server.js'): Promise<string> =>
  page.evaluate((name) => (JSON.parse(localStorage.getItem('saitrong-work:echo') ?? '{}') as { files?: Record<string, string> }).files?.[name] ?? '', file);
const suggestions = (page: Page): Locator => page.locator('.suggest-widget.visible .monaco-list-row');

const SERVER = 'import { Server } from "socket.io";\nconst io = new Server(3000);\nio.on("connection", (socket) => {\n  \n});\n';
/** To the empty line of SERVER. */
async function intoHandler(page: Page): Promise<void> {
  await write(page, SERVER);
  await page.keyboard.press('ControlOrMeta+Home');
  for (let line = 0; line < 3; line += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
}

const SAYS = {
  th: { member: 'ไม่มีอะไรชื่อ “emti”', find: 'หา', copy: 'คัดลอก', sent: 'client.js ส่งมา', switch: 'ตัวช่วยแบบเต็ม', escape: 'Ctrl+M' },
  en: { member: 'There is nothing called “emti”', find: 'Find', copy: 'Copy', sent: 'sent by client.js', switch: 'Full assistance', escape: 'Control M' },
} as const;

for (const locale of ['th', 'en'] as const) {
  test(`${locale}: Monaco completes events and methods, shows parameters, and marks a mistake with its meaning`, async ({ page, site }) => {
    // Thai over plain HTTP by a name that is no secure context, English on localhost.
    await openMonaco(page, `${locale === 'th' ? site.plainUrl : site.url}${PATHS[locale]}`);
    await expect(toggle(page)).toContainText(SAYS[locale].switch);
    await expect(toggle(page)).toHaveAttribute('aria-checked', 'true');
    await intoHandler(page);

    await page.keyboard.type('socket.on("');
    await expect(suggestions(page).filter({ hasText: 'disconnecting' })).toBeVisible();
    await expect(suggestions(page).filter({ hasText: 'say' })).toContainText(SAYS[locale].sent);
    await page.keyboard.press('Escape');
    await page.keyboard.press('ControlOrMeta+z');

    await intoHandler(page);
    await page.keyboard.type('io.to("room").');
    await expect(suggestions(page).filter({ hasText: 'fetchSockets' })).toBeVisible();
    await page.keyboard.type('emit(');
    await expect(page.locator('.parameter-hints-widget.visible .signature')).toContainText('ev: string');
    await page.keyboard.press('Escape');

    await intoHandler(page);
    await page.keyboard.insertText('socket.emti("x");');
    // What was marked before belongs to other text.
    await ready(page);
    await expect(page.locator('.squiggly-warning')).toBeVisible();
    await page.keyboard.press('F8');
    await expect(page.locator('.marker-widget')).toContainText(SAYS[locale].member);
    await expect(page.locator('.marker-widget')).toContainText("Property 'emti' does not exist on type 'Socket'.");
    await page.keyboard.press('Escape');
    await page.locator('.monaco-editor .view-line').first().click({ button: 'right' });
    await expect(page.getByRole('menuitem', { name: SAYS[locale].copy })).toBeVisible();
  });

  test(`${locale}: Monaco formats, finds, follows the theme, and says how to leave it`, async ({ page }) => {
    await openMonaco(page, PATHS[locale]);
    await write(page, 'const a={b:1,\nc:2}\nif(a){\na.b=3}\n');
    await page.locator('[data-action="format"]').click();
    await expect.poll(() => kept(page)).toBe('const a = {\n  b: 1,\n  c: 2\n}\nif (a) {\n  a.b = 3\n}\n');
    await focus(page);
    await page.keyboard.press('ControlOrMeta+z');
    await expect.poll(() => kept(page)).toBe('const a={b:1,\nc:2}\nif(a){\na.b=3}\n');
    await page.keyboard.press('Shift+Alt+F');
    await expect.poll(() => kept(page)).toContain('const a = {');

    await page.keyboard.press('ControlOrMeta+f');
    await expect(page.locator('.find-widget.visible textarea').first()).toHaveAttribute('aria-label', SAYS[locale].find);
    await page.keyboard.type('a.b');
    await expect(page.locator('.find-widget .matchesCount')).toContainText('1');
    await page.keyboard.press('Escape');

    const ground = () => page.locator('.monaco-editor-background').first().evaluate((element) => getComputedStyle(element).backgroundColor);
    const sheet = () => page.evaluate(() => {
      const probe = document.createElement('i');
      probe.style.color = 'var(--sheet)';
      document.body.append(probe);
      const { color } = getComputedStyle(probe);
      probe.remove();
      return color;
    });
    const light = await ground();
    expect(light).toBe(await sheet());
    await page.locator('[data-theme-select]').selectOption('dark');
    await expect.poll(ground).not.toBe(light);
    expect(await ground()).toBe(await sheet());

    const input = page.locator('.monaco-editor textarea.inputarea');
    await input.focus();
    const said = page.locator(`[id="${await input.getAttribute('aria-describedby')}"]`);
    await expect(said).toContainText(SAYS[locale].escape);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    await expect(page.locator('[data-action="format"]')).toBeFocused();
    await page.keyboard.press('Shift+Tab');
    await expect(input).toBeFocused();
    // Only right after Escape; else Tab indents, or Control M was pressed.
    const text = await kept(page);
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.press('Tab');
    await expect.poll(() => kept(page)).toBe(`${text}  `);
    await page.keyboard.press('Control+m');
    await page.keyboard.press('Tab');
    await expect(page.locator('[data-action="format"]')).toBeFocused();
  });
}

/** What lies at the upper edge of the editor's view, and how its letters look: to be the same in both. */
const looks = (page: Page) =>
  page.evaluate(() => {
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

test('Monaco never comes in the midst of a composed word', async ({ page }) => {
  await open(page, '/playground');
  await focus(page);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('Delete');
  const input = await page.context().newCDPSession(page);
  const loaded = page.waitForResponse(/\/_astro\/editor\.api2?\./).catch(() => undefined);
  for (const text of ['น', 'น้', 'น้ำ']) await input.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  await loaded;
  await expect(editorOf(page)).toHaveAttribute('data-editor', 'codemirror');
  await input.send('Input.insertText', { text: 'น้ำ' });
  await expect(editorOf(page)).toHaveAttribute('data-editor', 'monaco');
  await page.keyboard.insertText(' ใส');
  await expect.poll(() => kept(page)).toBe('น้ำ ใส');
});

test('Monaco: each file has its own language and undo; starting over and taking it back reach it', async ({ page }) => {
  await openMonaco(page, '/en/playground');
  await focus(page);
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.type('// mine\n');
  await page.locator('[data-file="client.js"]').click();
  await ready(page, 'client.js');
  await focus(page);
  await page.keyboard.press('ControlOrMeta+Home');
  // What a browser has, and what only Node has.
  await page.keyboard.insertText('document.title;process.exit();');
  await ready(page, 'client.js');
  await expect(page.locator('.squiggly-error')).toHaveCount(1);
  await page.keyboard.press('ControlOrMeta+z');
  await expect.poll(() => kept(page, 'client.js')).not.toContain('process');
  expect(await kept(page)).toContain('// mine');

  await page.locator('[data-file="server.js"]').click();
  await expect(page.locator('.monaco-editor .view-lines')).toContainText('mine');
  await page.locator('summary', { hasText: 'More' }).click();
  await page.locator('[data-action="reset"]').click();
  await expect(page.locator('.monaco-editor .view-lines')).not.toContainText('mine');
  await page.locator('[data-action="undo"]').click();
  await expect(page.locator('.monaco-editor .view-lines')).toContainText('mine');
  for (const file of ['index.html', 'style.css']) {
    await page.locator(`[data-file="${file}"]`).click();
    await focus(page);
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.insertText('   ');
    await page.keyboard.press('Shift+Alt+F');
    await expect.poll(() => kept(page, file)).toMatch(/\S\n*$/);
  }
});

test('th: in TypeScript every type is checked, on both ends, each with its own knowledge', async ({ page }) => {
  const files = {
    'server.ts': 'import { Server } from "socket.io";\nconst io = new Server<{ say: (text: string) => void }>(3000);\nio.on("connection", (socket) => {\n  socket.on("say", (text) => text.toFixed());\n});\n',
    'client.ts': 'import { io, type Socket } from "socket.io-client";\nconst socket: Socket = io();\nconst title: number = document.title;\nconsole.log(socket.id, title);\n',
  };
  await page.addInitScript((kept) => window === top && localStorage.setItem('saitrong-work:echo', JSON.stringify({ v: 1, files: kept, versions: [] })), files);
  await open(page, '/playground');
  await goToCode(page);
  for (const [file, message] of [['server.ts', 'ไม่มีอะไรชื่อ “toFixed”'], ['client.ts', 'ชนิดของค่าไม่ตรง']] as const) {
    await page.locator(`[data-file="${file}"]`).click();
    await ready(page, file);
    await expect(page.locator('.squiggly-error')).toHaveCount(1);
    await focus(page);
    await page.keyboard.press('F8');
    await expect(page.locator('.marker-widget')).toContainText(message);
    await page.keyboard.press('Escape');
  }
});

test('Monaco shows where a program failed, and goes there', async ({ page }) => {
  await openMonaco(page, '/en/playground');
  await write(page, 'import { Server } from "socket.io";\n\nconst io = new Server(;\n');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.locator('[data-workbench]')).toHaveAttribute('data-state', 'failed');
  await expect(page.locator('.squiggly-error').first()).toBeVisible();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.locator('[data-problem="server"]').getByRole('button').first().click();
  await expect(page.locator('.line-numbers.active-line-number')).toHaveText('3');
  await expect(page.locator('.monaco-editor textarea.inputarea')).toBeFocused();
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

test('nothing serious for axe in Monaco, light and dark, with what it opens', async ({ page }) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await openMonaco(page, '/playground');
    await intoHandler(page);
    await page.keyboard.type('socket.');
    await expect(suggestions(page).first()).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).include('#pane-code').include('.monaco-over').analyze();
    expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 200))])).toEqual([]);
    await page.keyboard.press('Escape');
  }
});
