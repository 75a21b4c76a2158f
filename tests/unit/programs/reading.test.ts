/** What learners wrote is read on a thread beside the server: hostile files break nothing and keep nobody waiting. */
import { describe, expect, test } from 'vitest';
import { readPage, readScript, readServer } from '../../../playground-server/programs/reading.ts';

const FINE = { 'server.ts': 'let a: number = 1;', 'client.ts': 'let b: string = "x"; for (;;) {}' };
const DEEP = ['!'.repeat(199_999) + 'a', '('.repeat(100_000) + ')'.repeat(100_000), `let a: ${'A<'.repeat(60_000)}B${'>'.repeat(60_000)};`, `a${'.a'.repeat(99_000)}`];

describe('files that are nested until the reader breaks', () => {
  test.each(DEEP)('as TypeScript: told, and the next learner’s is read', { timeout: 30_000 }, async (code) => {
    const [bad, worse, good, script] = await Promise.all([readServer({ 'server.ts': code }), readScript({ 'server.js': '', 'client.ts': code }), readServer(FINE), readScript(FINE)]);
    expect(bad).toMatchObject({ ok: false, problem: { severity: 'error', name: 'SyntaxError', message: expect.stringContaining('nested too deeply'), place: { file: 'server.ts', line: 1 } } });
    expect(worse).toContain('throw new SyntaxError("This file is nested too deeply');
    expect(good.ok && good.sources.entry.code).toBe('let a         = 1;');
    expect(script).toBe('let b         = "x"; for (;;) {__saitrong.guard();}');
  });
  test('as JavaScript', { timeout: 30_000 }, async () => {
    expect(await readServer({ 'server.js': '['.repeat(190_000) })).toMatchObject({ ok: false, problem: { message: expect.stringContaining('nested too deeply'), place: { file: 'server.js' } } });
    expect(await readServer(FINE)).toMatchObject({ ok: true });
  });
});

test('whoever has run something else since then keeps nobody waiting', { timeout: 30_000 }, async () => {
  const long = { 'server.js': 'do;while(0);'.repeat(16_000) };
  const read: string[] = [];
  await Promise.all([
    readServer(long).then(() => read.push('first')),
    ...Array.from({ length: 50 }, () => readServer(long, () => true).then(() => read.push('stale'))),
    readServer(FINE).then(({ ok }) => read.push(`fine ${ok}`)),
  ]);
  expect(read.at(-1)).toBe('fine true');
});

test('the event loop goes on while files are read', { timeout: 30_000 }, async () => {
  let longest = 0;
  let last = performance.now();
  const beat = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 5);
  const reads = await Promise.all(Array.from({ length: 6 }, (_, i) => readServer({ 'server.js': `${'do;while(0);'.repeat(16_000)}//${i}` })));
  clearInterval(beat);
  expect(reads.every(({ ok }) => ok)).toBe(true);
  expect(longest, 'ms').toBeLessThan(1_000);
});

test('a script and a page are read once', async () => {
  const page = '<script id="a">for (;;) {}</script>';
  expect(readScript(FINE)).toBe(readScript(FINE));
  expect(readPage(page)).toBe(readPage(page));
  expect(await readPage(page)).toBe('<script id="a">for (;;) {__saitrong.guard();}</script>');
});
