/**
 * Where hostile clients are tried: the real server, a program that they go at, and another learner's program that must
 * answer after each of them.
 */
import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { startSite, type Site } from '../../e2e/support/server.ts';
import { ECHO, Owner } from './owner.ts';

export interface Scene {
  site: Site;
  /** Owner of the program under attack; it listens when a test begins. */
  target: Owner;
  neighbour: Owner;
  /** Resident memory of the server, MB. */
  memory(): number;
}

/** Sets the scene up for the tests of one file. `env` shortens limits. */
export function scene(env: Record<string, string> = {}): Scene {
  const here = {
    memory: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${here.site.process.pid}/status`, 'utf8'))?.[1]) / 1000,
  } as Scene;
  let began = 0;
  beforeAll(async () => {
    here.site = await startSite({ env });
    here.target = new Owner(here.site);
    here.neighbour = new Owner(here.site);
    await Promise.all([here.target.run(ECHO), here.neighbour.run(ECHO)]);
    began = here.memory();
  }, 60_000);
  afterEach(async () => {
    expect(await here.neighbour.echoes(), 'the neighbour’s program answers').toBe('still here');
    expect((await fetch(`${here.site.url}/healthz`)).status, 'the site answers').toBe(200);
  }, 30_000);
  afterAll(async () => {
    expect(here.memory() - began, 'MB that are not given back').toBeLessThan(200);
    here.target.close();
    here.neighbour.close();
    const { code } = await here.site.stop();
    expect(code, here.site.output()).toBe(0);
    expect(here.site.output(), 'no error was left in the server’s log').not.toMatch(/Error:|at .*\.ts:\d+/);
  }, 30_000);
  return here;
}
