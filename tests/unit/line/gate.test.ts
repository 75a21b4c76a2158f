import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Gate } from '../../../playground-server/line/tap/gate.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

function stage() {
  const gate = new Gate(() => performance.now());
  const out: string[] = [];
  const enter = (name: string, size: number, faults: { delay?: number; throttle?: number } = {}) => {
    const at = gate.plan(size, faults);
    gate.pass(at, size, () => out.push(name));
    return at - performance.now();
  };
  return { gate, out, enter };
}

describe('the delay line', () => {
  it('lets through at once where nothing holds', () => {
    const { gate, out, enter } = stage();
    expect(enter('a', 10)).toBe(0);
    expect(out).toEqual(['a']);
    expect(gate.empty).toBe(true);
  });

  it('holds each for the delay, all of them side by side', () => {
    const { gate, out, enter } = stage();
    for (const name of ['head', 'payload', 'next']) expect(enter(name, 10, { delay: 200 })).toBe(200);
    expect(gate.waiting).toBe(30);
    vi.advanceTimersByTime(199);
    expect(out).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(out).toEqual(['head', 'payload', 'next']);
    expect(gate.waiting).toBe(0);
  });

  it('lets bytes through at the rate of a throttle', () => {
    const { out, enter } = stage();
    expect([enter('a', 1_000, { throttle: 1_000 }), enter('b', 500, { throttle: 1_000 })]).toEqual([1_000, 1_500]);
    vi.advanceTimersByTime(1_000);
    expect(out).toEqual(['a']);
    vi.advanceTimersByTime(500);
    expect(out).toEqual(['a', 'b']);
  });

  it('keeps the order when a fault is lifted under way: nothing overtakes', () => {
    const { out, enter } = stage();
    enter('slow', 10, { delay: 300 });
    expect(enter('quick', 10)).toBe(300);
    vi.advanceTimersByTime(299);
    expect(out).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(out).toEqual(['slow', 'quick']);
    expect(enter('later', 10)).toBe(0);
  });

  it('forgets all when its connection is gone', () => {
    const { gate, out, enter } = stage();
    enter('a', 10, { delay: 50 });
    gate.clear();
    vi.advanceTimersByTime(100);
    expect(out).toEqual([]);
    expect(gate.waiting).toBe(0);
  });

  it('parts what a throttle lets through bit by bit', () => {
    const { gate } = stage();
    expect(gate.parts(Buffer.alloc(250), { throttle: 1_000 }).map((part) => part.length)).toEqual([50, 50, 50, 50, 50]);
    expect(gate.parts(Buffer.alloc(250), undefined)).toHaveLength(1);
    expect(gate.parts(Buffer.alloc(0), { throttle: 1_000 })).toHaveLength(1);
    // Each part is an event of the trace: a large read at a small rate is not parted for every step.
    expect(gate.parts(Buffer.alloc(64_000), { throttle: 100 })).toHaveLength(100);
  });

  it('is full when as much waits as passes in a few seconds, and earlier when all of them together hold much', () => {
    const pool = { waiting: 0, limit: 500_000 };
    const [one, other] = [new Gate(() => performance.now(), pool), new Gate(() => performance.now(), pool)];
    const enter = (gate: Gate, size: number, faults: { delay?: number; throttle?: number }) => gate.pass(gate.plan(size, faults), size, () => {});
    enter(one, 30_000, { throttle: 10_000 });
    expect(one.full).toBe(false);
    enter(one, 15_000, { throttle: 10_000 });
    expect(one.full).toBe(true);
    enter(other, 450_000, { delay: 1_000 });
    expect(other.full).toBe(false);
    enter(other, 20_000, { delay: 1_000 });
    expect(other.full).toBe(true);
    one.clear();
    expect(pool.waiting).toBe(470_000);
    expect(other.full).toBe(false);
    vi.advanceTimersByTime(2_000);
    expect(pool.waiting).toBe(0);
  });
});
