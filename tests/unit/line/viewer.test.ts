import { describe, expect, it } from 'vitest';
import { createRecorder } from '../../../playground-server/line/recorder.ts';
import { createViewer } from '../../../playground-server/line/viewer.ts';
import type { Announcements } from '../../../protocol/control.ts';
import type { TraceEvent } from '../../../protocol/trace/event.ts';
import { unpackEvents } from '../../../protocol/trace/pack.ts';
import { handClock } from './clock.ts';

function stage() {
  const clock = handClock();
  const channel = { unread: 0 };
  const sent: { name: string; payload: unknown }[] = [];
  const told = { cutOff: [] as number[], giveUp: [] as number[], grown: 0 };
  const viewer = createViewer({
    clock,
    send: (name, payload) => void sent.push({ name, payload }),
    unread: () => channel.unread,
    cutOff(line) {
      told.cutOff.push(line);
      recorder.cutOff();
    },
    giveUp: (line) => void told.giveUp.push(line),
    grown: () => void told.grown++,
  });
  const recorder = createRecorder({ clock: () => clock.now(), budget: Infinity, emit: (event) => viewer.trace(1, event, 0) });
  const events = () => sent.filter(({ name }) => name === 'line:trace').flatMap(({ payload }) => unpackEvents(payload as Announcements['line:trace']));
  let at = 0;
  const bytes = (size: number) => {
    recorder.bytes(clock.now(), { connection: 1, exchange: 1 }, 'client', at, Buffer.alloc(size), {});
    at += size;
  };
  return { clock, channel, sent, told, viewer, recorder, events, bytes };
}
const mark = (n: number): TraceEvent => ({ kind: 'mark', t: n, end: 'server', name: 'm' });

describe('a viewer', () => {
  it('gets what gathered in 30 ms as one batch', () => {
    const { clock, viewer, sent, events } = stage();
    viewer.trace(1, mark(1), 0);
    viewer.trace(1, mark(2), 0);
    clock.pass(29);
    expect(sent).toHaveLength(0);
    clock.pass(1);
    expect(sent).toHaveLength(1);
    expect(events()).toEqual([mark(1), mark(2)]);
  });

  it('gets 64 KB at once', () => {
    const { bytes, sent } = stage();
    for (let i = 0; i < 8; i++) bytes(8 * 1024);
    expect(sent).toHaveLength(1);
  });

  it('that does not read makes its batches wait, not the line; and gets lengths only in the end', () => {
    const { clock, channel, sent, told, bytes, events } = stage();
    channel.unread = 1_000_000;
    for (let i = 0; i < 1_000; i++) bytes(1_000);
    clock.pass(60_000);
    expect(sent).toHaveLength(0);
    expect(told.cutOff).toEqual([1]);
    expect(told.giveUp).toEqual([]);
    expect(told.grown).toBeGreaterThan(0);
    channel.unread = 0;
    clock.pass(30);
    const got = events();
    const kept = got.reduce((sum, event) => sum + (event.kind === 'bytes' ? event.bytes.length : 0), 0);
    const length = got.reduce((sum, event) => sum + (event.kind === 'bytes' ? event.length : 0), 0);
    expect(kept).toBeLessThan(300_000);
    expect(length).toBe(1_000_000);
    expect(got.filter((event) => event.kind === 'cut-off')).toHaveLength(1);
    // What came after the cut-off is one length, not seven hundred.
    expect(got.length).toBeLessThan(300);
  });

  it('weighs events too, not only the bytes in them, and is looked at now and then only', () => {
    const { channel, told, viewer } = stage();
    channel.unread = 1_000_000;
    for (let i = 0; i < 2_000; i++) viewer.trace(1, mark(i), 0);
    expect(viewer.waiting()).toBeGreaterThan(1_500_000);
    expect(told.grown).toBeGreaterThan(3);
    expect(told.grown).toBeLessThan(20);
  });

  it('that does not read for so long that even lengths are too many loses the line', () => {
    const { channel, told, viewer, bytes } = stage();
    channel.unread = 1_000_000;
    bytes(70_000);
    for (let i = 0; i < 25_000; i++) viewer.trace(1, mark(i), 0);
    expect(told.giveUp.length).toBeGreaterThan(0);
  });

  it('is told of a line that is gone after all that was traced of it', () => {
    const { viewer, sent } = stage();
    viewer.trace(1, mark(1), 0);
    viewer.gone(1, 'idle', { seconds: 60 });
    expect(sent.map(({ name }) => name)).toEqual(['line:trace', 'line:gone']);
  });

  it('that has gone receives nothing and keeps no timer', () => {
    const { clock, viewer, sent } = stage();
    viewer.trace(1, mark(1), 0);
    viewer.close();
    viewer.trace(1, mark(2), 0);
    viewer.gone(1, 'idle');
    clock.pass(1_000);
    expect(sent).toEqual([]);
  });
});
