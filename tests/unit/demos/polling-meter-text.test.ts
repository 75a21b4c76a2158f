import { describe, expect, test } from 'vitest';
import { text, verdictWords, words, type Said } from '../../../src/demos/polling-meter/words.ts';

const found: Said = { kind: 'busy', median: '480 ms', worst: '960 ms', empty: 4, requests: 11, times: '8.6', perHour: '2.4 MB', pace: '1 s' };

describe.each(['th', 'en'] as const)('the verdict in %s', (locale) => {
  test.each(['busy', 'patient', 'hasty'] as const)('says what this run measured, and when polling is enough: %s', (kind) => {
    const sentences = verdictWords(text[locale], { ...found, kind });
    expect(sentences).toHaveLength(3);
    const all = sentences.join(' ');
    for (const number of ['480 ms', '960 ms', '1 s', '11', '4', '8.6', '2.4 MB']) expect(all).toContain(number);
    expect(all.toLowerCase()).toContain('polling');
  });
  test('is another one for each kind', () => {
    expect(new Set((['busy', 'patient', 'hasty'] as const).map((kind) => verdictWords(text[locale], { ...found, kind })[2])).size).toBe(3);
  });
});

test('both languages are there where there is no page', () => {
  expect(Object.keys(words)).toEqual(['th', 'en']);
  expect(Object.keys(text)).toEqual(['th', 'en']);
});
