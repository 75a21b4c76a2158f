/* eslint-disable -- declarations for learners, in the shape of the originals */
/**
 * What a program finds of Node in the playground, and nothing else: the editor offers only what is there.
 * `tests/unit/playground/editor-types.test.ts` holds this against the sandbox's own modules.
 */

interface Console {
  log(...values: any[]): void;
  info(...values: any[]): void;
  warn(...values: any[]): void;
  error(...values: any[]): void;
  debug(...values: any[]): void;
  table(values: any): void;
  dir(value: any): void;
  trace(...values: any[]): void;
  assert(ok?: boolean, ...values: any[]): void;
  group(...values: any[]): void;
  groupEnd(): void;
  time(label?: string): void;
  timeLog(label?: string, ...values: any[]): void;
  timeEnd(label?: string): void;
  count(label?: string): void;
  countReset(label?: string): void;
}
declare var console: Console;

declare namespace NodeJS {
  interface Timeout {
    ref(): this;
    unref(): this;
    hasRef(): boolean;
    refresh(): this;
    close(): this;
    [Symbol.toPrimitive](): number;
  }
  type Immediate = Timeout;
  type Timer = Timeout;
  type ErrnoException = Error & { code?: string };
}
/** Calls `run` once after `ms` milliseconds. */
declare function setTimeout<A extends any[]>(run: (...args: A) => void, ms?: number, ...args: A): NodeJS.Timeout;
/** Calls `run` every `ms` milliseconds, until `clearInterval`. */
declare function setInterval<A extends any[]>(run: (...args: A) => void, ms?: number, ...args: A): NodeJS.Timeout;
declare function setImmediate<A extends any[]>(run: (...args: A) => void, ...args: A): NodeJS.Immediate;
declare function clearTimeout(timer: NodeJS.Timeout | number | string | undefined | null): void;
declare function clearInterval(timer: NodeJS.Timeout | number | string | undefined | null): void;
declare function clearImmediate(timer: NodeJS.Immediate | undefined | null): void;
declare function queueMicrotask(run: () => void): void;
declare function structuredClone<T>(value: T): T;
declare function atob(text: string): string;
declare function btoa(text: string): string;

type BufferEncoding = 'utf8' | 'utf-8' | 'ascii' | 'latin1' | 'binary' | 'hex' | 'base64' | 'base64url' | 'utf16le' | 'ucs2';
interface Buffer extends Uint8Array {
  write(text: string, offset?: number, length?: number, encoding?: BufferEncoding): number;
  toString(encoding?: BufferEncoding, start?: number, end?: number): string;
  toJSON(): { type: 'Buffer'; data: number[] };
  equals(other: Uint8Array): boolean;
  compare(other: Uint8Array): -1 | 0 | 1;
  copy(target: Uint8Array, targetStart?: number, start?: number, end?: number): number;
  slice(start?: number, end?: number): Buffer;
  subarray(start?: number, end?: number): Buffer;
  readUInt8(offset?: number): number;
  readUInt16BE(offset?: number): number;
  readUInt16LE(offset?: number): number;
  readUInt32BE(offset?: number): number;
  readUInt32LE(offset?: number): number;
  readInt8(offset?: number): number;
  readInt16BE(offset?: number): number;
  readInt32BE(offset?: number): number;
  readFloatBE(offset?: number): number;
  readDoubleBE(offset?: number): number;
  writeUInt8(value: number, offset?: number): number;
  writeUInt16BE(value: number, offset?: number): number;
  writeUInt32BE(value: number, offset?: number): number;
  writeInt8(value: number, offset?: number): number;
  writeInt16BE(value: number, offset?: number): number;
  writeInt32BE(value: number, offset?: number): number;
}
interface BufferConstructor {
  from(text: string, encoding?: BufferEncoding): Buffer;
  from(bytes: ArrayBuffer | ArrayLike<number> | Iterable<number>): Buffer;
  alloc(size: number, fill?: string | number): Buffer;
  allocUnsafe(size: number): Buffer;
  concat(list: readonly Uint8Array[], length?: number): Buffer;
  byteLength(text: string | ArrayBuffer | ArrayBufferView, encoding?: BufferEncoding): number;
  compare(a: Uint8Array, b: Uint8Array): -1 | 0 | 1;
  isBuffer(value: any): value is Buffer;
  isEncoding(encoding: string): encoding is BufferEncoding;
}
declare var Buffer: BufferConstructor;

