import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chooseCoding, isMatched, readRange } from '../../../playground-server/site/negotiate.ts';

describe('chooseCoding', () => {
  const all = ['br', 'gzip', 'identity'] as const;
  test.each([
    [undefined, 'identity'],
    ['', 'identity'],
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip, deflate', 'gzip'],
    ['GZIP', 'gzip'],
    ['x-gzip', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['br;q=0.5, gzip;q=0.8', 'gzip'],
    ['*', 'br'],
    ['*;q=0', undefined],
    ['identity;q=0', undefined],
    ['identity', 'identity'],
    ['zstd', 'identity'],
    ['br ; q=1.0', 'br'],
    ['gzip;q=nonsense', 'identity'],
  ] as const)('%s → %s', (accept, coding) => expect(chooseCoding(accept, all)).toBe(coding));

  test('never what is not there', () => {
    expect(chooseCoding('br, gzip', ['identity'])).toBe('identity');
    expect(chooseCoding('br', ['gzip', 'identity'])).toBe('identity');
  });
  test('any header gives an answer', () => {
    fc.assert(fc.property(fc.string(), (accept) => [undefined, ...all].includes(chooseCoding(accept, all))));
  });
});

test.each([
  [undefined, false],
  ['"a"', true],
  ['W/"a"', true],
  ['"b", W/"a"', true],
  ['*', true],
  ['"b"', false],
  ['a', false],
])('If-None-Match: %s', (header, matched) => expect(isMatched(header, '"a"')).toBe(matched));

describe('readRange of 10 bytes', () => {
  test.each([
    [undefined, undefined],
    ['bytes=0-3', [0, 4]],
    ['bytes=5-', [5, 10]],
    ['bytes=-3', [7, 10]],
    ['bytes=-30', [0, 10]],
    ['bytes=0-99', [0, 10]],
    ['bytes=9-9', [9, 10]],
    ['bytes=10-', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=3-1', undefined],
    ['bytes=-', undefined],
    ['bytes=0-1,3-4', undefined],
    ['lines=0-1', undefined],
    ['bytes=a-b', undefined],
  ] as const)('%s', (header, range) => expect(readRange(header, 10)).toEqual(range));

  test('a range lies within the file', () => {
    fc.assert(
      fc.property(fc.nat(50), fc.nat(50), fc.nat(40), (from, to, size) => {
        const range = readRange(`bytes=${from}-${to}`, size);
        if (Array.isArray(range)) expect(range[0] >= 0 && range[0] < range[1] && range[1] <= size).toBe(true);
      }),
    );
  });
});
