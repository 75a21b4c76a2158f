/** WebSocket frames as a client sends them (RFC 6455 §5.2), written out by hand: nothing under test makes them. */
import { randomBytes } from 'node:crypto';

export function clientFrame(opcode: number, payload: string | Uint8Array, options: { fin?: boolean; rsv1?: boolean } = {}): Buffer {
  const body = Buffer.from(payload as Uint8Array);
  const key = randomBytes(4);
  const first = (options.fin === false ? 0 : 0x80) | (options.rsv1 ? 0x40 : 0) | opcode;
  let head: Buffer;
  if (body.length < 126) head = Buffer.from([first, 0x80 | body.length]);
  else if (body.length < 65_536) {
    head = Buffer.from([first, 0x80 | 126, 0, 0]);
    head.writeUInt16BE(body.length, 2);
  } else {
    head = Buffer.alloc(10);
    head[0] = first;
    head[1] = 0x80 | 127;
    head.writeBigUInt64BE(BigInt(body.length), 2);
  }
  const masked = Buffer.from(body.map((byte, i) => byte ^ (key[i % 4] as number)));
  return Buffer.concat([head, key, masked]);
}

export function upgradeRequest(target: string, headers: string[] = []): string {
  return [
    `GET ${target} HTTP/1.1`,
    'Host: localhost',
    'Upgrade: websocket',
    'Connection: keep-alive, Upgrade',
    `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
    'Sec-WebSocket-Version: 13',
    ...headers,
    '',
    '',
  ].join('\r\n');
}
/** What follows the head of the first response. */
export const afterHead = (bytes: Buffer) => {
  const end = bytes.indexOf('\r\n\r\n');
  return end < 0 ? Buffer.alloc(0) : bytes.subarray(end + 4);
};
