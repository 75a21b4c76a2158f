/**
 * One program, on a thread of its own: a QuickJS instance, its timers, its deadlines and its share of the processor.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { readSeen, SEEN_MARK } from '../../../protocol/hints.ts';
import type { Place, StopReason } from '../../../protocol/programs.ts';
import type { Limits } from '../limits.ts';
import { Deadline, type Spent } from './deadline.ts';
import { Outbound, placeOf, type Told } from './outbound.ts';
import { calledAt } from './called.ts';
import type { GuestSources, ToGuest, ToldProblem } from './protocol.ts';
import { LONG_MS, Priority, threadNumber } from './priority.ts';
import { ShareOfCpu, threadTime } from './share.ts';
import { TurnClock } from './turn-clock.ts';
import { Vm, type Engine, type TurnError } from './vm.ts';

export interface WorkerData {
  engine: Engine;
  limits: Limits;
  /** Of this thread's `TurnClock`: read by the watchdog. */
  turnClock: Int32Array;
  /** [0]: the share of a core (percent) that each program may use as things are. Written by the supervisor. */
  allowed: Int32Array;
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

const { engine, limits, turnClock, allowed } = workerData as WorkerData;
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
/** Milliseconds of processor time that a program may use at once, however little it uses otherwise: never less than one turn. */
const BURST_MS = Math.max(600, limits.loadMs + 100, limits.turnMs + 100);
const share = new ShareOfCpu(() => Atomics.load(allowed, 0), BURST_MS);
const priority = new Priority();
const clock = new TurnClock(turnClock);
clock.thread = threadNumber();
const deadline = new Deadline({ now: () => performance.now(), cpu: threadTime }, () => priority.set('long'));

function stop(reason: StopReason, params?: Record<string, string | number>): void {
  if (stopped) return;
  stopped = true;
  for (const timer of timers.values()) clearTimeout(timer);
  timers.clear();
  out.flush();
  post({ did: 'stop', reason, ...(params ? { params } : {}) });
}

const TOGETHER_MS = 8;
/** How often the host hears how far this thread is with what it was sent. */
const COUNTED = 256;
let together = false;
let flushed = 0;
let done = 0;

let loading = false;
const NOTHING: Spent = { lasted: 0, used: 0 };
/** How long (ms) a turn may last, by the clock on the wall, once the program has a strike: it stands behind all others. */
const STRUCK_MS = 1_000;
const isStruck = () => strikes > 0 && performance.now() - lastStrike < FORGOTTEN_MS;

/** Runs one turn of the guest under `ms` of processor time, and turns what went wrong into strikes or an end. */
function turn(ms: number, run: () => void): void {
  if (stopped) return;
  clock.begin(deadline.begin(ms, isStruck() ? STRUCK_MS : undefined), ms);
  let error: TurnError | undefined;
  try {
    run();
  } catch (trouble) {
    error = trouble as TurnError;
  }
  clock.end();
  const spent = deadline.end();
  if (error && !stopped) wentWrong(error, ms);
  if (stopped) return;
  if (!share.spend(loading || error ? NOTHING : spent)) return stop('too-busy', { percent: Atomics.load(allowed, 0) });
  if (share.usedUp > BURST_MS / 2 && !loading) priority.set('over');
  else if (share.usedUp > LONG_MS) priority.set('long');
  const now = performance.now();
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
      if (!isStruck()) strikes = 0;
      lastStrike = performance.now();
      strikes++;
      priority.set('over');
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
  own?: unknown;
}
const MOST_WARNINGS = 30;
let warnings = 0;
/** The code that runs. */
let running = '';
/** The message that runs what runs now (`VmHooks.cause`). */
const cause = { nth: 0 };

/** An error that nobody caught ends the program, as on Node; a warning is told. */
function problem(json: string): void {
  const { severity, name, message, code, params, stack, own } = JSON.parse(json) as GuestProblem;
  const places = (Array.isArray(stack) ? stack : []).map(placeOf).filter((place): place is Place => place !== undefined).slice(0, 20);
  const [place] = places;
  const called = own === true && place && message === 'not a function' ? calledAt(running, place) : undefined;
  const text = (called ?? String(message)).slice(0, 4000);
  // What the engine throws where it ends something may come by way of a promise; and it has no text where memory is full.
  if (name === 'InternalError' && text === 'interrupted') return stop('deadline', { ms: loading ? limits.loadMs : limits.turnMs, strikes: strikes + 1 });
  if (name === 'Thrown' && text === 'null' && vm.full) return stop('memory', { mb: limits.heapMb });
  const what = typeof code === 'string' && code.startsWith('not-here:') ? code.slice(9, 120) : undefined;
  const seen = readSeen(code, params);
  const hint = what ? { code: 'not-here', params: { what } } : seen && { code: SEEN_MARK + seen.code, params: seen.params };
  const told: ToldProblem = { severity: severity === 'warning' ? 'warning' : 'error', end: 'server', name: String(name).slice(0, 100), message: text, stack: places, ...(place ? { place } : {}), ...(hint ? { hint } : {}), ...(cause.nth > 0 ? { nth: cause.nth } : {}) };
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
    overdue: () => stopped || deadline.overdue(),
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
  running = entry.code;
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