declare var process: NodeJS.EventEmitter & {
  env: Record<string, string | undefined>;
  argv: string[];
  pid: number;
  platform: string;
  arch: string;
  version: string;
  versions: Record<string, string>;
  exitCode: number | undefined;
  nextTick<A extends any[]>(run: (...args: A) => void, ...args: A): void;
  /** Seconds since the program began. */
  uptime(): number;
  hrtime: { (since?: [number, number]): [number, number]; bigint(): bigint };
  memoryUsage(): { rss: number; heapTotal: number; heapUsed: number; external: number; arrayBuffers: number };
  cwd(): string;
  stdout: { write(text: string): boolean; isTTY: boolean };
  stderr: { write(text: string): boolean; isTTY: boolean };
  emitWarning(warning: string | Error): void;
};
declare var performance: { now(): number; timeOrigin: number };
declare class Event {
  constructor(type: string, options?: { bubbles?: boolean; cancelable?: boolean });
  readonly type: string;
  readonly defaultPrevented: boolean;
  readonly target: EventTarget | null;
  preventDefault(): void;
  stopImmediatePropagation(): void;
}
declare class CustomEvent<T = any> extends Event {
  constructor(type: string, options?: { detail?: T });
  readonly detail: T;
}
declare class EventTarget {
  addEventListener(type: string, listener: (event: Event) => void, options?: { once?: boolean; signal?: AbortSignal }): void;
  removeEventListener(type: string, listener: (event: Event) => void): void;
  dispatchEvent(event: Event): boolean;
}
declare class AbortSignal extends EventTarget {
  private constructor();
  readonly aborted: boolean;
  readonly reason: any;
  onabort: ((event: Event) => void) | null;
  throwIfAborted(): void;
  static abort(reason?: any): AbortSignal;
  static timeout(ms: number): AbortSignal;
  static any(signals: AbortSignal[]): AbortSignal;
}
declare class AbortController {
  readonly signal: AbortSignal;
  abort(reason?: any): void;
}
declare var crypto: { randomUUID(): string; getRandomValues<T extends ArrayBufferView>(array: T): T };
declare var global: typeof globalThis;

declare class URL {
  constructor(url: string | URL, base?: string | URL);
  static canParse(url: string, base?: string): boolean;
  hash: string;
  host: string;
  hostname: string;
  href: string;
  readonly origin: string;
  password: string;
  pathname: string;
  port: string;
  protocol: string;
  search: string;
  readonly searchParams: URLSearchParams;
  username: string;
  toString(): string;
  toJSON(): string;
}
declare class URLSearchParams {
  constructor(from?: string | string[][] | Record<string, string> | URLSearchParams);
  append(name: string, value: string): void;
  delete(name: string): void;
  get(name: string): string | null;
  getAll(name: string): string[];
  has(name: string): boolean;
  set(name: string, value: string): void;
  sort(): void;
  forEach(run: (value: string, name: string) => void): void;
  keys(): IterableIterator<string>;
  values(): IterableIterator<string>;
  entries(): IterableIterator<[string, string]>;
  [Symbol.iterator](): IterableIterator<[string, string]>;
  toString(): string;
}
declare class TextEncoder {
  encode(text?: string): Uint8Array<ArrayBuffer>;
}
declare class TextDecoder {
  constructor(encoding?: string);
  decode(bytes?: ArrayBuffer | ArrayBufferView): string;
}

/** CommonJS, as in many tutorials. */
declare var require: { (id: string): any; main: any };
declare var module: { exports: any };
declare var exports: any;
declare var __dirname: string;
declare var __filename: string;
interface ImportMeta {
  url: string;
  dirname: string;
  filename: string;
  main: boolean;
  resolve(name: string): string;
}

declare namespace NodeJS {
  interface EventEmitter {
    on(event: string | symbol, listener: (...args: any[]) => void): this;
    once(event: string | symbol, listener: (...args: any[]) => void): this;
    off(event: string | symbol, listener: (...args: any[]) => void): this;
    addListener(event: string | symbol, listener: (...args: any[]) => void): this;
    removeListener(event: string | symbol, listener: (...args: any[]) => void): this;
    removeAllListeners(event?: string | symbol): this;
    prependListener(event: string | symbol, listener: (...args: any[]) => void): this;
    prependOnceListener(event: string | symbol, listener: (...args: any[]) => void): this;
    emit(event: string | symbol, ...args: any[]): boolean;
    listeners(event: string | symbol): Function[];
    rawListeners(event: string | symbol): Function[];
    listenerCount(event: string | symbol): number;
    eventNames(): (string | symbol)[];
    setMaxListeners(n: number): this;
    getMaxListeners(): number;
  }
}

