import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redactHead } from '../../../playground-server/line/tap/redact.ts';

const redact = (text: string) => Buffer.from(redactHead(Buffer.from(text, 'latin1'))).toString('latin1');

describe('secrets in heads', () => {
  it.each([
    ['GET / HTTP/1.1\r\nCookie: a=b\r\nX: y\r\n\r\n', 'GET / HTTP/1.1\r\nCookie: ***\r\nX: y\r\n\r\n'],
    ['HTTP/1.1 200 OK\r\nset-cookie:a\r\nSET-COOKIE: b\r\n\r\n', 'HTTP/1.1 200 OK\r\nset-cookie:*\r\nSET-COOKIE: *\r\n\r\n'],
    ['GET / HTTP/1.1\r\nAuthorization: Bearer x\r\n\r\n', 'GET / HTTP/1.1\r\nAuthorization: ********\r\n\r\n'],
    ['GET / HTTP/1.1\r\nProxy-Authorization: x\r\n\r\n', 'GET / HTTP/1.1\r\nProxy-Authorization: *\r\n\r\n'],
    ['GET / HTTP/1.1\r\nCookie : odd\r\n\r\n', 'GET / HTTP/1.1\r\nCookie : ***\r\n\r\n'],
    ['GET / HTTP/1.1\nCookie: x\n\n', 'GET / HTTP/1.1\nCookie: *\n\n'],
    ['GET / HTTP/1.1\r\nCookie: a\r\n folded\r\n\r\n', 'GET / HTTP/1.1\r\nCookie: *\r\n*******\r\n\r\n'],
    ['GET / HTTP/1.1\r\nCookie: never fini', 'GET / HTTP/1.1\r\nCookie: **********'],
  ])('%j', (text, clean) => expect(redact(text)).toBe(clean));

  it('keeps length and everything else, and leaves the bytes of the wire alone', () => {
    const header = fc.tuple(fc.constantFrom('Cookie', 'cOOkie', 'Set-Cookie', 'authorization', 'Host', 'X-Cookie', 'Cookies'), fc.string({ unit: fc.constantFrom('s', '=', ';', ' ', ':') }));
    fc.assert(
      fc.property(fc.array(header), (headers) => {
        const wire = Buffer.from(`GET / HTTP/1.1\r\n${headers.map(([name, value]) => `${name}: ${value}secret\r\n`).join('')}\r\n`);
        const before = Buffer.from(wire);
        const clean = Buffer.from(redactHead(wire)).toString();
        expect(wire.equals(before)).toBe(true);
        expect(clean).toHaveLength(wire.length);
        const kept = headers.filter(([name]) => ['Host', 'X-Cookie', 'Cookies'].includes(name)).length;
        expect(clean.split('secret').length - 1).toBe(kept);
      }),
    );
  });
});
