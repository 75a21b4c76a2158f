/** Clients that mean harm, in the workbench's frame: what they say, and what they take of the page around them. */
import { frameOf, openFiles, run } from './support/bench.ts';
import { expect, test } from './support/fixtures.ts';
import { QUIET, stillWorks, WALL } from './support/hostile.ts';

test.beforeEach(({ watch }) => watch.allow(WALL));

test('messages made up: only a client’s own window is heard, and only as text', async ({ page }) => {
  const bench = await openFiles(page, QUIET);
  await run(bench);
  const frame = await frameOf(page, 1);
  await frame.evaluate(() => {
    const entry = (values: unknown) => ({ saitrong: 'client', type: 'console', entry: { t: 0, end: 'server', level: 'error', values, times: 1e9 } });
    const say = (data: unknown) => parent.postMessage(data, '*');
    for (const nonsense of [null, 1, 'x', [], {}, { saitrong: 'client' }, { saitrong: 'client', type: 'constructor' }, entry('x'), entry([{ k: '__proto__' }]), entry([{ k: 'object', entries: [1, [2]] }]), { saitrong: 'client', type: 'problem', problem: { message: 5 } }]) say(nonsense);
    say({ saitrong: 'client', type: 'console', entry: JSON.parse('{"values":[{"k":"string","v":"mine","__proto__":{"polluted":1}}],"__proto__":{"polluted":1}}') });
    say({ saitrong: 'client', type: 'problem', problem: { name: '<b>x</b>', message: '<img src=x onerror="top.pwned=1">', place: { file: '<img src=x onerror="top.pwned=1">', line: 1e15 }, stack: 7, end: 'server', severity: 'fatal' } });
    // A window that is no client of the workbench, though it says so.
    const inner = document.createElement('iframe');
    inner.srcdoc = `<script>top.postMessage(${JSON.stringify(entry([{ k: 'string', v: 'FORGED' }]))}, '*'); parent.postMessage('sent', '*')</script>`;
    const sent = new Promise((resolve) => addEventListener('message', resolve));
    document.body.append(inner);
    return sent.then(() => say({ saitrong: 'client', type: 'console', entry: { values: [{ k: 'string', v: 'last' }] } }));
  });
  await expect(bench.locator('[data-log]').filter({ hasText: 'last' })).toHaveCount(1);
  await expect(bench.locator('[data-log="client"]').filter({ hasText: 'mine' })).toHaveCount(1);
  await expect(bench.locator('[data-log]').filter({ hasText: 'FORGED' })).toHaveCount(0);
  await expect(bench.locator('[data-problem="server"]')).toHaveCount(0);
  await expect(bench.locator('[data-problem="client"]')).toContainText('<img src=x');
  expect(await page.evaluate(() => [(window as unknown as Record<string, unknown>).pwned, ({} as Record<string, unknown>).polluted])).toEqual([undefined, undefined]);
  await expect(bench.locator('[data-problem] img, [data-log] img')).toHaveCount(0);
  await stillWorks(page);
});

test('values that fight back on the console: each is shown or left out, and what follows comes through', async ({ page }) => {
  const bench = await openFiles(page, QUIET);
  await run(bench);
  const frame = await frameOf(page, 1);
  await frame.evaluate(() => {
    const deep: Record<string, unknown> = {};
    let at = deep;
    for (let i = 0; i < 50_000; i++) at = at.next = {} as Record<string, unknown>;
    const wide = Object.fromEntries(Array.from({ length: 50_000 }, (_, i) => [`k${i}`, i]));
    const cycle: Record<string, unknown> = {};
    cycle.self = cycle;
    const revoked = Proxy.revocable({}, {});
    revoked.revoke();
    const values: unknown[] = [
      deep, wide, cycle, revoked.proxy, window, document, parent, Symbol('s'), 10n ** 5000n, new Map([[cycle, cycle]]), 'x'.repeat(5_000_000), new Array(1e9), new Uint8Array(1e6),
      { get boom() { throw new Error('no'); } }, new Proxy({}, { ownKeys() { throw 1; }, get() { throw 2; }, getPrototypeOf() { throw 3; } }), { toString() { throw 1; }, toJSON() { throw 2; } },
      Object.create(null), Object.defineProperty(new Error('x'), 'stack', { get() { throw 1; } }), Object.defineProperty(new Error('x'), 'message', { value: { toString() { throw 1; } } }),
      '<img src=x onerror="top.pwned=1">', '\u202E\u2066reversed', '\u001B[31mred\u001B[0m\u0007\u0000', '</script><script>top.pwned=1</script>', '%c%s%o', '{{constructor}}',
    ];
    for (const value of values) console.log(value);
    console.log('that was all');
  });
  await expect(bench.locator('[data-log="client"]').filter({ hasText: 'that was all' })).toHaveCount(1);
  await expect(bench.locator('[data-log="client"]').filter({ hasText: '<img src=x' })).toHaveCount(1);
  await expect(bench.locator('[data-log] :is(img, script)')).toHaveCount(0);
  expect(await page.evaluate(() => (window as unknown as Record<string, unknown>).pwned)).toBeUndefined();
  await stillWorks(page);
});

