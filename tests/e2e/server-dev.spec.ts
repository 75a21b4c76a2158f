/** `npm run dev`: the site with hot reload and the playground server, in one process. */
import { spawn } from 'node:child_process';
import { expect, SERVER_AWAY, test } from './support/fixtures.ts';
import { raw } from './support/raw.ts';
import { cleanEnvironment, freePorts, root } from './support/server.ts';

test('pages, hot reload, live lines and programs together; Ctrl-C ends it with 0', async ({ browser, watchPages }) => {
  test.setTimeout(240_000);
  const [port, linePort] = await freePorts();
  const child = spawn('npm', ['run', 'dev'], {
    cwd: root,
    env: { ...cleanEnvironment(), PORT: String(port), LINE_PORT: String(linePort) },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const url = `http://127.0.0.1:${port}`;
  try {
    const health = () => fetch(`${url}/healthz`).then((answer) => answer.json() as Promise<unknown>, () => undefined);
    await expect.poll(health, { timeout: 120_000 }).toMatchObject({ ok: true, line: { port: linePort } });
    const foreign = await raw(url, '/', { Host: 'evil.example' });
    expect([foreign.status, foreign.body.toString()]).toEqual([403, expect.stringContaining('ALLOWED_HOSTS=evil.example npm start')]);

    const context = await browser.newContext({ locale: 'th-TH' });
    const watch = watchPages(context, 'any');
    const page = await context.newPage();
    const hot = page.waitForEvent('console', { predicate: (message) => message.text() === '[vite] connected.', timeout: 60_000 });
    await page.goto(`${url}/node/12-01-introduction-to-websockets`, { timeout: 60_000 });
    await hot;
    const demo = page.locator('section[data-demo="handshake"]');
    // The first time, every file is translated as it is asked for.
    await expect(demo).toHaveAttribute('data-mounted', '', { timeout: 90_000 });
    await demo.locator('[data-action="start"]').click();
    await expect(demo).toHaveAttribute('data-state', 'done', { timeout: 30_000 });
    await expect(demo).toHaveAttribute('data-source', 'live-websocket');

    await page.goto(`${url}/en/playground`, { timeout: 60_000 });
    await expect(page.locator('.cm-content')).toBeAttached({ timeout: 60_000 });
    await page.locator('[data-workbench] [data-action="run"]').click();
    await expect(page.locator('[data-workbench]')).toHaveAttribute('data-state', 'listening', { timeout: 30_000 });

    await expect(page.locator('[data-log="server"]', { hasText: 'connected' })).toHaveCount(2, { timeout: 30_000 });

    // Until here the pages had nothing to complain of; from here on the server is away.
    expect(watch.problems()).toEqual([]);
    watch.allow(SERVER_AWAY);
    process.kill(-child.pid!, 'SIGINT');
    expect(await ended, output).toBe(0);
    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
    await context.close();
  } finally {
    if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid!, 'SIGKILL');
  }
});
