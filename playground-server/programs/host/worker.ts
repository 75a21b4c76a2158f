/**
 * One program, on a thread of its own: a QuickJS instance, its timers, its deadlines, and the throttles on all that it
 * says. Everything leaves in one message a turn, so that a chatty program cannot flood the process around it.
 */
import { parentPort, workerData } from 'node:worker_threads';
import type { ConsoleEntry, Problem, StopReason } from '../../../protocol/programs.ts';
import type { Limits } from '../limits.ts';
import type { FromGuest, GuestError, GuestSources, ToGuest } from './protocol.ts';
import { Throttle } from './throttle.ts';
import { TurnError, Vm } from './vm.ts';

export interface WorkerData {
  engine: WebAssembly.Module;
  prelude: string;
  limits: Limits;
  /** [0]: when the running turn began, ms since 1970 modulo 2^31, 0 = none runs. Read by the watchdog. */
  turnClock: Int32Array;
}
export type ToWorker = { do: 'load'; sources: GuestSources } | { do: 'turns'; turns: ToGuest[] };
export type FromWorker =
  | { did: 'warm' }
  | { did: 'loaded'; listening: boolean }
  | { did: 'told'; ops: FromGuest[]; console: ConsoleEntry[]; dropped: number; problems: Problem[]; limits: { limit: string; params: Record<string, number> }[] }
  | { did: 'stop'; reason: StopReason; params?: Record<string, number> };

const { engine, prelude, limits, turnClock } = workerData as WorkerData;
const port = parentPort;
if (!port) throw new Error('worker.ts runs as a worker thread');

const bytesOut = new Throttle(limits.outputKb * 1000);
const linesOut = new Throttle(limits.logLines);
const writesOut = new Throttle(limits.writes);

let started = performance.now();
let deadline = Infinity;
let strikes = 0;
let listening = false;
let stopped = false;
const timers = new Map<number, ReturnType<typeof setTimeout>>();
const told = new Set<string>();

let out: Extract<FromWorker, { did: 'told' }> = empty();
function empty(): Extract<FromWorker, { did: 'told' }> {
  return { did: 'told', ops: [], console: [], dropped: 0, problems: [], limits: [] };
}
function flush(): void {
  if (out.ops.length + out.console.length + out.problems.length + out.limits.length + out.dropped === 0) return;
  port?.postMessage(out);
  out = empty();
}
/** Each limit is told once; the count of what was dropped goes on beside the console. */
function tell(limit: string, params: Record<string, number>): void {
  if (told.has(limit)) return;
  told.add(limit);
  out.limits.push({ limit, params });
}
function stop(reason: StopReason, params?: Record<string, number>): void {
  if (stopped) return;
  stopped = true;
  for (const timer of timers.values()) clearTimeout(timer);
  timers.clear();
  flush();
  port?.postMessage({ did: 'stop', reason, ...(params ? { params } : {}) } satisfies FromWorker);
}

/** Parses what the guest says; anything that is not what a guest of ours would say is dropped. */
function op(json: string, bytes: Uint8Array | undefined): void {
  const size = json.length + (bytes?.length ?? 0);
  const message = JSON.parse(json) as FromGuest & { data?: string };
  if (message.op === 'write') {
    if (!Array.isArray(message.conns) || !message.conns.every((conn) => typeof conn === 'string')) return;
    if (size > limits.messageKb * 1000) return tell('messageKb', { limit: limits.messageKb });
    if (!writesOut.take()) return tell('writes', { limit: limits.writes });
    if (!bytesOut.take(size)) return tell('outputKb', { limit: limits.outputKb });
    const data = bytes ?? (typeof message.data === 'string' ? message.data : '');
    out.ops.push({ op: 'write', conns: message.conns, data });
    return;
  }
  if (!bytesOut.take(size)) return tell('outputKb', { limit: limits.outputKb });
  if (message.op === 'respond') {
    const { id, status, headers } = message.response;
    if (!Number.isInteger(id) || !Number.isInteger(status) || status < 200 || status > 599) return;
    out.ops.push({ op: 'respond', response: { id, status, headers: plainHeaders(headers), body: bytes ?? '' } });
  } else if (message.op === 'listen') {
    listening = true;
    out.ops.push(message);
  } else if (message.op === 'unlisten' || (message.op === 'close' && typeof message.conn === 'string')) out.ops.push(message);
}
function plainHeaders(headers: unknown): Record<string, string> {
  if (typeof headers !== 'object' || headers === null) return {};
  return Object.fromEntries(Object.entries(headers).filter(([name, value]) => /^[\w-]{1,60}$/.test(name) && typeof value === 'string' && value.length < 2000 && !/[\r\n\0]/.test(value)).slice(0, 30)) as Record<string, string>;
}

