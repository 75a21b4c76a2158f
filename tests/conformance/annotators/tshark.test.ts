/** Our frame annotator against Wireshark's: a capture made from generated streams, dissected by tshark where it is installed. */
import { Buffer } from 'node:buffer';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync, constants } from 'node:zlib';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { End } from '../../../protocol/span.ts';
import { readTrace } from '../../../protocol/trace/read.ts';
import { message } from '../../unit/protocol/generate.ts';
import { frame, fromHex, SWITCHING, traceOf, UPGRADE, utf8 } from '../../unit/protocol/support.ts';
import { pcapOf } from './pcap.ts';

const SEED = 20261123;

interface Told {
  from: End;
  fin: number;
  rsv: number;
  opcode: number;
  mask: number;
  length: number;
  key: string;
  masked: string;
  payload: string;
  close: number | undefined;
}

function tsharkVersion(): string | undefined {
  try {
    return execFileSync('tshark', ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).split('\n')[0];
  } catch {
    return undefined;
  }
}

/** Every WebSocket frame as tshark tells it, in the order they crossed. */
function byTshark(capture: Buffer): Told[] {
  const folder = mkdtempSync(join(tmpdir(), 'saitrong-'));
  try {
    const file = join(folder, 'line.pcap');
    writeFileSync(file, capture);
    const json = execFileSync('tshark', ['-r', file, '-Y', 'websocket', '-T', 'json', '-x', '--no-duplicate-keys', '-J', 'tcp websocket'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 1 << 28,
    });
    const packets = JSON.parse(json) as { _source: { layers: { tcp: Record<string, string>; websocket: Record<string, unknown> } } }[];
    return packets.map(({ _source: { layers } }) => {
      const ws = layers.websocket as Record<string, string & string[]>;
      const raw = (name: string): string => (ws[`websocket.${name}_raw`] as unknown as string[] | undefined)?.[0] ?? '';
      const close = (ws['websocket.payload'] as unknown as Record<string, Record<string, string>> | undefined)?.['websocket.payload.close'];
      return {
        from: layers.tcp['tcp.srcport'] === '8080' ? 'server' : 'client',
        fin: Number(ws['websocket.fin']), rsv: Number(ws['websocket.rsv']), opcode: Number(ws['websocket.opcode']), mask: Number(ws['websocket.mask']),
        length: Number(ws['websocket.payload_length_ext_64'] ?? ws['websocket.payload_length_ext_16'] ?? ws['websocket.payload_length']),
        key: raw('masking_key'), masked: raw('masked_payload'), payload: raw('payload'),
        close: close ? Number(close['websocket.payload.close.status_code']) : undefined,
      };
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function byAnnotator(parts: [End, Uint8Array][]): Told[] {
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
  const view = readTrace(traceOf(parts));
  // Both tell them in the order of the trace: every part is one frame.
  const frames = { client: view.exchanges[0]!.frames.filter((one) => one.from === 'client'), server: view.exchanges[0]!.frames.filter((one) => one.from === 'server') };
  const next = { client: 0, server: 0 };
  return parts.slice(2).map(([from]) => {
    const one = frames[from][next[from]++]!;
    const { fin, rsv, opcode, masked, maskingKey, headerLength, payloadLength, close } = one.frame!;
    return {
      from, fin: Number(fin), rsv, opcode, mask: Number(masked), length: payloadLength,
      key: maskingKey ? hex(maskingKey) : '', masked: masked ? hex(one.bytes.subarray(headerLength)) : '', payload: hex(one.plain.subarray(headerLength)),
      close: close?.code,
    };
  });
}

it('frames of generated streams are the same to tshark, bit by bit', (context) => {
  const version = tsharkVersion();
  if (!version) return context.skip('tshark is not installed (Debian: apt install tshark)');
  const parts: [End, Uint8Array][] = [['client', UPGRADE], ['server', SWITCHING]];
  const sample = (from: End) => fc.sample(message(from === 'client'), { numRuns: 40, seed: SEED }).flat().filter((one) => one.length < 60_000);
  for (const from of ['client', 'server'] as const) {
    for (const one of sample(from)) parts.push([from, one]);
  }
  parts.push(['server', frame(2, new Uint8Array(65536).fill(7))], ['client', frame(2, new Uint8Array(70_000).fill(9), { key: fromHex('01020304') })]);
  parts.push(['client', frame(8, Buffer.concat([fromHex('03e8'), utf8('วางสาย')]), { key: fromHex('37fa213d') })], ['server', frame(8, fromHex('03e8'))]);
  const theirs = byTshark(pcapOf(parts));
  const ours = byAnnotator(parts);
  expect(theirs.length, version).toBeGreaterThan(80);
  expect(ours).toEqual(theirs);
});

it('compressed frames have the same header and masked bytes', (context) => {
  if (!tsharkVersion()) return context.skip('tshark is not installed (Debian: apt install tshark)');
  const agreed = utf8(new TextDecoder().decode(SWITCHING).replace('\r\n\r\n', '\r\nSec-WebSocket-Extensions: permessage-deflate\r\n\r\n'));
  const offered = utf8(new TextDecoder().decode(UPGRADE).replace('\r\n\r\n', '\r\nSec-WebSocket-Extensions: permessage-deflate\r\n\r\n'));
  const deflated = deflateRawSync(utf8('สวัสดี '.repeat(50)), { finishFlush: constants.Z_SYNC_FLUSH }).subarray(0, -4);
  const parts: [End, Uint8Array][] = [['client', offered], ['server', agreed], ['client', frame(1, deflated, { rsv: 4, key: fromHex('01020304') })], ['server', frame(1, 'plain')]];
  const shape = ({ fin, rsv, opcode, mask, length, key, masked }: Told) => ({ fin, rsv, opcode, mask, length, key, masked });
  expect(byAnnotator(parts).map(shape)).toEqual(byTshark(pcapOf(parts)).map(shape));
  expect(readTrace(traceOf(parts)).exchanges[0]!.frames.map((one) => one.frame!.compressed)).toEqual([true, false]);
});
