import { expect, test } from 'vitest';
import { across, layOut, points, spanOf, strokes } from '../../../src/demos/duplex/layout.ts';
import { model } from '../../../src/demos/duplex/model.ts';
import { http, mark, view, websocket } from './duplex-view.ts';

const labels = { ask: 'over', spoke: (text: string) => `said ${text}`, answer: (n: number) => `${n} words` };
const word = (n: number) => JSON.stringify({ n, text: `w${n}` });
const trace = view(
  [
    websocket(1, '/line/duplex', 1020, [
      { from: 'client', left: 2000, arrived: 2200, text: 'hello' },
      { from: 'server', left: 2100, arrived: 2300, text: word(1) },
      { from: 'server', left: 2110, arrived: 2310, text: word(2) },
    ]),
    http(2, 'GET', '/line/duplex/ask', { left: 5000, arrived: 5200 }, { left: 5200, arrived: 5400, body: `[${word(1)},${word(2)}]` }),
  ],
  [mark(2100, 'server', 'says', { n: 1, text: 'w1' }), mark(2110, 'server', 'says', { n: 2, text: 'w2' })],
  5400,
);
const lay = (cursor: number, span = 10_000) => layOut(model(trace, cursor), labels, { span, delay: 200 });

test('time is linear from the line’s start, the same for both figures', () => {
  const { phone, radio, bars } = lay(6000);
  // The dial left at 1000.
  expect(phone[0]).toMatchObject({ from: 'client', x1: 0, y1: 0.1, x2: 1, y2: 0.12, arrived: true });
  expect(radio.map(({ y1, y2, label }) => [y1, y2, label.text])).toEqual([[0.4, 0.42, 'over'], [0.42, 0.44, '2 words']]);
  expect(bars).toMatchObject([{ n: 1, slot: 0, top: 0.11, bottom: 0.42, taken: true }, { n: 2, slot: 1, top: 0.111, bottom: 0.42, taken: true }]);
});

test('a flight under way is drawn as far as it has come, its label beside its sender', () => {
  const [mine] = lay(2020).phone;
  expect(mine).toMatchObject({ x2: 0.1, arrived: false, label: { x: 0.05 } });
  const [later] = lay(2150).phone;
  expect(later).toMatchObject({ x2: 0.75, label: { x: 0.05 } });
  expect(later!.label.y).toBeCloseTo(0.1 + 0.001, 4);
});

test('labels that would stand on each other become nubs, and none changes when more follow', () => {
  expect(lay(6000).phone.map(({ label }) => label.small)).toEqual([false, false, true]);
  expect(lay(2105).phone.map(({ label }) => label.small)).toEqual([false, false]);
});

test('flights that crossed are marked where they did, between the rails', () => {
  const [passing] = lay(6000).passings;
  // Mine leaves at 2000 and arrives at 2200, theirs 2100 to 2300: they meet at 2150, three quarters across.
  expect(passing?.x).toBeCloseTo(0.75, 9);
  expect(passing?.y).toBeCloseTo(0.115, 9);
});

test('a dense run names only what has room: a word that waits, a crossing', () => {
  const { bars, passings } = lay(6000);
  expect(bars.map(({ named }) => named)).toEqual([true, false]);
  expect(passings.map(({ named }) => named)).toEqual([true, false]);
});

test('a run longer than the window leaves it at the top; what is out of sight is not drawn', () => {
  const { phone, radio, ticks, now } = lay(5400, 2000);
  expect(phone).toEqual([]);
  expect(radio).toHaveLength(2);
  expect(now).toBe(1);
  expect(ticks[0]!.seconds).toBe(2.5);
  expect(ticks[0]!.y).toBeCloseTo(0.05, 9);
});

test('a word that still waits ends at now', () => {
  expect(lay(3100).bars[0]).toMatchObject({ bottom: 0.21, taken: false });
  expect(lay(3100).band).toMatchObject({ bottom: 0.21, ended: false });
});

test('the window fits the run that the options make', () => {
  expect(spanOf({ pace: '1500', delay: '200' })).toBeGreaterThan(8 * 1500 + 750 + 1200);
  expect(spanOf({ pace: '1500', delay: '500' })).toBeLessThan(16_500);
  expect(spanOf({ pace: '700', delay: '0' })).toBeGreaterThan(8 * 700 + 350);
});

test('flights as paths: each end its own, arrivals only where something has arrived', () => {
  const { phone } = lay(2150);
  expect(strokes(phone, 'client')).toEqual({ ways: 'M0.0 100.0L750.0 115.0', arrivals: '' });
  expect(strokes(lay(6000).phone, 'server').arrivals).toBe('M0.0 130.0h0M0.0 131.0h0');
  expect(points([{ x: 0.5, y: 0.25 }])).toBe('M500.0 250.0h0');
  expect(across([0.1, 0.2])).toBe('M0.0 100.0h1000M0.0 200.0h1000');
});
