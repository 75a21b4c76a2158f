/** Monaco in the workbench: what it does for a learner who writes a server and a client. */
import { AxeBuilder } from '@axe-core/playwright';
import { PATHS } from './support/bench.ts';
import { expect, focus, goToCode, intoHandler, kept, open, openMonaco, PATIENCE, ready, suggestions, toggle, WIDE, write } from './support/editors.ts';
import { test } from './support/fixtures.ts';

// Nobody has chosen yet: Monaco is the reader's, and comes when they go to the code.
test.use({ viewport: WIDE, editor: 'unchosen' });
test.describe.configure({ timeout: PATIENCE });

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
    const find = page.locator('.find-widget.visible textarea').first();
    await expect(find).toHaveAttribute('aria-label', SAYS[locale].find);
    await expect(find).toBeFocused();
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
  await expect.poll(() => kept(page, 'client.js')).toContain('process');
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
    await expect.poll(() => kept(page, file)).toMatch(/ {3}$/);
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