declare module 'events' {
  class EventEmitter {}
  interface EventEmitter extends NodeJS.EventEmitter {}
  namespace EventEmitter {
    export { EventEmitter };
    export let defaultMaxListeners: number;
    export function once(emitter: NodeJS.EventEmitter | EventTarget, event: string | symbol, options?: { signal?: AbortSignal }): Promise<any[]>;
    export function on(emitter: NodeJS.EventEmitter, event: string | symbol, options?: { signal?: AbortSignal }): AsyncIterableIterator<any[]>;
    export function getEventListeners(emitter: NodeJS.EventEmitter, event: string | symbol): Function[];
    export function listenerCount(emitter: NodeJS.EventEmitter, event: string | symbol): number;
  }
  export = EventEmitter;
}

declare module 'http' {
  import { EventEmitter } from 'events';
  type IncomingHttpHeaders = Record<string, string | undefined>;
  class IncomingMessage extends EventEmitter {
    method: string;
    url: string;
    headers: IncomingHttpHeaders;
    httpVersion: string;
    socket: { encrypted: boolean; remoteAddress: string };
    setEncoding(encoding: string): this;
    [Symbol.asyncIterator](): AsyncIterableIterator<Buffer>;
    on(event: 'data', listener: (part: Buffer) => void): this;
    on(event: 'end' | 'close', listener: () => void): this;
    on(event: string | symbol, listener: (...args: any[]) => void): this;
  }
  class ServerResponse extends EventEmitter {
    statusCode: number;
    readonly headersSent: boolean;
    readonly writableEnded: boolean;
    setHeader(name: string, value: string | number): this;
    getHeader(name: string): string | undefined;
    hasHeader(name: string): boolean;
    getHeaders(): Record<string, string>;
    removeHeader(name: string): void;
    writeHead(status: number, headers?: Record<string, string | number>): this;
    writeHead(status: number, reason: string, headers?: Record<string, string | number>): this;
    flushHeaders(): void;
    write(part: string | Uint8Array): boolean;
    end(done?: () => void): this;
    end(part: string | Uint8Array, done?: () => void): this;
  }
  type RequestListener = (request: IncomingMessage, response: ServerResponse) => void;
  class Server extends EventEmitter {
    constructor(handler?: RequestListener);
    constructor(options: object, handler?: RequestListener);
    readonly listening: boolean;
    /** Any port is the playground's own: a program has one address. */
    listen(port?: number | string, done?: () => void): this;
    listen(port: number | string, host: string, done?: () => void): this;
    listen(options: { port?: number; host?: string }, done?: () => void): this;
    close(done?: (error?: Error) => void): this;
    address(): { address: string; family: string; port: number } | null;
    closeAllConnections(): void;
    closeIdleConnections(): void;
    setTimeout(): this;
    ref(): this;
    unref(): this;
    on(event: 'listening' | 'close', listener: () => void): this;
    on(event: 'request', listener: RequestListener): this;
    on(event: string | symbol, listener: (...args: any[]) => void): this;
  }
  /** Also without `new`. */
  function Server(handler?: RequestListener): Server;
  function createServer(handler?: RequestListener): Server;
  function createServer(options: object, handler?: RequestListener): Server;
  const METHODS: string[];
  const STATUS_CODES: Record<number, string>;
}

