/** What the workbench sees of one learner's program, and what a session needs of its page. */
import type { ToldLimit } from '../../protocol/program-limits.ts';
import type { Problem, ProgramError, ProgramState, StopReason } from '../../protocol/programs.ts';
import type { ControlChannel } from '../line/control.ts';
import type { LineErrorCode } from '../line/errors.ts';
import type { LineAddress } from '../line/reach.ts';
import type { TraceStore } from '../line/trace.ts';
import type { LogLine } from './console/log.ts';
import type { Hint } from './hints/evidence.ts';
import type { Files } from './model/files.ts';

export type State = 'idle' | ProgramState;
export interface Failure {
  code: ProgramError['code'] | LineErrorCode;
  params: Record<string, string | number>;
}
/** A client of the program: a frame of this page, or another device that opened the link. */
export interface ClientView {
  /** Stable over runs for frames. */
  id: number;
  /** `Client 1`, or what the device calls itself. */
  name: string;
  remote: boolean;
  /** The number of its line; undefined while it has none. */
  line: number | undefined;
  /** The frame's address; undefined for other devices and while the program does not listen. */
  src: string | undefined;
  trace: TraceStore | undefined;
  /** Grows with its trace. */
  events: number;
}
export interface ProblemView extends Problem {
  id: number;
  client?: string;
  times: number;
}
export interface ProgramView {
  /** How often Run was pressed on this page: what is seen here belongs to this run. */
  run: number;
  state: State;
  place: number | undefined;
  /** The process of all programs broke down in this run, and the program was started again. */
  restarted: boolean;
  /** From run to listening, ms. */
  ms: number | undefined;
  reason: StopReason | undefined;
  params: Record<string, string | number>;
  /** What was refused, or could not be reached. */
  failure: Failure | undefined;
  /** A request of the page's is under way. */
  busy: boolean;
  /** Address of a client of this program for another device; undefined while there is none. */
  link: string | undefined;
  lines: readonly LogLine[];
  dropped: number;
  problems: readonly ProblemView[];
  /** Mistakes that something proves, without those that the reader has put away. */
  hints: readonly Hint[];
  limits: readonly { limit: ToldLimit; params: Record<string, string | number> }[];
  clients: readonly ClientView[];
}

export interface SessionParts {
  origin: string;
  channel(): Promise<ControlChannel>;
  address(): Promise<LineAddress | undefined>;
  /** The key of the program that runs, kept over a reload of this tab; once `settled`, it is known whether it is this tab's. */
  key: { get(): string | undefined; set(key: string | undefined): void; settled?: Promise<unknown> };
  /** The page's clock, ms. */
  now(): number;
  /** Runs `run` after `ms`. */
  after(ms: number, run: () => void): void;
  /** Calls back once, soon: changes in between are shown together. */
  soon(run: () => void): void;
}

export interface ProgramSession {
  readonly now: ProgramView;
  watch(changed: (view: ProgramView) => void): () => void;
  run(files: Files): Promise<void>;
  stop(): Promise<void>;
  /** Takes over what this tab ran before it was loaded anew. Resolves with false where nothing runs any more. */
  attach(): Promise<boolean>;
  addClient(): void;
  closeClient(id: number): void;
  /** Loads a frame anew, on a line of its own. */
  reloadClient(id: number): void;
  /** A message came out of a client's frame, which was given this line: an old page's last words are not heard. */
  heard(id: number, line: number | undefined, data: unknown): void;
  /** The host by which other devices reach this machine; undefined where there is none, or nobody can be asked. */
  reach(): Promise<string | undefined>;
  clearConsole(): void;
  /** Puts a hint away: the same cause is not told again on this page. */
  dismissHint(key: string): void;
}

export const ENDED: readonly State[] = ['idle', 'stopped', 'failed'];
/** Pauses before a program is looked for again after the channel broke, ms: it outlives its page by a minute. */
export const PAUSES = [1000, 2000, 4000, 8000, 15_000, 25_000] as const;
/** Frames at most side by side. */
export const MOST_FRAMES = 4;
