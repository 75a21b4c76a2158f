import { describe, expect, it } from 'vitest';
import { annotateMessage } from '../../../protocol/http1/message.ts';
import { errorsOf, lines, uncovered, utf8, UPGRADE } from './support.ts';

const request = (text: string) => annotateMessage(utf8(text), 'request');
const response = (text: string, method = 'GET', closed = false) => annotateMessage(utf8(text), 'response', { method, closed });

describe('requests', () => {
  it('an upgrade, line by line', () => {
    const made = annotateMessage(UPGRADE, 'request');
    expect(made).toMatchObject({ complete: true, upgrade: true, end: UPGRADE.length });
    expect(made.head).toMatchObject({ method: 'GET', target: '/line?line=abc' });
    const shown = lines(made.spans);
    expect(shown.slice(0, 4)).toEqual([
      'http.request-line 0-29 = GET /line?line=abc HTTP/1.1',
      'http.method 0-3 = GET',
      'http.target 4-18 = /line?line=abc',
      'http.http-version 19-27 = HTTP/1.1',
    ]);
    expect(made.spans.map((span) => span.field)).toEqual(expect.arrayContaining(['host', 'connection', 'upgrade', 'sec-websocket-key', 'sec-websocket-version', 'empty-line']));
    expect(made.spans.find((span) => span.field === 'sec-websocket-key')?.value).toBe('dGhlIHNhbXBsZSBub25jZQ==');
    expect(errorsOf(made.spans)).toEqual([]);
    expect(uncovered(made.spans, 'http', 0, UPGRADE.length)).toEqual([]);
  });
  it('Connection may hold other tokens, in any case', () => {
    expect(request('GET / HTTP/1.1\r\nconnection: keep-alive, UPGRADE\r\nUPGRADE: WebSocket\r\n\r\n').upgrade).toBe(true);
    expect(request('GET / HTTP/1.1\r\nUpgrade: websocket\r\n\r\n').upgrade).toBe(false);
  });
  it('a body by Content-Length', () => {
    const made = request('POST /say HTTP/1.1\r\nContent-Length: 6\r\n\r\nดี');
    expect(made).toMatchObject({ complete: true, framing: { how: 'length', length: 6 } });
    expect(lines(made.spans).at(-1)).toBe('http.body 41-47 = ดี');
  });
  it('without a length there is no body', () => {
    expect(request('POST / HTTP/1.1\r\n\r\nrest')).toMatchObject({ complete: true, end: 19 });
  });
  it('empty lines before it are passed over (RFC 9112 §2.2)', () => {
    const made = request('\r\n\r\nGET / HTTP/1.1\r\n\r\n');
    expect(made).toMatchObject({ complete: true, end: 22, head: { method: 'GET' } });
    expect(lines(made.spans).slice(0, 3)).toEqual(['http.empty-line 0-2', 'http.empty-line 2-4', 'http.request-line 4-20 = GET / HTTP/1.1']);
    expect(errorsOf(made.spans)).toEqual([]);
    expect(errorsOf(response('\r\nHTTP/1.1 200 OK\r\n\r\n').spans)).not.toEqual([]);
  });
  it('waits for what is still to come', () => {
    const whole = 'POST / HTTP/1.1\r\nContent-Length: 4\r\n\r\nabcd';
    for (let length = 0; length < whole.length; length++) {
      const made = request(whole.slice(0, length));
      expect(made.complete).toBe(false);
      expect(errorsOf(made.spans)).toEqual([]);
    }
    expect(request(whole).complete).toBe(true);
  });
});

