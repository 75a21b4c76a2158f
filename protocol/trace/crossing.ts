/**
 * A crossing is one thing that crossed the line as a whole: an HTTP request, an HTTP response, or a WebSocket frame.
 * Figures draw crossings; `readTrace` (read.ts) makes them from events.
 */
import type { End, Span, SpanError } from '../span.ts';
import type { FaultName, TraceEvent } from './event.ts';

export interface Crossing {
  /** Stable while the trace grows: `3.request`, `3.response`, `5.client.12` (12th frame from the client in exchange 5). */
  id: string;
  kind: 'request' | 'response' | 'frame';
  from: End;
  exchange: number;
  connection: number;
  /** When it left its end and when it arrived at the other (ms on the line's clock); estimated by ± rtt / 2 where no mark tells. */
  left: number;
  /** Undefined while it is under way, held, or lost. */
  arrived: number | undefined;
  /** True when `left` or `arrived` is an estimate. */
  estimated: boolean;
  /** As crossed. May be shorter than `length` where the recorder cut off. */
  bytes: Uint8Array;
  /** As `bytes`, but with a frame's payload unmasked; the same object where nothing is masked. */
  plain: Uint8Array;
  /** True length on the wire in bytes: head and body, or header and payload. */
  length: number;
  /** All layers, offsets into `bytes`/`plain`, ordered by start then by layer from the wire upwards. */
  spans: Span[];
  /** False while more bytes of it are expected. */
  complete: boolean;
  http?: HttpInfo;
  frame?: FrameInfo;
  /** The Engine.IO packets inside, where this exchange speaks Engine.IO. */
  packets: EnginePacket[];
  /** The fault that acted on it, if one did. */
  fault?: FaultName;
}

export interface HttpInfo {
  /** For a request: method, target, path. For a response: status, reason. */
  method?: string;
  target?: string;
  path?: string;
  status?: number;
  reason?: string;
  headers: { name: string; value: string; start: number; end: number }[];
  /** Length of the head including the empty line; length of the body as it stands on the wire (chunk marks included). */
  headLength: number;
  bodyLength: number;
  /** True for a request that asks to upgrade and for a 101. */
  upgrade: boolean;
}

export interface FrameInfo {
  fin: boolean;
  rsv: number;
  opcode: number;
  masked: boolean;
  maskingKey?: Uint8Array;
  /** Header length: 2 to 14 bytes. Payload length in bytes, true even where cut off. */
  headerLength: number;
  payloadLength: number;
  /** Text of a text frame whose message is whole in this frame and not compressed. */
  text?: string;
  /** Close frames (RFC 6455 §5.5.1): undefined code = no status in the frame. */
  close?: { code?: number; reason: string };
  compressed: boolean;
  error?: SpanError;
}

export interface EnginePacket {
  /** 0 open … 6 noop; undefined for a binary frame or broken input. */
  type: number | undefined;
  name: 'open' | 'close' | 'ping' | 'pong' | 'message' | 'upgrade' | 'noop' | 'binary' | 'error';
  start: number;
  end: number;
  text?: string;
  socket?: SocketPacket;
  /** For a binary packet that a Socket.IO packet announced: the nth (from 1) of how many. */
  attachment?: { n: number; of: number };
  error?: SpanError;
}

export interface SocketPacket {
  type: number;
  name: 'CONNECT' | 'DISCONNECT' | 'EVENT' | 'ACK' | 'CONNECT_ERROR' | 'BINARY_EVENT' | 'BINARY_ACK';
  namespace: string;
  ackId?: number;
  attachments?: number;
  /** The JSON after the header, parsed; undefined where there is none or it is broken. */
  data?: unknown;
  error?: SpanError;
}

/** One HTTP exchange, and the open line that a 101 makes of it. */
export interface Exchange {
  id: number;
  connection: number;
  request: Crossing;
  response?: Crossing;
  /** Present from the 101 on. */
  frames: Crossing[];
  /** When the WebSocket lay open: from the 101's arrival to the close (undefined: still open). */
  open?: { from: number; to: number | undefined };
}

export interface TraceView {
  exchanges: Exchange[];
  /** All crossings, by `left`. */
  crossings: Crossing[];
  marks: Extract<TraceEvent, { kind: 'mark' }>[];
  faults: Extract<TraceEvent, { kind: 'fault' }>[];
  closes: Extract<TraceEvent, { kind: 'close' }>[];
  /** The latest time in the trace, ms. */
  end: number;
  /** True lengths over the whole trace, bytes on the wire by sender. */
  total: { client: number; server: number };
  /** Set when the recorder stopped keeping bytes. */
  cutOff?: { t: number; limit: number };
}
