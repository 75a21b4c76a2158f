import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { annotateFrame, annotateFrames } from '../../../protocol/websocket/frame.ts';
import { acceptSteps } from '../../../protocol/websocket/accept.ts';
import { closeCodeError } from '../../../protocol/websocket/close.ts';
import { sha1 } from '../../../protocol/websocket/sha1.ts';
import { concat, errorsOf, frame, fromHex, lines, utf8 } from './support.ts';

const KEY = fromHex('37 fa 21 3d');

describe('RFC 6455 §5.7 examples', () => {
  it('a single-frame unmasked text message', () => {
    const made = annotateFrame(fromHex('81 05 48 65 6c 6c 6f'), { from: 'server' });
    expect(made).toMatchObject({ complete: true, fin: true, rsv: 0, opcode: 1, masked: false, headerLength: 2, payloadLength: 5, text: 'Hello' });
    expect(made.error).toBeUndefined();
    expect(lines(made.spans)).toEqual([
      'websocket.fin 0-1 = 1',
      'websocket.rsv1 0-1 = 0',
      'websocket.rsv2 0-1 = 0',
      'websocket.rsv3 0-1 = 0',
      'websocket.opcode 0-1 = 1',
      'websocket.mask 1-2 = 0',
      'websocket.payload-length 1-2 = 5',
      'websocket.payload 2-7 = Hello',
    ]);
    expect(made.spans.map((span) => span.bits)).toEqual([[0, 1], [1, 2], [2, 3], [3, 4], [4, 8], [0, 1], [1, 8], undefined]);
  });

  it('a single-frame masked text message, its bytes left as they crossed', () => {
    const bytes = fromHex('81 85 37 fa 21 3d 7f 9f 4d 51 58');
    const before = bytes.slice();
    const made = annotateFrame(bytes, { from: 'client' });
    expect(made).toMatchObject({ masked: true, headerLength: 6, text: 'Hello' });
    expect(made.maskingKey).toEqual(KEY);
    expect(made.plain).toEqual(concat(bytes.subarray(0, 6), utf8('Hello')));
    expect(lines(made.spans)).toContain('websocket.masking-key 2-6 = 37 fa 21 3d');
    expect(bytes).toEqual(before);
  });

  it('a fragmented unmasked text message', () => {
    const frames = annotateFrames(fromHex('01 03 48 65 6c 80 02 6c 6f'), { from: 'server' });
    expect(frames.map(({ start, frame: one }) => [start, one.fin, one.opcode, one.payloadLength, one.text])).toEqual([
      [0, false, 1, 3, undefined],
      [5, true, 0, 2, undefined],
    ]);
    expect(frames.flatMap(({ frame: one }) => errorsOf(one.spans))).toEqual([]);
  });

  it('unmasked ping and masked pong', () => {
    expect(annotateFrame(fromHex('89 05 48 65 6c 6c 6f'), { from: 'server' })).toMatchObject({ opcode: 9, payloadLength: 5 });
    const pong = annotateFrame(fromHex('8a 85 37 fa 21 3d 7f 9f 4d 51 58'), { from: 'client' });
    expect(pong).toMatchObject({ opcode: 10, masked: true });
    expect(pong.plain.subarray(6)).toEqual(utf8('Hello'));
    expect(pong.text).toBeUndefined();
  });

  it('256 bytes of binary, and 64 KiB', () => {
    const small = annotateFrame(concat(fromHex('82 7e 01 00'), new Uint8Array(256)));
    expect(small).toMatchObject({ headerLength: 4, payloadLength: 256, complete: true });
    expect(lines(small.spans)).toContain('websocket.extended-payload-length 2-4 = 256');
    const large = annotateFrame(concat(fromHex('82 7f 00 00 00 00 00 01 00 00'), new Uint8Array(65536)));
    expect(large).toMatchObject({ headerLength: 10, payloadLength: 65536, complete: true });
    expect(lines(large.spans)).toContain('websocket.payload-length 1-2 = 127');
    expect(lines(large.spans)).toContain('websocket.extended-payload-length 2-10 = 65536');
  });
});