describe('responses', () => {
  it('status line and reason', () => {
    expect(lines(response('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n').spans).slice(0, 4)).toEqual([
      'http.status-line 0-24 = HTTP/1.1 404 Not Found',
      'http.http-version 0-8 = HTTP/1.1',
      'http.status 9-12 = 404',
      'http.reason 13-22 = Not Found',
    ]);
  });
  it('a reason may be empty, with and without its space', () => {
    for (const text of ['HTTP/1.1 200 \r\n\r\n', 'HTTP/1.1 200\r\n\r\n']) {
      const made = response(text);
      expect(made.head).toMatchObject({ status: 200, reason: '' });
      expect(errorsOf(made.spans)).toEqual([]);
    }
  });
  it('HEAD, 204, 304 and 101 have no body, whatever they say', () => {
    const head = 'Content-Length: 10\r\n\r\n';
    expect(response(`HTTP/1.1 200 OK\r\n${head}`, 'HEAD').complete).toBe(true);
    for (const status of [204, 304, 101]) expect(response(`HTTP/1.1 ${status} X\r\n${head}`).complete, String(status)).toBe(true);
    expect(response(`HTTP/1.1 200 OK\r\n${head}`).complete).toBe(false);
  });
  it('interim responses come before the final one', () => {
    const made = response('HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
    expect(made).toMatchObject({ interim: 2, complete: true });
    expect(made.head.status).toBe(200);
    expect(made.spans.filter((span) => span.field === 'status').map((span) => span.value)).toEqual([100, 103, 200]);
    expect(response('HTTP/1.1 100 Continue\r\n\r\n').complete).toBe(false);
  });
  it('without any length the close ends it', () => {
    const text = 'HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: 1\n\n';
    expect(response(text)).toMatchObject({ framing: { how: 'until-close' }, complete: false });
    expect(response(text, 'GET', true).complete).toBe(true);
  });
});

it('a tunnel that CONNECT opened has no body (RFC 9110 §9.3.6)', () => {
  expect(response('HTTP/1.1 200 OK\r\n\r\nbytes', 'CONNECT')).toMatchObject({ complete: true, framing: { how: 'none' }, end: 19 });
});

describe('chunked bodies (RFC 9112 §7.1)', () => {
  const head = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n';
  it('sizes, data, extension, trailer', () => {
    const made = response(`${head}4;name=1\r\nWiki\r\nA\r\npedia in \n\r\n0\r\nExpires: now\r\n\r\n`);
    expect(made.complete).toBe(true);
    expect(errorsOf(made.spans)).toEqual([]);
    expect(made.spans.slice(-9).map((span) => span.field)).toEqual(['chunk-size', 'chunk-data', 'chunk-end', 'chunk-size', 'chunk-data', 'chunk-end', 'chunk-size', 'trailer', 'empty-line']);
    expect(made.spans.filter((span) => span.field === 'chunk-size').map((span) => span.value)).toEqual([4, 10, 0]);
    const all = utf8(`${head}4;name=1\r\nWiki\r\nA\r\npedia in \n\r\n0\r\nExpires: now\r\n\r\n`);
    expect(uncovered(made.spans, 'http', 0, all.length)).toEqual([]);
  });
  it('breaks are said where they are', () => {
    expect(errorsOf(response(`${head}zz\r\n`).spans)).toEqual(['unexpected-bytes!invalid-chunk-size']);
    expect(errorsOf(response(`${head}2\r\nabX\r\n`).spans)).toEqual(['unexpected-bytes!missing-chunk-end']);
    expect(errorsOf(response(`${head}2\nab\r\n`).spans)).toEqual(['unexpected-bytes!invalid-chunk-size']);
    expect(errorsOf(response(`${head}0\r\nA: b\r\nnonsense\r\n B: c\r\nD : e\r\nF: g\n\n`).spans)).toEqual([
      'trailer!missing-colon', 'trailer!obsolete-folding', 'trailer!invalid-header-name', 'trailer!bare-line-feed', 'empty-line!bare-line-feed',
    ]);
  });
});

describe('what is wrong with a head is said where it is', () => {
  const get = 'GET / HTTP/1.1\r\n';
  const cases: [string, string, string[]][] = [
    ['no target', 'GET\r\n\r\n', ['request-line!invalid-request-line']],
    ['no version', 'GET /\r\n\r\n', ['request-line!invalid-request-line']],
    ['a space in the target', 'GET /a b HTTP/1.1\r\n\r\n', ['request-line!invalid-target', 'target!invalid-target']],
    ['bad version', 'GET / HTP/1.1\r\n\r\n', ['request-line!invalid-version', 'http-version!invalid-version']],
    ['bad method', 'G@T / HTTP/1.1\r\n\r\n', ['request-line!invalid-method', 'method!invalid-method']],
    ['LF alone', 'GET / HTTP/1.1\n\r\n', ['request-line!bare-line-feed']],
    ['no colon', `${get}nonsense\r\n\r\n`, ['header!missing-colon']],
    ['space before the colon', `${get}Host : a\r\n\r\n`, ['header!invalid-header-name', 'header-name!invalid-header-name']],
    ['folded line', `${get}A: 1\r\n 2\r\n\r\n`, ['header!obsolete-folding']],
    ['control character', `${get}A: 1\u00002\r\n\r\n`, ['header!invalid-header-value', 'header-value!invalid-header-value']],
    ['length that is no number', `${get}Content-Length: 1x\r\n\r\n`, ['content-length!invalid-content-length']],
    ['lengths that differ', `${get}Content-Length: 1\r\nContent-Length: 2\r\n\r\n`, ['content-length!conflicting-content-length', 'content-length!conflicting-content-length']],
    ['length and chunked', `${get}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n`, ['content-length!length-and-chunked']],
    ['chunked not last', `${get}Transfer-Encoding: chunked, gzip\r\n\r\n`, ['transfer-encoding!chunked-not-last']],
  ];
  it.each(cases)('%s', (_, text, expected) => {
    expect(errorsOf(request(text).spans)).toEqual(expected);
  });
  it('a status that is no number', () => {
    expect(errorsOf(response('HTTP/1.1 abc OK\r\n\r\n').spans)).toEqual(['status-line!invalid-status-line']);
  });
  it('equal lengths twice are one (RFC 9112 §6.3)', () => {
    expect(request(`${get}Content-Length: 1\r\nContent-Length: 1\r\n\r\nx`)).toMatchObject({ complete: true, framing: { length: 1 } });
  });
});
