/**
 * Programs: a queue, a number that run at once, how long they live, and the child process they run in. If that process
 * dies, programs start again where they can, and are told.
 */
import type { Files, ProgramState, StopReason } from '../../protocol/programs.ts';
import { Child, type Message } from './child.ts';
import { importPlace, type Compiled } from './compile.ts';
import type { ToGuest, ToldProblem } from './host/protocol.ts';
import { Throttle } from './host/throttle.ts';
import { defaultLimits, type Limits } from './limits.ts';
import { Outbox } from './outbox.ts';
import { readServer, warmReading } from './reading.ts';
import { PoolFull, type Program, type ProgramHooks, type ProgramPool } from './pool.types.ts';

interface Entry {
  id: string;
  number: number;
  state: ProgramState;
  hooks: ProgramHooks;
  /** The files are read as soon as they are run, also while they wait: a mistake in them is told at once. */
  reading: Promise<Compiled> | undefined;
  compiled: Compiled | undefined;
  /** When it was run, when it began to run, and when a client last did something; ms. */
  asked: number;
  begun: number;
  active: number;
  /** What clients send it, and turns sent to it that it has not done yet. */
  inbound: Throttle;
  undone: number;
  /** How often it was started again after the child process died. */
  restarts: number;
}

export interface PoolOptions {
  limits?: Partial<Limits>;
  /** ms, monotonic. */
  clock?: () => number;
}
export interface Pool extends ProgramPool {
  readonly limits: Limits;
  /** Process id of the child, once it runs. */
  readonly hostPid: number | undefined;
  /** Starts the child process now rather than with the first program. */
  warm(): Promise<void>;
  /** Stops what has been idle or has run for too long; called every few seconds by itself. */
  sweep(): void;
  /** Bytes of a running program's guest. */
  memory(program: Program): Promise<{ heap: number; total: number } | undefined>;
}

/** Turns that wait for a program which does not get to them: beyond this it is stopped rather than let memory grow. */
const MOST_UNDONE = 20_000;
const SWEEP_MS = 5_000;
/** Ends that are nobody's fault. */
const STOPPED = new Set<StopReason>(['asked', 'replaced', 'owner-gone', 'idle', 'too-long', 'shutdown']);

const sizeOf = (turn: ToGuest) => (turn.op === 'data' ? turn.data.length : turn.op === 'request' ? turn.request.body.length + 500 : 500);

