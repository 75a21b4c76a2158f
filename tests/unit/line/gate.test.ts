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
  });
});
