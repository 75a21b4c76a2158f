import { describe, expect, it } from 'vitest';
import { annotateBinary, annotatePayload, annotateText } from '../../../protocol/engine-io/packets.ts';
import { annotateSocketPacket } from '../../../protocol/socket-io/packet.ts';
import { errorsOf, lines, uncovered, utf8 } from './support.ts';

const payload = (text: string, attachments?: Parameters<typeof annotatePayload>[3]) => {
  const bytes = utf8(text);
  return annotatePayload(bytes, 0, bytes.length, attachments);
};
const socket = (text: string) => {
  const bytes = utf8(text);
  return annotateSocketPacket(bytes, 0, bytes.length);
};

describe('Engine.IO 4', () => {
  it('the open packet', () => {
    const { packets, spans } = payload('0{"sid":"abc","upgrades":["websocket"],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000}');
    expect(packets).toMatchObject([{ type: 0, name: 'open' }]);
    expect(spans.map((span) => span.field)).toEqual(['type', 'open-json']);
    expect(errorsOf(spans)).toEqual([]);
  });
  it('every other type', () => {
    const names = ['close', 'ping', 'pong', 'message', 'upgrade', 'noop'];
    names.forEach((name, i) => expect(payload(`${i + 1}${i === 3 ? '0' : ''}`).packets[0]).toMatchObject({ type: i + 1, name }));
  });
  it('a polling body: several packets joined by 0x1e, Thai counted in bytes', () => {
    const text = '40{"sid":"D9omXx3"}\x1e42["hey","สาย"]\x1e2';
    const { packets, spans } = payload(text);
    expect(packets.map(({ name, start, end }) => [name, start, end])).toEqual([['message', 0, 19], ['message', 20, 41], ['ping', 42, 43]]);
    expect(packets[1]!.socket).toEqual({ type: 2, name: 'EVENT', namespace: '/', data: ['hey', 'สาย'] });
    expect(lines(spans)).toEqual(expect.arrayContaining(['engine-io.separator 19-20', 'socket-io.event-name 23-28 = hey', 'socket-io.type 21-22 = 2']));
    expect(uncovered(spans, 'engine-io', 0, utf8(text).length)).toEqual([]);
  });
  it('binary in a polling body is b and base64', () => {
    const { packets, spans } = payload('451-["bin",{"_placeholder":true,"num":0}]\x1ebAQIDBA==');
    expect(packets).toMatchObject([{ name: 'message', socket: { name: 'BINARY_EVENT', attachments: 1 } }, { name: 'binary', text: 'AQIDBA==', attachment: { n: 1, of: 1 } }]);
    expect(lines(spans).slice(-2)).toEqual(['engine-io.binary-mark 42-43 = b', 'engine-io.base64 43-51 = AQIDBA==']);
    expect(errorsOf(spans)).toEqual([]);
  });
  it('the probe', () => {
    expect(lines(payload('2probe').spans)).toEqual(['engine-io.type 0-1 = 2', 'engine-io.probe 1-6 = probe']);
    expect(lines(payload('3probe').spans)[1]).toBe('engine-io.probe 1-6 = probe');
  });
  it('attachments are counted from packet to packet', () => {
    const state = { left: 0, of: 0 };
    const text = utf8('452-["a",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]');
    annotateText(text, 0, text.length, state);
    const binary = Uint8Array.of(1, 2);
    const nth = () => annotateBinary(binary, 0, 2, state).packets[0]!;
    expect(nth().attachment).toEqual({ n: 1, of: 2 });
    expect(nth().attachment).toEqual({ n: 2, of: 2 });
    expect(nth().error).toEqual({ code: 'attachment-unexpected' });
  });
  it('a packet in the place of an attachment is said', () => {
    const made = payload('451-["a",{"_placeholder":true,"num":0}]\x1e42["b"]');
    expect(made.packets[1]!.error).toEqual({ code: 'attachment-missing', params: { missing: 1 } });
  });
  it('a placeholder for none of the attachments is said', () => {
    for (const num of ['1', '-1', '"0"', 'null']) {
      const made = payload(`451-["a",{"b":[{"_placeholder":true,"num":${num}}]}]\x1ebAQ==`);
      expect(errorsOf(made.spans)).toEqual(['data!invalid-placeholder']);
    }
    expect(errorsOf(payload('452-["a",{"_placeholder":true,"num":1}]\x1ebAQ==\x1ebAg==').spans)).toEqual([]);
    const deep = `451-["a",${'['.repeat(50_000)}{"_placeholder":true,"num":7}${']'.repeat(50_000)}]`;
    expect(errorsOf(payload(deep).spans)).toContain('data!invalid-placeholder');
  });
  it('binary at the beginning of a polling body may belong to the body before', () => {
    expect(payload('bAQ==').packets[0]).toEqual({ type: undefined, name: 'binary', start: 0, end: 5, text: 'AQ==' });
  });
  it.each([
    ['x1', ['type!unknown-engine-type']],
    ['7', ['type!unknown-engine-type']],
    ['4', ['type!empty-socket-packet']],
    ['0', ['type!invalid-json']],
    ['2\x1e', ['separator!empty-engine-packet']],
    ['\x1e2', ['separator!empty-engine-packet']],
    ['45["a"]', ['type!invalid-attachments']],
    ['0{', ['open-json!invalid-json']],
    ['0{}', ['open-json!invalid-open']],
    ['bA', ['base64!invalid-base64']],
  ])('%s', (text, expected) => {
    const { spans, packets } = payload(text);
    expect(errorsOf(spans)).toEqual(expected);
    expect(packets.some((one) => one.error)).toBe(true);
  });
  it('an empty packet between two separators', () => {
    expect(payload('2\x1e\x1e3').packets.map((one) => one.error?.code)).toEqual([undefined, 'empty-engine-packet', undefined]);
  });
  it('bytes that are not UTF-8', () => {
    const made = annotatePayload(Uint8Array.of(0x34, 0x32, 0xff), 0, 3);
    expect(made.packets[0]!.error?.code).toBe('invalid-utf8');
  });
});

