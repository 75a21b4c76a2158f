/**
 * Programs: a queue, a number that run at once, and the child process they run in. If that process dies, programs
 * start again where they can, and are told.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Files, ProgramState, StopReason } from '../../protocol/programs.ts';
import { compileServer } from './compile.ts';
import type { FromHost, GuestSources, ToGuest, ToHost } from './host/protocol.ts';
import { LIMITS, type LimitName, type Limits } from './limits.ts';
import { PoolFull, type Program, type ProgramHooks, type ProgramPool } from './pool.types.ts';

interface Entry {
  id: string;
  number: number;
  state: ProgramState;
  hooks: ProgramHooks;
  sources: GuestSources;
  asked: number;
  /** How often it was started again after the child process died. */
  restarts: number;
}

export interface PoolOptions {
  limits?: Partial<Limits>;
}
const defaults = () => Object.fromEntries(Object.entries(LIMITS).map(([name, { value }]) => [name, value])) as Limits;

/** Turns are sent together once a tick: one message for all that arrived in it. */
class Outbox {
  #turns = new Map<number, ToGuest[]>();
  #send: (message: ToHost) => void;
  constructor(send: (message: ToHost) => void) {
    this.#send = send;
  }
  add(program: number, turn: ToGuest): void {
    const waiting = this.#turns.get(program);
    if (waiting) waiting.push(turn);
    else {
      if (this.#turns.size === 0) setImmediate(() => this.flush());
      this.#turns.set(program, [turn]);
    }
  }
  flush(): void {
    for (const [program, turns] of this.#turns) this.#send({ to: 'turns', program, turns });
    this.#turns.clear();
  }
}

/** Makes a pool. The child process starts with the first program, or with `warm()`. */
export function createProgramPool({ limits: some = {} }: PoolOptions = {}): ProgramPool & { warm(): Promise<void>; readonly limits: Limits; readonly hostPid: number | undefined } {
  const limits: Limits = { ...defaults(), ...some } as Record<LimitName, number>;
  const entries = new Map<number, Entry>();
  const queue: Entry[] = [];
  let child: ChildProcess | undefined;
  let ready: Promise<void> | undefined;
  let numbers = 0;
  let closing = false;

  const send = (message: ToHost) => void (child?.connected && child.send(message));
  const outbox = new Outbox(send);

  function host(): Promise<void> {
    if (ready) return ready;
    const started = fork(fileURLToPath(new URL('host/host.ts', import.meta.url)), [], {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      execArgv: ['--disable-warning=ExperimentalWarning', ...process.execArgv.filter((arg) => arg === '--experimental-strip-types')],
      env: { PATH: process.env.PATH, SAITRONG_LIMITS: JSON.stringify(limits) },
    });
    child = started;
    ready = new Promise((resolve) => {
      started.on('message', (message: FromHost) => {
        if (message.from === 'ready') resolve();
        else heard(message);
      });
      started.on('exit', () => {
        if (child !== started) return;
        child = undefined;
        ready = undefined;
        resolve();
        if (!closing) crashed();
      });
    });
    return ready;
  }

  /** Starts every program again that was running; one that was there at two crashes is ended instead: it may be why. */
  function crashed(): void {
    for (const entry of [...entries.values()]) {
      if (entry.state === 'queued') continue;
      if (entry.restarts >= 1) finish(entry, 'host-crashed');
      else {
        entry.restarts++;
        change(entry, 'starting', { reason: 'host-crashed' });
        void begin(entry);
      }
    }
  }

  function heard(message: Exclude<FromHost, { from: 'ready' }>): void {
    const entry = entries.get(message.program);
    if (!entry) return;
    switch (message.from) {
      case 'ops':
        for (const op of message.ops) {
          if (op.op === 'listen' && entry.state === 'starting') change(entry, 'listening', { ms: performance.now() - entry.asked });
          entry.hooks.op(op);
        }
        break;
      case 'console':
        entry.hooks.console(message.entries, message.dropped);
        break;
      case 'problem':
        entry.hooks.problem(message.problem);
        break;
      case 'limit':
        entry.hooks.limit(message.limit, message.params);
        break;
      case 'stopped':
        finish(entry, message.reason, message.params);
        break;
      case 'loaded':
        break;
    }
  }

  function change(entry: Entry, state: ProgramState, more: object = {}): void {
    entry.state = state;
    entry.hooks.state({ state, ...more });
  }

  function finish(entry: Entry, reason: StopReason, params?: Record<string, string | number>): void {
    if (!entries.delete(entry.number)) return;
    const at = queue.indexOf(entry);
    if (at >= 0) queue.splice(at, 1);
    const failed = reason !== 'asked' && reason !== 'replaced' && reason !== 'owner-gone' && reason !== 'idle' && reason !== 'shutdown';
    change(entry, failed ? 'failed' : 'stopped', { reason, ...(params ? { params } : {}) });
    next();
  }

  async function begin(entry: Entry): Promise<void> {
    await host();
    if (!entries.has(entry.number) || entry.state !== 'starting') return;
    send({ to: 'run', program: entry.number, sources: entry.sources });
  }

  const running = () => entries.size - queue.length;
  function next(): void {
    while (queue.length > 0 && running() < limits.pool) {
      const entry = queue.shift() as Entry;
      change(entry, 'starting');
      void begin(entry);
    }
    queue.forEach((entry, i) => change(entry, 'queued', { place: i + 1 }));
  }

  return {
    limits,
    get hostPid() {
      return child?.pid;
    },
    get running() {
      return running();
    },
    get queued() {
      return queue.length;
    },
    warm: host,
    run(id: string, files: Files, hooks: ProgramHooks): Program {
      if (queue.length >= limits.queue) throw new PoolFull(limits.queue);
      const compiled = compileServer(files);
      const entry: Entry = { id, number: ++numbers, state: 'queued', hooks, sources: compiled.ok ? compiled.sources : ({} as GuestSources), asked: performance.now(), restarts: 0 };
      const program: Program = {
        id,
        get state() {
          return entry.state;
        },
        turn(turn) {
          if (entry.state === 'starting' || entry.state === 'listening') outbox.add(entry.number, turn);
        },
        stop(reason) {
          if (!entries.has(entry.number)) return;
          outbox.flush();
          if (entry.state !== 'queued') send({ to: 'stop', program: entry.number });
          finish(entry, reason);
        },
      };
      entries.set(entry.number, entry);
      // Hooks are called after this has returned, so that the caller holds its program by then.
      queueMicrotask(() => {
        if (!entries.has(entry.number)) return;
        if (!compiled.ok) {
          hooks.problem(compiled.problem);
          finish(entry, 'threw');
          return;
        }
        queue.push(entry);
        next();
      });
      return program;
    },
    async close() {
      closing = true;
      for (const entry of [...entries.values()]) finish(entry, 'shutdown');
      const last = child;
      if (!last) return;
      const gone = new Promise<void>((resolve) => last.once('exit', () => resolve()));
      send({ to: 'shutdown' });
      const force = setTimeout(() => last.kill('SIGKILL'), 1_500);
      await gone;
      clearTimeout(force);
    },
  };
}
