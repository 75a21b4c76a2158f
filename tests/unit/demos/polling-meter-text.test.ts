import { describe, expect, test } from 'vitest';
import { text } from '../../../src/demos/polling-meter/text.ts';
import type { Verdict } from '../../../src/demos/polling-meter/model.ts';

const found: Verdict = { kind: 'busy', median: 480, worst: 960, empty: 4, requests: 11, times: 8.62, perHour: 2_400_000 };

describe.each(['th', 'en'] as const)('the verdict in %s', (locale) => {
  test.each(['busy', 'patient', 'hasty'] as const)('says what this run measured, and when polling is enough: %s', (kind) => {
    const sentences = text[locale].verdict({ ...found, kind }, 1000);
    expect(sentences).toHaveLength(3);
    const all = sentences.join(' ');
    for (const number of ['480 ms', '960 ms', '1 s', '11', '4', '8.6', '2.4 MB']) expect(all).toContain(number);
    expect(all.toLowerCase()).toContain('polling');
  });
  test('is another one for each kind', () => {
    expect(new Set((['busy', 'patient', 'hasty'] as const).map((kind) => text[locale].verdict({ ...found, kind }, 1000)[2])).size).toBe(3);
  });
});