declare module 'path' {
  const path: {
    join(...parts: string[]): string;
    resolve(...parts: string[]): string;
    normalize(path: string): string;
    basename(path: string, ext?: string): string;
    dirname(path: string): string;
    extname(path: string): string;
    isAbsolute(path: string): boolean;
    sep: '/';
    delimiter: ':';
  };
  export = path;
}
declare module 'url' {
  export function fileURLToPath(url: string | URL): string;
  export function pathToFileURL(path: string): URL;
  const address: typeof URL;
  const params: typeof URLSearchParams;
  export { address as URL, params as URLSearchParams };
}
declare module 'util' {
  export function promisify(run: (...args: any[]) => void): (...args: any[]) => Promise<any>;
  export function callbackify(run: (...args: any[]) => Promise<any>): (...args: any[]) => void;
  export function inspect(value: any, options?: { depth?: number | null }): string;
  export function format(first: any, ...values: any[]): string;
  export function stripVTControlCharacters(text: string): string;
  export function styleText(style: string | string[], text: string): string;
  export function inherits(child: Function, parent: Function): void;
  export function isDeepStrictEqual(a: any, b: any): boolean;
  export const types: { isPromise(value: any): value is Promise<any>; isDate(value: any): value is Date };
}
declare module 'crypto' {
  export function randomBytes(size: number): Buffer;
  export function randomBytes(size: number, done: (error: Error | null, bytes: Buffer) => void): void;
  export function randomUUID(): string;
  /** A whole number from 0 up to, but not, `max`. */
  export function randomInt(max: number): number;
  export function randomInt(min: number, max: number): number;
  export function getRandomValues<T extends ArrayBufferView>(array: T): T;
  export function randomFillSync<T extends ArrayBufferView>(array: T): T;
  export const webcrypto: { randomUUID(): string; getRandomValues<T extends ArrayBufferView>(array: T): T };
}
declare module 'buffer' {
  const buffer: BufferConstructor;
  export { buffer as Buffer };
  export const constants: { MAX_LENGTH: number };
}
declare module 'timers' {
  const timers: Pick<typeof globalThis, 'setTimeout' | 'setInterval' | 'setImmediate' | 'clearTimeout' | 'clearInterval' | 'clearImmediate'>;
  export = timers;
}
declare module 'timers/promises' {
  /** Resolves with `value` after `ms` milliseconds. */
  export function setTimeout<T = void>(ms?: number, value?: T, options?: { signal?: AbortSignal }): Promise<T>;
  export function setImmediate<T = void>(value?: T): Promise<T>;
  export function setInterval<T = void>(ms?: number, value?: T): AsyncIterable<T>;
  export const scheduler: { wait(ms?: number): Promise<void>; yield(): Promise<void> };
}
declare module 'assert' {
  function assert(ok: any, message?: string | Error): asserts ok;
  namespace assert {
    class AssertionError extends Error {
      code: 'ERR_ASSERTION';
    }
    function ok(ok: any, message?: string | Error): asserts ok;
    function equal(actual: any, expected: any, message?: string | Error): void;
    function notEqual(actual: any, expected: any, message?: string | Error): void;
    function strictEqual(actual: any, expected: any, message?: string | Error): void;
    function notStrictEqual(actual: any, expected: any, message?: string | Error): void;
    function deepEqual(actual: any, expected: any, message?: string | Error): void;
    function deepStrictEqual(actual: any, expected: any, message?: string | Error): void;
    function notDeepEqual(actual: any, expected: any, message?: string | Error): void;
    function notDeepStrictEqual(actual: any, expected: any, message?: string | Error): void;
    function match(text: string, pattern: RegExp, message?: string | Error): void;
    function doesNotMatch(text: string, pattern: RegExp, message?: string | Error): void;
    function throws(run: () => any, expected?: any, message?: string | Error): void;
    function doesNotThrow(run: () => any, message?: string | Error): void;
    function rejects(run: Promise<any> | (() => Promise<any>), expected?: any, message?: string | Error): Promise<void>;
    function doesNotReject(run: Promise<any> | (() => Promise<any>), message?: string | Error): Promise<void>;
    function ifError(value: any): void;
    function fail(message?: string | Error): never;
  }
  export = assert;
}
declare module 'os' {
  export function hostname(): string;
  export function platform(): string;
  export function type(): string;
  export function availableParallelism(): number;
  export const EOL: '\n';
}
declare module 'module' {
  export function createRequire(from: string | URL): (id: string) => any;
}
declare module 'process' {
  export = process;
}

declare module 'node:events' {
  import events = require('events');
  export = events;
}
declare module 'node:http' {
  export * from 'http';
}
declare module 'node:path' {
  import path = require('path');
  export = path;
}
declare module 'node:url' {
  export * from 'url';
}
declare module 'node:util' {
  export * from 'util';
}
declare module 'node:crypto' {
  export * from 'crypto';
}
declare module 'node:buffer' {
  export * from 'buffer';
}
declare module 'node:timers' {
  import timers = require('timers');
  export = timers;
}
declare module 'node:timers/promises' {
  export * from 'timers/promises';
}
declare module 'node:assert' {
  import assert = require('assert');
  export = assert;
}
declare module 'node:os' {
  export * from 'os';
}
declare module 'node:module' {
  export * from 'module';
}
declare module 'node:process' {
  export = process;
}
