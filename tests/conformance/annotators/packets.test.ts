/** Our packet annotators against the official parsers: the same packets from the same bytes, the same refusals. */
import { Buffer } from 'node:buffer';
import { decodePacket, decodePayload, encodePacket, encodePayload, type Packet } from 'engine.io-parser';
import fc from 'fast-check';
import { Decoder, Encoder, PacketType, type Packet as SocketIoPacket } from 'socket.io-parser';
import { describe, expect, it } from 'vitest';
import { annotatePayload, annotateText } from '../../../protocol/engine-io/packets.ts';
import { annotateSocketPacket } from '../../../protocol/socket-io/packet.ts';
import { utf8, uncovered } from '../../unit/protocol/support.ts';
import { words } from '../../unit/protocol/generate.ts';

const TYPES = ['open', 'close', 'ping', 'pong', 'message', 'upgrade', 'noop'] as const;
const json = fc.jsonValue({ maxDepth: 2, noUnicodeString: false } as object);
/** Text that survives UTF-8: lone surrogates do not, on any wire. */
const wellFormed = words.filter((text) => text.isWellFormed());

describe('Engine.IO', () => {
  /** What the official decoder says, in the same shape as ours. */
  const official = (packets: Packet[]) => packets.map(({ type, data }) => (type === 'error' ? 'error' : Buffer.isBuffer(data) ? `binary ${data.toString('base64')}` : `${type} ${data ?? ''}`));
  const ours = (text: string) => {
    const bytes = utf8(text);
    const { packets, spans } = annotatePayload(bytes, 0, bytes.length);
    expect(uncovered(spans, 'engine-io', 0, bytes.length)).toEqual([]);
    const told = packets.map((one) => (one.name === 'error' ? 'error' : one.name === 'binary' ? `binary ${one.text}` : `${one.name} ${one.text}`));
    const stop = told.indexOf('error');
    // The official decoder stops at the first packet that it can't read; ours shows what came after it too.
    return stop < 0 ? told : told.slice(0, stop + 1);
  };

  it('polling bodies that the official encoder made', () => {
    const packet = fc.oneof(
      fc.record({ type: fc.constantFrom(...TYPES), data: fc.option(wellFormed.filter((text) => !text.includes('\x1e')), { nil: undefined }) }),
      fc.uint8Array({ maxLength: 60 }).map((bytes) => ({ type: 'message' as const, data: Buffer.from(bytes) })),
    );
    fc.assert(
      fc.property(fc.array(packet, { minLength: 1, maxLength: 6 }), (packets) => {
        encodePayload(packets, (text) => {
          expect(ours(text)).toEqual(official(decodePayload(text)));
        });
      }),
      { numRuns: 500 },
    );
  });
  it('any text at all', () => {
    const unit = fc.constantFrom('0', '1', '4', '6', '7', '2probe', 'b', 'AQID', '=', '\x1e', '{', '"', 'ก', 'x');
    fc.assert(
      fc.property(fc.array(unit, { minLength: 1, maxLength: 12 }).map((parts) => parts.join('')), (text) => {
        // What is not base64 the official decoder reads as far as Node's lenient Buffer does; ours says that it is broken.
        const binary = text.split('\x1e').filter((one) => one.startsWith('b'));
        fc.pre(binary.every((one) => Buffer.from(one.slice(1), 'base64').toString('base64') === one.slice(1)));
        expect(ours(text)).toEqual(official(decodePayload(text)));
      }),
      { numRuns: 2000 },
    );
  });
  it('one packet in a frame', () => {
    for (const type of TYPES) {
      encodePacket({ type, data: 'ก' }, true, (text) => {
        const bytes = utf8(text as string);
        expect(annotateText(bytes, 0, bytes.length).packets[0]).toMatchObject({ name: decodePacket(text).type, text: 'ก' });
      });
    }
  });
});

