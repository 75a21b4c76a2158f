/**
 * One program, on a thread of its own: a QuickJS instance, its timers, its deadlines and its share of the processor.
 */
import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { readSeen, SEEN_MARK } from '../../../protocol/hints.ts';
import type { Place, Problem, StopReason } from '../../../protocol/programs.ts';
import type { Limits } from '../limits.ts';
import { Outbound, placeOf, type Told } from './outbound.ts';
import type { GuestSources, ToGuest } from './protocol.ts';
import { ShareOfCpu } from './share.ts';
import { Vm, type Engine, type TurnError } from './vm.ts';

export interface WorkerData {
  engine: Engine;
  limits: Limits;
  /** [0]: when the running turn began (`ticking`), 0 = none runs. Read by the watchdog. */
  turnClock: Int32Array;
}
export type ToWorker = { do: 'load'; sources: GuestSources } | { do: 'turns'; turns: ToGuest[] } | { do: 'memory' };
export type FromWorker =
  | { did: 'warm' }
  | { did: 'loaded'; listening: boolean }
  | Told
  /** So many of the turns that were sent are done. */
  | { did: 'turns'; count: number }
  | { did: 'memory'; heap: number; total: number }
  | { did: 'stop'; reason: StopReason; params?: Record<string, string | number> };

const { engine, limits, turnClock } = workerData as WorkerData;
const port = parentPort;
if (!port) throw new Error('worker.ts runs as a worker thread');
const post = (message: FromWorker) => port.postMessage(message);

let started = performance.now();
/** A strike is forgotten after this long without another. */
const FORGOTTEN_MS = 30_000;
let strikes = 0;
let lastStrike = 0;
let stopped = false;
const timers = new Map<number, ReturnType<typeof setTimeout>>();
const out = new Outbound(limits, post, stop);
/** Milliseconds of processor time that a program may use at once, however little it uses otherwise. */
const BURST_MS = 600;
const share = new ShareOfCpu(limits.cpu, BURST_MS);

function stop(reason: StopReason, params?: Record<string, string | number>): void {
  if (stopped) return;
  stopped = true;
  for (const timer of timers.values()) clearTimeout(timer);
  timers.clear();
  out.flush();
  post({ did: 'stop', reason, ...(params ? { params } : {}) });
}

/** Milliseconds of a clock that all threads share, as a 31-bit number that is never 0. */
const ticking = () => (Number(process.hrtime.bigint() / 1_000_000n) & 0x7fff_ffff) || 1;

const TOGETHER_MS = 8;
/** How often the host hears how far this thread is with what it was sent. */
const COUNTED = 256;
let together = false;
let flushed = 0;
let done = 0;

let began = 0;
let deadline = Infinity;
let budget = 0;
let cpuBefore = 0;
let loading = false;
/** Processor time (ms) of one turn after which this thread stands behind all others, for as long as the program runs. */
const LONG_MS = 50;
const BEHIND = 15;
let longAt = 0;
let behind = false;
/**
 * Neighbours feel a program that computes long, so it gets the processor when nobody else wants it. On Linux priority
 * belongs to the thread; elsewhere it is the whole process's, and is left alone.
 */
function standBehind(): void {
  behind = true;
  if (process.platform !== 'linux') return;
  try {
    setPriority(0, BEHIND);
  } catch {
    // Not allowed here: the deadlines still hold.
  }
}

/** On a crowded machine a turn may wait without running: it gets somewhat more time for what it did not run. */
const PATIENCE = 1.4;
/** While it loads it gets more of it: that is when a whole class starts at once. */
const PATIENCE_LOADING = 2;
function overdue(): boolean {
  if (stopped) return true;
  const now = performance.now();
  if (now > longAt && !behind) {
    if (share.cpu() - cpuBefore > LONG_MS) standBehind();
    else longAt = now + LONG_MS;
  }
  if (now < deadline) return false;
  const used = share.cpu() - cpuBefore;
  const most = began + budget * (loading ? PATIENCE_LOADING : PATIENCE);
  if (used >= budget * 0.8 || now >= most) return true;
  deadline = Math.min(now + budget - used, most);
  return false;
}

/** Runs one turn of the guest under `ms`, and turns what went wrong into strikes or an end. */
function turn(ms: number, run: () => void): void {
  if (stopped) return;
  cpuBefore = share.cpu();
  budget = ms;
  began = performance.now();
  deadline = began + ms;
  longAt = began + LONG_MS;
  Atomics.store(turnClock, 0, ticking());
  try {
    run();
  } catch (error) {
    if (!stopped) wentWrong(error as TurnError, ms);
  } finally {
    deadline = Infinity;
    Atomics.store(turnClock, 0, 0);
  }
  if (stopped) return;
  const now = performance.now();
  if (!share.spend(loading ? 0 : now - began)) return stop('too-busy', { percent: limits.cpu });
  // Turns that came together are told together, but not kept back for long.
  if (!together || now - flushed > TOGETHER_MS) {
    out.flush();
    flushed = now;
  }
  if (!out.listening && timers.size === 0) stop('never-listened');
}

