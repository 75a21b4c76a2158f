/** One build at a time in one working tree: Astro's caches are shared. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** How often a waiting build looks again, ms. */
const LOOK_AGAIN_MS = 300;

/**
 * Takes the lock file, waiting while a living process holds it. It is given back when this process exits.
 * @param onWait called once where there is something to wait for
 * @returns whether it had to wait
 */
export async function takeLock(path: string, onWait: (pid: number) => void): Promise<boolean> {
  mkdirSync(dirname(path), { recursive: true });
  let waited = false;
  for (;;) {
    try {
      writeFileSync(path, String(process.pid), { flag: 'wx' });
      process.on('exit', () => rmSync(path, { force: true }));
      return waited;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = holderOf(path);
    if (holder === undefined || !isAlive(holder)) {
      rmSync(path, { force: true });
      continue;
    }
    if (!waited) onWait(holder);
    waited = true;
    await pause(LOOK_AGAIN_MS);
  }
}

function holderOf(path: string): number | undefined {
  try {
    return Number(readFileSync(path, 'utf8')) || undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
