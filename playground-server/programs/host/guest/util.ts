/** The bits of `node:url`, `node:util` and `node:assert` that tutorials use. */
import { path } from './path.ts';
import { show } from './show.ts';
import { text } from './text.ts';

export const url = () => ({
  fileURLToPath: (from: unknown) => decodeURIComponent(String(from).replace(/^file:\/\//, '')),
  pathToFileURL: (from: unknown) => new URL(`file://${path.resolve(String(from))}`),
  parse: (from: string) => {
    const { pathname, search, searchParams, hash } = new URL(from, 'http://localhost');
    return { pathname, search, hash, path: pathname + search, href: from, query: Object.fromEntries(searchParams) };
  },
  URL,
  URLSearchParams,
});

const inspect = (value: unknown) => text(show(value));
export const util = {
  promisify:
    (run: (...args: unknown[]) => void) =>
    (...args: unknown[]) =>
      new Promise((resolve, reject) => run(...args, (error: unknown, value: unknown) => (error ? reject(error) : resolve(value)))),
  inspect,
  format: (first: unknown, ...rest: unknown[]) => [first, ...rest].map((value) => (typeof value === 'string' ? value : inspect(value))).join(' '),
  inherits: (child: { prototype: object }, parent: { prototype: object }) => Object.setPrototypeOf(child.prototype, parent.prototype) as object,
  isDeepStrictEqual: (a: unknown, b: unknown) => inspect(a) === inspect(b),
  types: { isPromise: (value: unknown) => value instanceof Promise, isDate: (value: unknown) => value instanceof Date },
};

class AssertionError extends Error {
  code = 'ERR_ASSERTION';
  override name = 'AssertionError';
}
const fail = (message: unknown, otherwise: string): never => {
  throw message instanceof Error ? message : new AssertionError(String(message ?? otherwise));
};
export const assert = Object.assign(
  (ok: unknown, message?: unknown): void => void (ok || fail(message, 'The expression evaluated to a falsy value')),
  {
    AssertionError,
    ok: (ok: unknown, message?: unknown): void => void (ok || fail(message, 'The expression evaluated to a falsy value')),
    // Node's `equal` compares loosely, and so does this.
    // eslint-disable-next-line eqeqeq
    equal: (a: unknown, b: unknown, message?: unknown): void => void (a == b || fail(message, `${inspect(a)} == ${inspect(b)}`)),
    // eslint-disable-next-line eqeqeq
    notEqual: (a: unknown, b: unknown, message?: unknown): void => void (a != b || fail(message, `${inspect(a)} != ${inspect(b)}`)),
    strictEqual: (a: unknown, b: unknown, message?: unknown): void => void (Object.is(a, b) || fail(message, `${inspect(a)} !== ${inspect(b)}`)),
    notStrictEqual: (a: unknown, b: unknown, message?: unknown): void => void (!Object.is(a, b) || fail(message, `${inspect(a)} is not to be that`)),
    deepEqual: (a: unknown, b: unknown, message?: unknown): void => void (inspect(a) === inspect(b) || fail(message, `${inspect(a)} differs from ${inspect(b)}`)),
    deepStrictEqual: (a: unknown, b: unknown, message?: unknown): void => void (inspect(a) === inspect(b) || fail(message, `${inspect(a)} differs from ${inspect(b)}`)),
    fail: (message?: unknown): never => fail(message, 'Failed'),
  },
);
