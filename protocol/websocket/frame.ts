/**
 * One WebSocket frame, with offsets (RFC 6455 §5). Multi-byte numbers are big-endian.
 * `bytes` begin at the frame's first byte; there may be more of them than the frame has, or fewer.
 */
import { hex, span, text, utf8ErrorAt } from '../bytes.ts';
import type { End, Span, SpanError } from '../span.ts';
import { closeCodeError } from './close.ts';

export const OPCODE = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

/** What a frame's meaning depends on besides its bytes. */
export interface FrameContext {
  /** Who sent it: clients must mask, servers must not (§5.1). Left out: not judged. */
  from?: End;
  /** permessage-deflate was agreed on (RFC 7692), so RSV1 may mark a compressed message. */
  deflate?: boolean;
  /** The message that earlier frames of this direction began and did not end. */
  message?: { opcode: number; compressed: boolean } | undefined;
  /** True number of bytes that crossed from the frame's first byte on; defaults to the number of bytes. */
  available?: number;
}

export interface Frame {
  spans: Span[];
  /** False while the header itself is cut short: then only what is there is annotated, and what is not there is 0. */
  headerComplete: boolean;
  complete: boolean;
  fin: boolean;
  /** RSV1 = 4, RSV2 = 2, RSV3 = 1. */
  rsv: number;
  opcode: number;
  masked: boolean;
  maskingKey?: Uint8Array;
  /** 2 to 14. */
  headerLength: number;
  /** Bytes, as the header says. */
  payloadLength: number;
  /** The known bytes of this frame, payload unmasked; the same memory where nothing is masked. */
  plain: Uint8Array;
  compressed: boolean;
  /** Text of a whole, uncompressed text message in this one frame. */
  text?: string;
  close?: { code?: number; reason: string };
  /** The first thing that is wrong with it. */
  error?: SpanError;
  /** The unfinished message after this frame: the next frame's `context.message`. */
  message: FrameContext['message'];
}

const WS = 'websocket';

/** Reads one frame. Never throws. */
export function annotateFrame(bytes: Uint8Array, context: FrameContext = {}): Frame {
  const spans: Span[] = [];
  const frame: Frame = {
    spans, headerComplete: false, complete: false, fin: false, rsv: 0, opcode: 0, masked: false,
    headerLength: 2, payloadLength: 0, plain: bytes, compressed: false, message: context.message,
  };
  const first = bytes[0];
  if (first === undefined) return frame;
  frame.fin = first >= 128;
  frame.rsv = (first >> 4) & 7;
  frame.opcode = first & 15;
  firstByte(frame, first, context);
  const second = bytes[1];
  if (second === undefined) return frame;
  frame.masked = second >= 128;
  const short = second & 127;
  const extended = short === 126 ? 2 : short === 127 ? 8 : 0;
  frame.headerLength = 2 + extended + (frame.masked ? 4 : 0);
  bits(frame, 'mask', 1, 0, 1, second >> 7, maskError(frame.masked, context.from));
  bits(frame, 'payload-length', 1, 1, 8, short, lengthError(frame.opcode, short));
  if (!extendedLength(frame, bytes, short, extended) || !maskingKey(frame, bytes, 2 + extended)) return frame;
  frame.headerComplete = true;
  payload(frame, bytes, context);
  return frame;
}

function firstByte(frame: Frame, first: number, context: FrameContext): void {
  const { opcode, fin } = frame;
  const control = opcode > 7;
  const reserved = (opcode > 2 && opcode < 8) || opcode > 10;
  const dataStart = opcode === OPCODE.text || opcode === OPCODE.binary;
  const rsv1 = (first & 64) !== 0;
  frame.compressed = dataStart ? rsv1 && !!context.deflate : opcode === 0 && !!context.message?.compressed;
  bits(frame, 'fin', 0, 0, 1, first >> 7, control && !fin ? { code: 'control-fragmented' } : undefined);
  for (let i = 1; i <= 3; i++) {
    const set = (first >> (7 - i)) & 1;
    const allowed = i === 1 && dataStart && context.deflate;
    bits(frame, `rsv${i}`, 0, i, i + 1, set, set && !allowed ? { code: 'reserved-bit', params: { bit: i } } : undefined);
  }
  let error: SpanError | undefined;
  if (reserved) error = { code: 'reserved-opcode', params: { opcode } };
  else if (opcode === 0 && !context.message) error = { code: 'continuation-of-nothing' };
  else if (dataStart && context.message) error = { code: 'continuation-expected' };
  bits(frame, 'opcode', 0, 4, 8, opcode, error);
  if (dataStart) frame.message = fin ? undefined : { opcode, compressed: frame.compressed };
  else if (opcode === 0 && fin) frame.message = undefined;
}

function bits(frame: Frame, field: string, at: number, from: number, to: number, value: number, error?: SpanError): void {
  const made = span(WS, field, at, at + 1, value, error);
  made.bits = [from, to];
  frame.spans.push(made);
  if (error) frame.error ??= error;
}

function maskError(masked: boolean, from: End | undefined): SpanError | undefined {
  if (from === 'client' && !masked) return { code: 'mask-missing' };
  if (from === 'server' && masked) return { code: 'mask-forbidden' };
  return undefined;
}

