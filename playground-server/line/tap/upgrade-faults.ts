/** What a network that breaks WebSocket answers, or takes out of the request, in place of the server. */
import { STATUS_CODES } from 'node:http';
import type { Head } from './http-scan.ts';

/** What Node answers to a head that is longer than it may be, and closes. */
export const HEAD_TOO_LONG = Buffer.from(`HTTP/1.1 431 ${STATUS_CODES[431]}\r\nConnection: close\r\n\r\n`, 'latin1');

/** A whole response that refuses the upgrade and closes (RFC 9112 §9.6); readable by the page it came from. */
export function cannedResponse(status: 400 | 403, request: Head): Buffer {
  const body = status === 400 ? 'This network does not pass WebSocket.' : 'This network forbids WebSocket.';
  const origin = request.headers.get('origin');
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Content-Type: text/plain; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...(origin && /^[\x21-\x7e]+$/.test(origin) ? [`Access-Control-Allow-Origin: ${origin}`] : []),
    'Connection: close',
  ];
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`, 'latin1');
}

/**
 * The head as a proxy passes it on that knows no upgrade: hop-by-hop headers gone (RFC 9110 §7.6.1), with their folded
 * lines. The first `passed` bytes are with the server already and stay as they are.
 */
export function strippedHead(bytes: Uint8Array, passed = 0): { rewritten: Buffer; removed: string[] } {
  const removed: string[] = [];
  const lines = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1').split('\r\n');
  let at = 0;
  let gone = false;
  const kept = lines.filter((line, i) => {
    gone = i > 0 && at >= passed && (/^[ \t]/.test(line) ? gone : /^(upgrade|connection)[ \t]*:/i.test(line));
    at += line.length + 2;
    if (gone) removed.push(line);
    return !gone;
  });
  return { rewritten: Buffer.from(kept.join('\r\n'), 'latin1'), removed };
}