describe('Socket.IO', () => {
  const ours = (text: string) => {
    const bytes = utf8(text);
    return annotateSocketPacket(bytes, 0, bytes.length);
  };
  /** The official decoder's packet (binary ones before their attachments came), or 'refused'. */
  const official = (text: string) => {
    const decoder = new Decoder();
    try {
      return (decoder as unknown as { decodeString(text: string): SocketIoPacket }).decodeString(text);
    } catch {
      return 'refused';
    }
  };
  const same = (text: string) => {
    const theirs = official(text);
    const { packet, error, spans } = ours(text);
    expect(uncovered(spans, 'socket-io', 0, utf8(text).length)).toEqual([]);
    if (theirs === 'refused') {
      expect(error, text).toBeDefined();
      return;
    }
    expect(error, text).toBeUndefined();
    expect({ type: packet!.type, nsp: packet!.namespace, id: packet!.ackId, data: packet!.data, attachments: packet!.attachments }).toEqual({
      type: theirs.type, nsp: theirs.nsp, id: theirs.id, data: theirs.data, attachments: theirs.attachments,
    });
  };

  it('packets that the official encoder made, binary ones with their attachments', () => {
    const nsp = fc.oneof(fc.constant('/'), fc.stringMatching(/^\/[a-z?=0-9]{1,8}$/));
    const event = wellFormed.filter((name) => !['connect', 'connect_error', 'disconnect', 'disconnecting', 'newListener', 'removeListener'].includes(name));
    const argument = fc.oneof(json, fc.uint8Array({ maxLength: 8 }).map((bytes) => Buffer.from(bytes)));
    const packet = fc.oneof(
      fc.record({ type: fc.constant(PacketType.CONNECT), nsp, data: fc.option(fc.dictionary(wellFormed, json), { nil: undefined }) }),
      fc.record({ type: fc.constant(PacketType.DISCONNECT), nsp }),
      fc.record({ type: fc.constant(PacketType.EVENT), nsp, id: fc.option(fc.nat(), { nil: undefined }), data: fc.tuple(event, fc.array(argument, { maxLength: 3 })).map(([name, rest]) => [name, ...rest]) }),
      fc.record({ type: fc.constant(PacketType.ACK), nsp, id: fc.nat(), data: fc.array(argument, { maxLength: 3 }) }),
      fc.record({ type: fc.constant(PacketType.CONNECT_ERROR), nsp, data: fc.record({ message: wellFormed }) }),
    );
    fc.assert(
      fc.property(packet, (made) => {
        const [text, ...attachments] = new Encoder().encode(made as SocketIoPacket) as [string, ...Buffer[]];
        fc.pre(attachments.length <= 10 && text.isWellFormed());
        same(text);
        expect(ours(text).packet!.attachments ?? 0).toBe(attachments.length);
      }),
      { numRuns: 1000 },
    );
  });

  it('attachments that fit their placeholders, or do not: taken alike or refused alike', () => {
    const place = fc.record({ _placeholder: fc.constantFrom(true, true, false, 'true'), num: fc.constantFrom(0, 1, 2, 3, -1, '0', null) });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3 }), fc.array(fc.oneof(place, fc.tuple(place), fc.record({ in: place })), { maxLength: 3 }), (count, data) => {
        const text = `5${count}-${JSON.stringify(['e', ...data])}`;
        const decoder = new Decoder();
        let refused = false;
        try {
          decoder.add(text);
          for (let n = 0; n < count; n++) decoder.add(Buffer.from([n]));
        } catch {
          refused = true;
        }
        expect(ours(text).error !== undefined, text).toBe(refused);
      }),
      { numRuns: 1000 },
    );
  });

  it('any text at all: read alike or refused alike', () => {
    const unit = fc.constantFrom('0', '1', '2', '3', '4', '5', '6', '7', '-', '/', ',', '?', 'a', '[', ']', '{', '}', '"', '["a"]', '{"a":1}', '51-', '2["connect"]', 'ก', '[1]', '"x"');
    fc.assert(
      // White space and letters inside a number are read by the official parser's loose comparison in ways that no sender uses.
      fc.property(fc.array(unit, { minLength: 1, maxLength: 8 }).map((parts) => parts.join('')), (text) => {
        same(text);
      }),
      { numRuns: 5000 },
    );
  });
});
