/** Sees to it that `dist` holds a build of what the source says now. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ConfigError, inBothLanguages, readConfig } from '../../playground-server/config.ts';
import { tryPorts } from '../../playground-server/listen.ts';
import { readLimits } from '../../playground-server/programs/limits.ts';
import { root } from '../lib/modern-node.mjs';
import { readBuildRecord, stampOf } from './stamp.ts';

const STALE = '\n  เนื้อหาหรือการตั้งค่าเปลี่ยนไป กำลัง build เว็บใหม่\n  The build is stale: building the site again.\n';
const MISSING = '\n  เปิดครั้งแรก กำลัง build เว็บ (ราวครึ่งถึงหนึ่งนาที)\n  First start: building the site (about half a minute to a minute).\n';

/** A wrong value and a port in use are told before anybody waits for a build. */
export async function canStart(): Promise<boolean> {
  try {
    const config = readConfig(process.env);
    readLimits(process.env);
    await tryPorts(config);
    return true;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(inBothLanguages(error));
    process.exitCode = 1;
    return false;
  }
}

/** Within this time (ms) npm has handed on a signal that came to the whole process group. */
const TWICE_MS = 250;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Builds where the build is missing or stale, and says so. The build runs in a process of its own, so that the
 * memory it takes is given back before the server starts.
 * @returns false where the build failed or was stopped; the exit code is then set.
 */
export async function ensureBuilt(): Promise<boolean> {
  let child: ChildProcess | undefined;
  let stopped = false;
  const stop = (): void => {
    stopped = true;
    child?.kill('SIGTERM');
  };
  for (const signal of SIGNALS) process.on(signal, stop);
  try {
    const record = await readBuildRecord(join(root, 'dist'));
    let code = 0;
    if (record?.stamp !== (await stampOf(root, process.env)) && !stopped) {
      console.log(record ? STALE : MISSING);
      child = spawn(process.execPath, [join(root, 'scripts/build.ts')], { stdio: 'inherit', cwd: root });
      const [exit] = (await once(child, 'exit')) as [number | null];
      code = exit ?? 1;
    }
    // npm hands on what the terminal has told this process already: a second signal that found Node taking itself apart
    // would end it as killed.
    if (stopped) await pause(TWICE_MS);
    // Stopping on request is no failure, whatever the child made of the signal.
    if (stopped) process.exitCode = 0;
    else if (code !== 0) process.exitCode = 1;
    return code === 0 && !stopped;
  } finally {
    for (const signal of SIGNALS) process.off(signal, stop);
  }
}
