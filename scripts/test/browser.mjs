// Sees to a browser for the end-to-end tests, saying what it does: CHROMIUM, the system's, Debian's package, Playwright's.
import { existsSync } from 'node:fs';
import { findChromium } from '../lib/chromium.mjs';
import { run } from './run.mjs';

/** Resolves with the path of a Chromium; undefined where none could be found or installed (the reason is printed). */
export async function provideBrowser(say) {
  if (process.env.CHROMIUM && !findChromium()) {
    say(`CHROMIUM=${process.env.CHROMIUM} is not a program that can be run: correct it or leave it out.`);
    return undefined;
  }
  const found = findChromium();
  if (found) {
    say(`browser: ${found}${process.env.CHROMIUM ? ' (from CHROMIUM)' : ' (the system’s)'}`);
    return found;
  }
  if (isRootWithApt()) {
    say('no browser on this system: installing Debian’s chromium package');
    const quiet = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, quiet: true };
    await run('apt-get', ['update', '-q'], quiet);
    await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], quiet);
    const installed = findChromium();
    if (installed) {
      say(`browser: ${installed} (Debian’s package)`);
      return installed;
    }
    say('the package could not be installed');
  }
  say('trying Playwright’s own Chromium');
  await run('npx', ['playwright', 'install', ...(isRootWithApt() ? ['--with-deps'] : []), 'chromium'], { quiet: true });
  const { chromium } = await import('@playwright/test');
  const own = chromium.executablePath();
  if (own && existsSync(own)) {
    say(`browser: ${own} (Playwright’s)`);
    return own;
  }
  say('no browser: install Chromium (Debian: sudo apt-get install chromium) or set CHROMIUM to the path of one.');
  return undefined;
}

/** tshark checks the annotators against a second opinion; tests that want it are skipped without. */
export async function provideTshark(say) {
  if ((await run('tshark', ['--version'], { quiet: true, silent: true })).code === 0) return say('tshark: found');
  if (isRootWithApt()) {
    const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, quiet: true, silent: true };
    let installed = await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'tshark'], options);
    if (installed.code !== 0) {
      await run('apt-get', ['update', '-q'], options);
      installed = await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'tshark'], options);
    }
    if (installed.code === 0) return say('tshark: installed');
  }
  return say('tshark: not here; the tests that compare with it are skipped');
}

function isRootWithApt() {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}
