/** `node:util` and `node:url`, as far as programs use them. */
import { deepEqual } from './equal.ts';
import { format } from './format.ts';
import { path } from './path.ts';
import { budget, DEPTH, show } from './show.ts';
import { text } from './text.ts';
import { nextTick } from './ticks.ts';

export const url = () => ({
  fileURLToPath: (from: unknown) => decodeURIComponent(String(from).replace(/^file:\/\//, '')),
  pathToFileURL: (from: unknown) => new URL(`file://${path.resolve(String(from))}`),
  parse: (from: string, asObject?: boolean) => {
    const { pathname, search, searchParams, hash } = new URL(from, 'http://localhost');
    return { pathname, search: search || null, hash: hash || null, path: pathname + search, href: from, query: asObject ? Object.fromEntries(searchParams) : search.slice(1) || null };
  },
  format: (from: unknown) => String(from),
  URL,
  URLSearchParams,
});

type Callback = (error: unknown, value?: unknown) => void;
type Run = (...args: unknown[]) => unknown;

/** A value as text. Below `depth` levels (2, as on Node) stands `[Object]`. */
export function inspect(value: unknown, options?: { depth?: number | null } | boolean, depth?: number | null): string {
  const wanted = typeof options === 'object' && options !== null ? options.depth : depth;
  const levels = wanted === null ? DEPTH : Math.min(DEPTH, Math.max(0, Number(wanted ?? 2)) + 1);
  return text(show(value, budget(), DEPTH - levels), typeof value === 'string');
}
inspect.custom = Symbol.for('nodejs.util.inspect.custom');
inspect.defaultOptions = {};

function promisify(run: unknown): unknown {
  if (typeof run !== 'function') throw Object.assign(new TypeError(`The "original" argument must be of type function. Received ${run === null ? 'null' : typeof run}`), { code: 'ERR_INVALID_ARG_TYPE' });
  const own = (run as unknown as Record<symbol, unknown>)[promisify.custom];
  if (typeof own === 'function') return own;
  return function (this: unknown, ...args: unknown[]) {
    return new Promise((resolve, reject) => (run as Run).call(this, ...args, (error: unknown, value: unknown) => (error ? reject(error) : resolve(value))));
  };
}
promisify.custom = Symbol.for('nodejs.util.promisify.custom');

const is = (name: string) => (value: unknown) => Object.prototype.toString.call(value) === `[object ${name}]`;

export const util = {
  promisify,
  callbackify:
    (run: (...args: unknown[]) => Promise<unknown>) =>
    (...args: unknown[]) => {
      const done = args.pop() as Callback;
      run(...args).then(
        (value) => nextTick(done as Run, null, value),
        (error: unknown) => nextTick(done as Run, error),
      );
    },
  inspect,
  format: (...values: unknown[]) => format(values).map((value) => (typeof value === 'string' ? value : inspect(value))).join(' '),
  inherits: (child: { prototype: object }, parent: { prototype: object }) => void Object.setPrototypeOf(child.prototype, parent.prototype),
  deprecate: (run: unknown) => run,
  debuglog: () => Object.assign(() => {}, { enabled: false }),
  isDeepStrictEqual: (a: unknown, b: unknown) => deepEqual(a, b, true),
  isArray: Array.isArray,
  /** The console shows no colours. */
  styleText: (_style: unknown, styled: unknown) => String(styled),
  stripVTControlCharacters: (from: unknown) => String(from).replace(/\u001b\[[0-9;]*m/g, ''),
  types: {
    isPromise: (value: unknown) => value instanceof Promise,
    isDate: is('Date'),
    isRegExp: is('RegExp'),
    isMap: is('Map'),
    isSet: is('Set'),
    isNativeError: (value: unknown) => value instanceof Error,
    isTypedArray: (value: unknown) => ArrayBuffer.isView(value) && !(value instanceof DataView),
    isUint8Array: (value: unknown) => value instanceof Uint8Array,
    isArrayBuffer: (value: unknown) => value instanceof ArrayBuffer,
    isAsyncFunction: is('AsyncFunction'),
    isGeneratorFunction: is('GeneratorFunction'),
  },
  TextEncoder,
  TextDecoder,
};