/** Makes a pool. The child process starts with the first program, or with `warm()`. */
export function createProgramPool({ limits: some = {}, clock = () => performance.now() }: PoolOptions = {}): Pool {
  const limits: Limits = { ...defaultLimits(), ...some };
  const entries = new Map<number, Entry>();
  const queue: Entry[] = [];
  const asking = new Map<number, ((memory: { heap: number; total: number } | undefined) => void)[]>();
  let numbers = 0;
  const child = new Child(limits, heard, crashed);
  const outbox = new Outbox((message) => child.send(message));

  /** Starts every program again that was running; one that was there at two crashes is ended instead: it may be why. */
  function crashed(): void {
    for (const entry of [...entries.values()]) {
      if (entry.state === 'queued') continue;
      if (entry.restarts >= 1) finish(entry, 'host-crashed');
      else {
        entry.restarts++;
        change(entry, 'starting', { reason: 'host-crashed' });
        void begin(entry, false);
      }
    }
  }

  function heard(message: Message): void {
    const entry = entries.get(message.program);
    if (!entry) return;
    switch (message.from) {
      case 'ops':
        for (const op of message.ops) {
          if (op.op === 'listen' && entry.state === 'starting') change(entry, 'listening', { ms: clock() - entry.asked });
          safely(entry, () => entry.hooks.op(op));
        }
        break;
      case 'turns':
        entry.undone = Math.max(0, entry.undone - message.count);
        break;
      case 'memory':
        for (const answer of asking.get(entry.number) ?? []) answer(message);
        asking.delete(entry.number);
        break;
      case 'console':
        safely(entry, () => entry.hooks.console(message.entries, message.dropped));
        break;
      case 'problem':
        safely(entry, () => entry.hooks.problem(placed(entry, message.problem)));
        break;
      case 'limit':
        safely(entry, () => entry.hooks.limit(message.limit, message.params));
        break;
      case 'stopped':
        finish(entry, message.reason, message.params);
        break;
      case 'loaded':
        break;
    }
  }

  /** What the engine says of an import has no place: we know where the file imports what. */
  function placed({ compiled }: Entry, problem: ToldProblem): ToldProblem {
    const place = !problem.place && compiled?.ok ? importPlace(compiled.imports, problem.message) : undefined;
    return place ? { ...problem, place, stack: [place] } : problem;
  }

  /** A hook that throws must not end the server: it ends the one program whose hook it is. */
  function safely(entry: Entry, call: () => void): void {
    try {
      call();
    } catch (error) {
      console.error(`A program's hook failed: ${(error as Error).stack}`);
      if (entries.has(entry.number)) stop(entry, 'host-crashed');
    }
  }

  function change(entry: Entry, state: ProgramState, more: object = {}): void {
    entry.state = state;
    safely(entry, () => entry.hooks.state({ state, ...more }));
  }

  function finish(entry: Entry, reason: StopReason, params?: Record<string, string | number>, problem?: ToldProblem): void {
    if (!entries.delete(entry.number)) return;
    for (const answer of asking.get(entry.number) ?? []) answer(undefined);
    asking.delete(entry.number);
    const at = queue.indexOf(entry);
    if (at >= 0) queue.splice(at, 1);
    change(entry, STOPPED.has(reason) ? 'stopped' : 'failed', { reason, ...(params ? { params } : {}), ...(problem ? { problem } : {}) });
    next();
  }
  function stop(entry: Entry, reason: StopReason, params?: Record<string, string | number>): void {
    if (!entries.has(entry.number)) return;
    outbox.flush();
    if (entry.state !== 'queued') child.send({ to: 'stop', program: entry.number });
    finish(entry, reason, params);
  }

  /** Gives a program to the child process, once its files were read. */
  async function begin(entry: Entry, isFirst: boolean): Promise<void> {
    await entry.reading;
    if (!entries.has(entry.number)) return;
    if (isFirst) change(entry, 'starting');
    try {
      await child.ready();
    } catch (error) {
      // Who stops the server while a program starts needs no word about it.
      if (!entries.has(entry.number)) return;
      console.error((error as Error).message);
      return finish(entry, 'host-crashed');
    }
    if (!entries.has(entry.number) || entry.state !== 'starting' || !entry.compiled?.ok) return;
    entry.begun = entry.active = clock();
    entry.undone = 0;
    child.send({ to: 'run', program: entry.number, sources: entry.compiled.sources });
  }

  const running = () => entries.size - queue.length;
  /** Starts what fits, and tells those that wait their place. */
  function next(): void {
    while (queue.length > 0 && running() < limits.pool) {
      const entry = queue.shift() as Entry;
      // Told once its files are known to be right.
      entry.state = 'starting';
      void begin(entry, true);
    }
    queue.forEach((entry, i) => change(entry, 'queued', { place: i + 1 }));
  }

  function sweep(): void {
    const now = clock();
    for (const entry of [...entries.values()]) {
      if (entry.state !== 'listening') continue;
      if (now - entry.active > limits.idleMinutes * 60_000) stop(entry, 'idle', { minutes: limits.idleMinutes });
      else if (now - entry.begun > limits.maxMinutes * 60_000) stop(entry, 'too-long', { minutes: limits.maxMinutes });
    }
  }
  const sweeping = setInterval(sweep, SWEEP_MS);
  sweeping.unref();

  function turn(entry: Entry, turn: ToGuest): void {
    if (entry.state !== 'starting' && entry.state !== 'listening') return;
    if (turn.op === 'open' || turn.op === 'data' || turn.op === 'request') entry.active = clock();
    if (turn.op === 'data' && !entry.inbound.take(sizeOf(turn))) {
      safely(entry, () => entry.hooks.limit('inboundKb', { limit: limits.inboundKb }));
      return;
    }
    if (++entry.undone > MOST_UNDONE) return stop(entry, 'not-responding', { ms: limits.watchdogMs });
    outbox.add(entry.number, turn);
  }

  return {
    limits,
    get hostPid() {
      return child.pid;
    },
    get running() {
      return running();
    },
    get queued() {
      return queue.length;
    },
    warm: async () => void (await Promise.all([child.ready(), warmReading()])),
    sweep,
    memory(program) {
      const entry = [...entries.values()].find(({ id, state }) => id === program.id && state === 'listening');
      if (!entry) return Promise.resolve(undefined);
      child.send({ to: 'memory', program: entry.number });
      return new Promise((resolve) => asking.set(entry.number, [...(asking.get(entry.number) ?? []), resolve]));
    },
    run(id: string, files: Files, hooks: ProgramHooks): Program {
      // Those that are about to start, at the end of this tick, don't count as waiting.
      if (queue.length - Math.max(0, limits.pool - running()) >= limits.queue) throw new PoolFull(limits.queue);
      const now = clock();
      const entry: Entry = { id, number: ++numbers, state: 'queued', hooks, reading: undefined, compiled: undefined, asked: now, begun: now, active: now, inbound: new Throttle(limits.inboundKb * 1000), undone: 0, restarts: 0 };
      entries.set(entry.number, entry);
      queue.push(entry);
      // Hooks are called after this has returned, so that the caller holds its program by then.
      queueMicrotask(() => entries.has(entry.number) && next());
      entry.reading = readServer(files, () => !entries.has(entry.number));
      void entry.reading.then((compiled) => {
        entry.compiled = compiled;
        if (compiled.ok || !entries.has(entry.number)) return;
        safely(entry, () => hooks.problem(compiled.problem));
        finish(entry, 'threw', undefined, compiled.problem);
      });
      return {
        id,
        get state() {
          return entry.state;
        },
        turn: (one) => turn(entry, one),
        stop: (reason) => stop(entry, reason),
      };
    },
    async close() {
      clearInterval(sweeping);
      for (const entry of [...entries.values()]) finish(entry, 'shutdown');
      await child.close();
    },
  };
}
