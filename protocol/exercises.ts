/**
 * Exercises: what a check may do, what it finds, and what page and server say to each other about it. A check plays real
 * clients against the learner's running program and judges it by what crossed their lines; it never sees the source.
 */
import type { Socket, SocketOptions } from 'socket.io-client';
import type { ConsoleEntry } from './programs.ts';

/** An exercise is the name of its folder in `src/content/exercises`. */
export const EXERCISE_ID = /^[a-z][a-z0-9-]{0,39}$/;

export type StepState = 'waiting' | 'running' | 'passed' | 'failed';

/** What was found: a message's id, which the page renders in the reader's language, and where to look. */
export interface Finding {
  message: string;
  params: Record<string, string | number>;
  /** A crossing (`Crossing.id`) on the line of one of the check's clients, by the client's number from 1. */
  at?: { client: number; crossing: string };
}
export interface StepResult extends Partial<Finding> {
  step: string;
  state: StepState;
}

/** The step that every check begins with: the program runs and answers. */
export const FIRST_STEP = 'starts';

/** Messages that any check may end with; the page has their words. */
export const COMMON_MESSAGES = [
  'never-listened',
  'threw', // name, message, file, line; what (can't be had here)
  'ended', // reason, and its own
  'limited', // reason: the limit that left something out, and its own
  'restarted', // the process of all programs died under it: that is ours
  'no-connection', // who, why
  'not-answering', // seconds
  'flood', // limit
  'too-long', // seconds
  'crowded', // limit
  'broken', // the check itself failed: that is ours
] as const;
export type CommonMessage = (typeof COMMON_MESSAGES)[number];

/** `stopped`: its page went away or asked for another. */
export type CheckState = 'queued' | 'running' | 'passed' | 'failed' | 'stopped';

export interface CheckAnnouncements {
  /** All steps as they stand, at every change. `place` is the place in the queue, from 1. */
  'program:check': { check: number; exercise: string; state: CheckState; place?: number; steps: StepResult[] };
  /** The whole line of one of the check's clients, before the check's end is told (`unpackEvents`). */
  'program:check-trace': { check: number; client: number; name: string; head: string; bytes: Uint8Array };
}

// ---- what a check is written with ----

/** A Socket.IO packet on a client's line, as the trace has it. */
export interface LinePacket {
  /** Its place among the packets of this line, from 0. */
  n: number;
  from: 'client' | 'server';
  name: 'CONNECT' | 'DISCONNECT' | 'EVENT' | 'ACK' | 'CONNECT_ERROR' | 'BINARY_EVENT' | 'BINARY_ACK';
  namespace: string;
  ackId?: number;
  /** An event's name; undefined for anything else. */
  event?: string;
  /** An event's or an answer's values, without the event's name. */
  args: unknown[];
  /** What the packet carries, as it was parsed. */
  data: unknown;
  crossing: string;
}

/** One of the check's clients: a real socket.io-client on a tapped line. */
export interface CheckClient {
  readonly name: string;
  readonly socket: Socket;
  /** All packets of its line so far, without the check's own knocks. */
  packets(): LinePacket[];
  /** The number of packets so far: where to look from after what comes next. */
  now(): number;
  /** Calls `run` at each such event, as a client's own code would. Values are the program's: they may be anything. What `run` throws ends the check. */
  on(event: string, run: (...args: unknown[]) => void): void;
  /**
   * The first packet from `since` on that passes: waits until it comes, or until it is proved not to come. `patience` (ms)
   * in place of the client's own.
   */
  find(test: (packet: LinePacket) => boolean, since?: number, patience?: number): Promise<LinePacket | undefined>;
  /** Emits with a wish for an answer; resolves with the event on the line and its answer, where one came. */
  ask(event: string, ...args: unknown[]): Promise<{ sent: LinePacket; answer: LinePacket | undefined }>;
  /** Resolves when the program has handled all that this client sent before, and all it wrote to this line by then is here. */
  settled(): Promise<void>;
  /** From now on every byte takes `ms` longer, each way; 0 ends that. */
  delay(ms: number): void;
  /** Breaks the connection as a network does: at once, with nobody saying goodbye. */
  cut(): void;
  /** Hangs up. */
  leave(): void;
}

export interface ClientOptions extends Partial<SocketOptions> {
  namespace?: string;
  /** Redials by itself after its line broke, at once. */
  reconnects?: boolean;
  /** Don't wait for the connection. */
  dialOnly?: boolean;
  /** How long (ms) `find` and `ask` wait before they look into what is missing: more where the program may take its time. */
  patience?: number;
}

export interface CheckStage {
  /**
   * Plays one step. What `fail` made and `run` threw is its finding. Where the program throws meanwhile, `threw` is said
   * instead of the common words, filled with the error's `name`, `message`, `file` and `line` and with what `params` says then.
   */
  step(id: string, run: () => Promise<void>, otherwise?: { threw: string; params?: () => Record<string, unknown> }): Promise<void>;
  /** A client by the name the learner will read; resolves when it is connected. */
  client(name: string, options?: ClientOptions): Promise<CheckClient>;
  /** To be thrown: what is wrong, and the packet that shows it. */
  fail(message: string, params?: Record<string, unknown>, shown?: { by: CheckClient; packet: LinePacket | undefined }): Error;
  /** A word that nobody could have written down beforehand. */
  word(): string;
  /** What the program wrote to its console so far. */
  console(): readonly ConsoleEntry[];
  /** Connections that the program has open. */
  connections(): number;
}

/** What `check.ts` of an exercise exports as `exercise`. */
export interface Exercise {
  /** After `FIRST_STEP`, in the order in which `check` plays them. */
  steps: readonly string[];
  check(stage: CheckStage): Promise<void>;
  /** What `npm run exercises` proves: the message that the starter, and each answer in `wrong/N`, fails with. */
  proof: { starter: string; wrong: readonly [string, string, string] };
}
