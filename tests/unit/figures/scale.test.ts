import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeTimes, silence, thinTicks } from '../../../src/figures/scale.ts';

describe('silence', () => {
  it('grows with time and never beyond its cap', () => {
    expect(silence(0)).toBe(0);
    expect(silence(-1)).toBe(0);
    expect(silence(1)).toBeCloseTo(6);
    expect(silence(1000)).toBeGreaterThan(silence(30));
    expect(silence(1e12)).toBe(92);
  });
});

describe('placeTimes', () => {
  it('compresses idle time and keeps nearby points apart', () => {
    const scale = placeTimes([{ key: 'a', t: 0 }, { key: 'b', t: 0.1 }, { key: 'c', t: 60_000 }], [{ from: 'a', to: 'b', px: 40 }], 10);
    expect(scale.at('a')).toBe(10);
    expect(scale.at('b')).toBe(50);
    expect((scale.at('c') ?? 0) - 50).toBeLessThanOrEqual(92);
    expect(scale.at('nobody')).toBeUndefined();
  });
  it('keeps the given order of points at the same time', () => {
    const scale = placeTimes([{ key: 'a', t: 5 }, { key: 'b', t: 5 }], [{ from: 'a', to: 'b', px: 12 }, { from: 'b', to: 'a', px: 99 }]);
    expect([scale.at('a'), scale.at('b')]).toEqual([0, 12]);
  });
  it('interpolates between points, holds before the first, runs on after the last', () => {
    const scale = placeTimes([{ key: 'a', t: 10 }, { key: 'b', t: 20 }], [{ from: 'a', to: 'b', px: 100 }], 5);
    expect(scale.y(0)).toBe(5);
    expect(scale.y(15)).toBeCloseTo(55);
    expect(scale.y(20)).toBe(105);
    expect(scale.y(1020)).toBeGreaterThan(105);
    expect(scale.y(Infinity)).toBe(105);
  });
  it('copes with nothing', () => {
    const scale = placeTimes([], [], 7);
    expect([scale.y(3), scale.height]).toEqual([7, 7]);
  });

  const points = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { maxLength: 40 }).map((times) => times.map((t, i) => ({ key: String(i), t })));
  const apart = fc.array(fc.record({ from: fc.nat(39), to: fc.nat(39), px: fc.integer({ min: 0, max: 80 }) }), { maxLength: 60 }).map((all) => all.map(({ from, to, px }) => ({ from: String(from), to: String(to), px })));
  it('is monotonic whatever the constraints', () => {
    fc.assert(
      fc.property(points, apart, fc.array(fc.double({ min: -10, max: 2e6, noNaN: true })), (all, constraints, moments) => {
        const scale = placeTimes(all, constraints);
        const ys = [...moments].sort((a, b) => a - b).map((t) => scale.y(t));
        for (let i = 1; i < ys.length; i++) expect(ys[i]).toBeGreaterThanOrEqual((ys[i - 1] ?? 0) - 1e-9);
        for (const { from, to, px } of constraints) {
          const [a, b] = [all[Number(from)], all[Number(to)]];
          if (a && b && a.t < b.t) expect((scale.at(to) ?? 0) - (scale.at(from) ?? 0)).toBeGreaterThanOrEqual(px - 1e-9);
        }
      }),
    );
  });
  it('never moves what is there when later points are added', () => {
    fc.assert(
      fc.property(points, apart, fc.nat(40), (all, constraints, size) => {
        const sorted = [...all].sort((a, b) => a.t - b.t);
        const part = sorted.slice(0, size);
        const before = placeTimes(part, constraints);
        const after = placeTimes(sorted, constraints);
        for (const { key } of part) expect(after.at(key)).toBeCloseTo(before.at(key) ?? NaN, 6);
      }),
    );
  });
});

describe('thinTicks', () => {
  it('drops labels that would touch', () => {
    expect(thinTicks([{ y: 0 }, { y: 10 }, { y: 21 }, { y: 30 }], 20).map(({ y }) => y)).toEqual([0, 21]);
  });
});
