import { mkdir, mkdtemp, readdir, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { compressSite } from '../../../scripts/build/compress.ts';
import { takeLock } from '../../../scripts/build/lock.ts';
import { findChromium } from '../../../scripts/lib/chromium.mjs';
import { bundledNode } from '../../../scripts/lib/modern-node.mjs';
import { playwrightCounts, sum, summary, vitestCounts, withExitCode } from '../../../scripts/test/counts.mjs';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'saitrong-commands-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('counting', () => {
  test('Vitest: a suite that could not load is a failure', () => {
    const report = {
      numPassedTests: 3,
      numFailedTests: 1,
      numPendingTests: 2,
      numTodoTests: 0,
      testResults: [{ status: 'failed', assertionResults: [] }, { status: 'failed', assertionResults: [{}] }],
    };
    expect(vitestCounts(report)).toEqual({ passed: 3, failed: 2, skipped: 2 });
  });
  test('Playwright: flaky tests and errors outside tests are failures', () => {
    expect(playwrightCounts({ stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 2 }, errors: [{}] })).toEqual({ passed: 5, failed: 3, skipped: 2 });
  });
  test('a bad end without a failed test is one failure', () => {
    expect(withExitCode({ passed: 4, failed: 0, skipped: 0 }, 1).failed).toBe(1);
    expect(withExitCode({ passed: 4, failed: 2, skipped: 0 }, 1).failed).toBe(2);
    expect(withExitCode({ passed: 4, failed: 0, skipped: 0 }, 0).failed).toBe(0);
  });
  test('the last line', () => {
    expect(summary(sum([{ passed: 1, failed: 0, skipped: 0 }, { passed: 2, failed: 1, skipped: 0 }]))).toBe('3 passed, 1 failed');
    expect(summary({ passed: 3, failed: 0, skipped: 2 })).toBe('3 passed, 0 failed, 2 skipped');
  });
});

test('CHROMIUM comes first, then the system’s; a wrong one is not replaced in silence', async () => {
  const program = join(folder, 'chromium-browser');
  await writeFile(program, '', { mode: 0o755 });
  await writeFile(join(folder, 'plain'), '', { mode: 0o644 });
  expect(findChromium({ PATH: `/nowhere:${folder}` })).toBe(program);
  expect(findChromium({ CHROMIUM: program, PATH: '' })).toBe(program);
  expect(findChromium({ CHROMIUM: join(folder, 'plain'), PATH: folder })).toBeUndefined();
  expect(findChromium({ PATH: '/nowhere' })).toBeUndefined();
});

describe('the Node that came with the project', () => {
  const program = `node-${process.platform}-${process.arch}/bin/node`;
  const install = async () => {
    await mkdir(join(folder, '.bin'));
    await mkdir(join(folder, program, '..'), { recursive: true });
    await writeFile(join(folder, program), '', { mode: 0o755 });
  };
  test('is linked where npm left it without a link', async () => {
    await install();
    expect(bundledNode(folder)).toBe(join(folder, '.bin/node'));
    expect(await readlink(join(folder, '.bin/node'))).toBe(`../${program}`);
    expect(bundledNode(folder)).toBe(join(folder, '.bin/node'));
  });
  test('runs from where it is where no link can be put up', async () => {
    await install();
    await rm(join(folder, '.bin'), { recursive: true });
    expect(bundledNode(folder)).toBe(join(folder, program));
  });
  test('is missed where none came', () => expect(bundledNode(folder)).toBeUndefined());
});

test('twins are made where they are smaller, and hold the same', async () => {
  const text = 'สายตรง '.repeat(200);
  await Promise.all([writeFile(join(folder, 'a.html'), text), writeFile(join(folder, 'b.css'), 'a{}'), writeFile(join(folder, 'c.woff2'), text)]);
  const { before, after } = await compressSite(folder, ['a.html', 'b.css', 'c.woff2']);
  expect((await readdir(folder)).sort()).toEqual(['a.html', 'a.html.br', 'a.html.gz', 'b.css', 'c.woff2']);
  expect(brotliDecompressSync(await readFile(join(folder, 'a.html.br'))).toString()).toBe(text);
  expect(gunzipSync(await readFile(join(folder, 'a.html.gz'))).toString()).toBe(text);
  expect(before).toBe(Buffer.byteLength(text) + 3);
  expect(after).toBeLessThan(before);
});

describe('the build lock', () => {
  test('is taken at once where nobody holds it, and from a process that is gone', async () => {
    const path = join(folder, 'deep', 'lock');
    expect(await takeLock(path, () => expect.unreachable())).toBe(false);
    expect((await readFile(path, 'utf8')).split(' ')[0]).toBe(String(process.pid));
    for (const gone of ['999999999', '', 'nonsense']) {
      await writeFile(path, gone);
      expect(await takeLock(path, () => expect.unreachable())).toBe(false);
    }
    expect(await readdir(join(folder, 'deep'))).toEqual(['lock']);
  });
  test.runIf(process.platform === 'linux')('a later process with the number of a dead one is not its holder', async () => {
    const path = join(folder, 'lock');
    await writeFile(path, `${process.ppid} 1`);
    expect(await takeLock(path, () => expect.unreachable())).toBe(false);
  });
  test('is waited for while its holder lives', async () => {
    const path = join(folder, 'lock');
    await writeFile(path, String(process.ppid));
    const waited = takeLock(path, (pid) => {
      expect(pid).toBe(process.ppid);
      void rm(path);
    });
    expect(await waited).toBe(true);
  });
});
