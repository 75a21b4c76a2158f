/**
 * The trace: all that crossed a line, in order, timed, with injected faults marked.
 *
 * Times (`t`) are milliseconds, fractional, since the line was opened, on the server's monotonic clock.
 * Bytes are as they crossed the wire (client frames still masked), except that the values of Cookie,
 * Set-Cookie and Authorization headers are replaced, at equal length, before they leave the server.
 */
import type { End } from '../span.ts';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A disturbance that was injected into this line (DESIGN.md: "fault"). */
export type FaultName =
  | 'refuse-400'
  | 'refuse-403'
  | 'strip'
  | 'hang'
  | 'delay'
  | 'throttle'
  | 'black-hole'
  | 'cut-fin'
  | 'cut-rst';

export type TraceEvent =
  /** The first time this line uses this TCP connection. Connections are numbered from 1 within a line. */
  | { kind: 'connection'; t: number; connection: number }
  /** An HTTP exchange of this line begins (the first byte of its request was read). Numbered from 1 within a line. */
  | { kind: 'exchange'; t: number; exchange: number; connection: number }
  /**
   * Bytes of one exchange, one direction. `at` is the offset in that direction's stream of this exchange.
   * `length` is the true length on the wire; `bytes` may be shorter where the recorder cut off.
   * `held` is how long (ms) a fault kept them back: from the client they reached the server's program at
   * `t + held`; from the server they were handed to the wire at `t + held`.
   * `lost` is set where a fault swallowed them for good (black hole, hang): they never reached the other end.
   * These are read() and write() results, not TCP segments: never call them packets.
   */
  | {
      kind: 'bytes';
      t: number;
      connection: number;
      exchange: number;
      from: End;
      at: number;
      length: number;
      bytes: Uint8Array;
      held?: number;
      lost?: true;
    }
  /** The operating system took the server's bytes up to stream offset `upto`; until then they were only queued. */
  | { kind: 'flushed'; t: number; connection: number; exchange: number; upto: number }
  /** The connection ended. `by: 'fault'` when this line's fault did it, `'limit'` when a limit did. */
  | { kind: 'close'; t: number; connection: number; by: End | 'fault' | 'limit'; how: 'fin' | 'rst' }
  /** A fault acted here: on this exchange, at this moment. */
  | { kind: 'fault'; t: number; fault: FaultName; connection?: number; exchange?: number; detail?: Json }
  /**
   * A moment that one end's program noted, which no byte shows: `send`, `message`, `open`, `news`, `connect` …
   * A page's marks are moved to the server's clock with the offset of the last `clock` event.
   */
  | { kind: 'mark'; t: number; end: End; name: string; data?: Json }
  /** The page measured the clocks: round trip (ms) of the control channel; the page's marks are exact to ± rtt / 2. */
  | { kind: 'clock'; t: number; rtt: number }
  /** The recorder stopped keeping bytes; lengths stay true. `limit` is in bytes. */
  | { kind: 'cut-off'; t: number; limit: number };

/** Which demos exist. A new demo adds its name here. */
export const DEMO_NAMES = ['handshake', 'duplex', 'polling-meter', 'fallback', 'home'] as const;
export type DemoName = (typeof DEMO_NAMES)[number];

/**
 * A recording: a trace saved in the site, one per choice of options.
 * Events hold their bytes as base64 in the file (see `recording.ts`).
 */
export interface Recording {
  version: 1;
  demo: DemoName;
  /** When and with what it was made, as shown to the reader: "2026-11-23, Chromium 156, Socket.IO 4.8.4". */
  made: { at: string; browser: string; server: string };
  takes: Take[];
}
export interface Take {
  options: Record<string, string>;
  events: TraceEvent[];
}
