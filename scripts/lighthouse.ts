/**
 * npm run lighthouse: Lighthouse as a phone, on lesson 12-01 in Thai, against the real server. Prints the scores and
 * the numbers behind them. Not part of CI: its scores move with the machine's load.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import lighthouse from 'lighthouse';
import { startSite } from '../tests/e2e/support/server.ts';
import { ensureBuilt } from './build/ensure.ts';
import { CHROMIUM_ARGS, findChromium } from './lib/chromium.mjs';
import { fail } from './lib/modern-node.mjs';

const LESSON = '/node/12-01-introduction-to-websockets';
const AIM: Readonly<Record<string, number>> = { performance: 98, accessibility: 100, 'best-practices': 100, seo: 100 };

const chromium = findChromium() ?? fail('ไม่พบ Chromium ตั้ง CHROMIUM เป็นที่อยู่ของโปรแกรม', 'No Chromium found: set CHROMIUM to the path of one.');
if (!(await ensureBuilt())) process.exit();
const site = await startSite();
const profile = await mkdtemp(join(tmpdir(), 'saitrong-lighthouse-'));
const { browser, port } = await launchChromium(chromium, profile);
try {
  const result = await lighthouse(site.url + LESSON, { port, output: 'json', logLevel: 'error' });
  if (!result) throw new Error('Lighthouse gave no result');
  const { categories, audits } = result.lhr;
  for (const [id, { score }] of Object.entries(categories)) {
    const points = Math.round((score ?? 0) * 100);
    const aim = AIM[id];
    console.log(`${id.padEnd(16)} ${String(points).padStart(3)}${aim === undefined ? '' : `  (aim ${aim})${points < aim ? '  ✗' : ''}`}`);
    if (aim !== undefined && points < aim) process.exitCode = 1;
  }
  for (const id of ['first-contentful-paint', 'largest-contentful-paint', 'total-blocking-time', 'cumulative-layout-shift', 'speed-index', 'total-byte-weight']) {
    console.log(`  ${id.padEnd(26)} ${audits[id]?.displayValue ?? '–'}`);
  }
  const scored = new Set(Object.values(categories).flatMap((category) => category.auditRefs.filter((ref) => ref.weight > 0).map((ref) => ref.id)));
  for (const [id, audit] of Object.entries(audits)) {
    if (scored.has(id) && audit.score !== null && audit.score < 0.9) console.log(`  below 90: ${id}: ${audit.title} ${audit.displayValue ?? ''}`);
  }
} finally {
  browser.kill();
  await site.stop();
  await rm(profile, { recursive: true, force: true });
}
process.exit();

/** Headless, with the debugging port that it chose itself. */
function launchChromium(path: string, userData: string): Promise<{ browser: ChildProcess; port: number }> {
  const browser = spawn(path, [...CHROMIUM_ARGS, '--headless=new', '--remote-debugging-port=0', `--user-data-dir=${userData}`, 'about:blank'], { stdio: ['ignore', 'ignore', 'pipe'] });
  return new Promise((resolve, reject) => {
    let text = '';
    browser.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      const match = /DevTools listening on ws:\/\/[^:]+:(\d+)\//.exec(text);
      if (match) resolve({ browser, port: Number(match[1]) });
    });
    browser.on('exit', () => reject(new Error(`Chromium ended:\n${text}`)));
  });
}
