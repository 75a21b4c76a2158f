/** fast-check generators of what really crosses lines: frames, packets, messages, and traces of them. */
import fc from 'fast-check';
import { concat, frame, utf8, UPGRADE, SWITCHING } from './support.ts';

/** Text with Thai, emoji and escapes in it. */
export const words = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.constantFrom('สวัสดี ไทย', 'Hello', '👋🏽', '"\\"', '', '\u001e', '\ufeff'));

const key = fc.uint8Array({ minLength: 4, maxLength: 4 });

/** Sizes around the borders of the three length forms. */
const payload = fc.oneof(
  { weight: 8, arbitrary: fc.uint8Array({ maxLength: 200 }) },
  { weight: 1, arbitrary: fc.constantFrom(125, 126, 127, 65535, 65536).map((size) => new Uint8Array(size).fill(size & 255)) },
);

/** One whole data message in one frame or more, control frames between them. */
export function message(masked: boolean): fc.Arbitrary<Uint8Array[]> {
  return fc
    .record({
      opcode: fc.constantFrom(1, 2),
      text: words,
      bytes: payload,
      cuts: fc.array(fc.nat({ max: 200 }), { maxLength: 3 }),
      keys: fc.array(key, { minLength: 9, maxLength: 9 }),
      control: fc.array(fc.record({ opcode: fc.constantFrom(9, 10), bytes: fc.uint8Array({ maxLength: 125 }) }), { maxLength: 2 }),
    })
    .map(({ opcode, text, bytes, cuts, keys, control }) => {
      const whole = opcode === 1 ? utf8(text) : bytes;
      const marks = [0, ...cuts.filter((cut) => cut <= whole.length).sort((a, b) => a - b), whole.length];
      let nth = 0;
      const one = (code: number, part: Uint8Array, fin: boolean) => frame(code, part, { fin, ...(masked && { key: keys[nth++ % keys.length]! }) });
      const frames: Uint8Array[] = [];
      for (let i = 0; i < marks.length - 1; i++) {
        frames.push(one(i === 0 ? opcode : 0, whole.subarray(marks[i], marks[i + 1]), i === marks.length - 2));
        const between = control[i];
        if (between) frames.push(one(between.opcode, between.bytes, true));
      }
      return frames;
    });
}

/** Both directions of one WebSocket, its handshake included. */
export const webSocketStreams = fc.record({ client: fc.array(message(true), { maxLength: 5 }), server: fc.array(message(false), { maxLength: 5 }) }).map(({ client, server }) => ({
  client: concat(UPGRADE, ...client.flat()),
  server: concat(SWITCHING, ...server.flat()),
  frames: { client: client.flat(), server: server.flat() },
}));

const token = fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,12}$/);
const fieldValue = fc.stringMatching(/^([!-~]([ -~]{0,30}[!-~])?)?$/);
const headers = fc.array(fc.tuple(token, fieldValue), { maxLength: 6 }).map((all) => all.filter(([name]) => !/^(content-length|transfer-encoding|connection|upgrade|expect|te|trailer)$/i.test(name)));

/** A whole HTTP message with its parts; `bytes` is how it crosses. */
export const httpMessage = fc
  .record({
    request: fc.boolean(),
    method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE'),
    target: fc.stringMatching(/^\/[!-~]{0,30}$/),
    status: fc.integer({ min: 200, max: 599 }).filter((status) => status !== 204 && status !== 304),
    reason: fc.stringMatching(/^([A-Za-z][A-Za-z ]{0,12}[a-z])?$/),
    headers,
    body: fc.uint8Array({ maxLength: 300 }),
    chunks: fc.option(fc.array(fc.integer({ min: 1, max: 80 }), { minLength: 1, maxLength: 6 })),
  })
  .map((parts) => {
    const first = parts.request ? `${parts.method} ${parts.target} HTTP/1.1` : `HTTP/1.1 ${parts.status} ${parts.reason}`;
    const framing = parts.chunks ? 'Transfer-Encoding: chunked' : `Content-Length: ${parts.body.length}`;
    const head = utf8([first, ...parts.headers.map(([name, value]) => `${name}: ${value}`), framing, '', ''].join('\r\n'));
    const pieces: Uint8Array[] = [head];
    if (parts.chunks) {
      let at = 0;
      for (let i = 0; at < parts.body.length; i++) {
        const data = parts.body.subarray(at, at + parts.chunks[i % parts.chunks.length]!);
        pieces.push(utf8(`${data.length.toString(16)}\r\n`), data, utf8('\r\n'));
        at += data.length;
      }
      pieces.push(utf8('0\r\n\r\n'));
    } else pieces.push(parts.body);
    return { ...parts, bytes: concat(...pieces), headLength: head.length };
  });

/** Where a stream is cut into reads: ascending offsets, both ends included. */
export function splits(length: number): fc.Arbitrary<number[]> {
  return fc.array(fc.nat({ max: length }), { maxLength: 12 }).map((cuts) => [...new Set([0, ...cuts, length])].sort((a, b) => a - b));
}
