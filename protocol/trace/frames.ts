/** The frames of one direction of a WebSocket, read on from where the last reading ended. */
import { bySpanOrder, span, utf8ErrorAt } from '../bytes.ts';
import type { Annotated, Attachments } from '../engine-io/packets.ts';
import type { End, Span, SpanError } from '../span.ts';
import { annotateFrame, OPCODE, type Frame, type FrameContext } from '../websocket/frame.ts';
import type { Crossing } from './crossing.ts';
import { knownFrom, type Stream } from './stream.ts';
import { upper as layers } from './upper.ts';

export interface FrameReader {
  /** Complete frames, and at the end one that is still coming. */
  frames: Crossing[];
  /** Offset of each frame in the stream. */
  offsets: number[];
}

interface Setting {
  exchange: number;
  connection: number;
  from: End;
  /** permessage-deflate was agreed on. */
  deflate: boolean;
  /** This WebSocket carries Engine.IO. */
  engine: boolean;
  /** Attachments that may still come at its beginning; undefined: not known, as after an upgrade from polling. */
  attachments: number | undefined;
}

/** `start` is the stream's offset after the head. Call `readOn` whenever the stream grew. */
export function createFrameReader(stream: Stream, start: number, setting: Setting): FrameReader & { readOn(): void } {
  const frames: Crossing[] = [];
  const offsets: number[] = [];
  const attachments: Attachments = { left: setting.attachments, of: 0 };
  let at = start;
  let message: FrameContext['message'];
  /** Index of the first frame of the unfinished message. */
  let fragments: number[] = [];

  function readOn(): void {
    if (frames.at(-1)?.complete === false) {
      frames.pop();
      offsets.pop();
    }
    while (at < stream.length) {
      const bytes = knownFrom(stream, at);
      // The recorder cut the header off: what came after it can't be told apart any more.
      if (bytes.length === 0) return;
      const frame = annotateFrame(bytes, { from: setting.from, deflate: setting.deflate, message, available: stream.length - at });
      frames.push(toCrossing(frame, bytes, frame.headerComplete ? Math.min(frame.headerLength + frame.payloadLength, stream.length - at) : stream.length - at));
      offsets.push(at);
      if (!frame.complete) return;
      at += frame.headerLength + frame.payloadLength;
      message = frame.message;
      if (frame.opcode > 2) continue;
      if (frame.opcode > 0) fragments = [];
      fragments.push(frames.length - 1);
      if (frame.fin) finishMessage(frame);
    }
  }

  function toCrossing(frame: Frame, bytes: Uint8Array, length: number): Crossing {
    const { spans, headerComplete: _, complete, plain, message: __, ...info } = frame;
    const { from, exchange, connection } = setting;
    return {
      id: `${exchange}.${from}.${frames.length + 1}`, kind: 'frame', from, exchange, connection,
      left: 0, arrived: undefined, estimated: true,
      bytes: bytes.subarray(0, Math.min(length, bytes.length)),
      plain, length, spans, complete, packets: [], frame: info,
    };
  }

  /** What can be said only of the whole message: UTF-8 across fragments, and the layers above. */
  function finishMessage(last: Frame): void {
    const indices = fragments;
    const parts = indices.map((index) => frames[index]!);
    fragments = [];
    const first = parts[0]!.frame!;
    // Compressed, cut off, or begun by nothing: what it says is not known.
    if (last.compressed || first.opcode === 0 || parts.some((part) => part.bytes.length < part.length)) {
      attachments.left = undefined;
      return;
    }
    if (parts.length === 1) {
      if (setting.engine) addPackets(parts[0]!, annotateMessage(parts[0]!.plain, first.headerLength, first.opcode));
      return;
    }
    const whole = join(parts);
    const bad = first.opcode === OPCODE.text ? utf8ErrorAt(whole) : -1;
    const upper = setting.engine ? annotateMessage(whole, 0, first.opcode) : { spans: [], packets: [] };
    let offset = 0;
    for (const [nth, part] of parts.entries()) {
      const { headerLength, payloadLength } = part.frame!;
      const end = offset + payloadLength;
      const spans = part.spans.concat(clip(upper.spans, offset, end, headerLength - offset));
      const copy: Crossing = { ...part, spans };
      if (bad >= offset && bad < end) blame(copy, { code: 'invalid-utf8', params: { at: bad } });
      if (end === whole.length && nth === parts.length - 1) {
        copy.packets = upper.packets.map((packet) => ({ ...packet, start: headerLength, end: headerLength + payloadLength }));
      }
      if (nth === parts.length - 1 && whole.length === 0) blameLength(spans, upper);
      spans.sort(bySpanOrder);
      frames[indices[nth]!] = copy;
      offset = end;
    }
  }

  function annotateMessage(plain: Uint8Array, start: number, opcode: number): Annotated {
    const read = opcode === OPCODE.text ? layers.reads?.text : layers.reads?.binary;
    return read?.(plain, start, plain.length, attachments) ?? { spans: [], packets: [] };
  }

  return { frames, offsets, readOn };
}

function addPackets(crossing: Crossing, upper: Annotated): void {
  crossing.packets = upper.packets;
  crossing.spans = crossing.spans.concat(upper.spans).sort(bySpanOrder);
  if (upper.spans.length === 0) blameLength(crossing.spans, upper);
}

/** What is wrong with a message that has no byte of its own to say it (an empty packet): its length does. */
function blameLength(spans: Span[], { packets: [packet] }: Annotated): void {
  const index = spans.findIndex(({ layer, field }) => layer === 'websocket' && field === 'payload-length');
  const length = spans[index];
  if (packet?.error && length && !length.error) spans[index] = { ...length, error: packet.error };
}

function join(parts: Crossing[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.frame!.payloadLength, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part.plain.subarray(part.frame!.headerLength), at);
    at += part.frame!.payloadLength;
  }
  return whole;
}

/** Spans of the whole message, cut to one fragment's range and moved to its offsets. */
function clip(spans: Span[], from: number, to: number, by: number): Span[] {
  return spans
    .map((one) => ({ ...one, start: Math.max(one.start, from) + by, end: Math.min(one.end, to) + by }))
    .filter((one) => one.start < one.end);
}

function blame(crossing: Crossing, error: SpanError): void {
  const index = crossing.spans.findIndex((one) => one.field === 'payload' && one.layer === 'websocket');
  const old = crossing.spans[index] ?? span('websocket', 'payload', crossing.frame!.headerLength, crossing.length);
  crossing.spans[Math.max(index, 0)] = { ...old, error };
  crossing.frame = { ...crossing.frame!, error: crossing.frame!.error ?? error };
}
