/**
 * One learner's program on the server: the program in the pool, its bridge to the line, its console, and the page that
 * owns it. It outlives its owner's page for a while, and an idle one is stopped.
 */
import { randomBytes } from 'node:crypto';
import type { ToldLimit } from '../../protocol/program-limits.ts';
import type { ConsoleEntry, Files, Problem, ProgramAnnouncements, ProgramState, StopReason } from '../../protocol/programs.ts';
import type { Clock } from '../line/limits.ts';
import type { Line, LineOwner, Lines } from '../line/lines.ts';
import { createBridge, type ProgramBridge } from './bridge.ts';
import { createCauses } from './causes.ts';
import { createFolded } from './folding.ts';
import type { GuestEntry } from './host/protocol.ts';
import type { Limits } from './limits.ts';
import type { Program, ProgramPool, StateChange } from './pool.types.ts';

/** The page that owns programs: its control connection. */
export interface ProgramOwner {
  lines: LineOwner;
  say<N extends keyof ProgramAnnouncements>(name: N, payload: ProgramAnnouncements[N]): void;
}

export interface SessionContext {
  pool: ProgramPool;
  lines: Lines;
  limits: Limits;
  clock: Clock;
  /** The session is over: forget it. */
  over(session: Session): void;
}

const token = () => randomBytes(16).toString('base64url');
/** Console entries leave together after this long, ms. */
const CONSOLE_MS = 40;

export class Session {
  /** Public: stands in links. */
  readonly id = token();
  /** Proves ownership; only the owner's page knows it. */
  readonly key = token();
  files: Files = {};
  state: ProgramState = 'stopped';
  readonly bridge: ProgramBridge;
  #context: SessionContext;
  #owner: ProgramOwner | undefined;
  #program: Program | undefined;
  #folded = createFolded();
  /** Lines have numbers for the page that owns them: another page's causes are not known to it. */
  #causes = createCauses((line) => this.#ownLine(line));
  #waiting: ConsoleEntry[] = [];
  #dropped = 0;
  #cancelConsole: (() => void) | undefined;
  #cancelGrace: (() => void) | undefined;
  #stopIdle: () => void;
  #touched: number;
  #told = new Set<ToldLimit>();
  /** Lines of this program's clients. */
  #clients = new Map<number, { line: Line; name: string; remote: boolean }>();
  #last: ProgramAnnouncements['program:state'] | undefined;

  constructor(context: SessionContext, owner: ProgramOwner) {
    this.#context = context;
    this.#owner = owner;
    this.#touched = context.clock.now();
    this.bridge = createBridge(() => this.#program, context.limits, { limit: (limit, params) => this.#limit(limit, params), message: (token) => this.#causes.came(token) });
    const idleMs = context.limits.idleMinutes * 60_000;
    this.#stopIdle = context.clock.every(Math.min(30_000, idleMs), () => {
      // What waits for its place or begins only now has nobody yet who could use it.
      if (this.#program && this.state === 'listening' && this.bridge.connections === 0 && context.clock.now() - this.#touched > idleMs) this.stop('idle');
    });
  }

  get owned(): boolean {
    return this.#owner !== undefined;
  }
  isOwnedBy(owner: ProgramOwner): boolean {
    return this.#owner === owner;
  }
  touch(): void {
    this.#touched = this.#context.clock.now();
  }