function wentWrong(error: TurnError, ms: number): void {
  switch (error.trouble) {
    case 'interrupted':
      if (performance.now() - lastStrike > FORGOTTEN_MS) strikes = 0;
      lastStrike = performance.now();
      strikes++;
      // It has its strike; its share begins anew, so that what it is told of is the loop.
      share.start();
      out.notice(`turn-${strikes}`, { ms, strikes, limit: limits.strikes });
      if (strikes >= limits.strikes || !out.listening) return stop('deadline', { ms, strikes });
      // What the turn left undone goes on, and counts again if it is the same loop.
      setTimeout(() => turn(limits.turnMs, () => vm.settle()), 4);
      return;
    case 'memory':
      return stop('memory', { mb: limits.heapMb });
    case 'stack':
      return stop('stack');
    case 'fatal':
      return stop('memory', { mb: limits.memoryMb });
  }
}

interface GuestProblem {
  severity: unknown;
  name: unknown;
  message: unknown;
  code?: unknown;
  params?: unknown;
  stack: unknown;
}
const MOST_WARNINGS = 30;
let warnings = 0;
/** The message that runs what runs now (`VmHooks.cause`). */
const cause = { nth: 0 };

/** An error that nobody caught ends the program, as on Node; a warning is told. */
function problem(json: string): void {
  const { severity, name, message, code, params, stack } = JSON.parse(json) as GuestProblem;
  const places = (Array.isArray(stack) ? stack : []).map(placeOf).filter((place): place is Place => place !== undefined).slice(0, 20);
  const [place] = places;
  const text = String(message).slice(0, 4000);
  const what = typeof code === 'string' && code.startsWith('not-here:') ? code.slice(9, 120) : undefined;
  const seen = readSeen(code, params);
  const hint = what ? { code: 'not-here', params: { what } } : seen && { code: SEEN_MARK + seen.code, params: seen.params };
  const told: Problem = { severity: severity === 'warning' ? 'warning' : 'error', end: 'server', name: String(name).slice(0, 100), message: text, stack: places, ...(place ? { place } : {}), ...(hint ? { hint } : {}) };
  if (told.severity === 'warning') {
    if (warnings++ < MOST_WARNINGS) out.problem(told);
    return;
  }
  out.problem(told);
  if (code === 'limit:timers') return stop('too-many-timers', { limit: limits.timers });
  if (/^out of memory$/i.test(text)) return stop('memory', { mb: limits.heapMb });
  if (/^(Maximum call stack size exceeded|stack overflow)$/.test(text)) return stop('stack');
  stop('threw');
}

/** There once this thread has told that it is warm; nothing is asked of it before. */
let vm: Vm;
void Vm.create(
  engine,
  { heapBytes: limits.heapMb * 1024 * 1024, stackBytes: limits.stackKb * 1024 },
  {
    write: (conns, data) => out.write(conns, data),
    op: (json, bytes) => out.op(json, bytes),
    log: (json) => out.log(json, cause.nth),
    cause,
    problem,
    tooLarge: (size) => out.tooLarge(size),
    now: () => performance.now() - started,
    overdue,
    ended: () => stopped,
    timer(id, ms) {
      if (timers.size >= limits.timers && !timers.has(id)) {
        out.notice('timers', { limit: limits.timers });
        return false;
      }
      clearTimeout(timers.get(id));
      const due = () => {
        timers.delete(id);
        turn(limits.turnMs, () => vm.fireTimer(id));
      };
      timers.set(id, setTimeout(due, Math.min(2 ** 31 - 1, Math.max(limits.timerMs, ms))));
      return true;
    },
    clear(id) {
      clearTimeout(timers.get(id));
      timers.delete(id);
    },
  },
).then((made) => {
  vm = made;
  post({ did: 'warm' });
});

function load({ entry, files }: GuestSources): void {
  started = performance.now();
  share.start();
  loading = true;
  turn(limits.loadMs, () => vm.load(entry.code, entry.file, entry.kind, JSON.stringify(files)));
  loading = false;
  if (stopped) return;
  post({ did: 'loaded', listening: out.listening });
  setTimeout(() => {
    if (!out.listening) stop('never-listened');
  }, limits.listenSeconds * 1000).unref();
}

function run(one: ToGuest): void {
  if (one.op === 'data') turn(limits.turnMs, () => vm.data(one.conn, one.data, one.nth));
  else if (one.op === 'request') {
    const { body, ...request } = one.request;
    turn(limits.turnMs, () => vm.turn(JSON.stringify({ op: 'request', request }), body));
  } else turn(limits.turnMs, () => vm.turn(JSON.stringify(one)));
}

port.on('message', (message: ToWorker) => {
  if (stopped) return;
  if (message.do === 'load') load(message.sources);
  else if (message.do === 'memory') post({ did: 'memory', ...vm.memory() });
  else {
    together = true;
    flushed = performance.now();
    for (const one of message.turns) run(one);
    together = false;
    if (stopped) return;
    out.flush();
    done += message.turns.length;
    if (done >= COUNTED) {
      post({ did: 'turns', count: done });
      done = 0;
    }
  }
});
