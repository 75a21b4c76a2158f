import { expect, test } from 'vitest';
import { loadRecording, packEvents, saveRecording, unpackEvents } from '../../../protocol/trace/pack.ts';
import type { Recording, TraceEvent } from '../../../protocol/trace/event.ts';

const bytes = (data: Uint8Array): TraceEvent => ({ kind: 'bytes', t: 1.2345678, connection: 1, exchange: 1, from: 'client', at: 0, length: data.length, bytes: data });
const plain = bytes(new TextEncoder().encode('GET / HTTP/1.1\r\nHost: "a"\\\r\n\r\n'));
const masked = bytes(Uint8Array.from([0x81, 0x83, 0, 255, 1, 2, 0x0d, 0x0a, 0x7f]));
const thai = bytes(new TextEncoder().encode('สวัสดี'));
const empty = bytes(new Uint8Array());
const mark: TraceEvent = { kind: 'mark', t: 2, end: 'client', name: 'ws.open', data: { path: '/line', socket: 1 } };

test('a recording comes back from its file as it was, byte for byte', () => {
  const recording: Recording = {
    version: 1,
    demo: 'handshake',
    made: { at: '2026-11-23', browser: 'Chromium 156', server: 'Socket.IO 4.8.4' },
    takes: [{ options: { greeting: 'สวัสดี' }, events: [plain, masked, thai, empty, mark] }],
  };
  const back = loadRecording(JSON.parse(JSON.stringify(saveRecording(recording))));
  expect(back.takes[0]!.events).toEqual(recording.takes[0]!.events.map((event) => ({ ...event, t: Math.round(event.t * 1000) / 1000 })));
});

test('plain heads stay readable in the file', () => {
  const saved = JSON.stringify(saveRecording({ version: 1, demo: 'home', made: { at: '', browser: '', server: '' }, takes: [{ options: {}, events: [plain, masked] }] }));
  expect(saved).toContain('GET / HTTP/1.1');
  expect(saved.match(/"bytes":/g)).toHaveLength(1);
});

test('a batch on the control channel comes back as it was', () => {
  const events = [plain, mark, masked, empty, thai];
  expect(unpackEvents(packEvents(events))).toEqual(events);
});
