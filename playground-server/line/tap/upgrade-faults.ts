/** What a network that breaks WebSocket answers, or takes out of the request, in place of the server. */
import { STATUS_CODES } from 'node:http';
import type { Head } from './http-scan.ts';

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

/** The head as a proxy passes it on that knows no upgrade: hop-by-hop headers gone (RFC 9110 §7.6.1). */
export function strippedHead(bytes: Uint8Array): { rewritten: Buffer; removed: string[] } {
  const removed: string[] = [];
  const lines = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1').split('\r\n');
  const kept = lines.filter((line, i) => {
    const gone = i > 0 && /^(upgrade|connection)\s*:/i.test(line);
    if (gone) removed.push(line);
    return !gone;
  });
  return { rewritten: Buffer.from(kept.join('\r\n'), 'latin1'), removed };
}
