/** The guards in a client's loops change nothing but that an endless one ends. */
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { guardLoops } from '../../../playground-server/programs/client/loops.ts';

/** Runs a script whose last value is its result; the guard throws for good once it was called so often. */
function run(code: string, most = 100_000): { value: unknown; calls: number } {
  let calls = 0;
  const guard = () => {
    if (++calls > most) throw new RangeError('ended');
  };
  return { value: runInNewContext(guardLoops(code), { __saitrong: { guard } }), calls };
}

describe('the same result, with a guard in each round', () => {
  test.each([
    ['for', 'let n = 0; for (let i = 0; i < 3; i++) n += i; n', 3, 3],
    ['for with a block', 'let n = 0; for (let i = 0; i < 3; i++) { n += i; } n', 3, 3],
    ['for without a body', 'let i = 0; for (; i < 3; i++); i', 3, 3],
    ['nested, without blocks', 'let n = 0; for (let i = 0; i < 3; i++) for (let j = 0; j < 2; j++) n++; n', 6, 9],
    ['one after the other', 'let n = 0; for (;n < 2;) n++; for (;n < 4;) n++; n', 4, 4],
    ['while', 'let n = 0; while (n < 3) n++; n', 3, 3],
    ['do', 'let n = 0; do n++; while (n < 3); n', 3, 3],
    ['do, on one line with what follows', 'let n = 0; do { n++ } while (n < 3) n', 3, 3],
    ['for in', 'let s = ""; for (const key in { a: 1, b: 2 }) s += key; s', 'ab', 2],
    ['for of', 'let n = 0; for (const one of [1, 2]) n += one; n', 3, 2],
    ['labels', 'let n = 0; outer: for (;;) { for (;;) { if (++n > 4) break outer; continue outer; } } n', 5, 10],
    ['if and else around a loop', 'let n = 0; if (n) while (n < 3) n++; else do n += 2; while (n < 3); n', 4, 2],
    ['a loop in an arrow', '[1, 2].map((x) => { let n = 0; while (n < x) n++; return n; }).join()', '1,2', 3],
    ['words in strings and comments', '/* for (;;) {} */ "while (true) {}" // do', 'while (true) {}', 0],
    ['a directive stays first', '"use strict"; let n = 0; while (n < 1) n++; (function () { return this === undefined; })()', true, 1],
    ['catch and finally', 'let s = ""; try { throw 1; } catch { s += "c"; } finally { s += "f"; } s', 'cf', 2],
  ])('%s', (_name, code, value, calls) => {
    expect(run(code)).toEqual({ value, calls });
    expect(guardLoops(code).split('\n').length).toBe(code.split('\n').length);
  });
});

describe('ends', () => {
  test.each([
    'for (;;);',
    'while (true) {}',
    'do ; while (1)',
    'for (;;) try { for (;;); } catch {}',
    'while (1) { try { while (1); } finally { continue; } }',
    'const f = () => { try { f(); } finally { f(); } }; f();',
    'function* g() { for (;;) yield 1; } for (const x of g());',
    'label: for (;;) { for (;;) continue label; }',
  ])('%s', (code) => {
    expect(() => run(code, 1_000)).toThrow();
  });
});

test('what cannot be parsed stays as it is, for the browser to say what is wrong', () => {
  expect(guardLoops('for (;; {')).toBe('for (;; {');
  expect(guardLoops('import { io } from "socket.io-client";\nfor (;;) await io();')).toBe('import { io } from "socket.io-client";\nfor (;;) {__saitrong.guard();await io();}');
});

test('what is too deep to be read, though a browser could run it, is not run', () => {
  for (const first of ['for (;;) {}', 'import "x"; for (;;) {}', 'with (a) for (;;) {}']) expect(guardLoops(`${first}\n1${'+1'.repeat(60_000)}`)).toBe('throw new SyntaxError("This file is nested too deeply to be read");\n');
});

test('twenty-five thousand loops take no time to speak of, in a row and in one another', () => {
  const begun = performance.now();
  for (const code of ['for(;;);'.repeat(25_000), 'do;while(0);'.repeat(16_000), 'try{}catch{}'.repeat(16_000), `${'for(;;)'.repeat(25_000)};`, `${'for(;;){'.repeat(20_000)}${'}'.repeat(20_000)}`]) guardLoops(code);
  expect(performance.now() - begun).toBeLessThan(10_000);
});
