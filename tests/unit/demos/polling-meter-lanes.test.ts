import { expect, test } from 'vitest';
import { axisOf, layOutLane, seconds } from '../../../src/demos/polling-meter/lanes.ts';
import { model } from '../../../src/demos/polling-meter/model.ts';
import { http, mark, view } from './duplex-view.ts';

const answer = (n: number) => JSON.stringify([{ n, text: '' }]);
const trace = view(
  [
    http(1, 'GET', '/line/meter/long', { left: 100, arrived: 101 }, { left: 600, arrived: 600, body: answer(1) }),
    http(2, 'GET', '/line/meter/short', { left: 200, arrived: 201 }, { left: 202, arrived: 203, body: '[]' }),
    http(3, 'GET', '/line/meter/long', { left: 610, arrived: 611 }),
    http(4, 'GET', '/line/meter/short', { left: 1200, arrived: 1201 }, { left: 1202, arrived: 1203, body: answer(1) }),
  ],
  [mark(600, 'server', 'news', { n: 1 })],
  1300,
);
const meter = (cursor?: number) => model(trace, cursor);
const axis = { start: 100, span: 2000 };
const lane = (way: 'short' | 'long', cursor?: number) => {
  const at = meter(cursor);
  return layOutLane(at.lanes[way], at.births, at.now, axis);
};

test('asks stand where they left, told apart by what they brought', () => {
  expect(lane('short')).toMatchObject({ nothing: 'M50 48v10', hollow: 'M50 49.5v7', news: 'M550 48v10', askWidth: 6 });
});

test('a held request is a band from its leaving to its answer, or to now', () => {
  expect(lane('long').held).toBe('M0 0H250V62H0ZM255 0H600V62H255Z');
  expect(lane('short').held).toBe('');
});

test('news wait from their birth to their arrival, or to now', () => {
  expect(lane('short')).toMatchObject({ births: 'M250 0V62', waits: 'M250 11H551.5', arrivals: 'M551.5 11h0' });
  expect(lane('short', 1000)).toMatchObject({ waits: 'M250 11H450', arrivals: '' });
});

test('the axis is the planned run, and longer only where the trace is', () => {
  expect(axisOf(meter(), { seconds: '10', ask: '1000' })).toEqual({ start: 100, span: 11_200 });
  expect(axisOf(meter(20_100), { seconds: '10', ask: '1000' }).span).toBe(20_000);
  expect(seconds({ start: 0, span: 11_200 })).toEqual([0, 2, 4, 6, 8, 10]);
  expect(seconds({ start: 0, span: 61_000 })).toEqual([0, 10, 20, 30, 40, 50, 60]);
});