describe('permessage-deflate (RFC 7692)', () => {
  const hello = fromHex('c1 07 f2 48 cd c9 c9 07 00');
  it('is shown as such where it was agreed on (§7.2.3.1)', () => {
    const made = annotateFrame(hello, { from: 'server', deflate: true });
    expect(made).toMatchObject({ compressed: true, rsv: 4, payloadLength: 7 });
    expect(made.text).toBeUndefined();
    expect(errorsOf(made.spans)).toEqual([]);
  });
  it('is a reserved bit where it was not', () => {
    expect(errorsOf(annotateFrame(hello, { from: 'server' }).spans)).toContain('rsv1!reserved-bit');
  });
  it('marks a message by its first frame only (§7.2.3.1, fragmented)', () => {
    const frames = annotateFrames(fromHex('41 03 f2 48 cd 80 04 c9 c9 07 00'), { deflate: true });
    expect(frames.map(({ frame: one }) => one.compressed)).toEqual([true, true]);
    expect(frames.flatMap(({ frame: one }) => errorsOf(one.spans))).toEqual([]);
    const again = annotateFrames(fromHex('41 03 f2 48 cd c0 04 c9 c9 07 00'), { deflate: true });
    expect(errorsOf(again[1]!.frame.spans)).toEqual(['rsv1!reserved-bit']);
  });
  it('never marks a control frame', () => {
    expect(errorsOf(annotateFrame(fromHex('c9 00'), { deflate: true }).spans)).toEqual(['rsv1!reserved-bit']);
  });
});

describe('what is wrong with a frame is said where it is', () => {
  const cases: [string, Uint8Array, Parameters<typeof annotateFrame>[1], string[]][] = [
    ['client without mask', frame(1, 'a'), { from: 'client' }, ['mask!mask-missing']],
    ['server with mask', frame(1, 'a', { key: KEY }), { from: 'server' }, ['mask!mask-forbidden']],
    ['reserved opcode 3', fromHex('83 00'), {}, ['opcode!reserved-opcode']],
    ['reserved control opcode 11', fromHex('8b 00'), {}, ['opcode!reserved-opcode']],
    ['RSV2', fromHex('a1 00'), { deflate: true }, ['rsv2!reserved-bit']],
    ['RSV3', fromHex('91 00'), {}, ['rsv3!reserved-bit']],
    ['fragmented ping', fromHex('09 00'), {}, ['fin!control-fragmented']],
    ['long ping', concat(fromHex('89 7e 00 7e'), new Uint8Array(126)), {}, ['payload-length!control-too-long']],
    ['continuation of nothing', fromHex('80 00'), {}, ['opcode!continuation-of-nothing']],
    ['text inside a text', fromHex('81 00'), { message: { opcode: 1, compressed: false } }, ['opcode!continuation-expected']],
    ['16-bit length below 126', concat(fromHex('82 7e 00 7d'), new Uint8Array(125)), {}, ['extended-payload-length!length-not-minimal']],
    ['64-bit length below 65536', fromHex('82 7f 00 00 00 00 00 00 ff ff'), {}, ['extended-payload-length!length-not-minimal']],
    ['most significant bit of the length', fromHex('82 7f 80 00 00 00 00 00 00 00'), {}, ['extended-payload-length!length-too-large']],
    ['length beyond 2^53', fromHex('82 7f 00 20 00 00 00 00 00 00'), {}, ['extended-payload-length!length-too-large']],
    ['text that is not UTF-8', fromHex('81 03 61 c3 28'), {}, ['payload!invalid-utf8']],
    ['text cut inside a character', fromHex('81 02 e0 b8'), {}, ['payload!invalid-utf8']],
    ['surrogate half in UTF-8', fromHex('81 03 ed a0 80'), {}, ['payload!invalid-utf8']],
    ['close with one byte', fromHex('88 01 03'), {}, ['payload-length!close-payload-one-byte', 'close-code!close-payload-one-byte']],
    ['close with one byte that is not there yet', fromHex('88 81'), {}, ['payload-length!close-payload-one-byte']],
    ['close 1005', fromHex('88 02 03 ed'), {}, ['close-code!close-code-never-sent']],
    ['close 1004', fromHex('88 02 03 ec'), {}, ['close-code!invalid-close-code']],
    ['close reason that is not UTF-8', fromHex('88 03 03 e8 ff'), {}, ['close-reason!invalid-utf8']],
  ];
  it.each(cases)('%s', (_, bytes, context, expected) => {
    const made = annotateFrame(bytes, context);
    expect(errorsOf(made.spans)).toEqual(expected);
    expect(made.error).toBeDefined();
  });
  it('text that is not UTF-8 says at which byte', () => {
    expect(annotateFrame(fromHex('81 03 61 c3 28')).error).toEqual({ code: 'invalid-utf8', params: { at: 1 } });
  });
});

