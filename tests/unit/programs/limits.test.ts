import { describe, expect, test } from 'vitest';
import { LimitError, LIMITS, defaultLimits, readLimits } from '../../../playground-server/programs/limits.ts';
import { ShareOfCpu } from '../../../playground-server/programs/host/share.ts';
import { Throttle } from '../../../playground-server/programs/host/throttle.ts';

describe('limits', () => {
  test('are the defaults where nothing is configured', () => {
    expect(readLimits({})).toEqual(defaultLimits());
    expect(readLimits({ PROGRAMS: '' }).pool).toBe(LIMITS.pool.value);
  });
  test('are read from the environment', () => {
    expect(readLimits({ PROGRAMS: '5', PROGRAM_TURN_MS: '100' })).toMatchObject({ pool: 5, turnMs: 100, loadMs: LIMITS.loadMs.value });
  });
  test.each(['0', '-1', '1.5', 'many', '1e9', 'NaN'])('refuse %s, naming the variable and its unit', (given) => {
    expect(() => readLimits({ PROGRAM_TURN_MS: given })).toThrow(LimitError);
    expect(() => readLimits({ PROGRAM_TURN_MS: given })).toThrow(/PROGRAM_TURN_MS is ".*" *, but must be a whole number of ms/);
  });
  test('have each their own variable', () => {
    const names = Object.values(LIMITS).map(({ env }) => env);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('a throttle', () => {
  test('lets a second’s worth through, and fills with time', () => {
    let now = 0;
    const throttle = new Throttle(10, () => now);
    expect(Array.from({ length: 12 }, () => throttle.take())).toEqual([...Array<boolean>(10).fill(true), false, false]);
    now = 500;
    expect([throttle.take(5), throttle.take()]).toEqual([true, false]);
    now = 10_000;
    expect([throttle.take(10), throttle.take()]).toEqual([true, false]);
  });
  test('tells how much was too much of late', () => {
    let now = 0;
    const throttle = new Throttle(10, () => now);
    for (let i = 0; i < 30; i++) throttle.take();
    expect(throttle.excess).toBe(2);
    now = 1_000;
    throttle.take();
    expect(throttle.excess).toBe(1);
    now = 60_000;
    throttle.take();
    expect(throttle.excess).toBe(0);
  });
});

describe('a share of the processor', () => {
  const clocks = () => {
    const at = { now: 0, used: 0 };
    return { at, share: new ShareOfCpu(40, 700, () => at.now, () => at.used) };
  };
  test('ends what never rests within two seconds, crowded or not', () => {
    for (const [running, lasting, turn] of [[1, 1, 10], [1, 1, 100], [0.3, 1, 100]] as const) {
      const { at, share } = clocks();
      while (at.now < 10_000) {
        at.now += turn;
        at.used += turn * running;
        if (!share.spend(turn * lasting)) break;
      }
      expect(at.now).toBeLessThan(2_000);
    }
  });
  test('leaves what works a third of the time alone', () => {
    const { at, share } = clocks();
    for (let i = 0; i < 1_000; i++) {
      at.now += 30;
      at.used += 10;
      expect(share.spend(10)).toBe(true);
    }
  });
  test('leaves what is kept waiting in short turns alone', () => {
    const { at, share } = clocks();
    for (let i = 0; i < 1_000; i++) {
      at.now += 40;
      at.used += 1;
      expect(share.spend(40)).toBe(true);
    }
  });
  test('forgives what was before it began anew', () => {
    const { at, share } = clocks();
    at.used = 5_000;
    share.start();
    at.now += 1;
    expect(share.spend(0)).toBe(true);
  });
});
