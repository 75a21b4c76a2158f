/**
 * What pages and the playground server say to each other on the control channel.
 *
 * The channel is a Socket.IO connection to the SITE listener (path `/control/`, namespace `/`); it is never tapped
 * and never disturbed, so that no fault can swallow its own off switch (DESIGN.md, decision 3).
 * Every request is `socket.emit(name, payload, ack)`; the ack receives a `Reply`.
 */
import * as v from 'valibot';
import { DEMO_NAMES } from './trace/event.ts';

export { CONTROL_PATH, CONTROL_VERSION, TOKEN_PARAM } from './channel.ts';

const LineId = v.pipe(v.number(), v.integer(), v.minValue(1));
/** Names that JavaScript gives a meaning of its own; valibot's `record` would pass over them without a word. */
const NOT_NAMES = ['__proto__', 'prototype', 'constructor'];
const Options = v.pipe(
  v.custom<Record<string, string>>((input) => typeof input !== 'object' || input === null || !NOT_NAMES.some((name) => Object.hasOwn(input, name)), 'names of options'),
  v.record(v.pipe(v.string(), v.maxLength(40)), v.pipe(v.string(), v.maxLength(200))),
);

/** How a line is disturbed from now on; what is left out is undisturbed. */
export const Faults = v.strictObject({
  /** What happens to requests that ask to upgrade. */
  upgrade: v.optional(v.picklist(['refuse-400', 'refuse-403', 'strip', 'hang'])),
  /** Each way, ms. */
  delay: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(3000))),
  /** Each way, bytes per second. */
  throttle: v.optional(v.pipe(v.number(), v.minValue(100), v.maxValue(10_000_000))),
  /** Nothing passes either way, and nobody is told. */
  blackHole: v.optional(v.boolean()),
});
export type Faults = v.InferOutput<typeof Faults>;

/** Page → server. */
export const Requests = {
  /** Opens a line for a demo. `faults` hold from its first byte. */
  'line:open': v.strictObject({ demo: v.picklist(DEMO_NAMES), options: v.optional(Options, {}), faults: v.optional(Faults, {}) }),
  /** Replaces the line's faults as a whole. */
  'line:faults': v.strictObject({ line: LineId, faults: Faults }),
  /** Cuts every connection whose current exchange is this line's, now. */
  'line:cut': v.strictObject({ line: LineId, how: v.picklist(['fin', 'rst']) }),
  /** Asks the demo's far end to do something (each demo defines its actions). */
  'line:tell': v.strictObject({ line: LineId, action: v.pipe(v.string(), v.maxLength(40)), data: v.optional(Options, {}) }),
  'line:hangup': v.strictObject({ line: LineId }),
  /** Answered with the server's monotonic clock, ms: for measuring the offset between the clocks. */
  clock: v.strictObject({}),
} as const;
export type RequestName = keyof typeof Requests;
export type RequestOf<N extends RequestName> = v.InferInput<(typeof Requests)[N]>;

export interface ReplyData {
  /** `opened` is the server's monotonic clock (ms) at the trace's t = 0. */
  'line:open': { line: number; token: string; opened: number };
  'line:faults': Record<string, never>;
  'line:cut': { connections: number };
  'line:tell': Record<string, never>;
  'line:hangup': Record<string, never>;
  clock: { now: number };
}
/** Why something was refused. The page renders `code` in the reader's language. */
export interface ControlError {
  code:
    | 'malformed' // params: path, expected
    | 'unknown-request' // params: name
    | 'no-such-line'
    | 'no-such-demo'
    | 'bad-option' // params: option, value
    | 'unknown-action' // params: action
    | 'too-many-lines-page' // params: limit
    | 'too-many-lines' // params: limit
    | 'too-fast' // params: seconds (to wait)
    | 'internal';
  params?: Record<string, string | number>;
}
export type Reply<N extends RequestName> = ({ ok: true } & ReplyData[N]) | { ok: false; error: ControlError };

/** Why the server ended a line by itself. */
export type GoneReason = 'idle' | 'too-long' | 'memory' | 'shutdown' | 'too-many-connections' | 'too-many-bytes';

/** Server → page. */
export interface Announcements {
  /** First thing on a new channel. `lineUrl` is set where LINE_URL is; otherwise the page dials its own host at `linePort`. */
  welcome: { version: number; linePort: number; lineUrl: string | null };
  /** The trace as it grows; see `protocol/trace/pack.ts`. */
  'line:trace': { line: number; head: string; bytes: Uint8Array };
  'line:gone': { line: number; reason: GoneReason; params?: Record<string, string | number> };
  /** Something that came in could not be read; nothing else is affected. */
  'control:error': ControlError;
}
