import { describe, expect, test } from 'vitest';
import { LimitError, LIMITS, defaultLimits, readLimits } from '../../../playground-server/programs/limits.ts';
import { Deadline } from '../../../playground-server/programs/host/deadline.ts';
import { LONG_MS } from '../../../playground-server/programs/host/priority.ts';
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
  test.each(['0', '-1', '1.5', 'many', '1e3', '0x10', 'NaN', '5\n6'])('refuse %s, naming the variable and its unit', (given) => {
    expect(() => readLimits({ PROGRAM_TURN_MS: given })).toThrow(LimitError);
    expect(() => readLimits({ PROGRAM_TURN_MS: given })).toThrow(expect.objectContaining({ variable: 'PROGRAM_TURN_MS', th: expect.stringMatching(/^PROGRAM_TURN_MS=.* ใช้ไม่ได้ .*ms/), en: expect.stringMatching(/^PROGRAM_TURN_MS=.* whole number of ms from 10 to 20000 .*\.$/) }));
  });
  test.each(Object.entries(LIMITS))('%s: its default is in its range, its ends are taken, what is beyond is refused', (name, { env, value, range: [least, most] }) => {
    expect(value).toBeGreaterThanOrEqual(least);
    expect(value).toBeLessThanOrEqual(most);
    // What the heap needs, the whole memory must hold.
    const room = name === 'heapMb' ? { PROGRAM_MEMORY_MB: '2048' } : { PROGRAM_HEAP_MB: '4' };
    for (const good of [least, most]) expect(readLimits({ ...room, [env]: ` ${good} ` })).toMatchObject({ [name]: good });
    for (const bad of [least - 1, most + 1, `${least}.`, `+${least}`, '0x10', '1e1', '٣']) expect(() => readLimits({ [env]: String(bad) })).toThrow(LimitError);
  });
  test('agree with each other', () => {
    expect(() => readLimits({ PROGRAM_HEAP_MB: '100' })).toThrow(expect.objectContaining({ variable: 'PROGRAM_HEAP_MB', th: expect.stringContaining('PROGRAM_MEMORY_MB=64'), en: expect.stringContaining('PROGRAM_MEMORY_MB=64') }));
    expect(readLimits({ PROGRAM_HEAP_MB: '100', PROGRAM_MEMORY_MB: '128' })).toMatchObject({ heapMb: 100, memoryMb: 128 });
  });
  test('take parts of a minute, but not of anything else', () => {
    expect(readLimits({ PROGRAM_IDLE_MINUTES: '0.5' }).idleMinutes).toBe(0.5);
    for (const given of ['0', '0.01', '-1', 'Infinity', '1e9']) {
      expect(() => readLimits({ PROGRAM_IDLE_MINUTES: given })).toThrow(expect.objectContaining({ th: expect.stringContaining('ตัวเลข 0.05 ถึง'), en: expect.stringContaining('a number of min from 0.05 to') }));
    }
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
    const at = { now: 0, used: 0, percent: 40 };
    return { at, share: new ShareOfCpu(() => at.percent, 700, () => at.now, () => at.used) };
  };
  /** Wall-clock ms until a program is over its share whose turns last `lasted` and use `used`, at most 10,000. */
  const until = (lasted: number, used: number, percent = 40) => {
    const { at, share } = clocks();
    at.percent = percent;
    while (at.now < 10_000) {
      at.now += lasted;
      at.used += used;
      if (!share.spend({ lasted, used })) break;
    }
    return at.now;
  };
  test('ends what never rests within two seconds', () => {
    for (const turn of [1, 10, 100, 200]) expect(until(turn, turn)).toBeLessThan(2_000);
  });
  test('ends what never rests also where it gets but a third of a core', () => {
    expect(until(100, 33)).toBeLessThan(4_000);
  });
  test('ends what uses more than its equal part of a crowded machine', () => {
    expect(until(50, 10, 16)).toBe(10_000);
    expect(until(50, 10, 8)).toBeLessThan(8_000);
  });
  test('leaves what works a third of the time alone', () => {
    const { at, share } = clocks();
    for (let i = 0; i < 1_000; i++) {
      at.now += 30;
      at.used += 10;
      expect(share.spend({ lasted: 10, used: 10 })).toBe(true);
    }
  });
  test('leaves what others keep waiting alone, be its turns short or long', () => {
    expect(until(40, 1)).toBe(10_000);
    expect(until(400, 20)).toBe(10_000);
    expect(until(1_000, 150)).toBe(10_000);
  });
  test('tells what is used up, and forgives what was before it began anew', () => {
    const { at, share } = clocks();
    at.used = 500;
    expect(share.spend({ lasted: 1, used: 1 })).toBe(true);
    expect(share.usedUp).toBe(500);
    at.used = 5_000;
    share.start();
    at.now += 1;
    expect(share.spend({ lasted: 1, used: 1 })).toBe(true);
  });
});

describe('a turn’s deadline', () => {
  const turn = (budget: number, lasting?: number) => {
    const at = { now: 0, cpu: 1_000 };
    const long: number[] = [];
    const deadline = new Deadline({ now: () => at.now, cpu: () => at.cpu }, () => long.push(at.cpu - 1_000));
    expect(deadline.begin(budget, lasting)).toBe(1_000);
    /** Wall-clock ms until it is over, where the thread gets `part` of a core. */
    const over = (part: number) => {
      while (!deadline.overdue() && at.now < 100_000) {
        at.now += 1;
        at.cpu += part;
      }
      return at.now;
    };
    return { at, long, over, deadline };
  };
  test('is in processor time, whoever else wants the processor', () => {
    for (const part of [1, 0.5, 0.1]) {
      const { at, over } = turn(250);
      over(part);
      expect(at.cpu - 1_000).toBeGreaterThanOrEqual(250);
      expect(at.cpu - 1_000).toBeLessThan(255);
    }
  });
  test('never comes to a turn that only waits', () => {
    expect(turn(250).over(0)).toBe(100_000);
    expect(turn(250, 2_000).over(0)).toBe(100_000);
  });
  test('tells that a turn is long as soon as it is', () => {
    const { long, over } = turn(250);
    over(0.5);
    expect(long[0]).toBeGreaterThanOrEqual(LONG_MS);
    expect(long[0]).toBeLessThan(LONG_MS + 2);
  });
  test('bounds how long a long turn may last, where that is asked for', () => {
    expect(turn(250, 1_000).over(0.05)).toBeLessThan(1_100);
    expect(turn(250, 1_000).over(0.005)).toBeLessThan(2_200);
    expect(turn(250).over(0.05)).toBeGreaterThan(4_900);
  });
  test('tells what the turn took, and is silent after', () => {
    const { at, deadline } = turn(250);
    at.now = 300;
    at.cpu = 1_100;
    expect(deadline.end()).toEqual({ lasted: 300, used: 100 });
    at.cpu = 9_000;
    expect(deadline.overdue()).toBe(false);
  });
});
