/**
 * The head of an HTTP/1.1 message, with offsets (RFC 9112 §3 to §5): start line, headers, empty line.
 * Broken heads are read as far as they can be; what is wrong is said on the span where it is wrong.
 */
import { find, span, text } from '../bytes.ts';
import type { Span, SpanError } from '../span.ts';

export interface Header {
  /** As it was sent; compare in lower case. */
  name: string;
  value: string;
  /** The whole line with its line end. */
  start: number;
  end: number;
}

export interface Head {
  kind: 'request' | 'response';
  spans: Span[];
  /** Offset where the head begins, and the offset after its empty line (or after the last byte, while it is incomplete). */
  start: number;
  end: number;
  complete: boolean;
  method?: string;
  target?: string;
  status?: number;
  reason?: string;
  headers: Header[];
  /** The first thing that is wrong with the start line, if anything. */
  error?: SpanError;
}

/** Headers whose line carries its own field name (`http.upgrade`); all others are `http.header`. */
export const KNOWN_HEADERS: ReadonlySet<string> = new Set(
  (
    'host connection upgrade origin user-agent sec-websocket-key sec-websocket-version sec-websocket-accept ' +
    'sec-websocket-extensions sec-websocket-protocol content-length content-type content-encoding transfer-encoding ' +
    'keep-alive cookie set-cookie authorization cache-control date expect access-control-allow-origin'
  ).split(' '),
);

const CR = 13;
const LF = 10;
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const VERSION = /^HTTP\/\d\.\d$/;
// RFC 9110 §5.5: visible characters, space, tab and bytes above 0x7f; never other controls.
const BAD_VALUE = /[\0-\x08\x0a-\x1f\x7f]/;

/** Reads a head that begins at `start`. Never throws; an unfinished line is a span `incomplete` without an error. */
export function annotateHead(bytes: Uint8Array, start: number, kind: Head['kind']): Head {
  const head: Head = { kind, spans: [], start, end: bytes.length, complete: false, headers: [] };
  let at = start;
  let first = true;
  while (at < bytes.length) {
    const lf = bytes.indexOf(LF, at);
    if (lf < 0) {
      head.spans.push(span('http', 'incomplete', at, bytes.length));
      return head;
    }
    const bare = lf === at || bytes[lf - 1] !== CR;
    const textEnd = bare ? lf : lf - 1;
    // RFC 9112 §2.2: CRLF ends a line; a lone LF may be tolerated, and is what request smuggling is made of.
    const lineError: SpanError | undefined = bare ? { code: 'bare-line-feed' } : undefined;
    if (first && textEnd === at && kind === 'request') {
      // Empty lines before a request are passed over (RFC 9112 §2.2).
      head.spans.push(span('http', 'empty-line', at, lf + 1, undefined, lineError));
    } else if (first) {
      startLine(bytes, at, textEnd, lf + 1, head, lineError);
      first = false;
    } else if (textEnd === at) {
      head.spans.push(span('http', 'empty-line', at, lf + 1, undefined, lineError));
      head.end = lf + 1;
      head.complete = true;
      return head;
    } else headerLine(bytes, at, textEnd, lf + 1, head, lineError);
    at = lf + 1;
  }
  return head;
}