describe('Socket.IO 5', () => {
  it.each([
    ['0', { type: 0, name: 'CONNECT', namespace: '/' }],
    ['0{"token":"abc"}', { type: 0, name: 'CONNECT', namespace: '/', data: { token: 'abc' } }],
    ['0/admin,{"sid":"x"}', { type: 0, name: 'CONNECT', namespace: '/admin', data: { sid: 'x' } }],
    ['1/admin,', { type: 1, name: 'DISCONNECT', namespace: '/admin' }],
    ['20["hello","foo"]', { type: 2, name: 'EVENT', namespace: '/', ackId: 0, data: ['hello', 'foo'] }],
    ['2/admin,456["project:delete",123]', { type: 2, name: 'EVENT', namespace: '/admin', ackId: 456, data: ['project:delete', 123] }],
    ['30["bar"]', { type: 3, name: 'ACK', namespace: '/', ackId: 0, data: ['bar'] }],
    ['4/admin,{"message":"Not authorized","data":{"code":401}}', { type: 4, name: 'CONNECT_ERROR', namespace: '/admin', data: { message: 'Not authorized', data: { code: 401 } } }],
    ['51-["bin",{"_placeholder":true,"num":0}]', { type: 5, name: 'BINARY_EVENT', namespace: '/', attachments: 1, data: ['bin', { _placeholder: true, num: 0 }] }],
    ['61-/admin,456[{"_placeholder":true,"num":0}]', { type: 6, name: 'BINARY_ACK', namespace: '/admin', attachments: 1, ackId: 456, data: [{ _placeholder: true, num: 0 }] }],
    ['2[1,"numbers may name events"]', { type: 2, name: 'EVENT', namespace: '/', data: [1, 'numbers may name events'] }],
  ])('%s', (text, expected) => {
    const made = socket(text);
    expect(made.packet).toEqual(expected);
    expect(made.error).toBeUndefined();
    expect(uncovered(made.spans, 'socket-io', 0, utf8(text).length)).toEqual([]);
  });
  it('every part has its offset', () => {
    expect(lines(socket('51-/admin?token=1,23["a\\"b",{"_placeholder":true,"num":0}]').spans)).toEqual([
      'socket-io.type 0-1 = 5',
      'socket-io.attachments 1-2 = 1',
      'socket-io.separator 2-3 = -',
      'socket-io.namespace 3-17 = /admin?token=1',
      'socket-io.namespace-query 9-17 = ?token=1',
      'socket-io.separator 17-18 = ,',
      'socket-io.ack-id 18-20 = 23',
      'socket-io.data 20-58 = ["a\\"b",{"_placeholder":true,"num":0}]',
      'socket-io.event-name 21-27 = a"b',
    ]);
  });
  it.each([
    ['7', 'unknown-socket-type'],
    ['', 'empty-socket-packet'],
    ['5["a"]', 'invalid-attachments'],
    ['50-["a"]', 'invalid-attachments'],
    ['511-["a"]', 'too-many-attachments'],
    ['2{"a":1}', 'invalid-data'],
    ['2[]', 'invalid-event-name'],
    ['2[{}]', 'invalid-event-name'],
    ['2["connect"]', 'reserved-event'],
    ['2["a"', 'invalid-json'],
    ['1{}', 'unexpected-data'],
    ['0[]', 'invalid-data'],
    ['31', undefined],
  ])('%s → %s', (text, code) => {
    expect(socket(text).error?.code).toBe(code);
  });
});
