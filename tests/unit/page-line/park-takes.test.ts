import { expect, test } from 'vitest';
import { createParking } from '../../../src/line/park.ts';
import { nearestTake, recordedValues } from '../../../src/line/takes.ts';

test('starting one parks the one before it, once', () => {
  const parking = createParking();
  const parked: string[] = [];
  const one = { park: () => void parked.push('one') };
  const two = { park: () => void parked.push('two') };
  parking.take(one);
  parking.take(one);
  expect(parked).toEqual([]);
  parking.take(two);
  expect(parked).toEqual(['one']);
  parking.leave(one);
  expect(parking.talking).toBe(two);
  parking.leave(two);
  parking.take(one);
  expect(parked).toEqual(['one']);
});

const takes = [
  { options: { news: '1500', ask: '1000' } },
  { options: { news: '400', ask: '1000' } },
  { options: { news: '400', ask: '250' } },
];

test('the nearest take agrees with most choices, the first of several', () => {
  expect(nearestTake(takes, { news: '400', ask: '250' })).toEqual({ take: takes[2], exact: true });
  expect(nearestTake(takes, { news: '5000', ask: '1000' })).toEqual({ take: takes[0], exact: false });
  expect(nearestTake(takes, { news: '400', ask: '3000' })).toEqual({ take: takes[1], exact: false });
  expect(nearestTake([], {})).toBeUndefined();
  expect(nearestTake([{ options: {} }], { lang: 'th' })?.exact).toBe(true);
});

test('what was recorded can be chosen', () => {
  expect([...recordedValues(takes, 'news')]).toEqual(['1500', '400']);
  expect([...recordedValues(takes, 'nothing')]).toEqual([]);
});