function startLine(bytes: Uint8Array, at: number, textEnd: number, end: number, head: Head, lineError?: SpanError): void {
  const request = head.kind === 'request';
  const line = text(bytes, at, textEnd);
  const spans: Span[] = [];
  let error = lineError;
  const one = find(bytes, 32, at, textEnd);
  if (request) {
    // The target ends at the last space, so that a target with a stray space is still shown whole.
    let two = textEnd;
    while (two > one && bytes[two - 1] !== 32) two--;
    if (two <= one + 1) error ??= { code: 'invalid-request-line' };
    head.method = text(bytes, at, one);
    const badMethod = TOKEN.test(head.method) ? undefined : { code: 'invalid-method' };
    spans.push(span('http', 'method', at, one, head.method, badMethod));
    if (two > one + 1) {
      head.target = text(bytes, one + 1, two - 1);
      const badTarget = head.target === '' || head.target.includes(' ') ? { code: 'invalid-target' } : undefined;
      const version = text(bytes, two, textEnd);
      spans.push(span('http', 'target', one + 1, two - 1, head.target, badTarget));
      spans.push(span('http', 'http-version', two, textEnd, version, badVersion(version)));
      error ??= badTarget;
      error ??= badVersion(version);
    } else if (one < textEnd) {
      head.target = text(bytes, one + 1, textEnd);
      spans.push(span('http', 'target', one + 1, textEnd, head.target));
    }
    error ??= badMethod;
  } else {
    const version = text(bytes, at, one);
    error ??= badVersion(version);
    spans.push(span('http', 'http-version', at, one, version, badVersion(version)));
    const statusEnd = Math.min(one + 4, textEnd);
    const status = text(bytes, Math.min(one + 1, textEnd), statusEnd);
    if (/^[1-9]\d\d$/.test(status) && (statusEnd === textEnd || bytes[statusEnd] === 32)) {
      head.status = Number(status);
      head.reason = text(bytes, Math.min(statusEnd + 1, textEnd), textEnd);
      spans.push(span('http', 'status', one + 1, statusEnd, head.status));
      if (statusEnd + 1 < textEnd) spans.push(span('http', 'reason', statusEnd + 1, textEnd, head.reason));
    } else error ??= { code: 'invalid-status-line' };
  }
  head.spans.push(span('http', request ? 'request-line' : 'status-line', at, end, line, error));
  for (const inner of spans) if (inner.end > inner.start) head.spans.push(inner);
  if (error) head.error = error;
}

function badVersion(version: string): SpanError | undefined {
  return VERSION.test(version) ? undefined : { code: 'invalid-version' };
}

function headerLine(bytes: Uint8Array, at: number, textEnd: number, end: number, head: Head, lineError?: SpanError): void {
  const colon = find(bytes, 58, at, textEnd);
  if (bytes[at] === 32 || bytes[at] === 9) {
    head.spans.push(span('http', 'header', at, end, text(bytes, at, textEnd), { code: 'obsolete-folding' }));
    return;
  }
  if (colon === textEnd) {
    head.spans.push(span('http', 'header', at, end, text(bytes, at, textEnd), { code: 'missing-colon' }));
    return;
  }
  const name = text(bytes, at, colon);
  let from = colon + 1;
  let to = textEnd;
  while (from < to && (bytes[from] === 32 || bytes[from] === 9)) from++;
  while (to > from && (bytes[to - 1] === 32 || bytes[to - 1] === 9)) to--;
  const value = text(bytes, from, to);
  const lower = name.toLowerCase();
  const badName = TOKEN.test(name) ? undefined : { code: 'invalid-header-name' };
  const badValue = BAD_VALUE.test(value) ? { code: 'invalid-header-value' } : undefined;
  head.spans.push(span('http', KNOWN_HEADERS.has(lower) ? lower : 'header', at, end, value, badName ?? badValue ?? lineError));
  if (colon > at) head.spans.push(span('http', 'header-name', at, colon, name, badName));
  if (to > from) head.spans.push(span('http', 'header-value', from, to, value, badValue));
  head.headers.push({ name, value, start: at, end });
}

/** What is wrong with a whole field line, without its line end (RFC 9112 §5); undefined where nothing is. */
export function fieldLineError(line: string): SpanError | undefined {
  if (line.startsWith(' ') || line.startsWith('\t')) return { code: 'obsolete-folding' };
  const colon = line.indexOf(':');
  if (colon < 0) return { code: 'missing-colon' };
  if (!TOKEN.test(line.slice(0, colon))) return { code: 'invalid-header-name' };
  return BAD_VALUE.test(line.slice(colon + 1)) ? { code: 'invalid-header-value' } : undefined;
}

/** The values of all headers of that name (lower case), joined by `, ` as RFC 9110 §5.3 allows; undefined where there is none. */
export function header(headers: readonly Header[], name: string): string | undefined {
  let joined: string | undefined;
  for (const one of headers) {
    if (one.name.toLowerCase() === name) joined = joined === undefined ? one.value : `${joined}, ${one.value}`;
  }
  return joined;
}

/** Whether a comma-separated header holds this token (lower case), without regard to case. */
export function hasToken(headers: readonly Header[], name: string, token: string): boolean {
  return (header(headers, name) ?? '').split(',').some((part) => part.trim().toLowerCase() === token);
}