/** What is wrong with a length in 7 bits, before a byte of the payload is there. */
function lengthError(opcode: number, short: number): SpanError | undefined {
  if (opcode > 7 && short > 125) return { code: 'control-too-long' };
  if (opcode === OPCODE.close && short === 1) return { code: 'close-payload-one-byte' };
  return undefined;
}

/** Reads the length; false where its bytes are cut short. */
function extendedLength(frame: Frame, bytes: Uint8Array, short: number, extended: number): boolean {
  frame.payloadLength = short;
  if (!extended) return true;
  const end = 2 + extended;
  if (bytes.length < end) {
    frame.payloadLength = 0;
    if (bytes.length > 2) frame.spans.push(span(WS, 'extended-payload-length', 2, bytes.length));
    return false;
  }
  let length = 0;
  for (let at = 2; at < end; at++) length = length * 256 + bytes[at]!;
  let error: SpanError | undefined;
  // The most significant bit must be 0 (§5.2); beyond 2^53 - 1 a number is no longer exact, and no message is so long.
  if (!Number.isSafeInteger(length)) error = { code: 'length-too-large' };
  else if (length < (extended === 2 ? 126 : 65536)) error = { code: 'length-not-minimal', params: { length } };
  frame.spans.push(span(WS, 'extended-payload-length', 2, end, length, error));
  if (error) frame.error ??= error;
  frame.payloadLength = length;
  return true;
}

/** Reads the key, where there is one; false where its bytes are cut short. */
function maskingKey(frame: Frame, bytes: Uint8Array, at: number): boolean {
  if (!frame.masked) return true;
  const end = Math.min(at + 4, bytes.length);
  const key = bytes.slice(at, end);
  if (end > at) frame.spans.push(span(WS, 'masking-key', at, end, hex(key)));
  if (key.length < 4) return false;
  frame.maskingKey = key;
  return true;
}

function payload(frame: Frame, bytes: Uint8Array, context: FrameContext): void {
  const { headerLength, payloadLength, opcode, spans } = frame;
  const end = headerLength + payloadLength;
  frame.complete = Math.max(context.available ?? 0, bytes.length) >= end;
  const known = Math.min(end, bytes.length);
  const own = bytes.subarray(0, known);
  frame.plain = frame.maskingKey ? unmask(own, headerLength, frame.maskingKey) : own;
  const whole = known === end;
  let value: string | undefined;
  let error: SpanError | undefined;
  if (opcode === OPCODE.text && frame.fin && whole && !frame.compressed) {
    const bad = utf8ErrorAt(frame.plain, headerLength);
    if (bad >= 0) error = { code: 'invalid-utf8', params: { at: bad - headerLength } };
    value = frame.text = text(frame.plain, headerLength);
  }
  if (known > headerLength) spans.push(span(WS, 'payload', headerLength, known, value, error));
  if (opcode === OPCODE.close && whole) closePayload(frame);
  if (error) frame.error ??= error;
}

/** A copy with everything from `from` on XORed with the key (§5.3). */
export function unmask(bytes: Uint8Array, from: number, key: Uint8Array): Uint8Array {
  const plain = bytes.slice();
  for (let i = from, k = 0; i < plain.length; i++, k = (k + 1) & 3) plain[i]! ^= key[k]!;
  return plain;
}

function closePayload(frame: Frame): void {
  const { plain, headerLength, payloadLength, spans } = frame;
  frame.close = { reason: '' };
  if (payloadLength === 0) return;
  if (payloadLength === 1) {
    spans.push(span(WS, 'close-code', headerLength, headerLength + 1, undefined, lengthError(OPCODE.close, 1)));
    return;
  }
  const code = (plain[headerLength]! << 8) | plain[headerLength + 1]!;
  const codeError = closeCodeError(code);
  spans.push(span(WS, 'close-code', headerLength, headerLength + 2, code, codeError));
  frame.close = { code, reason: text(plain, headerLength + 2) };
  if (codeError) frame.error ??= codeError;
  if (payloadLength > 2) {
    const bad = utf8ErrorAt(plain, headerLength + 2);
    const error = bad < 0 ? undefined : { code: 'invalid-utf8', params: { at: bad - headerLength } };
    spans.push(span(WS, 'close-reason', headerLength + 2, plain.length, frame.close.reason, error));
    if (error) frame.error ??= error;
  }
}

/**
 * Walks frame after frame through a stream of one direction; the last one may be incomplete.
 * `start` is each frame's offset in `bytes`; the frame's own offsets count from there.
 */
export function annotateFrames(bytes: Uint8Array, context: FrameContext = {}): { start: number; frame: Frame }[] {
  const frames: { start: number; frame: Frame }[] = [];
  let message = context.message;
  for (let at = 0; at < bytes.length; ) {
    const frame = annotateFrame(bytes.subarray(at), { ...context, message, available: bytes.length - at });
    frames.push({ start: at, frame });
    if (!frame.complete) break;
    at += frame.headerLength + frame.payloadLength;
    message = frame.message;
  }
  return frames;
}
