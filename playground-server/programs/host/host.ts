/**
 * The child process in which programs run, so that whatever they break is not the playground server. It keeps a spare
 * thread warm, watches every thread's clock, and ends those that do not come back.
 */
import { Worker } from 'node:worker_threads';
import type { StopReason } from '../../../protocol/programs.ts';
import type { Limits } from '../limits.ts';
import { guestBundle } from './bundle.ts';
import type { FromHost, ToHost } from './protocol.ts';
import { compileEngine } from './vm.ts';
import type { FromWorker, ToWorker, WorkerData } from './worker.ts';

const limits = JSON.parse(process.env.SAITRONG_LIMITS ?? '{}') as Limits;
const say = (message: FromHost) => process.connected && process.send?.(message);

// Without its parent this process has nothing to do, and must not outlive it.
process.on('disconnect', () => process.exit(0));
process.on('SIGINT', () => {});

const [prelude, engine] = await Promise.all([guestBundle(), compileEngine(limits.memoryMb * 16)]);

interface Thread {
  worker: Worker;
  turnClock: Int32Array;
  program: number | undefined;
  warm: boolean;
}
const threads = new Map<number, Thread>();
let spares: Thread[] = [];

function start(): Thread {
  const turnClock = new Int32Array(new SharedArrayBuffer(4));
  const workerData: WorkerData = { engine, prelude, limits, turnClock };
  const worker = new Worker(new URL('worker.ts', import.meta.url), { workerData, resourceLimits: { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 8, stackSizeMb: 4 }, env: {}, stdout: true, stderr: true });
  const thread: Thread = { worker, turnClock, program: undefined, warm: false };
  worker.on('message', (message: FromWorker) => heard(thread, message));
  worker.on('error', (error: Error & { code?: string }) => ended(thread, error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'host-crashed', { mb: limits.memoryMb }));
  worker.on('exit', () => ended(thread, 'host-crashed'));
  return thread;
}
/** How many threads stand ready: a Run takes one that has the real socket.io loaded already. */
const SPARES = 2;
function refill(): void {
  while (spares.length < SPARES && threads.size < limits.pool) spares.push(start());
}

function heard(thread: Thread, message: FromWorker): void {
  const { program } = thread;
  if (message.did === 'warm') {
    thread.warm = true;
    return;
  }
  if (program === undefined) return;
  switch (message.did) {
    case 'loaded':
      say({ from: 'loaded', program, listening: message.listening });
      break;
    case 'told':
      if (message.ops.length) say({ from: 'ops', program, ops: message.ops });
      if (message.console.length || message.dropped) say({ from: 'console', program, entries: message.console, dropped: message.dropped });
      for (const problem of message.problems) say({ from: 'problem', program, problem });
      for (const { limit, params } of message.limits) say({ from: 'limit', program, limit, params });
      break;
    case 'stop':
      ended(thread, message.reason, message.params);
      break;
  }
}

/** Tells the end once and takes the thread away, whatever it is doing. */
function ended(thread: Thread, reason: StopReason, params?: Record<string, number>): void {
  spares = spares.filter((spare) => spare !== thread);
  const { program } = thread;
  thread.program = undefined;
  void thread.worker.terminate();
  if (program === undefined || !threads.delete(program)) return;
  say({ from: 'stopped', program, reason, ...(params ? { params } : {}) });
}

process.on('message', (message: ToHost) => {
  if (message.to === 'shutdown') return process.exit(0);
  const thread = threads.get(message.program);
  switch (message.to) {
    case 'run': {
      const next = spares.shift() ?? start();
      next.program = message.program;
      threads.set(message.program, next);
      next.worker.postMessage({ do: 'load', sources: message.sources } satisfies ToWorker);
      setTimeout(refill, 50);
      break;
    }
    case 'turns':
      thread?.worker.postMessage({ do: 'turns', turns: message.turns } satisfies ToWorker);
      break;
    case 'stop':
      if (thread) ended(thread, 'asked');
      break;
  }
});

// The watchdog: a turn that cannot even be interrupted (a native that loops) is ended with its thread.
const POLL_MS = 100;
setInterval(() => {
  const now = Date.now() % 2 ** 31;
  for (const thread of threads.values()) {
    const began = Atomics.load(thread.turnClock, 0);
    if (began !== 0 && now - began > limits.watchdogMs) ended(thread, 'not-responding', { ms: limits.watchdogMs });
  }
}, POLL_MS);

refill();
say({ from: 'ready', pid: process.pid });
