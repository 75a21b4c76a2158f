/**
 * A capture file of one TCP connection, made from bytes: classic pcap, link type 1 (Ethernet), IPv4, TCP, correct
 * checksums, documentation addresses (RFC 5737). Enough for tshark to reassemble and dissect.
 */
import { Buffer } from 'node:buffer';
import type { End } from '../../../protocol/span.ts';

const MSS = 1460;
const ADDRESS: Record<End, number[]> = { client: [192, 0, 2, 1], server: [198, 51, 100, 1] };
const PORT: Record<End, number> = { client: 50000, server: 8080 };

/** Each part becomes one TCP segment, or several where it is longer than 1460 bytes. */
export function pcapOf(parts: readonly [from: End, bytes: Uint8Array][]): Buffer {
  const next: Record<End, number> = { client: 1000, server: 5000 };
  const packets: Buffer[] = [];
  const send = (from: End, flags: number, data: Uint8Array = new Uint8Array(0)): void => {
    const to = from === 'client' ? 'server' : 'client';
    packets.push(packet(from, to, next[from], flags & 0x10 ? next[to] : 0, flags, data));
    next[from] += data.length + (flags & 0x03 ? 1 : 0);
  };
  send('client', 0x02); // SYN
  send('server', 0x12); // SYN ACK
  send('client', 0x10); // ACK
  for (const [from, bytes] of parts) {
    for (let at = 0; at < bytes.length; at += MSS) {
      send(from, 0x18, bytes.subarray(at, at + MSS)); // PSH ACK
      send(from === 'client' ? 'server' : 'client', 0x10);
    }
  }
  send('client', 0x11); // FIN ACK
  send('server', 0x11);
  send('client', 0x10);
  const file = Buffer.alloc(24);
  file.writeUInt32LE(0xa1b2c3d4, 0);
  file.writeUInt16LE(2, 4);
  file.writeUInt16LE(4, 6);
  file.writeUInt32LE(65535, 16);
  file.writeUInt32LE(1, 20);
  const records = packets.map((bytes, i) => {
    const record = Buffer.alloc(16);
    record.writeUInt32LE(1_700_000_000, 0);
    record.writeUInt32LE(i * 10, 4);
    record.writeUInt32LE(bytes.length, 8);
    record.writeUInt32LE(bytes.length, 12);
    return Buffer.concat([record, bytes]);
  });
  return Buffer.concat([file, ...records]);
}

function packet(from: End, to: End, sequence: number, acknowledged: number, flags: number, data: Uint8Array): Buffer {
  const ethernet = Buffer.from('020000000002020000000001' + '0800', 'hex');
  const tcp = Buffer.alloc(20);
  tcp.writeUInt16BE(PORT[from], 0);
  tcp.writeUInt16BE(PORT[to], 2);
  tcp.writeUInt32BE(sequence, 4);
  tcp.writeUInt32BE(acknowledged, 8);
  tcp[12] = 0x50;
  tcp[13] = flags;
  tcp.writeUInt16BE(65535, 14);
  const pseudo = Buffer.from([...ADDRESS[from], ...ADDRESS[to], 0, 6, 0, 0]);
  pseudo.writeUInt16BE(20 + data.length, 10);
  tcp.writeUInt16BE(checksum(Buffer.concat([pseudo, tcp, data])), 16);
  const ip = Buffer.from([0x45, 0, 0, 0, 0, 0, 0x40, 0, 64, 6, 0, 0, ...ADDRESS[from], ...ADDRESS[to]]);
  ip.writeUInt16BE(40 + data.length, 2);
  ip.writeUInt16BE(checksum(ip), 10);
  return Buffer.concat([ethernet, ip, tcp, data]);
}

/** The internet checksum (RFC 1071). */
function checksum(bytes: Buffer): number {
  let sum = 0;
  for (let at = 0; at < bytes.length; at += 2) sum += (bytes[at]! << 8) | (bytes[at + 1] ?? 0);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}
