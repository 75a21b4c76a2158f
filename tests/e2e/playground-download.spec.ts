/** A program taken away: the folder as it was downloaded, installed and started on this machine, and used in a browser. */
import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Locator, Page } from '@playwright/test';
import { unzipSync } from 'fflate';
import { open, openFiles, PATHS } from './support/bench.ts';
import { expect, test } from './support/fixtures.ts';
import { freePorts, root } from './support/server.ts';

const run = promisify(execFile);
/** Node of this house before any other, for npm and for the program. */
const env = { ...process.env, PATH: `${dirname(process.execPath)}:${process.env.PATH ?? ''}` };

/** Downloads the program and unpacks it; resolves with its folder. */
async function takeAway(page: Page, bench: Locator, into: string): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), bench.locator('[data-action="download"]').click()]);
  const zip = unzipSync(await readFile(await download.path()));
  for (const [name, bytes] of Object.entries(zip)) {
    await mkdir(dirname(join(into, name)), { recursive: true });
    await writeFile(join(into, name), bytes);
  }
  return join(into, download.suggestedFilename().replace(/\.zip$/, ''));
}

/** `npm i`; where no registry answers, this house's own packages stand in, and the test says so. */
async function install(folder: string): Promise<void> {
  const installed = await run('npm', ['install', '--no-audit', '--no-fund', '--fetch-retries=0', '--fetch-timeout=20000', '--loglevel=error'], { cwd: folder, env, timeout: 60_000 }).then(() => true, () => false);
  if (installed) return;
  test.info().annotations.push({ type: 'registry', description: 'no registry could be reached: the packages of this project were linked instead of installed' });
  const wanted = (JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { dependencies: Record<string, string> }).dependencies;
  for (const [name, version] of Object.entries(wanted)) {
    expect((JSON.parse(await readFile(join(root, 'node_modules', name, 'package.json'), 'utf8')) as { version: string }).version).toBe(version);
  }
  await rm(join(folder, 'node_modules'), { recursive: true, force: true });
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
}

/** `npm start`: the address that it prints, and how to end it. */
function launch(folder: string): { address: Promise<string>; end: () => Promise<void> } {
  const child = spawn('npm', ['start'], { cwd: folder, env, detached: true });
  let text = '';
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  const address = new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      text += String(chunk);
      const found = /http:\/\/localhost:\d+/.exec(text);
      if (found) resolve(found[0]);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    void ended.then(() => reject(new Error(`it ended: ${text}`)));
  });
  return {
    address,
    async end() {
      if (child.pid && child.exitCode === null && child.signalCode === null) process.kill(-child.pid, 'SIGTERM');
      await ended;
    },
  };
}

/** `npm start` on a free port; calls `use` with the address that it printed. */
async function start(folder: string, server: string, use: (address: string) => Promise<void>): Promise<void> {
  const file = join(folder, server);
  const text = await readFile(file, 'utf8');
  // A port that was free may be taken before the program has it; another is then tried.
  for (let attempt = 1; ; attempt++) {
    const [port] = await freePorts();
    await writeFile(file, text.replace(/\b3000\b/, String(port)));
    const { address, end } = launch(folder);
    try {
      const found = await address.catch((error: Error) => {
        if (attempt === 3 || !error.message.includes('EADDRINUSE')) throw error;
        return undefined;
      });
      if (found) return await use(found);
    } finally {
      await end();
    }
  }
}

let folder: string;
test.beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'saitrong-download-'))));
test.afterEach(() => rm(folder, { recursive: true, force: true }));

for (const locale of ['th', 'en'] as const) {
  test(`${locale}: the chat, unzipped: npm i, npm start, and two people talk`, async ({ page, browser, watchPages }) => {
    test.setTimeout(150_000);
    const bench = await open(page, `${PATHS[locale]}?example=chat`);
    const program = await takeAway(page, bench, folder);
    expect(program).toMatch(/saitrong-chat$/);
    for (const name of ['server.js', 'client.js', 'index.html', 'style.css']) {
      expect(await readFile(join(program, name), 'utf8'), `${name} as it was`).toBe(await readFile(join(root, 'src/content/examples/chat', name), 'utf8'));
    }
    expect(await readFile(join(program, 'README.md'), 'utf8')).toMatch(/npm i && npm start[^]*npm i && npm start/);
    await install(program);
    expect(existsSync(join(program, 'node_modules/socket.io'))).toBe(true);
    await start(program, 'server.js', async (address) => {
      const context = await browser.newContext();
      watchPages(context, 'any');
      const [one, two] = [await context.newPage(), await context.newPage()];
      for (const each of [one, two]) await each.goto(address);
      for (const each of [one, two]) await expect(each.locator('#status')).toHaveText('#tea · 2');
      await one.locator('#say input').fill('สวัสดีจากเครื่องตัวเอง');
      await one.locator('#say button').click();
      await expect(two.locator('li')).toContainText('สวัสดีจากเครื่องตัวเอง');
      await context.close();
    });
  });
}

test('one in TypeScript, with require, without a page: runs as it is', async ({ page, browser, watchPages }) => {
  test.setTimeout(150_000);
  const files = {
    'server.ts': 'import { Server, type Socket } from "socket.io";\nconst io: Server = new Server(3000);\nio.on("connection", (socket: Socket) => { socket.on("echo", (value: string, done: (value: string) => void) => done(value)); });\n',
    'client.ts': 'import { io } from "socket.io-client";\nconst socket = io();\nsocket.emit("echo", "typed" as string, (value: string) => { document.querySelector("#app")!.textContent = value; });\n',
  };
  const bench = await openFiles(page, files);
  const program = await takeAway(page, bench, folder);
  await install(program);
  await start(program, 'server.ts', async (address) => {
    const context = await browser.newContext();
    watchPages(context, 'any').allow(/favicon/);
    const client = await context.newPage();
    await client.goto(address);
    await expect(client.locator('#app')).toHaveText('typed');
    await context.close();
  });
});
