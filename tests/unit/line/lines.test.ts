import { describe, expect, it } from 'vitest';
import { LINE_LIMITS } from '../../../playground-server/line/limits.ts';
import { createLines, LineRefused, type LineOwner } from '../../../playground-server/line/lines.ts';
import type { WireLine } from '../../../playground-server/line/tap/exchange.ts';
import { createPace, createRate } from '../../../playground-server/line/rate.ts';
import type { TraceEvent } from '../../../protocol/trace/event.ts';
import { handClock } from './clock.ts';

interface Page extends LineOwner {
  told: { line: number; reason: string; params?: object }[];
}
function owner(waiting = 0): Page {
  const told: Page['told'] = [];
  return { told, trace: () => {}, gone: (line, reason, params) => void told.push({ line, reason, ...(params ? { params } : {}) }), waiting: () => waiting };
}
const refused = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    if (error instanceof LineRefused) return error.error;
    throw error;
  }
  return undefined;
};

describe('lines', () => {
  it('have tokens of 128 bits, found by them alone, and numbers of their owner’s own', () => {
    const lines = createLines(LINE_LIMITS, handClock());
    const [a, b] = [owner(), owner()];
    const [first, second, third] = [lines.open(a, {}), lines.open(a, {}), lines.open(b, {})];
    expect(new Set([first.token, second.token, third.token]).size).toBe(3);
    for (const { token } of [first, second, third]) expect(Buffer.from(token, 'base64url')).toHaveLength(16);
    expect([first.id, second.id, third.id]).toEqual([1, 2, 1]);
    expect(lines.byToken(third.token)).toBe(third);
    expect(lines.of(b, 2)).toBeUndefined();
    lines.end(first);
    expect(lines.byToken(first.token)).toBeUndefined();
    expect(first.signal.aborted).toBe(true);
    expect(lines.open(a, {}).id).toBe(3);
    expect(lines.ownedBy(a)).toHaveLength(2);
  });

  it('are limited per page and in all, told with the number', () => {
    const lines = createLines({ ...LINE_LIMITS, linesPerPage: 2, lines: 3 }, handClock());
    const [a, b] = [owner(), owner()];
    lines.open(a, {});
    lines.open(a, {});
    expect(refused(() => lines.open(a, {}))).toEqual({ code: 'too-many-lines-page', params: { limit: 2 } });
    const last = lines.open(b, {});
    expect(refused(() => lines.open(b, {}))).toEqual({ code: 'too-many-lines', params: { limit: 3 } });
    lines.end(last);
    expect(refused(() => lines.open(b, {}))).toBeUndefined();
  });

  it('are hung up when idle, when old, and when too much crossed', () => {
    const clock = handClock();
    const lines = createLines({ ...LINE_LIMITS, idleMs: 60_000, ageMs: 200_000, bytesPerLine: 1_000 }, clock);
    const page = owner();
    lines.open(page, {});
    const busy = lines.open(page, {});
    for (let i = 0; i < 12; i++) {
      clock.pass(20_000);
      busy.touch(1);
    }
    const eager = lines.open(page, {});
    eager.touch(1_001);
    expect(page.told).toMatchObject([
      { line: 1, reason: 'idle', params: { seconds: 60 } },
      { line: 2, reason: 'too-long' },
      { line: 3, reason: 'too-many-bytes', params: { limit: 1_000 } },
    ]);
    expect(lines.size).toBe(0);
  });

  it('of the page that lets most wait have to go when all together is too much', () => {
    const lines = createLines({ ...LINE_LIMITS, waitingBytes: 100 }, handClock());
    const [light, heavy] = [owner(30), owner(90)];
    lines.open(light, {});
    lines.open(heavy, {});
    lines.open(heavy, {});
    lines.weigh();
    expect(light.told).toEqual([]);
    expect(heavy.told.map(({ reason }) => reason)).toEqual(['memory', 'memory']);
    lines.weigh();
    expect(lines.ownedBy(light)).toHaveLength(1);
  });

  it('tell in the trace when they are slowed: no byte shows it', () => {
    const events: TraceEvent[] = [];
    const lines = createLines(LINE_LIMITS, handClock());
    const line = lines.open({ ...owner(), trace: (_line, event) => void events.push(event) }, { delay: 200, upgrade: 'strip' });
    line.faults = { delay: 200, throttle: 1_000 };
    line.faults = {};
    line.faults = { delay: 100 };
    expect(events).toMatchObject([
      { kind: 'fault', t: 0, fault: 'delay', detail: { ms: 200 } },
      { kind: 'fault', fault: 'throttle', detail: { bytesPerSecond: 1_000 } },
      { kind: 'fault', fault: 'delay', detail: { ms: 100 } },
    ]);
  });

  it('all end at shutdown, each told once', () => {
    const clock = handClock();
    const lines = createLines(LINE_LIMITS, clock);
    const page = owner();
    lines.open(page, {});
    lines.open(page, {});
    lines.close();
    lines.close();
    clock.pass(1_000_000);
    expect(page.told.map(({ reason }) => reason)).toEqual(['shutdown', 'shutdown']);
  });
});

describe('connections of a line', () => {
  /** A connection that carries the line or only did. */
  const wire = (busy: boolean) => ({ carries: () => busy, forget: () => {}, hangUp: () => {}, endByLimit: () => {} }) as unknown as Parameters<WireLine['join']>[0];

  it('count while they are in use: behind a proxy each request may come over another one', () => {
    const lines = createLines({ ...LINE_LIMITS, connectionsPerLine: 3 }, handClock());
    const page = owner();
    const line = lines.open(page, {});
    const used = Array.from({ length: 30 }, () => wire(false));
    expect(used.map((one) => line.join(one))).toEqual(Array.from({ length: 30 }, (_, n) => n + 1));
    expect(line.join(used[4]!)).toBe(5);
    for (let n = 0; n < 3; n++) expect(line.join(wire(true))).toBeDefined();
    expect(line.join(wire(true))).toBeUndefined();
    expect(page.told).toEqual([{ line: 1, reason: 'too-many-connections', params: { limit: 3 } }]);
  });
});

describe('the rate', () => {
  it('lets a second’s worth through at once, then one by one', () => {
    const clock = handClock();
    const rate = createRate(4, () => clock.now());
    expect([rate(), rate(), rate(), rate()]).toEqual([0, 0, 0, 0]);
    expect(rate()).toBeCloseTo(0.25);
    clock.pass(250);
    expect(rate()).toBe(0);
    expect(rate()).toBeGreaterThan(0);
  });
});

describe('the pace', () => {
  it('lets a burst through, and then asks for as long as the debt takes', () => {
    const clock = handClock();
    const pace = createPace(50, 100, () => clock.now());
    pace.spend(100);
    expect(pace.wait()).toBe(0);
    pace.spend(25);
    expect(pace.wait()).toBe(500);
    clock.pass(400);
    expect(pace.wait()).toBeCloseTo(100);
    clock.pass(100);
    expect(pace.wait()).toBe(0);
    clock.pass(1_000_000);
    pace.spend(101);
    expect(pace.wait()).toBeCloseTo(20);
  });
});
