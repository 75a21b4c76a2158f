/**
 * The pool's face to the rest of the server: programs in, turns in, writes out. `pool.ts` implements it over a child
 * process; tests may over nothing. Nothing here blocks: every call returns at once.
 */
import type { ToldLimit } from '../../protocol/program-limits.ts';
import type { Files, Problem, ProgramState, StopReason } from '../../protocol/programs.ts';
import type { FromGuest, GuestEntry, ToGuest, ToldProblem } from './host/protocol.ts';

export interface StateChange {
  state: ProgramState;
  /** Place in the queue, from 1, while `queued`. */
  place?: number;
  /** From run to listening, ms. */
  ms?: number;
  reason?: StopReason;
  params?: Record<string, string | number>;
  problem?: Problem;
}

/** What a program tells; called in order, never before `run` has returned. */
export interface ProgramHooks {
  state(change: StateChange): void;
  /** What the guest asks of its connections: listen, write, close, respond. */
  op(op: FromGuest): void;
  console(entries: GuestEntry[], dropped: number): void;
  problem(problem: ToldProblem): void;
  /** A limit acted without stopping the program. */
  limit(limit: ToldLimit, params: Record<string, string | number>): void;
}

export interface Program {
  readonly id: string;
  readonly state: ProgramState;
  /** Gives the program a turn. Dropped silently unless it is starting or listening. */
  turn(turn: ToGuest): void;
  stop(reason: StopReason): void;
}

export interface ProgramPool {
  /** Throws `PoolFull` when the queue is full; everything else is told through `hooks.state`. */
  run(id: string, files: Files, hooks: ProgramHooks): Program;
  readonly running: number;
  readonly queued: number;
  /** Stops every program and the child process; resolves when it is gone, at most 2 s. */
  close(): Promise<void>;
}

export class PoolFull extends Error {
  limit: number;
  constructor(limit: number) {
    super(`The queue holds ${limit} programs already`);
    this.limit = limit;
  }
}
