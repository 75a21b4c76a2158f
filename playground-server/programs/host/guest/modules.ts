/** Every module a program may import, for `require` and for `import`. */
import { assert, strictAssert } from './assert.ts';
import { guestConsole } from './console.ts';
import crypto, { NO_CRYPTO } from './crypto.ts';
import { eventsModule } from './events-module.ts';
import { express } from './express.ts';
import { http } from './http.ts';
import { observed } from './observe.ts';
import { path } from './path.ts';
import { guestProcess } from './process.ts';
import { timers, timersPromises } from './timers.ts';
import { refusing, unavailableModule } from './unavailable.ts';
import { url, util } from './util.ts';

/**
 * The library, but the host serves the client's script: what it would put before the server's own request handlers answers
 * nothing here, and would make a server without any look as if it had one, which the host then waits for.
 */
function socketIo(): object {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const library = require('socket.io') as { Server: { prototype: { attachServe(): void } } };
  library.Server.prototype.attachServe = () => {};
  return observed(library);
}

/** Lazy: Socket.IO is made when it is first asked for. */
const modules: Record<string, () => object> = {
  'socket.io': socketIo,
  express: () => express,
  'body-parser': () => ({ json: express.json, urlencoded: express.urlencoded }),
  cors: () => () => (_request: unknown, _response: unknown, next: () => void) => next(),
  http: () => http,
  events: () => eventsModule(),
  path: () => path,
  'path/posix': () => path,
  url: () => url(),
  util: () => util,
  'util/types': () => util.types,
  crypto: () => crypto,
  buffer: () => ({ Buffer, constants: { MAX_LENGTH: 2 ** 31 - 1 } }),
  perf_hooks: () => ({ performance: (globalThis as { performance?: unknown }).performance }),
  timers: () => timers,
  'timers/promises': () => timersPromises,
  process: () => guestProcess,
  assert: () => assert,
  'assert/strict': () => strictAssert,
  module: () => ({ createRequire: () => load }),
  os: () => ({ hostname: () => 'playground', platform: () => 'linux', type: () => 'Linux', cpus: () => [], availableParallelism: () => 1, EOL: '\n', networkInterfaces: () => ({}), totalmem: () => 0, freemem: () => 0 }),
  console: () => guestConsole,
};
const made = new Map<string, object>();

/** What the modules of the Node that built this export as functions, by module (`bundle.ts`). */
declare const NODE_FUNCTIONS: Record<string, string[]>;
/** A module with what it has on Node and not here: each says so when it is called. */
function withRefusals(name: string, module: object): object {
  const missing = (NODE_FUNCTIONS[name] ?? []).filter((one) => !(one in module));
  const why = name === 'crypto' ? NO_CRYPTO : 'only a part of this module is here. Download the program to use all of it.';
  return Object.assign(module, refusing(name, missing, why));
}

/** The CommonJS view of a module. Throws `NotInPlayground` with a reason. */
export function load(name: unknown): object {
  if (typeof name !== 'string') throw new TypeError(`The "id" argument must be of type string. Received ${typeof name}`);
  const bare = name.replace(/^node:/, '');
  const known = made.get(bare);
  if (known) return known;
  const make = Object.hasOwn(modules, bare) ? modules[bare] : undefined;
  if (!make || (name !== bare && ['socket.io', 'express', 'cors', 'body-parser'].includes(bare))) throw unavailableModule(name);
  const exported = withRefusals(bare, make());
  made.set(bare, exported);
  return exported;
}

/** What the ES module of socket.io exports: fewer names than its CommonJS twin, and no default. */
const EXPORTS: Record<string, string[]> = { 'socket.io': ['Server', 'Namespace', 'Socket'] };

/** The ES module view: source that re-exports the CommonJS one by its own names. */
export function moduleSource(name: string): string {
  const exported = load(name);
  const only = EXPORTS[name];
  const names = only ?? Object.getOwnPropertyNames(exported).filter((key) => /^[A-Za-z_$][\w$]*$/.test(key) && !NOT_EXPORTS.has(key));
  const lines = names.map((key) => `const $${key} = m[${JSON.stringify(key)}]; export { $${key} as ${key} };`);
  return `const m = globalThis.__guest.load(${JSON.stringify(name)}); ${only ? '' : 'export default m;'} ${lines.join(' ')}`;
}
const NOT_EXPORTS = new Set(['default', 'length', 'name', 'prototype', 'arguments', 'caller']);

/** CommonJS: `require`, `module`, `exports` and a sloppy `this`, as on Node. The learner's line 1 stays line 1. */
export function runCommonjs(run: (...args: unknown[]) => void, file: string): void {
  const module = { exports: {} as unknown, id: '.', filename: `/${file}`, loaded: false, children: [], paths: [] };
  const require = Object.assign((name: unknown) => load(name), { main: module, resolve: (name: string) => name, cache: {} });
  run.call(module.exports, module.exports, require, module, `/${file}`, '/');
}
