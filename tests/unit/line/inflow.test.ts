import { describe, expect, it } from 'vitest';
import { createPace } from '../../../playground-server/line/rate.ts';
import type { WireLine } from '../../../playground-server/line/tap/exchange.ts';
import { Inflow } from '../../../playground-server/line/tap/inflow.ts';
import { handClock } from './clock.ts';

/** An inflow whose server works 10 ms on all that it is handed; its line may take `perSecond` ms of each second. */
function stage(perSecond: number) {
  let spent = 0;
  const clock = handClock();
  const pace = createPace(perSecond, perSecond, () => clock.now());
  const line = { wait: () => pace.wait(), worked: (ms: number) => pace.spend(ms) } as WireLine;
  const out: Buffer[] = [];
  // The clock stands still but for the work itself, which only the inflow measures.
  const inflow = new Inflow({ hand: (bytes) => (out.push(bytes), void (spent += 10)), line: () => line, clock: { ...clock, now: () => clock.now() + spent } });
  return { inflow, clock, out: () => Buffer.concat(out).toString(), handed: () => out.length };
}

describe('what goes on to the server', () => {
  it('goes at once as a rule, large reads in parts, in order', () => {
    const { inflow, out, handed } = stage(1_000);
    inflow.take(Buffer.from('a'));
    inflow.take(Buffer.from(`${'b'.repeat(10_000)}c`));
    inflow.take(Buffer.from('d'));
    expect(out()).toBe(`a${'b'.repeat(10_000)}cd`);
    expect(handed()).toBe(5);
    expect(inflow.waiting).toBe(0);
  });

  it('waits while its line has taken more than its part of a second, and is complete in the end', () => {
    const { inflow, clock, out, handed } = stage(50);
    const sent = Array.from({ length: 20 }, (_, n) => `${n},`.padEnd(4_000));
    for (const part of sent) inflow.take(Buffer.from(part));
    // 50 ms at once, and the one that goes over it.
    expect(handed()).toBe(6);
    expect(inflow.waiting).toBe(sent.slice(6).join('').length);
    let ended = false;
    inflow.whenEmpty(() => (ended = true));
    clock.pass(1_000);
    expect(handed()).toBeLessThanOrEqual(12);
    expect(ended).toBe(false);
    clock.pass(2_000);
    expect(out()).toBe(sent.join(''));
    expect(ended).toBe(true);
    expect(inflow.waiting).toBe(0);
  });

  it('does not pay for a machine that was busy elsewhere: little came in', () => {
    const { inflow, handed } = stage(50);
    for (let n = 0; n < 1_000; n++) inflow.take(Buffer.from('sixteen bytes ..'));
    expect(handed()).toBe(1_000);
  });

  it('forgets what waits when its connection is gone', () => {
    const { inflow, clock, handed } = stage(50);
    for (let n = 0; n < 20; n++) inflow.take(Buffer.alloc(4_000));
    inflow.clear();
    clock.pass(10_000);
    expect(handed()).toBe(6);
    expect(inflow.waiting).toBe(0);
  });
});
