/** Console values as structure (`Shown`), bounded in depth, width and length, without running the learner's getters twice. */
import type { Shown } from '../../../../protocol/programs.ts';

const DEPTH = 4;
const WIDTH = 60;
const LENGTH = 4_000;

const cut = (text: string): { v: string; cut?: number } => (text.length > LENGTH ? { v: text.slice(0, LENGTH), cut: text.length } : { v: text });

/** Turns any value into what the console can show; never throws. */
export function show(value: unknown, depth = 0, seen: object[] = []): Shown {
  try {
    return showUnsafe(value, depth, seen);
  } catch (error) {
    return { k: 'class', name: 'unreadable', v: String((error as Error)?.message ?? '') };
  }
}

function showUnsafe(value: unknown, depth: number, seen: object[]): Shown {
  switch (typeof value) {
    case 'string':
      return { k: 'string', ...cut(value) };
    case 'number':
      return { k: 'number', v: Object.is(value, -0) ? '-0' : String(value) };
    case 'boolean':
      return { k: 'boolean', v: String(value) };
    case 'bigint':
      return { k: 'bigint', ...cut(`${value}n`) };
    case 'symbol':
      return { k: 'symbol', v: String(value) };
    case 'undefined':
      return { k: 'undefined' };
    case 'function':
      return { k: 'function', v: /^class\b/.test(Function.prototype.toString.call(value)) ? `class ${value.name}` : value.name };
  }
  if (value === null) return { k: 'null' };
  const object = value as object;
  if (seen.includes(object)) return { k: 'cycle' };
  const deeper = [...seen, object];
  const one = (part: unknown) => show(part, depth + 1, deeper);

  if (object instanceof Error) {
    return { k: 'error', name: String(object.name), ...cut(String(object.stack ? `${object.name}: ${object.message}` : object.message)) };
  }
  if (object instanceof Date) return { k: 'date', v: Number.isNaN(object.getTime()) ? 'Invalid Date' : object.toISOString() };
  if (object instanceof RegExp) return { k: 'regexp', v: String(object) };
  if (object instanceof Promise) return { k: 'promise' };
  if (ArrayBuffer.isView(object) || object instanceof ArrayBuffer) {
    const bytes = object instanceof ArrayBuffer ? new Uint8Array(object) : new Uint8Array(object.buffer, object.byteOffset, object.byteLength);
    const hex = Array.from(bytes.subarray(0, 50), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
    return { k: 'bytes', name: object.constructor?.name, v: hex, more: Math.max(0, bytes.length - 50) };
  }
  const name = object.constructor?.name;
  if (depth >= DEPTH) return { k: Array.isArray(object) ? 'array' : 'object', name, more: Array.isArray(object) ? object.length : Object.keys(object).length };

  if (Array.isArray(object)) {
    const entries = object.slice(0, WIDTH).map((part, i): [Shown, Shown] => [{ k: 'number', v: String(i) }, one(part)]);
    return { k: 'array', entries, more: Math.max(0, object.length - WIDTH) };
  }
  if (object instanceof Map || object instanceof Set) {
    const entries: [Shown, Shown][] = [];
    for (const [key, part] of object.entries()) {
      if (entries.length === WIDTH) break;
      entries.push([object instanceof Map ? one(key) : { k: 'undefined' }, one(part)]);
    }
    return { k: object instanceof Map ? 'map' : 'set', entries, more: Math.max(0, object.size - WIDTH) };
  }
  const keys = Object.keys(object);
  const entries = keys.slice(0, WIDTH).map((key): [Shown, Shown] => [{ k: 'string', v: key }, one((object as Record<string, unknown>)[key])]);
  return { k: name && name !== 'Object' ? 'class' : 'object', name, entries, more: Math.max(0, keys.length - WIDTH) };
}
