/** Where an HTTP/1.1 body ends, and its parts (RFC 9112 §6 and §7). */
import { span, text, utf8ErrorAt } from '../bytes.ts';
import type { Span, SpanError } from '../span.ts';
import { fieldLineError, hasToken, header, type Head } from './head.ts';

export type Framing = { how: 'none' } | { how: 'length'; length: number } | { how: 'chunked' } | { how: 'until-close' };

export interface Body {
  spans: Span[];
  /** Offset after the body on the wire (true, may lie beyond the known bytes), or as far as it is known. */
  end: number;
  complete: boolean;
  /** Content without chunk marks, as ranges of the known bytes. */
  content: [start: number, end: number][];
}

/** Text of a body is kept as its span's value up to this many bytes. */
const TEXT_LIMIT = 4096;

/**
 * How this message's body is delimited (RFC 9112 §6.3). Contradictions are written as errors onto the header spans of
 * `head`. `method` is the method of the request that a response answers.
 */
export function framingOf(head: Head, method?: string): Framing {
  const response = head.kind === 'response';
  const status = head.status ?? 0;
  if (response && (method === 'HEAD' || (status >= 100 && status < 200) || status === 204 || status === 304)) return { how: 'none' };
  // A tunnel begins (RFC 9110 §9.3.6): what follows is no body.
  if (response && method === 'CONNECT' && status >= 200 && status < 300) return { how: 'none' };
  const coding = header(head.headers, 'transfer-encoding');
  const length = header(head.headers, 'content-length');
  if (coding !== undefined) {
    if (length !== undefined) blame(head, 'content-length', { code: 'length-and-chunked' });
    if (coding.split(',').pop()!.trim().toLowerCase() === 'chunked') return { how: 'chunked' };
    if (!response || hasToken(head.headers, 'transfer-encoding', 'chunked')) blame(head, 'transfer-encoding', { code: 'chunked-not-last' });
    return response ? { how: 'until-close' } : { how: 'none' };
  }
  if (length !== undefined) {
    // Several equal values may be taken as one (RFC 9112 §6.3, point 5).
    const values = new Set(length.split(',').map((part) => part.trim()));
    const value = [...values][0]!;
    const number = /^\d+$/.test(value) ? Number(value) : NaN;
    if (values.size > 1) blame(head, 'content-length', { code: 'conflicting-content-length' });
    else if (Number.isSafeInteger(number)) return { how: 'length', length: number };
    else blame(head, 'content-length', { code: 'invalid-content-length' });
    return response ? { how: 'until-close' } : { how: 'none' };
  }
  return response ? { how: 'until-close' } : { how: 'none' };
}

function blame(head: Head, field: string, error: SpanError): void {
  for (const one of head.spans) if (one.field === field) one.error ??= error;
}

/**
 * Reads a body that begins at `start`. `available` is how many bytes of the stream truly crossed so far; `bytes` may
 * be shorter where the recorder cut off. `closed`: no more bytes will come.
 */
export function annotateBody(bytes: Uint8Array, start: number, framing: Framing, available: number, closed: boolean): Body {
  if (framing.how === 'none') return { spans: [], end: start, complete: true, content: [] };
  if (framing.how === 'chunked') return chunked(bytes, start, available);
  const wanted = framing.how === 'length' ? start + framing.length : available;
  const end = Math.min(wanted, available);
  const known = Math.min(end, bytes.length);
  const spans: Span[] = [];
  const content: Body['content'] = [];
  if (known > start) {
    const small = known - start <= TEXT_LIMIT && utf8ErrorAt(bytes, start, known) < 0;
    spans.push(span('http', 'body', start, known, small ? text(bytes, start, known) : undefined));
    content.push([start, known]);
  }
  return { spans, end, complete: framing.how === 'length' ? end === wanted : closed, content };
}

function chunked(bytes: Uint8Array, start: number, available: number): Body {
  const body: Body = { spans: [], end: available, complete: false, content: [] };
  const { spans } = body;
  const fail = (at: number, code: string): Body => {
    if (at < bytes.length) spans.push(span('http', 'unexpected-bytes', at, bytes.length, undefined, { code }));
    return body;
  };
  let at = start;
  for (;;) {
    // A chunk that the recorder cut off: where the next one begins is known, what it says is not.
    if (at >= bytes.length) return body;
    const lf = bytes.indexOf(10, at);
    if (lf < 0) {
      // A size is at most 16 digits; a longer run without a line end is no size (chunk extensions aside).
      spans.push(span('http', 'incomplete', at, bytes.length));
      return body;
    }
    const line = text(bytes, at, lf);
    const match = /^([0-9a-fA-F]{1,13})[ \t]*(;[^\r]*)?\r$/.exec(line);
    if (!match) return fail(at, 'invalid-chunk-size');
    const size = parseInt(match[1]!, 16);
    spans.push(span('http', 'chunk-size', at, lf + 1, size));
    at = lf + 1;
    if (size === 0) return trailers(bytes, at, body);
    const known = Math.min(at + size, bytes.length);
    if (known > at) {
      spans.push(span('http', 'chunk-data', at, known));
      body.content.push([at, known]);
    }
    at += size;
    if (at >= bytes.length) return body;
    if (bytes[at] !== 13 || (at + 1 < bytes.length && bytes[at + 1] !== 10)) return fail(at, 'missing-chunk-end');
    spans.push(span('http', 'chunk-end', at, Math.min(at + 2, bytes.length)));
    at += 2;
  }
}

function trailers(bytes: Uint8Array, at: number, body: Body): Body {
  while (at < bytes.length) {
    const lf = bytes.indexOf(10, at);
    if (lf < 0) {
      body.spans.push(span('http', 'incomplete', at, bytes.length));
      return body;
    }
    const textEnd = bytes[lf - 1] === 13 && lf > at ? lf - 1 : lf;
    const bare = textEnd === lf ? { code: 'bare-line-feed' } : undefined;
    if (textEnd === at) {
      body.spans.push(span('http', 'empty-line', at, lf + 1, undefined, bare));
      body.end = lf + 1;
      body.complete = true;
      return body;
    }
    const line = text(bytes, at, textEnd);
    body.spans.push(span('http', 'trailer', at, lf + 1, line, fieldLineError(line) ?? bare));
    at = lf + 1;
  }
  return body;
}
