/** The model on real traces: what `npm run record` brought from the real server. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loadRecording, type SavedRecording } from '../../../protocol/trace/pack.ts';
import { readTrace } from '../../../protocol/trace/read.ts';
import { facts, model, total, verdict, WAYS } from '../../../src/demos/polling-meter/model.ts';

const takes = ['recording.json', 'recording.en.json'].flatMap((file) => {
  const saved = JSON.parse(readFileSync(new URL(`../../../src/demos/polling-meter/${file}`, import.meta.url), 'utf8')) as SavedRecording;
  return loadRecording(saved).takes.map((take) => ({ file, ...take }));
});

describe.each(takes)('$file, recorded with $options', ({ options, events }) => {
  const view = readTrace(events);
  const meter = model(view);
  const ask = Number(options.ask);

  test('all four brought every news, once', () => {
    expect(meter.births.length).toBeGreaterThan(0);
    for (const way of WAYS) expect(meter.lanes[way].news.filter(({ arrived }) => arrived !== undefined), way).toHaveLength(meter.births.length);
  });
  test('every byte of the line belongs to one of the four', () => {
    expect(WAYS.reduce((sum, way) => sum + total(meter.lanes[way]), 0)).toBe(view.total.client + view.total.server);
  });
  test('short polling is late by its pace, the pushed ways are not', () => {
    const { short, long, sse, websocket } = meter.lanes;
    expect(short.worst).toBeLessThan(ask + 300);
    for (const lane of [long, sse, websocket]) expect(lane.median).toBeLessThan(100);
    expect(facts(view).predictions.fastest).toBe('push');
  });
  test('requests: one for each pushed line, one for each news and the end by long polling, one for each pace by short', () => {
    const { short, long, sse, websocket } = meter.lanes;
    expect([sse.requests, websocket.requests]).toEqual([1, 1]);
    expect(long.requests).toBeLessThanOrEqual(meter.births.length + 2);
    expect(Math.abs(short.requests - (Number(options.seconds) * 1000) / ask - 1)).toBeLessThanOrEqual(1);
    expect(short.empty).toBe(short.asks.filter(({ brought }) => brought === 'nothing').length);
  });
  test('the end is judged', () => {
    expect(verdict(meter, ask)).toMatchObject({ requests: meter.lanes.short.requests, median: meter.lanes.short.median });
  });
});
