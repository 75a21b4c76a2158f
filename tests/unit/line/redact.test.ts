import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redactHead, TrailerRedactor } from '../../../playground-server/line/tap/redact.ts';

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
    ['GET / HTTP/1.1\r\nX: y\rCookie: a\rb\r\nX: z\r\n\r\n', 'GET / HTTP/1.1\r\nX: y\rCookie: *\r*\r\nX: z\r\n\r\n'],
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

describe('secrets in the trailers of a chunked body', () => {
  /** The body in pieces of these sizes, in turn, each as it may be shown. */
  const inPieces = (body: string, sizes: readonly number[]) => {
    const redactor = new TrailerRedactor({ kind: 'chunked' });
    const wire = Buffer.from(body, 'latin1');
    const shown: Uint8Array[] = [];
    for (let at = 0, i = 0; at < wire.length; i++) {
      const piece = wire.subarray(at, at + (sizes[i % sizes.length] ?? 1));
      shown.push(redactor.clean(piece));
      at += piece.length;
    }
    expect(wire.toString('latin1'), 'the bytes of the wire are left alone').toBe(body);
    return Buffer.concat(shown).toString('latin1');
  };

  it.each([
    ['0\r\nCookie: a=b\r\nX: y\r\n\r\n', '0\r\nCookie: ***\r\nX: y\r\n\r\n'],
    ['0\r\nset-cookie:a\r\nAUTHORIZATION : b\r\n\r\n', '0\r\nset-cookie:*\r\nAUTHORIZATION : *\r\n\r\n'],
    ['0\r\nProxy-Authorization: a\r\n\tfolded\r\nX: y\r\n z\r\n\r\n', '0\r\nProxy-Authorization: *\r\n*******\r\nX: y\r\n z\r\n\r\n'],
    ['0\nCookie: x\n\n', '0\nCookie: *\n\n'],
    ['0\r\nX: y\rCookie: a\rb\r\nX: z\r\n\r\n', '0\r\nX: y\rCookie: *\r*\r\nX: z\r\n\r\n'],
    ['10\r\nCookie: a=b\r\n\r\n0\r\n0\r\nX-Cookie: c\r\n\r\n', '10\r\nCookie: a=b\r\n\r\n0\r\n0\r\nX-Cookie: c\r\n\r\n'],
  ])('%j, however it is cut', (body, clean) => {
    for (let size = 1; size <= body.length; size++) expect(inPieces(body, [size])).toBe(clean);
    fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (sizes) => void expect(inPieces(body, sizes)).toBe(clean)));
  });

  it('leaves bodies of other kinds as they are', () => {
    const bytes = Buffer.from('0\r\nCookie: a=b\r\n\r\n');
    for (const body of [{ kind: 'none' }, { kind: 'length', length: bytes.length }, { kind: 'until-close' }] as const) {
      expect(new TrailerRedactor(body).clean(bytes)).toBe(bytes);
    }
  });
});
