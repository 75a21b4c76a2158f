/** Stopping in the middle of a lesson: while a demo talks, while programs run, while a build is under way. */
import { readdirSync, readFileSync } from 'node:fs';
import { io, type Socket } from 'socket.io-client';
import { expect, SERVER_AWAY, test, type Site } from './support/fixtures.ts';
import { LESSON, openDemo } from './support/demo.ts';

const PROGRAM = `
import { Server } from 'socket.io';
const io = new Server();
io.on('connection', (socket) => socket.emit('hello', 'from the sandbox'));
io.listen(3000);
`;

/** A page of our own: starts a program, waits until it listens, and dials it as one of its clients. */
async function runProgram(site: Site): Promise<{ client: Socket; left: Promise<string>; owner: Socket; told: string[] }> {
  const owner = io(site.url, { path: '/control/', reconnection: false, forceNew: true });
  const told: string[] = [];
  const listening = new Promise<void>((resolve) =>
    owner.on('program:state', ({ state, reason }: { state: string; reason?: string }) => {
      told.push(reason ? `${state} ${reason}` : state);
      if (state === 'listening') resolve();
    }),
  );
  const ask = async <T>(name: string, payload: object): Promise<T> => {
    const reply = (await owner.timeout(30_000).emitWithAck(name, payload)) as { ok: boolean };
    expect(reply, name).toMatchObject({ ok: true });
    return reply as T;
  };
  const { key } = await ask<{ key: string }>('program:run', { files: { 'server.js': PROGRAM } });
  await listening;
  const { token, path } = await ask<{ token: string; path: string }>('program:client', { key, name: 'one' });
  const client = io(site.lineUrl, { path: `${path}socket.io/`, query: { line: token }, reconnection: false, forceNew: true });
  const left = new Promise<string>((resolve) => client.on('disconnect', resolve));
  expect(await new Promise((resolve, reject) => client.on('hello', resolve).on('connect_error', reject))).toBe('from the sandbox');
  return { client, left, owner, told };
}

/** The processes that this one has started and that still are. */
function childrenOf(pid: number): number[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((name) => {
    try {
      const [, parent] = readFileSync(`/proc/${name}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ');
      return Number(parent) === pid ? [Number(name)] : [];
    } catch {
      return [];
    }
  });
}
const lives = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  test(`${signal} while a demo talks and a program runs: both are hung up, nothing is left, exit code 0`, async ({ page, startSite, watch }) => {
    watch.allow(SERVER_AWAY);
    const site = await startSite();
    const demo = await openDemo(page, 'duplex', `${site.url}${LESSON.th}`);
    await demo.locator('[data-action="start"]').click();
    await expect(demo.locator('.demo-stage .bead.server').first()).toBeVisible();
    const { left, told, owner } = await runProgram(site);
    const children = childrenOf(site.process.pid!);
    expect(children.length, 'the programs run in a process of their own').toBeGreaterThan(0);

    const begun = performance.now();
    expect(await site.stop(signal)).toEqual({ code: 0, signal: null });
    // Whatever held on would have been left behind after 5 s: nothing did.
    expect(performance.now() - begun).toBeLessThan(4500);
    expect(site.output()).toContain('Hanging up…');
    expect(site.output(), 'no stack trace').not.toMatch(/\n\s+at /);

    expect(await left).toMatch(/transport close|transport error|io server disconnect/);
    await expect.poll(() => owner.connected).toBe(false);
    expect(told.at(-1)).toMatch(/listening|shutdown/);
    for (const child of children) await expect.poll(() => lives(child)).toBe(false);
    for (const url of [site.url, site.lineUrl]) await expect(fetch(`${url}/healthz`)).rejects.toThrow();
    // The page says what happened, keeps the trace, and goes on with its recording.
    await expect(demo).not.toHaveAttribute('data-state', 'running');
    await expect(demo).toHaveAttribute('data-source', 'recording');
    await expect(demo.locator('.demo-stage .bead.server').first()).toBeVisible();
  });
}
