/**
 * The guest's prelude: what stands in QuickJS before the learner's file runs. Bundled by `bundle.ts` together with the
 * real `socket.io`; run once a program (or once a snapshot).
 */
import { Buffer } from 'buffer';
import * as events from 'events';
import type { Handshake, ToGuest } from '../protocol.ts';
import { guestConsole } from './console.ts';
import { currentEngine, flushWrites } from './engine.ts';
import { express, setFiles } from './express.ts';
import { host } from './host-calls.ts';
import { handleRequest, http } from './http.ts';
import { path } from './path.ts';
import { placesOf } from './places.ts';
import { guestProcess } from './process.ts';
import { fire, timers, timersPromises } from './timers.ts';
import { NotInPlayground, unavailableModule } from './unavailable.ts';

const scope = globalThis as unknown as Record<string, unknown>;
Object.assign(scope, { Buffer, console: guestConsole, process: guestProcess, global: globalThis, ...timers });
for (const name of ['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource'])
  scope[name] = () => {
    throw new NotInPlayground(name, 'a program here opens no connections of its own. Clients reach it through Socket.IO.');
  };
// A microtask that throws must be told like any uncaught error: the engine reports a failing job only as text.
const microtask = globalThis.queueMicrotask.bind(globalThis);
scope.queueMicrotask = (run: () => void) =>
  microtask(() => {
    try {
      run();
    } catch (error) {
      uncaught(error, 'uncaught');
    }
  });
scope.performance ??= { now: () => host.now() };

const hex = (length: number) => Array.from({ length }, () => Math.floor(Math.random() * 16).toString(16)).join('');
const crypto = {
  randomUUID: () => `${hex(8)}-${hex(4)}-4${hex(3)}-${'89ab'[Math.floor(Math.random() * 4)]}${hex(3)}-${hex(12)}`,
  randomBytes: (size: number) => Buffer.from(Array.from({ length: size }, () => Math.floor(Math.random() * 256))),
  randomInt: (from: number, to?: number) => (to === undefined ? Math.floor(Math.random() * from) : from + Math.floor(Math.random() * (to - from))),
  getRandomValues: <T extends Uint8Array>(array: T) => array.map(() => Math.floor(Math.random() * 256)),
};
scope.crypto ??= crypto;

