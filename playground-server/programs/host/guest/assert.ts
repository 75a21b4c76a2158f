/** `node:assert`: what it asks, with Node's names; its messages are one line. */
import { deepEqual, looselyEqual } from './equal.ts';
import { inspect } from './util.ts';

class AssertionError extends Error {
  code = 'ERR_ASSERTION';
  override name = 'AssertionError';
  generatedMessage: boolean;
  actual: unknown;
  expected: unknown;
  operator: string;
  constructor({ message, actual, expected, operator }: { message?: string; actual?: unknown; expected?: unknown; operator?: string } = {}) {
    super(message ?? `${inspect(actual)} ${operator} ${inspect(expected)}`);
    this.generatedMessage = message === undefined;
    this.actual = actual;
    this.expected = expected;
    this.operator = operator ?? 'fail';
  }
}

function fail(message: unknown, otherwise: string, actual?: unknown, expected?: unknown, operator?: string): never {
  if (message instanceof Error) throw message;
  const error = new AssertionError({ message: String(message ?? otherwise), actual, expected, ...(operator ? { operator } : {}) });
  error.generatedMessage = message === undefined;
  throw error;
}
/** An assertion of two values: `holds` decides, `not` stands between them where it does not. */
const pair = (operator: string, holds: (a: unknown, b: unknown) => boolean, not: string) => (actual: unknown, expected: unknown, message?: unknown): void => {
  if (!holds(actual, expected)) fail(message, `${inspect(actual)} ${not} ${inspect(expected)}`, actual, expected, operator);
};

type Expected = ((error: unknown) => unknown) | RegExp | object | undefined;
/** Is this error one that was expected? A class, a test, a pattern of its text, or an object with the properties it must have. */
function fits(error: unknown, expected: Expected): boolean {
  if (expected === undefined) return true;
  if (expected instanceof RegExp) return expected.test(String(error));
  if (typeof expected === 'function') {
    const { prototype } = expected as { prototype?: unknown };
    if (prototype !== undefined && error instanceof (expected as unknown as new () => unknown)) return true;
    if (Object.prototype.isPrototypeOf.call(Error, expected)) return false;
    return (expected as (error: unknown) => unknown)(error) === true;
  }
  const wanted = expected instanceof Error ? { name: expected.name, message: expected.message } : expected;
  return Object.entries(wanted).every(([key, value]) => {
    const got = (error as Record<string, unknown> | null)?.[key];
    return value instanceof RegExp && typeof got === 'string' ? value.test(got) : deepEqual(got, value, true);
  });
}
/** `throws(run, expected?, message?)`: the second may be the message, as on Node. */
const sorted = (expected: unknown, message: unknown): [Expected, unknown] => (typeof expected === 'string' ? [undefined, expected] : [expected as Expected, message]);
function threw(error: unknown, expected: Expected, message: unknown): void {
  if (fits(error, expected)) return;
  if (message === undefined && error instanceof Error) throw error;
  fail(message, `${inspect(error)} is not the error that was expected`, error, expected, 'throws');
}
const running = (run: unknown) => (typeof run === 'function' ? (run as () => unknown)() : run) as Promise<unknown>;

const ok = (value?: unknown, message?: unknown): void => {
  if (!value) fail(message, 'The expression evaluated to a falsy value', value, true, '==');
};
const strict = {
  equal: pair('strictEqual', Object.is, '!=='),
  notEqual: pair('notStrictEqual', (a, b) => !Object.is(a, b), 'is not to be'),
  deepEqual: pair('deepStrictEqual', (a, b) => deepEqual(a, b, true), 'differs from'),
  notDeepEqual: pair('notDeepStrictEqual', (a, b) => !deepEqual(a, b, true), 'is not to equal'),
};
const common = {
  AssertionError,
  ok,
  fail: (message?: unknown): never => fail(message, 'Failed'),
  ifError: (value: unknown): void => {
    if (value !== null && value !== undefined) throw value instanceof Error ? value : new AssertionError({ message: `ifError got unwanted exception: ${inspect(value)}` });
  },
  match: (text: string, pattern: RegExp, message?: unknown): void => {
    if (!pattern.test(text)) fail(message, `${inspect(text)} does not match ${String(pattern)}`, text, pattern, 'match');
  },
  doesNotMatch: (text: string, pattern: RegExp, message?: unknown): void => {
    if (pattern.test(text)) fail(message, `${inspect(text)} is not to match ${String(pattern)}`, text, pattern, 'doesNotMatch');
  },
  throws(run: () => unknown, expected?: unknown, message?: unknown): void {
    const [wanted, said] = sorted(expected, message);
    try {
      run();
    } catch (error) {
      return threw(error, wanted, said);
    }
    fail(said, 'Missing expected exception.', undefined, wanted, 'throws');
  },
  doesNotThrow(run: () => unknown, ...given: unknown[]): void {
    try {
      run();
    } catch (error) {
      fail(given.findLast((one) => typeof one === 'string'), `Got unwanted exception: ${inspect(error)}`);
    }
  },
  async rejects(run: unknown, expected?: unknown, message?: unknown): Promise<void> {
    const [wanted, said] = sorted(expected, message);
    try {
      await running(run);
    } catch (error) {
      return threw(error, wanted, said);
    }
    fail(said, 'Missing expected rejection.', undefined, wanted, 'rejects');
  },
  async doesNotReject(run: unknown, ...given: unknown[]): Promise<void> {
    try {
      await running(run);
    } catch (error) {
      fail(given.findLast((one) => typeof one === 'string'), `Got unwanted rejection: ${inspect(error)}`);
    }
  },
  strictEqual: strict.equal,
  notStrictEqual: strict.notEqual,
  deepStrictEqual: strict.deepEqual,
  notDeepStrictEqual: strict.notDeepEqual,
};

export const strictAssert = Object.assign((value?: unknown, message?: unknown): void => ok(value, message), common, strict);
export const assert = Object.assign((value?: unknown, message?: unknown): void => ok(value, message), common, {
  equal: pair('==', looselyEqual, '=='),
  notEqual: pair('!=', (a, b) => !looselyEqual(a, b), '!='),
  deepEqual: pair('deepEqual', (a, b) => deepEqual(a, b, false), 'differs from'),
  notDeepEqual: pair('notDeepEqual', (a, b) => !deepEqual(a, b, false), 'is not to equal'),
  strict: strictAssert,
});
Object.assign(strictAssert, { strict: strictAssert });