describe('close frames', () => {
  it('code and reason', () => {
    const made = annotateFrame(concat(fromHex('88 0e 03 e8'), utf8('สาย'), fromHex('20 31 32')), { from: 'server' });
    expect(made.close).toEqual({ code: 1000, reason: 'สาย 12' });
    expect(lines(made.spans)).toContain('websocket.close-code 2-4 = 1000');
  });
  it('empty: no status in the frame', () => {
    const made = annotateFrame(fromHex('88 00'));
    expect(made.close).toEqual({ reason: '' });
    expect(made.error).toBeUndefined();
  });
  it('codes that may be sent are those of §7.4 and the IANA registry', () => {
    const good = [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999];
    for (const code of good) expect(closeCodeError(code), String(code)).toBeUndefined();
    for (const code of [0, 999, 1004, 1016, 2999, 5000, 65535]) expect(closeCodeError(code)?.code).toBe('invalid-close-code');
    for (const code of [1005, 1006, 1015]) expect(closeCodeError(code)?.code).toBe('close-code-never-sent');
  });
});

describe('a frame that is still coming', () => {
  const whole = frame(1, 'สวัสดี '.repeat(20), { key: KEY });
  it.each([0, 1, 2, 3, 4, 6, 8, 9, whole.length - 1])('is read as far as it came: %i bytes', (count) => {
    const made = annotateFrame(whole.subarray(0, count), { from: 'client' });
    expect(made.complete).toBe(false);
    expect(made.error).toBeUndefined();
    for (const span of made.spans) expect(span.end).toBeLessThanOrEqual(count);
  });
  it('is complete by its true length where the recorder cut it off', () => {
    const made = annotateFrame(whole.subarray(0, 30), { from: 'client', available: whole.length });
    expect(made).toMatchObject({ complete: true, payloadLength: whole.length - 8 });
    expect(made.text).toBeUndefined();
    expect(made.plain).toHaveLength(30);
  });
});

describe('Sec-WebSocket-Accept', () => {
  it('RFC 6455 §1.3, step by step', () => {
    const steps = acceptSteps('dGhlIHNhbXBsZSBub25jZQ==');
    expect(steps.joined).toBe('dGhlIHNhbXBsZSBub25jZQ==258EAFA5-E914-47DA-95CA-C5AB0DC85B11');
    expect(steps.digest).toEqual(fromHex('b3 7a 4f 2c c0 62 4f 16 90 f6 46 06 cf 38 59 45 b2 be c4 ea'));
    expect(steps.accept).toBe('s3pPLMBiTxaQ9kYGzzhZRbK+xOo=');
  });
  it('SHA-1 equals that of node:crypto for any bytes, among them lengths around a block', () => {
    for (let length = 0; length < 260; length++) {
      const bytes = new Uint8Array(length).map((_, i) => (i * 37 + length) & 255);
      expect(Buffer.from(sha1(bytes))).toEqual(createHash('sha1').update(bytes).digest());
    }
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 1000 }), (bytes) => {
        expect(Buffer.from(sha1(bytes))).toEqual(createHash('sha1').update(bytes).digest());
      }),
      { numRuns: 200 },
    );
  }, 60_000);
});
