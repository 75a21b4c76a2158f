/** The models on real traces: what `npm run record` brought from the real server. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loadRecording, type SavedRecording } from '../../../protocol/trace/pack.ts';
import { readTrace } from '../../../protocol/trace/read.ts';
import { layOut, spanOf } from '../../../src/demos/duplex/layout.ts';
import { facts, model } from '../../../src/demos/duplex/model.ts';

const takes = ['recording.json', 'recording.en.json'].flatMap((file) => {
  const saved = JSON.parse(readFileSync(new URL(`../../../src/demos/duplex/${file}`, import.meta.url), 'utf8')) as SavedRecording;
  return loadRecording(saved).takes.map((take) => ({ file, ...take }));
});

describe.each(takes)('$file, recorded with $options', ({ options, events }) => {
  const view = readTrace(events);
  const duplex = model(view);
  const delay = Number(options.delay);

  test('the server’s words waited on the radio, and came at once by phone', () => {
    expect(facts(view).predictions['radio-waits']).toBe('when-asked');
    expect(duplex.phone.serverDelay).toBeGreaterThanOrEqual(delay);
    expect(duplex.phone.serverDelay).toBeLessThan(delay + 100);
    expect(duplex.radio.serverDelay).toBeGreaterThan(2 * duplex.phone.serverDelay!);
  });
  test('every word came both ways, none twice', () => {
    const byRadio = duplex.turns.flatMap(({ answer }) => answer?.told.map(({ n }) => n) ?? []);
    expect(byRadio).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(duplex.queue).toBe(0);
    expect(duplex.flights.filter(({ from }) => from === 'server')).toHaveLength(8);
    expect(duplex.flights.filter(({ from }) => from === 'client').map(({ text }) => text)).toEqual(duplex.turns.flatMap(({ kind, text }) => (kind === 'say' ? [text] : [])));
  });
  test('messages crossed where the line was slow enough to see it', () => {
    expect(facts(view).predictions.crossing).toBe(delay >= 200 ? 'yes' : duplex.crossings.length > 0 ? 'yes' : undefined);
  });
  test('every byte of the line is counted: radio, phone, handshake, and the close’s frames', () => {
    const rest = view.exchanges.flatMap(({ frames }) => frames.filter(({ frame }) => frame?.opcode !== 1)).reduce((sum, { length }) => sum + length, 0);
    expect(duplex.radio.bytes + duplex.phone.bytes + duplex.handshakeBytes + rest).toBe(view.total.client + view.total.server);
  });
  test('the figure has room for all of it', () => {
    const layout = layOut(duplex, { ask: '', spoke: (text) => text, answer: String }, { span: spanOf(options), delay });
    expect(layout.now).toBeLessThanOrEqual(1);
    expect([...layout.radio, ...layout.phone].every((line) => line.arrived && line.y1 >= 0 && line.y2 <= 1)).toBe(true);
  });
});