test('what a server says is text too: its lines, its errors, their names', async ({ page }) => {
  const bench = await openFiles(page, {
    ...QUIET,
    'server.js': `console.log('<img src=x onerror="top.pwned=1">', '\\u202E\\u001B[31m', { '<img src=x onerror="top.pwned=1">': '</script><script>top.pwned=1</script>' });
throw Object.assign(new Error('<img src=x onerror="top.pwned=1">'), { name: '<script>top.pwned=1</script>' });`,
  });
  await run(bench, 'failed');
  await expect(bench.locator('[data-problem="server"]')).toContainText('<img src=x');
  await expect(bench.locator('[data-log="server"]')).toContainText('<img src=x');
  await expect(bench.locator(':is([data-log], [data-problem]) :is(img, script)')).toHaveCount(0);
  expect(await page.evaluate(() => (window as unknown as Record<string, unknown>).pwned)).toBeUndefined();
});

test('twenty thousand lines, and messages without end: the page stays quick, and says what is left out', async ({ page }) => {
  test.slow();
  const bench = await openFiles(page, QUIET);
  await run(bench);
  const frame = await frameOf(page, 1);
  await frame.evaluate(() => {
    for (let i = 0; i < 20_000; i++) console.log('flood', i);
    for (let i = 0; i < 20_000; i++) parent.postMessage({ saitrong: 'client', type: 'console', entry: { values: [{ k: 'string', v: `raw ${i}` }] } }, '*');
  });
  await frame.evaluate(() => setTimeout(() => console.log('after the flood'), 1100));
  await expect(bench.locator('[data-log="client"]').filter({ hasText: 'after the flood' })).toHaveCount(1);
  expect(await bench.locator('[data-log]').count()).toBeLessThan(2_500);
  await stillWorks(page);
});

test('text is not turned into script: no loop without a guard comes of it', async ({ page, watch }) => {
  test.slow();
  watch.allow(/unsafe-eval|^page error/);
  for (const code of ['new Function("for (;;);")()', 'eval("for (;;);")', 'setTimeout("for (;;);")', '(() => {}).constructor("for (;;);")()', 'import("data:text/javascript,for(;;);").catch((error) => { throw error; })']) {
    const bench = await openFiles(page, { ...QUIET, 'client.js': `setTimeout(() => console.log("goes on"), 300); ${code};` });
    await run(bench);
    await expect(bench.locator('[data-log="client"]').filter({ hasText: 'goes on' }).first(), code).toBeVisible();
    await page.goto('about:blank');
  }
});

test('loops by every kind of script in the page are ended, one after the other', async ({ page, watch }) => {
  watch.allow(/ran for 2 seconds/);
  const loops = ['while (true);', 'for (;;) try { for (;;); } catch {}', 'do ; while (1)', 'const r = () => { try { r(); } finally { r(); } }; r();', 'for (const x of (function* () { for (;;) yield 1; })());', 'const f = () => { for (;;); }; setTimeout(f); f();'];
  const bench = await openFiles(page, { ...QUIET, 'index.html': `<!doctype html><body>${loops.slice(2).map((code) => `<script>${code}</script>`).join('')}<script type="module" src="client.js"></script>`, 'client.js': `addEventListener("load", () => { ${loops[0]} }); ${loops[1]}` });
  await run(bench);
  // Two clients on one thread, each with six loops of 2 seconds.
  await expect(bench.locator('[data-problem="client"]').filter({ hasText: 'ran for 2 seconds' }).first()).toBeVisible({ timeout: 30_000 });
  await stillWorks(page);
  await expect(page.locator('[data-client="1"] iframe')).toHaveCount(0);
});

test('a dialog again and again: the loop is ended, and Stop is not behind it', async ({ page, watch }) => {
  watch.allow(/ran for 2 seconds/);
  let dialogs = 0;
  page.on('dialog', (dialog) => {
    dialogs += 1;
    dialog.dismiss().catch(() => undefined);
  });
  const bench = await openFiles(page, { ...QUIET, 'client.js': 'for (;;) alert("again");' });
  await run(bench);
  // Two clients on one thread, each for its 2 seconds.
  await expect(bench.locator('[data-problem="client"], [data-log="client"]').first()).toBeVisible({ timeout: 20_000 });
  await stillWorks(page);
  expect(dialogs).toBeLessThanOrEqual(10);
});

test('a page of 200 000 elements, and 300 MB held', async ({ page }) => {
  const bench = await openFiles(page, QUIET);
  await run(bench);
  const frame = await frameOf(page, 1);
  await frame.evaluate(() => {
    document.body.innerHTML = '<i>x</i>'.repeat(200_000);
    (window as unknown as { held: unknown }).held = Array.from({ length: 30 }, () => new Uint8Array(1e7).fill(1));
  });
  await stillWorks(page);
  await expect(page.locator('[data-client="1"] iframe')).toHaveCount(0);
});

test('what the client changes of its own world does not reach the workbench, and it can be run again', async ({ page, watch }) => {
  watch.allow(/./);
  const bench = await openFiles(page, {
    ...QUIET,
    'client.js': 'Object.prototype.polluted = 1; Array.prototype.map = null; window.postMessage = null; window.__saitrong = null; JSON.stringify = () => "x"; Promise.prototype.then = () => {}; console.log("mine");',
  });
  await run(bench);
  expect(await page.evaluate(() => ({}) as { polluted?: number }).then(({ polluted }) => polluted)).toBeUndefined();
  await stillWorks(page);
  await run(bench);
  await stillWorks(page);
});
