import { describe, expect, it } from 'vitest';
import { createCrowd } from '../../../playground-server/line/rate.ts';

/** A crowd on a clock of its own: `all` 300, `each` 50, `frugal` 5, per second. */
function stage() {
  const clock = { now: 0 };
  return { clock, crowd: createCrowd({ all: 300, each: 50, frugal: 5 }, () => clock.now) };
}

describe('a crowd', () => {
  it('lets each spend its own while all together are within the whole', () => {
    const { crowd, clock } = stage();
    const one = crowd.join();
    one.spend(50);
    expect(one.wait()).toBe(0);
    one.spend(10);
    expect(one.wait()).toBeCloseTo(200);
    clock.now = 200;
    expect(one.wait()).toBeCloseTo(0);
  });

  it('makes those wait who spend much, once all are over the whole, and nobody else', () => {
    const { crowd, clock } = stage();
    const flood = Array.from({ length: 20 }, () => crowd.join());
    const quiet = crowd.join();
    for (const one of flood) one.spend(20);
    quiet.spend(2);
    // 402 of 300 were spent: a third of a second for the whole; each of the flood owes 15 of its 5 a second.
    for (const one of flood) expect(one.wait()).toBeCloseTo(340);
    expect(quiet.wait()).toBe(0);
    clock.now = 341;
    expect(flood[0]!.wait()).toBe(0);
  });
});
