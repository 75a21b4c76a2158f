// Makes sure that a command runs on a Node that runs TypeScript as it is. Plain JavaScript for Node 20 and newer,
// because this is what a newcomer's own Node meets first. The project brings Node 24 along on Linux
// (node_modules/.bin/node), and `npm run` puts it first on PATH; a bare `node scripts/start.mjs` doesn't.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, symlinkSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Node from 24.6 runs TypeScript as it is and tells a thread's processor time from outside, by which learners' programs
 * are held to their limits: on 22.18 a neighbour of hostile ones was seen to stop answering.
 */
const OLDEST = [24, 6];

const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
let stopsCleanly = false;

/**
 * Ends with 0 on a signal that nobody else listens for yet: while nothing is open, stopping on request is no failure.
 * For commands that run until they are stopped.
 */
export function stopCleanly() {
  stopsCleanly = true;
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      if (process.listenerCount(signal) === 1) process.exit(0);
    });
  }
}

/**
 * Resolves on a Node that is new enough; otherwise starts the same command on one that is, and ends with its exit code.
 * With none at hand, says in both languages what to install and ends with 1.
 */
export async function requireModernNode() {
  if (!existsSync(`${root}node_modules/astro`)) {
    fail('ยังไม่ได้ติดตั้งส่วนประกอบ ใช้คำสั่ง npm ci ก่อน', 'The packages are not installed yet: run npm ci first.');
  }
  if (isRecent(process.versions.node)) return;
  const bundled = bundledNode();
  if (bundled) {
    const { stdout, signal } = spawnSync(bundled, ['--version'], { encoding: 'utf8' });
    // A terminal's Ctrl-C ends this one too, and is ours to answer.
    if (signal) process.exit(stopsCleanly ? 0 : 1);
    if (isRecent(stdout ?? '')) return rerun(bundled);
  }
  fail(
    `Node ${process.versions.node} เก่าไป ต้องใช้ Node 24.6 ขึ้นไปจาก nodejs.org แล้วสั่งใหม่`,
    `Node ${process.versions.node} is too old: install Node 24.6 or newer from nodejs.org, and run this again.`,
  );
}

/**
 * The Node that came with the project; undefined where none did. npm before 11 installs it without its link in `.bin`
 * (the packages for both architectures offer one of this name, and npm takes it away with the package that it leaves
 * out), so the link is put up here.
 */
export function bundledNode(modules = `${root}node_modules`) {
  const link = `${modules}/.bin/node`;
  if (existsSync(link)) return link;
  const program = `node-${process.platform}-${process.arch}/bin/node`;
  if (!existsSync(`${modules}/${program}`)) return undefined;
  try {
    symlinkSync(`../${program}`, link);
    return link;
  } catch {
    // Where nothing may be written, it runs from where it is.
    return `${modules}/${program}`;
  }
}

function isRecent(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}

/** Stays as the command's parent: hands signals on, and ends as the child ended. */
function rerun(node) {
  const child = spawn(node, process.argv.slice(1), { stdio: 'inherit' });
  for (const signal of SIGNALS) process.on(signal, () => child.kill(signal));
  // One that was stopped by a signal itself could not listen for any yet, and so had opened nothing.
  child.on('exit', (code, signal) => process.exit(code ?? (stopsCleanly && SIGNALS.some((known) => known === signal) ? 0 : 1)));
  return new Promise(() => {});
}

/** One sentence in each language on standard error, exit code 1. */
export function fail(th, en) {
  console.error(`\n  ${th}\n  ${en}\n`);
  process.exit(1);
}
