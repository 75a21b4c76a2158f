import { expect, test } from 'vitest';
import { layCord } from '../../../src/demos/home/cord.ts';
import { SEEN, beads, facts, heldUntil } from '../../../src/demos/home/model.ts';
import { readTrace } from '../../../protocol/trace/read.ts';
import type { TraceEvent } from '../../../protocol/trace/event.ts';
import type { End } from '../../../protocol/span.ts';

const text = (words: string) => new TextEncoder().encode(words);
const request = text('GET /line/home?line=a HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n');
const response = text('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n');
const said = Uint8Array.from([0x81, 0x01, 0x31]);
const echoed = Uint8Array.from([0x81, 0x81, 1, 2, 3, 4, 0x30]);

function line(): TraceEvent[] {
  const at = { client: 0, server: 0 };
  const bytes = (t: number, from: End, data: Uint8Array): TraceEvent[] => {
    const event: TraceEvent = { kind: 'bytes', t, connection: 1, exchange: 1, from, at: at[from], length: data.length, bytes: data };
    at[from] += data.length;
    return from === 'client' ? [event] : [event, { kind: 'flushed', t, connection: 1, exchange: 1, upto: at[from] }];
  };
  return [
    { kind: 'connection', t: 0, connection: 1 },
    { kind: 'exchange', t: 0, exchange: 1, connection: 1 },
    ...bytes(0, 'client', request),
    ...bytes(2, 'server', response),
    ...bytes(100, 'server', said),
    ...bytes(102, 'client', echoed),
    { kind: 'mark', t: 103, end: 'server', name: 'round-trip', data: { n: 1, ms: 1.84 } },
    ...bytes(4100, 'server', said),
  ];
}

test('the sentence counts what crossed by then, and nothing that had not', () => {
  const view = readTrace(line());
  expect(heldUntil(view, 50)).toMatchObject({ frames: 0, bytes: 0, roundTrip: undefined });
  expect(heldUntil(view, 2000)).toMatchObject({ frames: 2, bytes: 10, roundTrip: 1.84 });
  expect(heldUntil(view, 2000).held).toBeCloseTo(2000 - 2, -1);
  expect(heldUntil(readTrace([]), Infinity)).toMatchObject({ held: undefined, frames: 0 });
  expect(facts(view).values).toMatchObject({ frames: 3, bytes: 13, roundTrip: 1.8 });
});

test('beads carry their first bytes, and the echo is seen to leave when the word has been seen to arrive', () => {
  const [first, second, third] = beads(readTrace(line()));
  expect(first).toMatchObject({ from: 'server', label: '81 01 31' });
  expect(second).toMatchObject({ from: 'client', label: '81 81 01' });
  expect(second!.start).toBe(first!.start + SEEN);
  expect(third!.start).toBeGreaterThan(second!.start + SEEN - 1);
});

test.each([326, 358, 720, 1168, 1700])('at %i px the cord joins the ends and stays in its box', (width) => {
  const cord = layCord(width);
  for (let along = 0; along <= 1; along += 0.02) {
    const { x, y } = cord.place(along);
    expect(x).toBeGreaterThanOrEqual(2 * cord.end);
    expect(x).toBeLessThanOrEqual(width - 2 * cord.end);
    expect(y).toBeGreaterThan(0);
    expect(y).toBeLessThan(cord.height);
  }
  expect(cord.path).toMatch(/^M[\d. -]+(C[\d. -]+){4}$/);
  expect(cord.back.startsWith(`M${Math.round(10 * cord.place(1).x) / 10} `)).toBe(true);
});