  /** Starts the files, in place of what ran before; links and clients keep their addresses. */
  run(files: Files): { state: ProgramState; place?: number } {
    this.touch();
    // What comes in its place is told at once: the page shall not take the former program for it, nor see one that has stopped.
    const before = this.#program;
    this.#program = undefined;
    before?.stop('replaced');
    this.bridge.close();
    this.files = files;
    this.#told.clear();
    this.#folded = createFolded();
    this.#waiting = [];
    this.#dropped = 0;
    const program = this.#context.pool.run(this.id, files, {
      state: (change) => this.#program === program && this.#changed(change),
      op: (op) => {
        if (this.#program !== program) return;
        this.touch();
        this.bridge.op(op);
      },
      console: (entries, dropped) => this.#program === program && this.#logged(entries, dropped),
      problem: (problem) => this.#program === program && this.problem(this.#causes.told(problem)),
      limit: (limit, params) => this.#program === program && this.#limit(limit, params),
    });
    this.#program = program;
    this.state = program.state;
    if (before) this.#owner?.say('program:state', { program: this.id, state: 'starting' });
    return { state: program.state };
  }

  stop(reason: StopReason): void {
    this.#program?.stop(reason);
    this.bridge.close();
  }

  #changed(change: StateChange): void {
    this.state = change.state;
    if (change.state === 'listening') this.touch();
    if (change.state === 'stopped' || change.state === 'failed') {
      this.bridge.close();
      this.#program = undefined;
    }
    this.#flushConsole();
    this.#last = { program: this.id, ...change };
    this.#owner?.say('program:state', this.#last);
    if (change.problem) this.problem(change.problem);
  }
  #ownLine(lineToken: string): Line | undefined {
    const line = this.#context.lines.byToken(lineToken);
    return line && line.owner === this.#owner?.lines ? line : undefined;
  }
  #logged(entries: GuestEntry[], dropped: number): void {
    this.touch();
    this.#waiting.push(...entries.map((entry) => this.#causes.told(entry)));
    this.#dropped += dropped;
    this.#cancelConsole ??= this.#context.clock.after(CONSOLE_MS, () => this.#flushConsole());
  }
  #flushConsole(): void {
    this.#cancelConsole?.();
    this.#cancelConsole = undefined;
    if (this.#waiting.length === 0 && this.#dropped === 0) return;
    const entries = this.#folded.add(this.#waiting);
    this.#owner?.say('program:console', { program: this.id, entries, ...(this.#dropped ? { dropped: this.#dropped } : {}) });
    this.#waiting = [];
    this.#dropped = 0;
  }
  problem(problem: Problem): void {
    this.#flushConsole();
    this.#owner?.say('program:problem', { program: this.id, problem });
  }
  #limit(limit: ToldLimit, params: Record<string, string | number>): void {
    if (this.#told.has(limit)) return;
    this.#told.add(limit);
    this.#owner?.say('program:limit', { program: this.id, limit, params });
  }

  /** Opens a line for one more client; undefined where the owner's page is gone (the client works, untraced). */
  openClient(name: string, remote: boolean): Line | undefined {
    const owner = this.#owner;
    if (!owner) return undefined;
    const line = this.#context.lines.open(owner.lines, {});
    this.#clients.set(line.id, { line, name, remote });
    line.signal.addEventListener('abort', () => {
      if (this.#clients.delete(line.id)) this.#owner?.say('program:client', { program: this.id, line: line.id, name, state: 'gone', remote });
    });
    owner.say('program:client', { program: this.id, line: line.id, name, state: 'open', remote });
    return line;
  }
  /** The line of one of this program's clients, by its token. */
  clientBy(token: string): Line | undefined {
    return [...this.#clients.values()].find(({ line }) => line.token === token)?.line;
  }
  /** Clients that came by link. */
  get remotes(): number {
    return [...this.#clients.values()].filter(({ remote }) => remote).length;
  }
  closeClient(id: number): boolean {
    const client = this.#clients.get(id);
    if (client) this.#context.lines.end(client.line);
    return client !== undefined;
  }
  get clients(): number {
    return this.#clients.size;
  }

  /** A page takes the program over (after a reload). */
  attach(owner: ProgramOwner): { program: string; state: ProgramState; console: ConsoleEntry[] } {
    this.#cancelGrace?.();
    this.#cancelGrace = undefined;
    this.#owner = owner;
    this.#causes.forget();
    this.touch();
    return { program: this.id, state: this.state, console: this.#folded.kept().map(({ cause: _, ...entry }) => entry) };
  }
  /** The owner's page is gone: the program lives on for the grace period, then ends. */
  detach(): void {
    this.#owner = undefined;
    this.#clients.clear();
    this.#cancelGrace ??= this.#context.clock.after(this.#context.limits.graceSeconds * 1000, () => this.end('owner-gone'));
  }
  /** Stops the program and forgets the session. */
  end(reason: StopReason): void {
    this.stop(reason);
    this.#cancelGrace?.();
    this.#cancelConsole?.();
    this.#stopIdle();
    for (const { line } of this.#clients.values()) this.#context.lines.end(line);
    this.#clients.clear();
    this.#context.over(this);
  }
}
