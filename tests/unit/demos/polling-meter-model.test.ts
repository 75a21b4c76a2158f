import { describe, expect, test } from 'vitest';
import { facts, model, total, verdict, WAYS } from '../../../src/demos/polling-meter/model.ts';
import { http, mark, view, websocket } from './duplex-view.ts';

const item = (n: number) => JSON.stringify({ n, text: `news ${n}` });
const born = (n: number, t: number) => mark(t, 'server', 'news', { n, text: `news ${n}` });

/** News at 1500 and 1800; short polling asks every second and is over at 3000. */
const run = view(
  [
    websocket(1, '/line/meter', 100, [
      { from: 'server', left: 1500, arrived: 1501, text: item(1) },
      { from: 'server', left: 1800, arrived: 1803, text: item(2) },
      { from: 'server', left: 3000, arrived: 3001, text: '{"over":true}' },
      { from: 'client', left: 3100, arrived: 3101, text: '\u0003\u00e8', opcode: 8 },
    ]),
    http(2, 'GET', '/line/meter/events', { left: 90, arrived: 91 }, { left: 92, arrived: 3002, body: `data: ${item(1)}\n\ndata: ${item(2)}\n\n` }),
    http(3, 'GET', '/line/meter/long', { left: 95, arrived: 96 }, { left: 1500, arrived: 1502, body: `[${item(1)}]` }),
    http(4, 'GET', '/line/meter/short', { left: 1000, arrived: 1001 }, { left: 1001, arrived: 1002, body: '[]' }),
    http(5, 'GET', '/line/meter/long', { left: 1503, arrived: 1504 }, { left: 1800, arrived: 1802, body: `[${item(2)}]` }),
    http(6, 'GET', '/line/meter/long', { left: 1803, arrived: 1804 }, { left: 3000, arrived: 3001, body: '[{"over":true}]' }),
    http(7, 'GET', '/line/meter/short', { left: 2000, arrived: 2001 }, { left: 2001, arrived: 2002, body: `[${item(1)},${item(2)}]` }),
    http(8, 'GET', '/line/meter/short', { left: 3000, arrived: 3001 }, { left: 3001, arrived: 3002, body: '[{"over":true}]' }),
  ],
  [born(1, 1500), born(2, 1800), mark(1504, 'client', 'sse.message', { n: 1 }), mark(1806, 'client', 'sse.message', { n: 2 }), mark(3000, 'server', 'over', { count: 2 })],
  3102,
);
const lengths = (...ids: number[]) =>
  run.exchanges.filter(({ id }) => ids.includes(id)).reduce((sum, { request, response, frames }) => sum + request.length + response!.length + frames.reduce((all, { length }) => all + length, 0), 0);

describe('each way is measured by what crossed for it', () => {
  const { lanes, births, over } = model(run);
  test('requests, and those that brought nothing', () => {
    expect(WAYS.map((way) => [lanes[way].requests, lanes[way].empty])).toEqual([[3, 1], [3, 0], [1, 0], [1, 0]]);
    expect(lanes.short.asks.map(({ brought }) => brought)).toEqual(['nothing', 'news', 'over']);
  });
  test('every byte both ways: heads, bodies, handshake, frames', () => {
    expect(WAYS.map((way) => total(lanes[way]))).toEqual([lengths(4, 7, 8), lengths(3, 5, 6), lengths(2), lengths(1)]);
    expect(lanes.websocket.up).toBe(run.exchanges[0]!.request.length + 6 + new TextEncoder().encode('\u0003\u00e8').length);
  });
  test('the delay of each news from its birth to its arrival in the page', () => {
    expect(WAYS.map((way) => lanes[way].news.map((one) => one.arrived! - one.born))).toEqual([[502, 202], [2, 2], [4, 6], [1, 3]]);
    expect(lanes.short).toMatchObject({ median: 352, worst: 502 });
    expect(births).toEqual([1500, 1800]);
    expect(over).toBe(true);
  });
  test('news that wait together lie in rows of their own', () => {
    expect(lanes.short.news.map(({ row }) => row)).toEqual([0, 1]);
    expect(lanes.long.news.map(({ row }) => row)).toEqual([0, 0]);
  });
  test('what lay open', () => {
    expect(lanes.websocket.open).toEqual({ from: 100, to: undefined });
    expect(lanes.sse.open).toEqual({ from: 92, to: 3002 });
    expect(lanes.short.open).toBeUndefined();
  });
});

test('the cursor hides what had not happened', () => {
  const { lanes, births, over } = model(run, 1600);
  expect(births).toEqual([1500]);
  expect(over).toBe(false);
  expect(lanes.short).toMatchObject({ requests: 1, empty: 1, median: undefined, news: [{ n: 1, arrived: undefined }] });
  expect(lanes.long.asks).toMatchObject([{ at: 95, until: 1502, brought: 'news' }, { at: 1503, until: undefined, brought: undefined }]);
  expect(lanes.sse.news[0]?.arrived).toBe(1504);
});

describe('the verdict', () => {
  test('comes with the end, in this run’s numbers', () => {
    expect(verdict(model(run, 2900), 1000)).toBeUndefined();
    const found = verdict(model(run), 1000)!;
    expect(found).toMatchObject({ kind: 'busy', median: 352, worst: 502, empty: 1, requests: 3 });
    expect(found.times).toBeCloseTo(lengths(4, 7, 8) / lengths(1));
    expect(found.perHour).toBeCloseTo((lengths(4, 7, 8) / 3) * 3600);
  });
  test('judges the pace that was kept: a hidden tab asks less often than it was told to', () => {
    const found = verdict(model(run), 250)!;
    expect(found.pace).toBe(1000);
    expect(found.perHour).toBeCloseTo((lengths(4, 7, 8) / 3) * 3600);
  });
  test('tells a quick pace from a calm one when most asks brought nothing', () => {
    const idle = [1, 2, 3].map((k) => http(10 + k, 'GET', '/line/meter/short', { left: 200 * k, arrived: 200 * k }, { left: 200 * k, arrived: 200 * k + 1, body: '[]' }));
    const lazy = model(view([...run.exchanges, ...idle], run.marks, run.end));
    expect(verdict(lazy, 250)!.kind).toBe('hasty');
    expect(verdict(lazy, 1000)!.kind).toBe('patient');
  });
});

describe('facts', () => {
  test('quote this trace', () => {
    expect(facts(run)).toEqual({
      predictions: { 'fewest-bytes': WAYS.toSorted((a, b) => total(model(run).lanes[a]) - total(model(run).lanes[b]))[0], fastest: 'push' },
      values: {
        shortBytes: lengths(4, 7, 8), longBytes: lengths(3, 5, 6), sseBytes: lengths(2), websocketBytes: lengths(1),
        shortRequests: 3, shortEmpty: 1, shortDelay: '352 ms', websocketDelay: '2.0 ms', count: 2,
      },
    });
  });
  test('prove nothing where nothing came', () => {
    expect(facts(view([], [], 0))).toMatchObject({ predictions: {}, values: { shortDelay: '–', count: 0 } });
  });
});
