import { describe, expect, it } from 'vitest';
import { createRecorder } from '../../../playground-server/line/recorder.ts';
import type { TraceEvent } from '../../../protocol/trace/event.ts';

const WHERE = { connection: 1, exchange: 1 };
function recorder(budget: number) {
  const events: TraceEvent[] = [];
  const clock = { now: 1_000 };
  return { events, clock, made: createRecorder({ clock: () => clock.now, budget, emit: (event) => events.push(event) }) };
}

describe('the recorder', () => {
  it('copies: what becomes of the buffer later does not change the trace', () => {
    const { made, events } = recorder(100_000);
    for (const size of [10, 5_000]) {
      const bytes = Buffer.alloc(size, 7);
      made.bytes(1_010, WHERE, 'client', 0, bytes, {});
      bytes.fill(0);
      const event = events.at(-1);
      expect(event).toMatchObject({ kind: 'bytes', t: 10, at: 0, length: size });
      expect(event?.kind === 'bytes' && event.bytes.every((byte) => byte === 7)).toBe(true);
    }
  });

  it('keeps no more memory alive than a slab for small pieces', () => {
    const { made, events } = recorder(1_000_000);
    for (let i = 0; i < 500; i++) made.bytes(1_000, WHERE, 'client', i * 100, Buffer.alloc(100, i), {});
    const buffers = new Set(events.map((event) => (event.kind === 'bytes' ? event.bytes.buffer : undefined)));
    const held = [...buffers].reduce((sum, buffer) => sum + (buffer?.byteLength ?? 0), 0);
    expect(held).toBeLessThan(500 * 100 * 1.2);
  });

  it('past its budget says so once, and lengths stay true', () => {
    const { made, events } = recorder(15);
    for (let i = 0; i < 3; i++) made.bytes(1_000, WHERE, 'server', i * 10, Buffer.alloc(10), {});
    expect(events.map((event) => (event.kind === 'bytes' ? `${event.bytes.length}/${event.length}` : event.kind))).toEqual(['10/10', 'cut-off', '5/10', '0/10']);
    expect(events.find((event) => event.kind === 'cut-off')).toMatchObject({ limit: 15 });
    expect(made.recorded).toBe(15);
  });

  it('can be cut off from outside', () => {
    const { made, events } = recorder(1_000);
    made.bytes(1_000, WHERE, 'client', 0, Buffer.alloc(8), {});
    made.cutOff();
    made.bytes(1_000, WHERE, 'client', 8, Buffer.alloc(8), { lost: true });
    expect(events.at(-1)).toMatchObject({ kind: 'bytes', length: 8, bytes: Buffer.alloc(0), lost: true });
    expect(events[1]).toMatchObject({ kind: 'cut-off', limit: 8 });
  });
});
