/**
 * The child process in which programs run, so that whatever they break is not the playground server. It keeps spare
 * threads warm, watches every thread's clock, and ends those that do not come back. It may read its own folder and
 * nothing else (`pool.ts` starts it under Node's permission model).
 */
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { StopReason } from '../../../protocol/programs.ts';
import type { Limits } from '../limits.ts';
import { LONG_MS, Priority } from './priority.ts';
import type { FromHost, GuestSources, ToHost } from './protocol.ts';
import { TurnClock } from './turn-clock.ts';
import type { Engine } from './vm.ts';
import { limitMemory } from './wasm-limit.ts';
import type { FromWorker, ToWorker, WorkerData } from './worker.ts';

const limits = JSON.parse(process.argv[2] ?? '{}') as Limits;
const folder = import.meta.dirname;

// Without its parent this process has nothing to do, and must not outlive it.
process.on('disconnect', () => process.exit(0));
process.on('SIGINT', () => {});

/** Bytes on their way to the parent. While it can't take more, what programs say is dropped rather than kept. */
const MOST_UNSENT = 16_000_000;
let unsent = 0;
function say(message: FromHost, size = 0): void {
  if (!process.connected) return;
  unsent += size;
  process.send?.(message, undefined, undefined, () => {
    unsent -= size;
  });
}

// All is read now: a newer version of the project may clean this folder away while this one still runs.
const workerCode = await readFile(join(folder, 'worker.cjs'), 'utf8');
const module = async (file: string) => new WebAssembly.Module((await readFile(join(folder, file))) as BufferSource);
const engine: Engine = {
  wasm: new WebAssembly.Module(limitMemory(await readFile(join(folder, 'quickjs.wasm')), limits.memoryMb * 16) as BufferSource),
  extensions: await Promise.all(['url', 'encoding', 'structured-clone'].map(async (name) => ({ name, module: await module(`${name}.so`) }))),
  prelude: new Uint8Array(await readFile(join(folder, 'guest.bin'))),
};

interface Thread {
  worker: Worker;
  clock: TurnClock;
  priority: Priority;
  /** The watchdog is finding out what its turn has used. */
  looking: boolean;
  program: number | undefined;
  warm: boolean;
  ended: boolean;
}
/** [0]: the share of a core (percent) that each program may use as things are. */
const allowed = new Int32Array(new SharedArrayBuffer(4)).fill(limits.cpu);
const threads = new Map<number, Thread>();
/** Threads that no program has yet, and programs that no thread has yet. */
let spares: Thread[] = [];
const waiting: { program: number; sources: GuestSources; turns: ToWorker[] }[] = [];
/** So many threads start at a time: more would only make each slower. */
const AT_ONCE = Math.max(2, availableParallelism());

function start(): void {
  const clock = new TurnClock();
  const workerData: WorkerData = { engine, limits, turnClock: clock.shared, allowed };
  const worker = new Worker(workerCode, {
    eval: true,
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 2, stackSizeMb: 4 },
    env: {},
    stdout: true,
    stderr: true,
    trackUnmanagedFds: false,
  });
  const thread: Thread = { worker, clock, priority: new Priority(), looking: false, program: undefined, warm: false, ended: false };
  spares.push(thread);
  worker.on('message', (message: FromWorker) => heard(thread, message));
  worker.on('error', (error: Error & { code?: string }) => ended(thread, error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'host-crashed', { mb: limits.memoryMb }));
  worker.on('exit', () => ended(thread, 'host-crashed'));
}
/** Runs of late; where a class is at work, more threads stand ready. */
const LATE_MS = 60_000;
/** At most so many times the usual spares. */
const MOST_SPARES = 3;
let runs: number[] = [];
function sparesWanted(): number {
  const now = performance.now();
  runs = runs.filter((at) => now - at < LATE_MS);
  return Math.min(Math.max(limits.spares, Math.ceil(runs.length / 4)), limits.spares * MOST_SPARES);
}
/** Starts what is needed: a thread for each program that waits, and the spares. */
function refill(): void {
  const starting = spares.filter(({ warm }) => !warm).length;
  const ready = sparesWanted();
  const wanted = Math.min(waiting.length + ready, limits.pool + ready - threads.size);
  for (let i = starting; i < AT_ONCE && spares.length < wanted; i++) start();
}
/** Gives warm threads to the programs that waited longest. */
function match(): void {
  for (;;) {
    const next = spares.findIndex(({ warm }) => warm);
    const first = next < 0 ? undefined : waiting.shift();
    if (!first) break;
    const [thread] = spares.splice(next, 1) as [Thread];
    thread.program = first.program;
    threads.set(first.program, thread);
    thread.worker.postMessage({ do: 'load', sources: first.sources } satisfies ToWorker);
    for (const message of first.turns) thread.worker.postMessage(message);
  }
  // Later, so that what was just given a thread runs first.
  setTimeout(refill, waiting.length ? 0 : 20);
}

function heard(thread: Thread, message: FromWorker): void {
  if (message.did === 'warm') {
    if (thread.ended) return;
    thread.warm = true;
    return match();
  }
  const { program } = thread;
  if (program === undefined) return;
  switch (message.did) {
    case 'loaded':
      return say({ from: 'loaded', program, listening: message.listening });
    case 'turns':
      return say({ from: 'turns', program, count: message.count });
    case 'memory':
      return say({ from: 'memory', program, heap: message.heap, total: message.total });
    case 'stop':
      return ended(thread, message.reason, message.params);
    case 'told': {
      const full = unsent > MOST_UNSENT;
      const ops = full ? message.ops.filter(({ op }) => op !== 'write') : message.ops;
      const { console, dropped, problems, size } = message;
      // First what went before: who hears that a program listens has heard its warnings.
      for (const problem of problems) say({ from: 'problem', program, problem });
      if (ops.length) say({ from: 'ops', program, ops }, size);
      if (console.length || dropped) say({ from: 'console', program, entries: full ? [] : console, dropped: dropped + (full ? console.length : 0) }, size);
      for (const { limit, params } of message.limits) say({ from: 'limit', program, limit, params });
    }
  }
}

