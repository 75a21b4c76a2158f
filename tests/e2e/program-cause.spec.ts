/** From a console line to the packet that caused it, and back; and a program whose process dies under it. */
import { readFileSync } from 'node:fs';
import type { Page, WebSocketRoute } from '@playwright/test';
import { CONTROL_PATH } from '../../protocol/channel.ts';
import { client, connected, openFiles, PATHS, PROGRAM_GONE, run } from './support/bench.ts';
import { expect, test } from './support/fixtures.ts';

const FILES = {
  'server.js': `import { Server } from 'socket.io';
import { setTimeout as sleep } from 'node:timers/promises';
const io = new Server(3000);
console.log('loaded');
io.on('connection', (socket) => {
  socket.on('greet', (name) => console.log('hello', name));
  socket.on('slowly', async (name) => {
    await sleep(30);
    console.log('slowly', name);
    socket.emit('done');
  });
});
`,
  'client.js': `import { io } from 'socket.io-client';
const socket = io();
socket.on('connect', () => (document.title = document.querySelector('#is').textContent = 'connected'));
socket.on('done', () => {
  document.querySelector('#is').textContent = 'done';
  console.log('all done');
  throw new RangeError('after done');
});
console.log('of nobody');
document.querySelector('#go').onclick = () => {
  socket.emit('greet', 'Ann');
  socket.emit('slowly', 'Ben');
};
`,
  'index.html': `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>x</title></head><body><button id="go">go</button><p id="is"></p><script type="module" src="client.js"></script></body></html>`,
};

/** What `client.js` throws. */
const THROWN = /RangeError: after done/;
for (const locale of ['th', 'en'] as const) {
  test(`${locale}: a line of the console leads to its packet, the packet to its line`, async ({ page, watch }) => {
    watch.allow(THROWN);
    const bench = await openFiles(page, FILES, PATHS[locale]);
    await run(bench);
    for (const n of [1, 2]) await expect(client(page, n).locator('#is')).toHaveText('connected');
    // The second client's, so that the first one's line would be the wrong one.
    await client(page, 2).locator('#go').click();
    await expect(client(page, 2).locator('#is')).toHaveText('done');
    const lines = bench.locator('[data-log="server"]');
    await expect(lines.filter({ hasText: 'loaded' })).toBeVisible();
    await expect(lines.filter({ hasText: 'loaded' }).locator('[data-action="to-cause"]'), 'nobody sent what it is of').toHaveCount(0);

    for (const [said, packet] of [['hello', '["greet","Ann"]'], ['slowly', '["slowly","Ben"]']] as const) {
      const line = lines.filter({ hasText: said });
      await line.locator('[data-action="to-cause"]').click();
      const bytes = bench.locator('#pane-line .bytes');
      await expect(bytes).toContainText(packet);
      // On polling both went in one request.
      const back = bytes.locator('li button').filter({ hasText: said });
      await expect(back).toBeVisible();
      await back.click();
      await expect(line).toBeVisible();
    }
    // A client's line, and its error, lead to what the server sent.
    const heard = bench.locator('[data-log="client"]');
    await expect(heard.filter({ hasText: 'of nobody' }).first()).toBeVisible();
    await expect(heard.filter({ hasText: 'of nobody' }).locator('[data-action="to-cause"]')).toHaveCount(0);
    const bytes = bench.locator('#pane-line .bytes');
    await heard.filter({ hasText: 'all done' }).locator('[data-action="to-cause"]').click();
    await expect(bytes).toContainText('["done"]');
    await bytes.locator('li button').filter({ hasText: 'all done' }).click();
    await bench.locator('[data-problem="client"]').filter({ hasText: 'after done' }).locator('[data-action="to-cause"]').click();
    await expect(bytes).toContainText('["done"]');
  });
}

/** Keeps back what the server tells of lines, from `hold` until `release`; to be called before the page is opened. */
async function traces(page: Page): Promise<{ hold(): void; release(): void }> {
  let holds = false;
  /** Binary parts of a message that is kept back are yet to come. */
  let parts = 0;
  let kept: (() => void)[] = [];
  await page.routeWebSocket((url) => url.pathname === CONTROL_PATH, (socket: WebSocketRoute) => {
    socket.connectToServer().onMessage((message) => {
      const begins = holds && typeof message === 'string' && message.includes('"line:trace"');
      if (begins) parts = Number(/^45(\d+)-/.exec(message)?.[1] ?? 0);
      else if (parts === 0 || typeof message === 'string') return socket.send(message);
      else parts -= 1;
      kept.push(() => socket.send(message));
    });
  });
  return {
    hold: () => void (holds = true),
    release() {
      holds = false;
      for (const send of kept) send();
      kept = [];
    },
  };
}
test('a line of the console that comes before the trace of its packet leads there once it is seen', async ({ page, watch }) => {
  watch.allow(THROWN);
  const line = await traces(page);
  const bench = await openFiles(page, FILES);
  await run(bench);
  await connected(bench);
  await expect(client(page, 1).locator('#is')).toHaveText('connected');
  line.hold();
  await client(page, 1).locator('#go').click();
  await bench.locator('[data-log="server"]', { hasText: 'hello' }).locator('[data-action="to-cause"]').click();
  await expect(bench.locator('#pane-line .rails').first()).toBeVisible();
  await expect(bench.locator('#pane-line .bytes')).not.toContainText('greet');
  line.release();
  await expect(bench.locator('#pane-line .bytes')).toContainText('["greet","Ann"]');
  await expect(bench.locator('#pane-line [data-crossing][aria-selected="true"]')).toBeFocused();
});

/** Empty where it has just ended. */
function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
/** Process ids of the server's children that run programs (beside them there may be the bundler's). */
function hostsOf(server: number): number[] {
  const children = readFileSync(`/proc/${server}/task/${server}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
  return children.filter((pid) => commandOf(pid).includes('host.mjs'));
}

test('the programs’ process is killed: the learner is told, the program runs again, the page goes on', async ({ page, startSite, watch }) => {
  watch.allow(PROGRAM_GONE);
  watch.allow(THROWN);
  const site = await startSite();
  const bench = await openFiles(page, FILES, `${site.url}${PATHS.en}`);
  await run(bench);
  for (const n of [1, 2]) await expect(client(page, n).locator('#is')).toHaveText('connected');
  const server = site.process.pid as number;
  const [pid, ...others] = hostsOf(server);
  expect([pid, others], 'one process runs all programs').toEqual([expect.any(Number), []]);
  process.kill(pid as number, 'SIGKILL');
  await expect(bench.locator('[data-reason="host-crashed"]')).toBeVisible();
  await expect(bench).toHaveAttribute('data-state', 'listening');
  expect(hostsOf(server)).not.toContain(pid);
  await expect(client(page, 1).locator('#is')).toHaveText('connected');
  await client(page, 1).locator('#go').click();
  await expect(client(page, 1).locator('#is')).toHaveText('done');
});
