/** Starting, stopping and failing to start, as a person at a terminal meets them. */
import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { io } from 'socket.io-client';
import { WebSocket } from 'ws';
import { expect, test, type Site } from './support/fixtures.ts';
import { cleanEnvironment, freePorts, launch, root } from './support/server.ts';

/** Opens a line as a page does: control channel, `line:open`, a WebSocket; resolves with how each of them ends. */
async function openLine(site: Site): Promise<{ channel: Promise<string>; line: Promise<number> }> {
  const control = io(site.url, { path: '/control/', transports: ['websocket'], reconnection: false, forceNew: true });
  const reply = (await control.timeout(10_000).emitWithAck('line:open', { demo: 'handshake' })) as { ok: boolean; token: string };
  expect(reply.ok).toBe(true);
  const socket = new WebSocket(`${site.lineUrl.replace('http', 'ws')}/line?line=${reply.token}`, { origin: site.url });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  return {
    channel: new Promise((resolve) => control.once('disconnect', (reason) => resolve(reason))),
    line: new Promise((resolve) => socket.once('close', (code) => resolve(code))),
  };
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  test(`${signal} hangs up every line cleanly and ends with 0`, async ({ startSite }) => {
    const site = await startSite();
    const { channel, line } = await openLine(site);
    const begun = performance.now();
    expect(await site.stop(signal)).toEqual({ code: 0, signal: null });
    expect(performance.now() - begun).toBeLessThan(5000);
    expect(await line).toBe(1001);
    expect(await channel).toMatch(/transport close|io server disconnect/);
  });
}

/** An npm script in a process group of its own. */
function npm(args: string[], env: Record<string, string>): { child: ChildProcess; output: () => string; ended: Promise<number | null> } {
  const child = spawn('npm', args, { cwd: root, env: { ...cleanEnvironment(), ...env }, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.on('close', (code) => resolve(code)));
  return { child, output: () => text, ended };
}
/** Leaves nothing of it behind, whatever became of the test. */
function clear(child: ChildProcess): void {
  if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid!, 'SIGKILL');
}

for (const to of ['npm', 'the process group'] as const) {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    test(`npm start prints where to go; ${signal} to ${to} ends it with 0`, async () => {
      test.setTimeout(180_000);
      const [port, linePort] = await freePorts();
      const { child, output, ended } = npm(['start'], { PORT: String(port), LINE_PORT: String(linePort) });
      try {
        await expect.poll(output, { timeout: 150_000 }).toContain('Ctrl-C');
        expect(output()).toContain(`http://localhost:${port}`);
        expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
        process.kill(to === 'npm' ? child.pid! : -child.pid!, signal);
        expect(await ended, output()).toBe(0);
        await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow();
        await expect(fetch(`http://127.0.0.1:${linePort}/healthz`)).rejects.toThrow();
      } finally {
        clear(child);
      }
    });
  }
}

test.describe('a start that can’t be', () => {
  async function failure(env: Record<string, string>): Promise<string> {
    const [port, linePort] = await freePorts();
    const site = launch(port, linePort, env);
    const ended = await new Promise<number | null>((resolve) => site.process.on('close', (code) => resolve(code)));
    expect(ended).toBe(1);
    const lines = site.output().split('\n').filter((line) => line.trim());
    expect(lines, 'one sentence in each language').toHaveLength(2);
    expect(lines[0]).toMatch(/\p{Script=Thai}/u);
    expect(site.output()).not.toMatch(/\n\s+at /);
    return site.output();
  }

  test('a wrong value', async () => {
    expect(await failure({ PORT: 'eighty' })).toContain('PORT=eighty');
    expect(await failure({ PUBLIC_URL: 'https://class.example/course' })).toContain('PUBLIC_URL=https://class.example');
    expect(await failure({ ALLOWED_HOSTS: '*' })).toContain('ALLOWED_HOSTS');
    expect(await failure({ HOST: '203.0.113.7' })).toContain('HOST=203.0.113.7');
  });

  for (const variable of ['PORT', 'LINE_PORT']) {
    test(`${variable} in use`, async () => {
      const other = createServer();
      await new Promise<void>((resolve) => other.listen(0, resolve));
      const { port } = other.address() as { port: number };
      const text = await failure({ [variable]: String(port) });
      expect(text).toContain(`${port} (${variable}) is in use`);
      expect(text).toMatch(new RegExp(`${variable}=\\d+ npm start`));
      await new Promise((resolve) => other.close(resolve));
    });
  }
});

for (const [to, signal] of [['npm', 'SIGTERM'], ['the process group', 'SIGINT']] as const) {
  test(`a stale build is noticed; ${signal} to ${to} during the build leaves the old site whole, exit code 0`, async () => {
    const record = (): string => readFileSync(`${root}dist/.build.json`, 'utf8');
    const before = record();
    const [port, linePort] = await freePorts();
    const { child, output, ended } = npm(['start'], { PORT: String(port), LINE_PORT: String(linePort), PUBLIC_URL: 'http://stale.test' });
    try {
      await expect.poll(output, { timeout: 30_000 }).toContain('The build is stale');
      process.kill(to === 'npm' ? child.pid! : -child.pid!, signal);
      expect(await ended, output()).toBe(0);
      expect(record()).toBe(before);
      expect(output()).not.toMatch(/\n\s+at /);
    } finally {
      clear(child);
    }
  });
}
