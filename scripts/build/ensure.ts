/** Sees to it that `dist` holds a build of what the source says now. */
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { ConfigError, inBothLanguages, readConfig } from '../../playground-server/config.ts';
import type { EarlyStop } from '../lib/early-stop.ts';
import { root } from '../lib/modern-node.mjs';
import { readBuildRecord, stampOf } from './stamp.ts';

/** A wrong value is told before anybody waits for a build. */
export function configIsRight(): boolean {
  try {
    readConfig(process.env);
    return true;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(inBothLanguages(error));
    process.exitCode = 1;
    return false;
  }
}

/**
 * Builds where the build is missing or stale, and says so. The build runs in a process of its own, so that the
 * memory it takes is given back before the server starts.
 * @param early what a signal does meanwhile: it ends the build
 * @returns false where the build failed or was stopped; the exit code is then set.
 */
export async function ensureBuilt(early: EarlyStop): Promise<boolean> {
  const record = await readBuildRecord(join(root, 'dist'));
  if (record?.stamp === (await stampOf(root, process.env))) return true;
  let stopped = false;
  let child: ChildProcess | undefined;
  // Before a word is said: whoever reads it may press Ctrl-C at once.
  early.by(() => {
    stopped = true;
    child?.kill('SIGTERM');
  });
  console.log(
    record
      ? '\n  เนื้อหาหรือการตั้งค่าเปลี่ยนไป กำลัง build เว็บใหม่\n  The build is stale: building the site again.\n'
      : '\n  เปิดครั้งแรก กำลัง build เว็บ (ราวครึ่งถึงหนึ่งนาที)\n  First start: building the site (about half a minute to a minute).\n',
  );
  const code = await new Promise<number>((resolve) => {
    child = spawn(process.execPath, [join(root, 'scripts/build.ts')], { stdio: 'inherit', cwd: root });
    child.on('exit', (exit) => resolve(exit ?? 1));
  });
  early.by(undefined);
  // Stopping on request is no failure, whatever the child made of the signal.
  if (stopped) process.exitCode = 0;
  else if (code !== 0) process.exitCode = 1;
  return code === 0 && !stopped;
}
