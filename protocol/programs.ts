/**
 * What pages and the playground server say to each other about programs: a learner's own Socket.IO server code, run
 * in a sandbox. Carried by the control channel (see `control.ts`), every request acknowledged with a Reply.
 */
import * as v from 'valibot';
import { EXERCISE_ID } from './exercises.ts';
import type { ToldLimit } from './program-limits.ts';
import { MAX_PROGRAM_BYTES, PROGRAM_FILES, type ProgramFile } from './programs-files.ts';

export { MAX_PROGRAM_BYTES, PROGRAM_FILES, type ProgramFile } from './programs-files.ts';

export const Files = v.pipe(
  v.record(v.picklist(PROGRAM_FILES), v.string()),
  v.check((files) => Object.keys(files).some((name) => name.startsWith('server.')), 'needs server.js or server.ts'),
  v.check((files) => new TextEncoder().encode(Object.values(files).join('')).length <= MAX_PROGRAM_BYTES, 'too large'),
);
export type Files = Partial<Record<ProgramFile, string>>;

/** The public id stands in links (`/play/ID/`); the key proves ownership and never leaves the owner's page. */
const ProgramId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/));
const ProgramKey = ProgramId;

export const ProgramRequests = {
  /** Starts a program, or with `key` restarts that one under the same id, keeping its links alive. */
  'program:run': v.strictObject({ files: Files, key: v.optional(ProgramKey) }),
  'program:stop': v.strictObject({ key: ProgramKey }),
  /** Takes a running program over after a reload, within the grace period. */
  'program:attach': v.strictObject({ key: ProgramKey }),
  /** Opens a line for one more client of the program: the frame's address carries the line's token. */
  'program:client': v.strictObject({ key: ProgramKey, name: v.pipe(v.string(), v.maxLength(40)) }),
  'program:client-close': v.strictObject({ key: ProgramKey, line: v.number() }),
  /** Asks by which address other devices find this machine: a page that was opened as localhost can't know. */
  'program:reach': v.strictObject({}),
  /** Checks these files against an exercise, in a run of its own; told by `CheckAnnouncements` (exercises.ts). A page has one check at a time. */
  'program:check': v.strictObject({ files: Files, exercise: v.pipe(v.string(), v.regex(EXERCISE_ID)) }),
  'program:check-stop': v.strictObject({}),
} as const;
export type ProgramRequestName = keyof typeof ProgramRequests;

export type ProgramState = 'queued' | 'starting' | 'listening' | 'stopped' | 'failed';

/** Why a program stopped by itself or was stopped. The page renders the code in the reader's language. */
export type StopReason =
  | 'asked'
  | 'replaced'
  | 'owner-gone'
  | 'idle'
  | 'too-long'
  | 'not-responding' // the watchdog ended it: params.ms
  | 'deadline' // too many turns over the deadline: params.ms, params.strikes
  | 'too-busy' // used more of the processor for longer than its share: params.percent
  | 'memory' // params.mb
  | 'stack'
  | 'output-flood' // params.what, params.limit
  | 'too-many-timers' // params.limit
  | 'threw' // an uncaught error; see problem
  | 'never-listened' // the file ran to its end and no server was made
  | 'host-crashed'
  | 'shutdown';

/** A place in the learner's own file. Lines and columns from 1; the column may be off by some (QuickJS reports late). */
export interface Place {
  file: string;
  line: number;
  column?: number;
}

/** An error or a warning, with what it means: `code` names the words; `message` is the engine's own text. */
export interface Problem {
  severity: 'error' | 'warning';
  end: 'server' | 'client';
  name: string;
  message: string;
  place?: Place;
  stack?: Place[];
  /** The message whose handler this is of, where known: where to look on the trace. */
  cause?: Cause;
  /** A hint of `src/playground/hints`: proved by the message or by the trace. */
  hint?: { code: string; params?: Record<string, string | number> };
}

/** A value as the console shows it: structured, bounded in depth, width and length. */
export type Shown =
  | { k: 'string' | 'number' | 'boolean' | 'bigint' | 'symbol' | 'date' | 'regexp' | 'function'; v: string; cut?: number }
  | { k: 'null' | 'undefined' }
  | { k: 'array' | 'object' | 'map' | 'set' | 'bytes' | 'error' | 'promise' | 'class'; name?: string; v?: string; entries?: [Shown, Shown][]; more?: number }
  | { k: 'cycle' };

export interface ConsoleEntry {
  /** ms on the program's clock (0 = it began to load). */
  t: number;
  end: 'server' | 'client';
  level: 'log' | 'info' | 'warn' | 'error' | 'debug';
  values: Shown[];
  place?: Place;
  /** How often the same line came in a row (folded), at least 1. */
  times: number;
  /** The message whose handler wrote it, where known: from the console to the trace and back. */
  cause?: Cause;
}

/** A message that an end heard from the other one, by its number from 1 (`protocol/trace/messages.ts`). */
export interface Heard {
  /** Counted over its line where a client sent it, over its session where the server did. */
  packet: number;
  /** The id of the Engine.IO session on which the server sent it; undefined for a client's message. */
  session?: string;
}
/** The message that something is of, and the line that it came on. */
export interface Cause extends Heard {
  line: number;
}

export interface ProgramReplies {
  'program:run': { program: string; key: string; state: ProgramState; place?: number };
  'program:stop': Record<string, never>;
  'program:attach': { program: string; state: ProgramState; console: ConsoleEntry[] };
  'program:client': { line: number; token: string; opened: number; path: string };
  'program:client-close': Record<string, never>;
  /** `host`: a name for an address, with brackets around IPv6; null where there is none. */
  'program:reach': { host: string | null };
  'program:check': { check: number };
  'program:check-stop': Record<string, never>;
}

export interface ProgramError {
  code:
    | 'malformed'
    | 'no-such-program'
    | 'no-such-exercise'
    | 'too-many-programs' // params: limit
    | 'queue-full' // params: limit
    | 'too-many-clients' // params: limit
    | 'too-fast' // params: seconds
    | 'unavailable' // the sandbox can't start here: params.why
    | 'internal';
  params?: Record<string, string | number>;
}

export interface ProgramAnnouncements {
  /** `place` is the place in the queue; `ms` how long from run to listening. */
  'program:state': { program: string; state: ProgramState; place?: number; ms?: number; reason?: StopReason; params?: Record<string, string | number>; problem?: Problem };
  'program:console': { program: string; entries: ConsoleEntry[]; dropped?: number };
  'program:problem': { program: string; problem: Problem };
  /** A client came or went: those of the owner's page, and those of other devices. */
  'program:client': { program: string; line: number; name: string; state: 'open' | 'gone'; remote: boolean };
  /** A limit acted without stopping the program: told once a limit. */
  'program:limit': { program: string; limit: ToldLimit; params: Record<string, string | number> };
}
