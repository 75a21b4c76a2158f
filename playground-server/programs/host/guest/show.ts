/** Console values as structure (`Shown`), bounded in depth, width, length and in all; getters are named, not run. */
import type { Shown } from '../../../../protocol/programs.ts';

/** Levels that are shown. */
export const DEPTH = 4;
const WIDTH = 60;
const LENGTH = 4_000;
/** Values and characters of one console call, in all. */
const VALUES = 1_500;
const TEXT = 40_000;

interface Budget {
  values: number;
  text: number;
}
export const budget = (): Budget => ({ values: VALUES, text: TEXT });

function cut(text: string, left: Budget): { v: string; cut?: number } {
  const most = Math.max(0, Math.min(LENGTH, left.text));
  left.text -= Math.min(text.length, most);
  return text.length > most ? { v: text.slice(0, most), cut: text.length } : { v: text };
}

/** Turns any value into what the console can show; never throws. */
export function show(value: unknown, left: Budget = budget(), depth = 0, seen: object[] = []): Shown {
  left.values--;
  try {
    return showUnsafe(value, left, depth, seen);
  } catch (error) {
    return { k: 'class', name: 'unreadable', v: String((error as Error)?.message ?? '').slice(0, 200) };
  }
}

function showUnsafe(value: unknown, left: Budget, depth: number, seen: object[]): Shown {
  switch (typeof value) {
    case 'string':
      return { k: 'string', ...cut(value, left) };
    case 'number':
      return { k: 'number', v: Object.is(value, -0) ? '-0' : String(value) };
    case 'boolean':
      return { k: 'boolean', v: String(value) };
    case 'bigint':
      return { k: 'bigint', ...cut(`${value}n`, left) };
    case 'symbol':
      return { k: 'symbol', ...cut(String(value), left) };
    case 'undefined':
      return { k: 'undefined' };
    case 'function': {
      const name = typeof value.name === 'string' ? value.name.slice(0, 100) : '';
      return { k: 'function', v: /^class\b/.test(Function.prototype.toString.call(value).slice(0, 10)) ? `class ${name}` : name };
    }
  }
  if (value === null) return { k: 'null' };
  const object = value as object;
  if (seen.includes(object)) return { k: 'cycle' };

  if (object instanceof Error) {
    return { k: 'error', name: String(object.name).slice(0, 100), ...cut(`${object.name}: ${object.message}`, left) };
  }
  if (object instanceof Date) return { k: 'date', v: Number.isNaN(object.getTime()) ? 'Invalid Date' : object.toISOString() };
  if (object instanceof RegExp) return { k: 'regexp', ...cut(String(object), left) };
  if (object instanceof Promise) return { k: 'promise' };
  if (ArrayBuffer.isView(object) || object instanceof ArrayBuffer) {
    const bytes = object instanceof ArrayBuffer ? new Uint8Array(object) : new Uint8Array(object.buffer, object.byteOffset, object.byteLength);
    const hex = Array.from(bytes.subarray(0, 50), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
    return { k: 'bytes', name: nameOf(object), v: hex, more: Math.max(0, bytes.length - 50) };
  }
  return inside(object, left, depth, [...seen, object]);
}

/** The class's name, read without running anything of the object's. */
function nameOf(object: object): string {
  const prototype = Object.getPrototypeOf(object) as object | null;
  if (prototype === null) return '[null prototype]';
  const made = Object.getOwnPropertyDescriptor(prototype, 'constructor')?.value as { name?: unknown } | undefined;
  return typeof made?.name === 'string' ? made.name.slice(0, 100) : 'Object';
}

function inside(object: object, left: Budget, depth: number, seen: object[]): Shown {
  const name = nameOf(object);
  const one = (part: unknown) => show(part, left, depth + 1, seen);
  const full = () => left.values <= 0 || left.text <= 0;
  const entries: [Shown, Shown][] = [];
  const array = Array.isArray(object);
  if (object instanceof Map || object instanceof Set) {
    if (depth < DEPTH) {
      for (const [key, part] of object.entries()) {
        if (entries.length === WIDTH || full()) break;
        entries.push([object instanceof Map ? one(key) : { k: 'undefined' }, one(part)]);
      }
    }
    return { k: object instanceof Map ? 'map' : 'set', entries, more: object.size - entries.length };
  }
  const keys = array ? [] : Object.keys(object);
  const length = array ? object.length : keys.length;
  if (depth >= DEPTH) return { k: array ? 'array' : 'object', name, more: length };
  for (let i = 0; i < Math.min(length, WIDTH) && !full(); i++) {
    const key = array ? String(i) : (keys[i] as string);
    const shownKey: Shown = array ? { k: 'number', v: key } : { k: 'string', ...cut(key, left) };
    const own = Object.getOwnPropertyDescriptor(object, key);
    entries.push([shownKey, own?.get ? { k: 'symbol', v: '[Getter]' } : one(own?.value)]);
  }
  if (array) return { k: 'array', entries, more: length - entries.length };
  return { k: name === 'Object' || name === '[null prototype]' ? 'object' : 'class', name, entries, more: length - entries.length };
}
