import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RequestHead } from '../../../playground-server/line/tap/request-head.ts';

const WHOLE = Buffer.from('\r\nGET /line?line=abc&x=สาย HTTP/1.1\r\nHost: x\r\nCookie: a\r\n\r\n');

describe('a head in pieces', () => {
  it('is the same head however it is cut, with the time of each piece, and takes nothing behind it', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 }), fc.uint8Array({ maxLength: 9 }), (sizes, after) => {
        const all = Buffer.concat([WHOLE, after]);
        const head = new RequestHead();
        let at = 0;
        for (let i = 0, whole = false; !whole; i++) {
          const bytes = all.subarray(at, at + (sizes[i % sizes.length] ?? 1));
          const said = head.take({ t: i, bytes });
          at += said.taken;
          whole = said.whole;
        }
        expect(Buffer.from(head.bytes)).toEqual(WHOLE);
        expect(at).toBe(WHOLE.length);
        expect(head.size).toBe(WHOLE.length);
        expect(head.token).toBe('abc');
        expect(Buffer.concat(head.pieces.map(({ bytes }) => bytes))).toEqual(WHOLE);
      }),
    );
  });

  it('knows its line from when the first line is whole', () => {
    const head = new RequestHead();
    head.take({ t: 0, bytes: Buffer.from('GET /?line=abc HTTP/1.1') });
    expect(head.token).toBeUndefined();
    head.take({ t: 0, bytes: Buffer.from('\r\nHo') });
    expect(head.token).toBe('abc');
  });

  it('hands on what the server has not, once', () => {
    const head = new RequestHead();
    head.take({ t: 0, bytes: Buffer.from('GET / HT') });
    expect(head.rest().toString()).toBe('GET / HT');
    head.take({ t: 0, bytes: Buffer.from('TP/1.1\r\n') });
    expect(head.rest().toString()).toBe('TP/1.1\r\n');
    expect(head.rest()).toHaveLength(0);
  });
});
