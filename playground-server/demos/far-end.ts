/**
 * The far end of a demo: what answers on the line. One file a demo, registered in `index.ts` beside this file.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'socket.io';
import type { WebSocket } from 'ws';
import type { DemoName, Json } from '../../protocol/trace/event.ts';

/** What a far end may do with the line it stands on. */
export interface FarEndLine {
  /** Notes a moment of the server's program in the trace. */
  mark(name: string, data?: Json): void;
  /** Aborted when the line is hung up: clear timers, end streams. */
  signal: AbortSignal;
}

/** Refused options and actions: `code` and `params` reach the page as a ControlError. */
export class FarEndError extends Error {
  code: 'bad-option' | 'unknown-action';
  params: Record<string, string>;
  constructor(code: 'bad-option' | 'unknown-action', params: Record<string, string>) {
    super(code);
    this.code = code;
    this.params = params;
  }
}

export interface FarEndSession {
  /** An HTTP request on `/line…` with this line's token. CORS headers are already set. */
  request?(request: IncomingMessage, response: ServerResponse, url: URL): void;
  /** A WebSocket that was opened on `/line…` with this line's token. */
  websocket?(socket: WebSocket, request: IncomingMessage, url: URL): void;
  /** WebSockets of this session accept permessage-deflate (RFC 7692) where the browser offers it. */
  deflate?: boolean;
  /** A Socket.IO connection with this line's token, in any namespace the demo uses. */
  socket?(socket: Socket): void;
  /** `line:tell`. Throws FarEndError('unknown-action'). */
  tell?(action: string, data: Record<string, string>): void;
}

export interface FarEnd {
  name: DemoName;
  /** Throws FarEndError('bad-option') on options it does not know. */
  open(line: FarEndLine, options: Record<string, string>): FarEndSession;
}
