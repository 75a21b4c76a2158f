/**
 * The guest's prelude: what stands in QuickJS before the learner's file runs. Bundled by `bundle.ts` together with the
 * real `socket.io`; run once a program.
 */
import { Buffer } from 'buffer';
import type { Handshake, ToGuest } from '../protocol.ts';
import { installCause } from './cause.ts';
import { guestConsole } from './console.ts';
import { web } from './crypto.ts';
import { currentEngine, flushWrites } from './engine.ts';
import { installEventTarget } from './event-target.ts';
import { setFiles } from './express.ts';
import { host } from './host-calls.ts';
import { handleRequest } from './http.ts';
import { installIntl } from './intl.ts';
import { load, moduleSource, runCommonjs } from './modules.ts';
import { setWrapped } from './places.ts';
import { uncaught } from './problems.ts';
import { guestProcess } from './process.ts';
import { installSearchParams } from './search-params.ts';
import { queueMicrotask, runTicks } from './ticks.ts';
import { fire, timers } from './timers.ts';
import { NotInPlayground } from './unavailable.ts';

const scope = globalThis as unknown as Record<string, unknown>;
const { promises: _, ...globalTimers } = timers;
Object.assign(scope, { Buffer, console: guestConsole, process: guestProcess, global: globalThis, queueMicrotask, ...globalTimers });
// Ten frames, the engine's usual, may all be the library's: then the learner's own line is lost.
Error.stackTraceLimit = 40;
installSearchParams();
installCause();
installIntl();
installEventTarget();
scope.performance = { now: () => host.now(), timeOrigin: Date.now(), mark: () => {}, measure: () => {} };
scope.crypto = web;
for (const name of ['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource'])
  scope[name] = function () {
    throw new NotInPlayground(name, 'a program here opens no connections of its own. Clients reach it through Socket.IO.');
  };

/** Runs guest code as one turn: what it throws nobody caught. */
function turn<A extends unknown[]>(run: (...args: A) => void): (...args: A) => void {
  return (...args) => {
    try {
      run(...args);
    } catch (error) {
      uncaught(error, 'uncaught');
    }
    runTicks();
  };
}

/** One turn of the host, other than data. */
function receive(json: string, bytes?: ArrayBuffer): void {
  const message = JSON.parse(json) as ToGuest;
  const engine = currentEngine();
  switch (message.op) {
    case 'open':
      engine?.opened(message.conn, message.handshake as Handshake);
      break;
    case 'data':
      engine?.clients[message.conn]?.received(message.data);
      break;
    case 'upgrade':
      engine?.clients[message.conn]?.upgradedTo(message.transport);
      break;
    case 'writable':
      engine?.clients[message.conn]?.setWritable(message.writable);
      break;
    case 'close':
      engine?.clients[message.conn]?.closed(message.reason, message.detail);
      break;
    case 'refused':
      engine?.emit('connection_error', { code: message.code, message: message.message, context: message.context, req: undefined });
      break;
    case 'request':
      handleRequest({ ...message.request, body: bytes ? new Uint8Array(bytes) : new Uint8Array() });
      break;
  }
}
function data(conn: string, value: string | ArrayBuffer): void {
  currentEngine()?.clients[conn]?.received(typeof value === 'string' ? value : new Uint8Array(value));
}

/** After promise jobs: ticks first; true if there were any (then there may be jobs again). Otherwise writes leave. */
function after(): boolean {
  if (runTicks()) return true;
  flushWrites();
  return runTicks();
}

/** A module's evaluation: what it rejects with, it threw. */
const watch = (evaluated: Promise<unknown>) => void Promise.prototype.then.call(evaluated, undefined, (error: unknown) => uncaught(error, 'uncaught'));

function prepare(filesJson: string, wrapped: number): void {
  setFiles(JSON.parse(filesJson) as Parameters<typeof setFiles>[0]);
  setWrapped(wrapped);
}

Object.defineProperty(scope, '__guest', {
  value: Object.freeze({
    receive: turn(receive),
    data: turn(data),
    fireTimer: turn(fire),
    commonjs: turn(runCommonjs),
    uncaught,
    watch,
    after,
    moduleSource,
    load,
    setFiles: prepare,
  }),
  enumerable: false,
});
delete scope.__host;
// Nobody to share memory with.
delete scope.SharedArrayBuffer;
