import { describe, expect, test } from 'vitest';
import { meaningOf } from '../../../src/playground/meaning.ts';
import { words } from '../../../src/playground/words.ts';

const th = words.th.problems.meanings;
const en = words.en.problems.meanings;

describe('what an error means', () => {
  test.each([
    ['ReferenceError', 'nothing is not defined', 'Nothing here is called nothing.'],
    ['ReferenceError', "'nothing' is not defined", 'Nothing here is called nothing.'],
    ['ReferenceError', "Cannot access 'io' before initialization", 'Nothing here is called io.'],
    ['TypeError', 'not a function', 'called as a function'],
    ['TypeError', 'io.lissten is not a function', 'called as a function'],
    ['TypeError', "Cannot read properties of null (reading 'x')", '“x”'],
    ['TypeError', "cannot read property 'size' of undefined", '“size”'],
    ['TypeError', 'Assignment to constant variable.', 'const'],
    ['TypeError', "'a' is read-only", 'const'],
    ['SyntaxError', "Unexpected token '}'", 'can’t be read'],
    ['RangeError', 'Maximum call stack size exceeded', 'too deeply'],
    ['RangeError', 'This loop ran for 2 seconds without a pause, so the playground ended it', 'A loop in the client'],
  ])('%s: %s', (name, message, said) => {
    expect(meaningOf({ name, message }, en)).toContain(said);
    expect(meaningOf({ name, message }, th)).toMatch(/[\u0e00-\u0e7f]/);
  });
  test('what is not here says what to do instead, in both languages', () => {
    for (const what of ['fs', 'fs/promises', 'net', 'dns', 'http2', 'worker_threads', 'better-sqlite3', 'ws', 'socket.io-client', './db.js', 'lodash']) {
      const problem = { name: 'NotInPlayground', message: '', hint: { code: 'not-here', params: { what } } };
      expect(meaningOf(problem, en)).toBeTruthy();
      expect(meaningOf(problem, th)).toMatch(/[\u0e00-\u0e7f]/);
      expect(meaningOf(problem, en)).not.toContain('{');
    }
  });
  test('the rest speaks for itself', () => {
    expect(meaningOf({ name: 'Error', message: 'mine' }, en)).toBeUndefined();
    expect(meaningOf({ name: 'RangeError', message: 'Invalid array length' }, en)).toBeUndefined();
  });
});

describe('the workbench’s words', () => {
  const flat = (value: unknown, path = ''): [string, string][] =>
    typeof value === 'string' ? [[path, value]] : Object.entries(value as object).flatMap(([key, inner]) => flat(inner, `${path}.${key}`));
  const slots = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

  test('are the same in both languages, with the same places in them', () => {
    const both = new Map(flat(words.en));
    expect(flat(words.th).map(([path]) => path)).toEqual([...both.keys()]);
    for (const [path, said] of flat(words.th)) expect(slots(said), path).toEqual(slots(both.get(path) ?? ''));
  });
  test('English holds no Thai', () => expect(flat(words.en).filter(([, said]) => /[\u0e00-\u0e7f]/.test(said))).toEqual([]));
});
