/** Our frame annotator against `ws`: frames that its sender wrote, and streams that its receiver accepts or refuses. */
import { Buffer } from 'node:buffer';
import type { Writable } from 'node:stream';
import fc from 'fast-check';
import * as ws from 'ws';
import { describe, expect, it } from 'vitest';
import type { End } from '../../../protocol/span.ts';
import { readTrace } from '../../../protocol/trace/read.ts';
import { annotateFrame } from '../../../protocol/websocket/frame.ts';
import { message } from '../../unit/protocol/generate.ts';
import { concat, SWITCHING, traceOf, UPGRADE } from '../../unit/protocol/support.ts';

/** Public exports of `ws` that its types leave out. */
const { Receiver, Sender } = ws as unknown as {
  Receiver: new (options: object) => Writable;
  Sender: { frame(data: Buffer, options: object): Buffer[] };
};

describe('frames that ws wrote', () => {
  it('are read back bit by bit', () => {
    const shape = fc.record({
      opcode: fc.constantFrom(0, 1, 2, 8, 9, 10), fin: fc.boolean(), rsv1: fc.boolean(), mask: fc.boolean(),
      key: fc.uint8Array({ minLength: 4, maxLength: 4 }), data: fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.constantFrom(65535, 65536).map((n) => new Uint8Array(n))),
    });
    fc.assert(
      fc.property(shape, ({ opcode, fin, rsv1, mask, key, data }) => {
        const parts = Sender.frame(Buffer.from(data), { opcode, fin, rsv1, mask, maskBuffer: Buffer.alloc(4), generateMask: (into: Buffer) => into.set(key), readOnly: true });
        const bytes = Uint8Array.from(Buffer.concat(parts));
        const frame = annotateFrame(bytes);
        expect(frame).toMatchObject({ opcode, fin, rsv: rsv1 ? 4 : 0, masked: mask, payloadLength: data.length, complete: true });
        expect(frame.headerLength + frame.payloadLength).toBe(bytes.length);
        if (mask) expect(frame.maskingKey).toEqual(key);
        expect(Buffer.compare(frame.plain.subarray(frame.headerLength), data)).toBe(0);
      }),
      { numRuns: 400 },
    );
  });
});

/** What a receiver made of a stream: messages, pings, pongs, a close, and whether it refused. */
async function byReceiver(stream: Uint8Array, from: End): Promise<string[]> {
  const told: string[] = [];
  const receiver = new Receiver({ isServer: from === 'client', binaryType: 'nodebuffer', extensions: {}, allowSynchronousEvents: true });
  const hex = (data: Buffer) => data.toString('hex');
  receiver.on('message', (data: Buffer, binary: boolean) => told.push(`${binary ? 'binary' : 'text'} ${hex(data)}`));
  receiver.on('ping', (data: Buffer) => told.push(`ping ${hex(data)}`));
  receiver.on('pong', (data: Buffer) => told.push(`pong ${hex(data)}`));
  receiver.on('conclude', (code: number, reason: Buffer) => told.push(`close ${code} ${hex(reason)}`));
  await new Promise<void>((resolve) => {
    receiver.on('error', () => {
      told.push('refused');
      resolve();
    });
    receiver.on('finish', () => resolve());
    receiver.end(Buffer.from(stream));
  });
  return told;
}

/** The same from our frames: read on until the first thing that a receiver must refuse (RFC 6455 §7.1.7). */
function byAnnotator(stream: Uint8Array, from: End): string[] {
  const parts: Parameters<typeof traceOf>[0] = [['client', from === 'client' ? concat(UPGRADE, stream) : UPGRADE], ['server', from === 'server' ? concat(SWITCHING, stream) : SWITCHING]];
  const told: string[] = [];
  let pending: { opcode: number; hex: string; broken: boolean } | undefined;
  for (const { frame, plain, complete, length } of readTrace(traceOf(parts)).exchanges[0]!.frames) {
    const { opcode, fin, headerLength, error, close } = frame!;
    // ws waits for the second byte before it judges the first.
    if (length < 2) return told;
    // ws accepts a length that is not in its shortest form.
    const utf8 = error?.code === 'invalid-utf8';
    if (error && error.code !== 'length-not-minimal' && !(utf8 && opcode < 3)) return [...told, 'refused'];
    if (!complete) return told;
    const hex = Buffer.from(plain.subarray(headerLength)).toString('hex');
    if (opcode === 8) return [...told, `close ${close!.code ?? 1005} ${Buffer.from(close!.reason).toString('hex')}`];
    if (opcode > 8) told.push(`${opcode === 9 ? 'ping' : 'pong'} ${hex}`);
    else {
      pending = opcode ? { opcode, hex, broken: utf8 } : { opcode: pending!.opcode, hex: pending!.hex + hex, broken: pending!.broken || utf8 };
      if (fin && pending.broken) return [...told, 'refused'];
      if (fin) told.push(`${pending.opcode === 1 ? 'text' : 'binary'} ${pending.hex}`);
    }
  }
  return told;
}

describe('streams that ws reads', () => {
  const stream = (from: End) => fc.array(message(from === 'client'), { maxLength: 4 }).map((all) => concat(...all.flat()));
  for (const from of ['client', 'server'] as const) {
    it(`whole ones, from the ${from}`, async () => {
      await fc.assert(
        fc.asyncProperty(stream(from), async (bytes) => {
          const told = await byReceiver(bytes, from);
          expect(told).not.toContain('refused');
          expect(byAnnotator(bytes, from)).toEqual(told);
        }),
        { numRuns: 150 },
      );
    });
    it(`ones with bytes changed, from the ${from}: accepted alike or refused alike`, async () => {
      const change = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { minLength: 1, maxLength: 4 });
      await fc.assert(
        fc.asyncProperty(stream(from), change, async (bytes, changes) => {
          const broken = bytes.slice();
          for (const [at, value] of changes) if (broken.length) broken[at % Math.min(broken.length, 60)] = value;
          expect(byAnnotator(broken, from)).toEqual(await byReceiver(broken, from));
        }),
        { numRuns: 700 },
      );
    });
    it(`random headers, from the ${from}`, async () => {
      const bytes = fc.tuple(fc.nat({ max: 255 }), fc.nat({ max: 255 }), fc.uint8Array({ maxLength: 140 })).map(([one, two, rest]) => Uint8Array.of(one, two, ...rest));
      await fc.assert(
        fc.asyncProperty(bytes, async (made) => {
          expect(byAnnotator(made, from)).toEqual(await byReceiver(made, from));
        }),
        { numRuns: 700 },
      );
    });
  }
});
