import { beforeAll, describe, expect, it } from 'vitest';
import type { Crossing, TraceView } from '../../../protocol/trace/crossing.ts';
import { readTrace } from '../../../protocol/trace/read.ts';
import { bitsText, byteGroups, kin, runsOf } from '../../../src/figures/byte-rows.ts';
import { bitFields, clusters, visible } from '../../../src/figures/frame-bits.ts';
import { labelOf, packetsText, tellCrossing } from '../../../src/figures/label.ts';
import { handshakeTrace } from './fixture.ts';

let view: TraceView;
let request: Crossing;
let greeting: Crossing;
let answer: Crossing;
beforeAll(async () => {
  view = readTrace(await handshakeTrace('สวัสดี'));
  const frames = view.crossings.filter(({ frame }) => frame?.opcode === 1);
  const [first] = view.exchanges;
  const client = frames.find(({ from }) => from === 'client');
  const server = frames.find(({ from }) => from === 'server');
  if (!first || !client || !server) throw new Error('the fixture lacks a greeting or an answer');
  [request, greeting, answer] = [first.request, client, server];
});

describe('byteGroups', () => {
  it('shows every byte of a request exactly once, headers under their own names', () => {
    const [group] = byteGroups(request);
    if (!group) throw new Error('no rows');
    expect(group.rows[0]).toMatchObject({ key: 'http.request-line', name: 'request-line' });
    expect(group.rows.map(({ name }) => name)).toContain('Sec-WebSocket-Key');
    let at = 0;
    for (const { span } of group.rows) {
      expect(span.start).toBe(at);
      at = span.end;
    }
    expect(at).toBe(request.length);
  });
  it('cuts a header into its name, what joins them, and its value', () => {
    const row = byteGroups(request)[0]?.rows.find(({ name }) => name === 'Upgrade');
    if (!row) throw new Error('no Upgrade');
    expect(runsOf(row, row.span.end, undefined).map(({ key }) => key)).toEqual(['http.header-name', undefined, 'http.header-value', undefined]);
  });
  it('shows the bits of fields narrower than a byte', () => {
    const opcode = greeting.spans.find(({ field }) => field === 'opcode');
    expect(opcode && bitsText(greeting, opcode)).toBe('···· 0001');
  });
});

describe('kin', () => {
  const span = (layer: 'websocket' | 'engine-io', start: number, end: number) => ({ layer, field: 'x', start, end });
  it('joins layers that share bytes', () => {
    expect(kin(span('websocket', 6, 20), span('engine-io', 6, 7))).toBe(true);
    expect(kin(span('websocket', 0, 6), span('engine-io', 6, 7))).toBe(false);
    expect(kin(span('websocket', 0, 9), span('websocket', 3, 5))).toBe(false);
  });
});

describe('frame bits', () => {
  it('reads the two header bytes as sixteen bits', () => {
    const fields = bitFields(greeting);
    expect(fields.map(({ bits }) => bits.join('')).join('')).toBe([...greeting.bytes.subarray(0, 2)].map((byte) => byte.toString(2).padStart(8, '0')).join(''));
    expect(fields.map(({ name }) => name)).toEqual(['FIN', 'RSV1', 'RSV2', 'RSV3', 'opcode', 'mask', 'length']);
  });
  it('gives each Thai character its three bytes, and masked ⊕ key = plain in each', () => {
    const { clusters: made, shown } = clusters(greeting, 99);
    expect(shown).toBe(18);
    expect(made.map(({ char }) => char)).toEqual(['ส', 'ว', '◌ั', 'ส', 'ด', '◌ี']);
    for (const { bytes } of made) {
      expect(bytes).toHaveLength(3);
      for (const { wire, key, plain } of bytes) expect(wire ^ (key ?? 0)).toBe(plain);
    }
  });
  it('never shows half a character, and no key on the server’s frames', () => {
    expect(clusters(greeting, 7)).toMatchObject({ shown: 6 });
    expect(clusters(answer, 99).clusters.flatMap(({ bytes }) => bytes).every(({ key }) => key === undefined)).toBe(true);
  });
  it('reads a close: its code, then the characters of its reason', () => {
    const close = view.crossings.find(({ from, frame }) => from === 'client' && frame?.opcode === 8);
    if (!close) throw new Error('the fixture lacks a close');
    const { clusters: made, shown } = clusters(close, 99);
    expect(made.map(({ char }) => char)).toEqual(['1000', ...[...'พอแล้ว'].map(visible)]);
    expect([made[0]?.bytes.map(({ plain }) => plain), shown]).toEqual([[0x03, 0xe8], 20]);
    // A reason that is no UTF-8 is shown as the bytes that it is.
    const broken = { ...close, frame: { ...close.frame!, close: { code: 1000, reason: '\ufffd' } } };
    expect(clusters(broken, 99).clusters.slice(1).every(({ char, bytes }) => char === undefined && bytes.length === 1)).toBe(true);
  });
  it('shows what cannot be seen alone', () => {
    expect([' ', '\n', 'ี', 'a'].map(visible)).toEqual(['␣', '␊', '◌ี', 'a']);
  });
});

describe('labels', () => {
  it('writes packets as they stand on the wire, their types too', () => {
    const packets = [{ type: 4, name: 'message' as const, text: '0' }, { type: 6, name: 'noop' as const, text: '' }, { type: undefined, name: 'binary' as const }].map((packet) => ({ start: 0, end: 0, ...packet }));
    expect(packetsText({ ...request, packets })).toBe('40 6 binary');
  });
  it('names requests, frames and their ways', () => {
    expect(labelOf(request)).toEqual({ main: 'GET /line', sub: `${request.length} B` });
    expect(labelOf(greeting).main).toBe('สวัสดี');
    expect(tellCrossing(greeting, 'en', { origin: request.left })).toMatch(/^Client → Server: frame text สวัสดี, 24 bytes, left at .+, took about .+ ms$/);
    expect(tellCrossing({ ...greeting, arrived: undefined, fault: 'hang' }, 'th', { lost: true })).toMatch(/ไปไม่ถึง/);
  });
});
