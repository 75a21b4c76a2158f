import { beforeAll, describe, expect, it } from 'vitest';
import type { TraceEvent } from '../../../protocol/trace/event.ts';
import { readTrace } from '../../../protocol/trace/read.ts';
import { labelOf, labelSize } from '../../../src/figures/label.ts';
import { cross, layOutRails, type RailsLayout } from '../../../src/figures/rails-layout.ts';
import { handshakeTrace, httpTrace } from './fixture.ts';

const lay = (events: readonly TraceEvent[], cursor = Infinity, between = 430): RailsLayout => {
  const view = readTrace(events);
  return layOutRails(view, view.crossings, { cursor, between, labelSize: (crossing) => labelSize(labelOf(crossing)) });
};
/** Pairs of labels whose boxes meet. */
const collisions = (layout: RailsLayout, between: number) => {
  const boxes = layout.flights.map(({ crossing, label, half }) => {
    const { width, height } = labelSize(labelOf(crossing));
    const half_ = Math.min(width, between * (half ? 0.47 : 0.94)) / 2;
    return { x0: label.x * between - half_, x1: label.x * between + half_, y0: label.y - height / 2, y1: label.y + height / 2 };
  });
  return boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) => a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1));
};

let handshake: TraceEvent[];
let polls: TraceEvent[];
beforeAll(async () => {
  handshake = await handshakeTrace();
  polls = await httpTrace(4, 200);
});

describe('layOutRails', () => {
  it('draws every crossing of a real handshake, slanting down, without labels on each other', () => {
    const layout = lay(handshake);
    expect(layout.flights.length).toBe(readTrace(handshake).crossings.length);
    for (const flight of layout.flights) {
      expect(flight.y1).toBeGreaterThan(flight.y0);
      expect(flight.arrived).toBe(true);
    }
    for (const between of [242, 430, 900]) expect(collisions(lay(handshake, Infinity, between), between)).toEqual([]);
  });
  it('opens the band with the 101 and ends it with the close', () => {
    const { bands, flights } = lay(handshake);
    const answer = flights.find(({ crossing }) => crossing.kind === 'response');
    expect(bands).toHaveLength(1);
    expect(bands[0]).toMatchObject({ kind: 'open', top: answer?.y1, ended: true, torn: false });
    for (const { crossing, y0 } of flights) if (crossing.kind === 'frame') expect(y0).toBeGreaterThanOrEqual((bands[0]?.top ?? 0) - 1e-9);
  });
  it('draws at a cursor only what has happened, at the places where it stays', () => {
    const whole = lay(handshake);
    for (const { crossing } of whole.flights) {
      const part = lay(handshake, crossing.left);
      expect(part.flights.every((flight) => flight.crossing.left <= crossing.left)).toBe(true);
      for (const flight of part.flights) {
        expect(flight.y0).toBeCloseTo(whole.flights.find((one) => one.crossing.id === flight.crossing.id)?.y0 ?? NaN, 6);
        if (!flight.arrived) expect(flight.drawn).toBeLessThan(1);
      }
    }
  });
  it('shows a held response as a band, quick ones not', () => {
    const { bands, flights } = lay(polls);
    expect(flights).toHaveLength(8);
    expect(bands.map(({ kind }) => kind)).toEqual(['held']);
  });
  it('sees flights cross only when both were in the air at once', () => {
    const [one] = readTrace(handshake).crossings;
    if (!one) throw new Error('empty trace');
    const flight = (from: 'client' | 'server', left: number, arrived: number, exchange: number) => ({ ...one, kind: 'frame' as const, from, left, arrived, exchange });
    expect(cross(flight('client', 0, 10, 1), flight('server', 5, 15, 1))).toBe(true);
    expect(cross(flight('client', 0, 10, 1), flight('server', 10, 15, 1))).toBe(false);
    expect(cross(flight('client', 0, 10, 1), flight('client', 5, 15, 2))).toBe(false);
  });
});
