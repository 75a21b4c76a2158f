import { expect, test } from 'vitest';
import { fill, shortDate } from '../../../src/line/words.ts';
import { en } from '../../../src/line/words/en.ts';
import { th } from '../../../src/line/words/th.ts';
import { home, words as homeWords } from '../../../src/demos/home/words.ts';

const words = { th, en };

/** Every path to a sentence, with the names that are filled into it. */
function paths(value: unknown, at = ''): string[] {
  if (typeof value === 'string') return [`${at} ${[...value.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort()}`];
  if (typeof value !== 'object' || value === null) return [at];
  return Object.entries(value).flatMap(([key, inner]) => paths(inner, `${at}.${key}`)).sort();
}

test.each([
  ['the shell', words],
  ['the home line', homeWords],
  ['the home sentence', home],
])('%s says the same things in both languages', (_, both) => {
  expect(paths(both.th)).toEqual(paths(both.en));
});

test('no Thai sentence was left in English', () => {
  const left = paths(words.th).filter((path) => !path.includes('badge') && !path.includes('speeds'));
  for (const path of left) {
    const value = path.split(' ')[0]!.split('.').slice(1).reduce<unknown>((inner, key) => (inner as Record<string, unknown>)?.[key], words.th);
    if (typeof value === 'string') expect(value, path).toMatch(/[\u0e00-\u0e7f]/);
  }
});

test('sentences are filled, and an absent name does not show as "undefined"', () => {
  expect(fill(words.en.error['too-fast'], { seconds: 3 })).toContain('3 seconds');
  expect(fill('{a} and {b}', { a: 1 })).toBe('1 and …');
});

test('dates read the same everywhere', () => {
  expect(shortDate('2026-11-23', th)).toBe('23 พ.ย. 2026');
  expect(shortDate('2026-11-23T09:00:00Z', en)).toBe('23 Nov 2026');
});
