import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenIn } from '../../../playground-server/line/tap/exchange.ts';
import { asksUpgrade, BodyCounter, headEnd, readHead, requestBody, responseBody, startLine } from '../../../playground-server/line/tap/http-scan.ts';

const bytes = (text: string) => Buffer.from(text, 'latin1');
const head = (text: string) => readHead(bytes(text));

describe('headEnd', () => {
  it.each([
    ['GET / HTTP/1.1\r\nA: b\r\n\r\nrest', 24],
    ['GET / HTTP/1.1\nA: b\n\nrest', 21],
    ['\r\n\r\nGET / HTTP/1.1\r\n\r\n', 22],
    ['\r\n\r\n', -1],
    ['GET / HTTP/1.1\r\nA: b\r\n', -1],
    ['', -1],
  ])('%j ends at %i', (text, end) => expect(headEnd(bytes(text))).toBe(end));

  it('finds the end wherever the pieces part, when it looks back three bytes', () => {
    const whole = bytes('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    for (let cut = 1; cut < whole.length; cut++) {
      expect(headEnd(whole.subarray(0, cut))).toBe(-1);
      expect(headEnd(whole, cut - 3)).toBe(whole.length);
    }
  });
});

describe('readHead', () => {
  it('lower-cases names, joins repeated headers, passes over what is no header line', () => {
    const { start, headers } = head('\r\nGET /x HTTP/1.1\r\nHOST: a\r\nAccept: b\r\naccept: c\r\nno header\r\n\r\n');
    expect(start).toBe('GET /x HTTP/1.1');
    expect([...headers]).toEqual([['host', 'a'], ['accept', 'b, c']]);
  });
  it('never throws', () => fc.assert(fc.property(fc.uint8Array(), (random) => void readHead(random))));
});

describe('startLine', () => {
  it('tells whether the line is whole', () => {
    expect(startLine(bytes('GET / HTTP/1.1'))).toEqual({ start: 'GET / HTTP/1.1', whole: false });
    expect(startLine(bytes('\r\n\r\nGET / HTTP/1.1\r\nHost'))).toEqual({ start: 'GET / HTTP/1.1', whole: true });
  });
});

describe('whose and what', () => {
  it.each([
    ['GET /line?line=abc HTTP/1.1', 'abc'],
    ['GET /line?a=1&line=abc&b HTTP/1.1', 'abc'],
    ['GET http://host/line?line=abc HTTP/1.1', 'abc'],
    ['GET /line?line=first&line=second HTTP/1.1', 'first'],
    ['GET /line?outline=abc HTTP/1.1', undefined],
    ['GET /line HTTP/1.1', undefined],
    ['', undefined],
  ])('the token in %j is %j', (start, token) => expect(tokenIn(start)).toBe(token));

  it('an upgrade needs both headers (RFC 9110 §7.8)', () => {
    expect(asksUpgrade(head('GET / HTTP/1.1\r\nConnection: keep-alive, Upgrade\r\nUpgrade: websocket\r\n\r\n'))).toBe(true);
    expect(asksUpgrade(head('GET / HTTP/1.1\r\nUpgrade: websocket\r\n\r\n'))).toBe(false);
    expect(asksUpgrade(head('GET / HTTP/1.1\r\nConnection: Upgrade\r\n\r\n'))).toBe(false);
  });

  it('bodies by their headers', () => {
    expect(requestBody(head('POST / HTTP/1.1\r\nContent-Length: 12\r\n\r\n'))).toEqual({ kind: 'length', length: 12 });
    expect(requestBody(head('POST / HTTP/1.1\r\nTransfer-Encoding: gzip, chunked\r\n\r\n'))).toEqual({ kind: 'chunked' });
    expect(requestBody(head('POST / HTTP/1.1\r\nContent-Length: -3\r\n\r\n'))).toEqual({ kind: 'none' });
    expect(responseBody(head('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n'), 'HEAD')).toEqual({ kind: 'none' });
    expect(responseBody(head('HTTP/1.1 204 No Content\r\n\r\n'), 'GET')).toEqual({ kind: 'none' });
    expect(responseBody(head('HTTP/1.1 200 OK\r\n\r\n'), 'GET')).toEqual({ kind: 'until-close' });
  });
});

describe('BodyCounter', () => {
  const chunked = fc.array(fc.tuple(fc.uint8Array({ minLength: 1, maxLength: 40 }), fc.constantFrom('', ';ext=1')), { maxLength: 5 }).chain((chunks) =>
    fc.constantFrom('', 'Trailer: x\r\n', 'A: b\r\nC: d\r\n').map((trailers) =>
      Buffer.concat([...chunks.flatMap(([data, ext]) => [bytes(`${data.length.toString(16)}${ext}\r\n`), Buffer.from(data), bytes('\r\n')]), bytes(`0\r\n${trailers}\r\n`)]),
    ),
  );
  it('takes a chunked body and not a byte more, however the pieces part', () => {
    fc.assert(
      fc.property(chunked, fc.uint8Array({ maxLength: 20 }), fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (body, after, sizes) => {
        const counter = new BodyCounter({ kind: 'chunked' });
        const all = Buffer.concat([body, after]);
        let at = 0;
        for (let i = 0; at < all.length && !counter.done; i++) {
          const part = all.subarray(at, at + (sizes[i % sizes.length] ?? 1));
          const taken = counter.take(part);
          at += taken;
          if (taken < part.length) break;
        }
        expect(at).toBe(body.length);
        expect(counter.done).toBe(true);
        expect(counter.take(after)).toBe(0);
      }),
    );
  });
  it('counts a length', () => {
    const counter = new BodyCounter({ kind: 'length', length: 5 });
    expect(counter.take(bytes('abc'))).toBe(3);
    expect(counter.done).toBe(false);
    expect(counter.take(bytes('defg'))).toBe(2);
    expect(counter.done).toBe(true);
  });
});
