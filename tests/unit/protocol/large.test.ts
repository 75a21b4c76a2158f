/** Inputs as large as a line's whole budget, of the kinds that make many spans: no exception, and not slower than their size. */
import { describe, expect, it } from 'vitest';
import { readTrace } from '../../../protocol/trace/read.ts';
import { concat, frame, fromHex, SWITCHING, traceOf, UPGRADE, utf8 } from './support.ts';

const KEY = fromHex('37 fa 21 3d');
const SIZE = 512 * 1024;
const GET = utf8('GET /socket.io/?EIO=4&transport=polling HTTP/1.1\r\n\r\n');
const ENGINE = utf8(new TextDecoder().decode(UPGRADE).replace('/line?line=abc', '/socket.io/?EIO=4&transport=websocket'));
const answer = (body: string) => utf8(`HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
function repeat(bytes: Uint8Array, times: number): Uint8Array {
  const whole = new Uint8Array(bytes.length * times);
  for (let n = 0; n < times; n++) whole.set(bytes, n * bytes.length);
  return whole;
}

describe('large inputs', () => {
  const cases: [string, Parameters<typeof traceOf>[0]][] = [
    ['a polling body of separators', [['client', GET], ['server', answer('\x1e'.repeat(SIZE))]]],
    ['a polling body of packets without a comma', [['client', GET], ['server', answer('40/a\x1e'.repeat(SIZE / 5))]]],
    ['a polling body of one base64 packet', [['client', GET], ['server', answer(`b${'AAAA'.repeat(SIZE / 4)}`)]]],
    ['deeply nested JSON', [['client', GET], ['server', answer(`42["a",${'['.repeat(SIZE)}`)]]],
    ['a head of lines without a colon', [['client', utf8(`GET / HTTP/1.1\r\n${'a\r\n'.repeat(SIZE / 3)}\r\n`)]]],
    ['a body of one-byte chunks', [['client', GET], ['server', utf8(`HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${'1\r\n2\r\n'.repeat(SIZE / 6)}0\r\n\r\n`)]]],
    ['a body of one-byte chunks with a packet in each', [['client', GET], ['server', utf8(`HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${'1\r\n2\r\n1\r\n\x1e\r\n'.repeat(SIZE / 12)}1\r\n2\r\n0\r\n\r\n`)]]],
    ['interim responses', [['client', GET], ['server', utf8('HTTP/1.1 100 a\r\n\r\n'.repeat(SIZE / 18))]]],
    ['empty lines before a request', [['client', utf8('\r\n'.repeat(SIZE / 2))]]],
    ['messages in two fragments', [['client', ENGINE], ['server', concat(SWITCHING, repeat(concat(frame(1, '4', { fin: false }), frame(0, '2["a"]')), SIZE / 16))]]],
    ['empty frames', [['client', UPGRADE], ['server', concat(SWITCHING, repeat(frame(1, ''), SIZE / 16))]]],
    ['pongs that answer nothing, among pings', [['client', concat(UPGRADE, repeat(frame(10, 'x', { key: KEY }), SIZE / 16))], ['server', concat(SWITCHING, repeat(frame(9, ''), SIZE / 16))]]],
    ['a message in one-byte fragments', [['client', ENGINE], ['server', concat(SWITCHING, frame(1, '4', { fin: false }), repeat(frame(0, '2', { fin: false }), SIZE / 64), frame(0, '["a"]'))]]],
  ];
  it.each(cases)('%s', (_, parts) => {
    const view = readTrace(traceOf(parts));
    for (const from of ['client', 'server'] as const) {
      expect(view.crossings.filter((one) => one.from === from).reduce((sum, one) => sum + one.length, 0)).toBe(view.total[from]);
    }
  }, 60_000);

  it('thousands of exchanges and connections', () => {
    const [request, response] = [utf8('GET / HTTP/1.1\r\n\r\n'), utf8('HTTP/1.1 204 No Content\r\n\r\n')];
    const exchanges = Array.from({ length: SIZE / 64 }, (_, n) => traceOf([['client', request], ['server', response]], n + 1, 1 + (n >> 1)));
    const view = readTrace(exchanges.flat());
    expect(view.exchanges).toHaveLength(exchanges.length);
    expect(view.exchanges.every(({ response }) => response?.complete)).toBe(true);
  }, 60_000);
});