function log(json: string): void {
  if (!linesOut.take() || !bytesOut.take(json.length)) {
    out.dropped++;
    return tell('logLines', { limit: limits.logLines });
  }
  out.console.push({ ...(JSON.parse(json) as ConsoleEntry), times: 1 });
}

function problem(json: string): void {
  const { name, message, stack, code } = JSON.parse(json) as GuestError & { code?: string };
  const [place] = stack;
  out.problems.push({
    severity: 'error', end: 'server', name: String(name).slice(0, 100), message: String(message).slice(0, 4000), stack,
    ...(place ? { place } : {}),
    ...(code?.startsWith('not-here:') ? { hint: { code: 'not-here', params: { what: code.slice(9) } } } : {}),
  });
  // As on Node: an error that nobody caught ends the program.
  queueMicrotask(() => stop('threw'));
}

/** Runs one turn of the guest under `ms`, and turns what went wrong into strikes, problems or an end. */
function turn(ms: number, run: () => void): void {
  if (stopped) return;
  deadline = performance.now() + ms;
  Atomics.store(turnClock, 0, (Date.now() % 2 ** 31) | 1);
  try {
    run();
  } catch (error) {
    wentWrong(error as TurnError, ms);
  } finally {
    deadline = Infinity;
    Atomics.store(turnClock, 0, 0);
  }
  flush();
}

function wentWrong(error: TurnError, ms: number): void {
  const { message } = error;
  if (/interrupted/.test(message)) {
    strikes++;
    tell(`turn-${strikes}`, { ms, strikes, limit: limits.strikes });
    if (strikes >= limits.strikes || !listening) stop('deadline', { ms, strikes });
    return;
  }
  if (/out of memory/i.test(message)) return stop('memory', { mb: limits.heapMb });
  if (error.fatal || /stack overflow|Maximum call stack/i.test(message) && error.name === 'RangeError' && error.fatal) return stop('memory', { mb: limits.memoryMb });
  problem(JSON.stringify({ name: error.name, message, stack: placesIn(error.stackText) }));
}
const PLACE = /((?:server)\.(?:js|ts))(?::(\d+))?(?::(\d+))?/g;
function placesIn(stack: string) {
  return [...stack.matchAll(PLACE)].filter((match) => match[2]).map((match) => ({ file: match[1] ?? 'server.js', line: Number(match[2]), ...(match[3] ? { column: Number(match[3]) } : {}) }));
}

const vm = await Vm.create(
  engine,
  prelude,
  { heapBytes: limits.heapMb * 1024 * 1024, memoryPages: limits.memoryMb * 16, stackBytes: limits.stackKb * 1024 },
  {
    op,
    log,
    problem,
    now: () => performance.now() - started,
    overdue: () => performance.now() > deadline,
    timer(id, ms) {
      if (timers.size >= limits.timers && !timers.has(id)) {
        tell('timers', { limit: limits.timers });
        return false;
      }
      clearTimeout(timers.get(id));
      timers.set(
        id,
        setTimeout(() => {
          timers.delete(id);
          turn(limits.turnMs, () => vm.fireTimer(id));
        }, Math.max(limits.timerMs, ms)),
      );
      return true;
    },
    clear(id) {
      clearTimeout(timers.get(id));
      timers.delete(id);
    },
  },
);

port.on('message', (message: ToWorker) => {
  if (message.do === 'load') {
    started = performance.now();
    const { entry, files } = message.sources;
    turn(limits.loadMs, () => vm.load(entry.code, entry.file, entry.kind, JSON.stringify(files)));
    if (stopped) return;
    port.postMessage({ did: 'loaded', listening } satisfies FromWorker);
    if (!listening && timers.size === 0) stop('never-listened');
    return;
  }
  for (const one of message.turns) {
    const { bytes, plain } = split(one);
    turn(limits.turnMs, () => vm.turn(JSON.stringify(plain), bytes));
  }
});

/** Bytes travel beside the JSON, not in it. */
function split(turn: ToGuest): { plain: object; bytes: Uint8Array | undefined } {
  if (turn.op === 'data' && typeof turn.data !== 'string') return { plain: { op: 'data', conn: turn.conn }, bytes: turn.data };
  if (turn.op === 'request') return { plain: { op: 'request', request: { ...turn.request, body: undefined } }, bytes: turn.request.body };
  return { plain: turn, bytes: undefined };
}

port.postMessage({ did: 'warm' } satisfies FromWorker);