const url = {
  fileURLToPath: (from: unknown) => String(from).replace(/^file:\/\//, ''),
  pathToFileURL: (from: unknown) => new URL(`file://${path.resolve(String(from))}`),
  URL: scope.URL,
  URLSearchParams: scope.URLSearchParams,
};
const util = {
  promisify:
    (run: (...args: unknown[]) => void) =>
    (...args: unknown[]) =>
      new Promise((resolve, reject) => run(...args, (error: unknown, value: unknown) => (error ? reject(error) : resolve(value)))),
  inspect: (value: unknown) => JSON.stringify(value),
  format: (...values: unknown[]) => values.map(String).join(' '),
  inherits: (child: { prototype: object }, parent: { prototype: object }) => Object.setPrototypeOf(child.prototype, parent.prototype),
  types: {},
};
const assert = Object.assign(
  (ok: unknown, message?: string) => {
    if (!ok) throw new Error(message ?? 'The expression evaluated to a falsy value');
  },
  {
    equal: (a: unknown, b: unknown) => assert(a == b, `${String(a)} == ${String(b)}`),
    strictEqual: (a: unknown, b: unknown) => assert(Object.is(a, b), `${String(a)} === ${String(b)}`),
    ok: (a: unknown, message?: string) => assert(a, message),
  },
);

/** CommonJS view of every module a program may import. Lazy: Socket.IO is made when first asked for. */
const modules: Record<string, () => unknown> = {
  'socket.io': () => require('socket.io'),
  express: () => express,
  http: () => http,
  events: () => Object.assign(events.EventEmitter, events),
  path: () => ({ ...path, posix: path, default: path }),
  url: () => url,
  util: () => util,
  crypto: () => crypto,
  buffer: () => ({ Buffer }),
  timers: () => timers,
  'timers/promises': () => timersPromises,
  process: () => guestProcess,
  assert: () => assert,
  os: () => ({ hostname: () => 'playground', platform: () => 'linux', cpus: () => [], EOL: '\n', networkInterfaces: () => ({}) }),
  console: () => guestConsole,
};

function load(name: string): unknown {
  const make = modules[name.replace(/^node:/, '')];
  if (!make) throw unavailableModule(name);
  return make();
}

/** ESM view: the source of a module that re-exports the CommonJS one by its own names. */
function moduleSource(name: string): string {
  const exported = load(name) as Record<string, unknown>;
  const names = Object.keys(exported).filter((key) => /^[A-Za-z_$][\w$]*$/.test(key) && key !== 'default');
  const quoted = JSON.stringify(name);
  const lines = names.map((key) => `export const ${key} = m[${JSON.stringify(key)}];`);
  return `const m = globalThis.__guest.load(${quoted}); export default m; ${lines.join(' ')}`;
}

interface GuestProblem {
  kind: 'uncaught' | 'rejection';
  name: string;
  message: string;
  code?: string;
  stack: ReturnType<typeof placesOf>;
}
/** Tells the host of an error nobody caught; false if the program has its own handler for it. */
function uncaught(error: unknown, kind: GuestProblem['kind']): void {
  const event = kind === 'uncaught' ? 'uncaughtException' : 'unhandledRejection';
  if (guestProcess.listenerCount(event) > 0) {
    guestProcess.emit(event, error);
    return;
  }
  const problem: GuestProblem = { kind, name: 'Error', message: '', stack: [] };
  try {
    const object = error as { name?: unknown; message?: unknown; stack?: unknown; code?: unknown };
    const isError = error instanceof Error;
    problem.name = isError ? String(object.name) : 'Thrown';
    problem.message = (isError ? String(object.message) : String(JSON.stringify(error) ?? error)).slice(0, 4000);
    if (isError && typeof object.code === 'string') problem.code = object.code.slice(0, 200);
    problem.stack = placesOf(String(object.stack ?? ''));
  } catch {
    problem.message = 'an error that cannot be read';
  }
  host.problem(JSON.stringify(problem));
}

const bodies = (turn: ToGuest & { bytes?: ArrayBuffer }) => (turn.bytes ? new Uint8Array(turn.bytes) : undefined);

/** One turn of the host. Whatever a handler throws is told, and the next turn goes on as on Node with a handler set. */
function receive(json: string, bytes?: ArrayBuffer): void {
  const turn = JSON.parse(json) as ToGuest & { bytes?: ArrayBuffer };
  if (bytes) turn.bytes = bytes;
  try {
    const engine = currentEngine();
    switch (turn.op) {
      case 'open':
        engine?.opened(turn.conn, turn.handshake as Handshake);
        break;
      case 'data':
        engine?.clients[turn.conn]?.received(bodies(turn) ?? turn.data);
        break;
      case 'upgrade': {
        const socket = engine?.clients[turn.conn];
        if (!socket) break;
        socket.transport.name = turn.transport;
        socket.upgraded = true;
        socket.emit('upgrade', socket.transport);
        break;
      }
      case 'writable': {
        const socket = engine?.clients[turn.conn];
        if (!socket) break;
        socket.transport.writable = turn.writable;
        if (turn.writable) socket.emit('drain');
        break;
      }
      case 'close':
        engine?.clients[turn.conn]?.closed(turn.reason, turn.detail);
        break;
      case 'refused':
        engine?.emit('connection_error', { code: turn.code, message: turn.message, context: turn.context, req: undefined });
        break;
      case 'request':
        handleRequest({ ...turn.request, body: bodies(turn) ?? new Uint8Array() });
        break;
    }
  } catch (error) {
    uncaught(error, 'uncaught');
  }
}

function fireTimer(id: number): void {
  try {
    fire(id);
  } catch (error) {
    uncaught(error, 'uncaught');
  }
}

/** CommonJS: `require`, `module`, `exports` and a sloppy `this`, as on Node. The learner's line 1 stays line 1. */
function commonjs(run: (...args: unknown[]) => void, file: string): void {
  const module = { exports: {} as unknown };
  const require = Object.assign((name: string) => load(name), { main: module, resolve: (name: string) => name });
  run.call(module.exports, module.exports, require, module, `/${file}`, '/');
}

Object.defineProperty(scope, '__guest', {
  value: Object.freeze({ receive, fireTimer, uncaught, moduleSource, load, commonjs, setFiles, flushWrites }),
  enumerable: false,
});
delete (scope as { __host?: unknown }).__host;