/** Tells the end once and takes the thread away, whatever it is doing. */
function ended(thread: Thread, reason: StopReason, params?: Record<string, string | number>): void {
  // Its exit comes after whatever ended it, when others may wait for a thread that has nothing to do with it.
  if (thread.ended) return;
  thread.ended = true;
  spares = spares.filter((spare) => spare !== thread);
  const { program } = thread;
  thread.program = undefined;
  void thread.worker.terminate();
  if (program === undefined) {
    // A thread that could not even start: the program that waits for it is told, rather than left waiting.
    const first = thread.warm ? undefined : waiting.shift();
    if (first) say({ from: 'stopped', program: first.program, reason });
    return;
  }
  threads.delete(program);
  say({ from: 'stopped', program, reason, ...(params ? { params } : {}) });
  setTimeout(refill, 20);
}

process.on('message', (message: ToHost) => {
  if (message.to === 'shutdown') return process.exit(0);
  const { program } = message;
  const thread = threads.get(program);
  const queued = thread ? undefined : waiting.find((one) => one.program === program);
  switch (message.to) {
    case 'run':
      runs.push(performance.now());
      waiting.push({ program, sources: message.sources, turns: [] });
      match();
      break;
    case 'turns': {
      const turns: ToWorker = { do: 'turns', turns: message.turns };
      if (thread) thread.worker.postMessage(turns);
      else queued?.turns.push(turns);
      break;
    }
    case 'memory':
      thread?.worker.postMessage({ do: 'memory' } satisfies ToWorker);
      break;
    case 'stop':
      if (thread) ended(thread, 'asked');
      else if (queued) waiting.splice(waiting.indexOf(queued), 1);
      break;
  }
});

// When a class has gone quiet, the additional spares go, one at a time.
setInterval(() => {
  if (waiting.length === 0 && spares.length > sparesWanted()) ended(spares.find(({ warm }) => warm) ?? (spares[0] as Thread), 'shutdown');
}, 5_000);

// The watchdog: a turn that cannot even be interrupted (a native that loops) is ended with its thread once it has used
// more processor time than it may. A thread that waits for the processor is left alone.
const POLL_MS = 25;
/** A turn that lasts so long (ms) is looked at; one that is over its budget is given up after so long; any is after so long. */
const LOOK_MS = 60;
const OVER_MS = 3_000;
const STUCK_MS = 30_000;
/** Processor time (ms) after a turn's budget in which it has every chance to be interrupted. */
const AFTER_MS = 250;
setInterval(() => {
  for (const thread of threads.values()) {
    const lasting = thread.clock.running()?.lasting ?? 0;
    if (lasting > STUCK_MS) notResponding(thread);
    else if (lasting > LOOK_MS && !thread.looking) void look(thread);
  }
}, POLL_MS);
async function look(thread: Thread): Promise<void> {
  const turn = thread.clock.running();
  if (!turn) return;
  thread.looking = true;
  // Asked from outside: the engine answers also where the program never does, as soon as the thread gets the processor.
  const usage = await usageOf(thread.worker);
  thread.looking = false;
  // Another turn by now: it came back.
  if (!usage || thread.clock.running()?.began !== turn.began) return;
  const used = usage === 'unknown' ? turn.lasting : usage - turn.cpuBefore;
  if (used > LONG_MS) thread.priority.set(used > turn.budget ? 'over' : 'long', thread.clock.thread);
  // Turns that a teacher allows to be longer than the watchdog are waited for: they can be interrupted.
  if (used > Math.max(limits.watchdogMs, turn.budget + AFTER_MS) || (used > turn.budget && turn.lasting > OVER_MS)) notResponding(thread);
}
/** The processor time of a thread, ms; undefined where it is ending; unknown before Node 24.6, where only the clock tells. */
async function usageOf(worker: Worker): Promise<number | 'unknown' | undefined> {
  if (typeof worker.cpuUsage !== 'function') return 'unknown';
  const usage = await worker.cpuUsage().catch(() => undefined);
  return usage && (usage.user + usage.system) / 1000;
}
const notResponding = (thread: Thread) => ended(thread, 'not-responding', { ms: limits.watchdogMs });

// Where programs leave nothing of the machine, no program may use more than its equal part for long.
const CROWD_MS = 500;
const CROWDED = 0.8;
/** Percent of a core that nobody is ended for. */
const ALWAYS = 5;
let before = { at: performance.now(), cpu: process.cpuUsage() };
setInterval(() => {
  const after = { at: performance.now(), cpu: process.cpuUsage() };
  const used = (after.cpu.user + after.cpu.system - before.cpu.user - before.cpu.system) / 1000;
  const all = availableParallelism() * CROWDED;
  const crowded = used / (after.at - before.at) > all;
  before = after;
  Atomics.store(allowed, 0, crowded ? Math.min(limits.cpu, Math.max(ALWAYS, Math.floor((all * 100) / Math.max(1, threads.size)))) : limits.cpu);
}, CROWD_MS);

refill();
say({ from: 'ready', pid: process.pid });
