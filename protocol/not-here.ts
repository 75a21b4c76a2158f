/**
 * What a program can't have in the playground (`Problem.hint` of code `not-here`, its `what`), by the reason: pages have
 * one sentence a reason in each language, which says why and what to do instead.
 */
export const NOT_HERE = [
  'fs', // no disk
  'net', // opens no connections of its own
  'https', // the playground serves the program
  'child_process', // one process, one thread
  'sqlite', // no database
  'ws',
  'socket.io-client', // the client's half
  'process.exit', // Stop ends a program
  'process', // belongs to a process on a real machine
  'a second server',
  'crypto', // only random ids
  'global', // part of Node, not of this engine
  'express', // the stand-in has a part of it
  'io.engine.use', // raw requests stay with the playground
  'allowRequest',
  'cookie',
  'allowEIO3',
  'wsEngine',
  './', // a program's server is one file
  'address', // modules come by name, not from a URL
  'part', // of Node's module only a part is here
  '*', // any other package
] as const;
export type NotHere = (typeof NOT_HERE)[number];

/** Globals of Node that the engine has not: a program that names one is told so, rather than that it forgot to define it. */
export const MISSING_GLOBALS = [
  'WebAssembly', 'SharedArrayBuffer', 'Atomics', 'Worker', 'BroadcastChannel', 'MessageChannel', 'MessagePort', 'Blob', 'File', 'FormData', 'Headers', 'Request', 'Response',
  'ReadableStream', 'WritableStream', 'TransformStream', 'DecompressionStream', 'CompressionStream', 'navigator', 'localStorage', 'sessionStorage',
] as const;

/** Modules of Node that are here in part: what is not is told as `util.MIMEType`. */
export const PARTS = ['util', 'events', 'os', 'url', 'path', 'buffer', 'perf_hooks', 'timers', 'assert', 'http', 'module'] as const;

/** A module that is asked for by its address. */
export const ADDRESS = /^(?:data|file|https?|blob|ftp):/i;

/** Several names of one reason. */
const ALIKE: Partial<Record<NotHere, readonly string[]>> = {
  fs: ['fs/promises'],
  net: ['tls', 'dgram', 'dns', 'dns/promises', 'fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'http.request', 'http.get'],
  https: ['http2'],
  child_process: ['cluster', 'worker_threads', 'vm', 'inspector'],
  sqlite: ['sqlite3', 'better-sqlite3', 'mongoose', 'mongodb', 'redis', 'ioredis', 'pg', 'mysql', 'mysql2'],
  'process.exit': ['process.kill', 'process.abort'],
  global: MISSING_GLOBALS,
};
const REASONS = new Map<string, NotHere>([...NOT_HERE.map((one) => [one, one] as const), ...Object.entries(ALIKE).flatMap(([reason, names]) => names.map((name) => [name, reason as NotHere] as const))]);

/** The reason why `what` can't be had; `*` for a package of which nothing is known. */
export function reasonOf(what: string): NotHere {
  const bare = what.replace(/^node:/, '');
  const known = REASONS.get(bare);
  if (known) return known;
  if (/^[./]/.test(bare)) return './';
  if (ADDRESS.test(bare)) return 'address';
  const [family = ''] = bare.split('.', 1);
  return bare !== family && (family === 'crypto' || family === 'process' || family === 'express') ? family : bare !== family && (PARTS as readonly string[]).includes(family) ? 'part' : '*';
}
