/** A whole HTTP/1.1 message: interim heads, head and body (RFC 9112, RFC 9110 §15.2). */
import { span } from '../bytes.ts';
import type { Span } from '../span.ts';
import { annotateBody, framingOf, type Framing } from './body.ts';
import { annotateHead, hasToken, type Head } from './head.ts';

export interface Message {
  spans: Span[];
  /** The request's head, or the final response's; an interim one only while no other is there. */
  head: Head;
  /** How many interim (1xx, not 101) heads came before it. */
  interim: number;
  framing: Framing;
  /** Content of the body without chunk marks, as ranges of the known bytes. */
  content: [start: number, end: number][];
  /** Offset after the message on the wire, as far as it crossed. */
  end: number;
  complete: boolean;
  /** A request that asks to become a WebSocket; a 101 that grants it. */
  upgrade: boolean;
}

export interface MessageContext {
  /** The method of the request that a response answers. */
  method?: string | undefined;
  /** True length of the stream so far; defaults to the number of bytes. */
  available?: number;
  /** No more bytes will come. */
  closed?: boolean;
}

/** Reads one message from the first byte on. Never throws. */
export function annotateMessage(bytes: Uint8Array, kind: Head['kind'], context: MessageContext = {}): Message {
  const available = Math.max(context.available ?? 0, bytes.length);
  let head = annotateHead(bytes, 0, kind);
  const spans = head.spans.slice();
  let interim = 0;
  while (head.complete && isInterim(head) && head.end < available) {
    head = annotateHead(bytes, head.end, kind);
    for (const one of head.spans) spans.push(one);
    interim++;
  }
  const message: Message = { spans, head, interim, framing: { how: 'none' }, content: [], end: available, complete: false, upgrade: false };
  const closed = context.closed ?? false;
  // Where the recorder cut off, the end can't be found in the bytes: the message is over when its turn is.
  const lost = closed && bytes.length < available;
  if (!head.complete || isInterim(head)) {
    message.complete = lost && !head.complete;
    return message;
  }
  message.upgrade =
    kind === 'request'
      ? hasToken(head.headers, 'connection', 'upgrade') && hasToken(head.headers, 'upgrade', 'websocket')
      : head.status === 101;
  message.framing = framingOf(head, context.method);
  const body = annotateBody(bytes, head.end, message.framing, available, closed);
  message.spans = spans.concat(body.spans);
  message.content = body.content;
  message.end = body.end;
  message.complete = body.complete || (lost && message.framing.how === 'chunked');
  return message;
}

function isInterim(head: Head): boolean {
  return head.status !== undefined && head.status >= 100 && head.status < 200 && head.status !== 101;
}

/** Bytes after a message that belong to nothing known, said so. */
export function unexpectedBytes(start: number, end: number): Span {
  return span('http', 'unexpected-bytes', start, end, undefined, { code: 'unexpected-bytes' });
}
