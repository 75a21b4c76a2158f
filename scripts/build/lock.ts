/** One build at a time in one working tree: Astro's caches are shared. */
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
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
    if (putUp(path)) {
      process.on('exit', () => rmSync(path, { force: true }));
      return waited;
    }
    const held = read(path);
    if (held === undefined) continue;
    const holder = livingHolder(held);
    if (holder === undefined) {
      takeDown(path, held);
      continue;
    }
    if (!waited) onWait(holder);
    waited = true;
    await pause(LOOK_AGAIN_MS);
  }
}

/** Puts our name on the lock, whole or not at all: nobody reads it half written. False where it is taken. */
function putUp(path: string): boolean {
  const own = `${path}.${process.pid}`;
  writeFileSync(own, `${process.pid} ${bornAt(process.pid)}`);
  try {
    linkSync(own, path);
    return true;
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
    return false;
  } finally {
    rmSync(own, { force: true });
  }
}

/** Takes a dead process's lock away, and puts it back where another process was quicker and has put up its own. */
function takeDown(path: string, dead: string): void {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
    if (read(aside) !== dead) linkSync(aside, path);
  } catch (error) {
    // Somebody else took it down, or has put up the next.
    if (!isCode(error, 'ENOENT', 'EEXIST')) throw error;
  }
  rmSync(aside, { force: true });
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT', 'ESRCH')) return undefined;
    throw error;
  }
}

/** The process that a lock names, where it still runs: the same one, not a later one that was given its number. */
function livingHolder(held: string): number | undefined {
  const [number, born = ''] = held.split(' ');
  const pid = Number(number);
  if (!Number.isInteger(pid) || pid < 1 || !isAlive(pid)) return undefined;
  return born === '' || born === bornAt(pid) ? pid : undefined;
}

/** When a process began, in ticks since the machine did (proc(5), field 22); empty where that can't be told. */
function bornAt(pid: number): string {
  const fields = read(`/proc/${pid}/stat`)?.replace(/^.*\) /s, '').split(' ');
  return fields?.[19] ?? '';
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isCode(error, 'EPERM');
  }
}

function isCode(error: unknown, ...codes: string[]): boolean {
  return codes.includes((error as NodeJS.ErrnoException).code ?? '');
}
