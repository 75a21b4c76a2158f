/** Deep equality as `node:assert` and `node:util` know it, strict or loose; cycles are followed once. */
const tag = (value: unknown) => Object.prototype.toString.call(value);
const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** As `assert.equal` compares: by `==`, and NaN is itself. */
// eslint-disable-next-line eqeqeq
export const looselyEqual = (a: unknown, b: unknown): boolean => a == b || (a !== a && b !== b);

/** `strict` compares with `Object.is` and looks at prototypes; loose as `looselyEqual` does. */
export function deepEqual(a: unknown, b: unknown, strict: boolean, seen = new Map<object, object>()): boolean {
  if (!isObject(a) || !isObject(b)) return strict ? Object.is(a, b) : looselyEqual(a, b);
  if (a === b || seen.get(a) === b) return true;
  if (tag(a) !== tag(b) || (strict && Object.getPrototypeOf(a) !== Object.getPrototypeOf(b))) return false;
  seen.set(a, b);
  const same = (x: unknown, y: unknown) => deepEqual(x, y, strict, seen);
  if (Array.isArray(a) !== Array.isArray(b) || (Array.isArray(a) && a.length !== (b as unknown[]).length)) return false;
  if (a instanceof Date && b instanceof Date && !Object.is(a.getTime(), b.getTime())) return false;
  if (a instanceof RegExp && String(a) !== String(b)) return false;
  if (a instanceof Error && b instanceof Error && (a.message !== b.message || a.name !== b.name)) return false;
  if (a instanceof Number || a instanceof String || a instanceof Boolean) {
    if (!Object.is(a.valueOf(), b.valueOf())) return false;
  }
  if (a instanceof Promise || a instanceof WeakMap || a instanceof WeakSet) return false;
  if (ArrayBuffer.isView(a) || a instanceof ArrayBuffer) {
    const [x, y] = [bytesOf(a), bytesOf(b as ArrayBuffer)];
    return x.length === y.length && x.every((byte, i) => byte === y[i]);
  }
  if (a instanceof Map || a instanceof Set) return sameMembers(a, b as Map<unknown, unknown> | Set<unknown>, same);
  const keys = ownKeys(a);
  if (keys.length !== ownKeys(b).length) return false;
  return keys.every((key) => Object.prototype.propertyIsEnumerable.call(b, key) && same((a as Record<PropertyKey, unknown>)[key], (b as Record<PropertyKey, unknown>)[key]));
}

const ownKeys = (object: object): PropertyKey[] => [...Object.keys(object), ...Object.getOwnPropertySymbols(object).filter((key) => Object.prototype.propertyIsEnumerable.call(object, key))];
const bytesOf = (given: ArrayBuffer | ArrayBufferView) => (given instanceof ArrayBuffer ? new Uint8Array(given) : new Uint8Array(given.buffer, given.byteOffset, given.byteLength));

/** Order does not count: a member of one may stand anywhere in the other, and each only once. */
function sameMembers(a: Map<unknown, unknown> | Set<unknown>, b: Map<unknown, unknown> | Set<unknown>, same: (x: unknown, y: unknown) => boolean): boolean {
  if (a.size !== b.size) return false;
  const left = new Set<unknown>(b.keys());
  for (const key of a.keys()) {
    const fits = (other: unknown) => same(key, other) && (!(a instanceof Map) || same(a.get(key), (b as Map<unknown, unknown>).get(other)));
    if (left.has(key) && fits(key)) left.delete(key);
    else {
      const found = isObject(key) ? [...left].find((other) => isObject(other) && fits(other)) : undefined;
      if (found === undefined) return false;
      left.delete(found);
    }
  }
  return true;
}
