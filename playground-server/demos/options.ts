/** Reading a demo's options: a known value, or a clear refusal. */
import { FarEndError } from './far-end.ts';

/** `options[name]`, which must be one of `values`; the first where it is left out. Throws `FarEndError('bad-option')`. */
export function choice<T extends string>(options: Record<string, string>, name: string, values: readonly [T, ...T[]]): T {
  const given = options[name];
  if (given === undefined) return values[0];
  const found = values.find((value) => value === given);
  if (found === undefined) throw new FarEndError('bad-option', { option: name, value: given.slice(0, 60) });
  return found;
}

/** Throws `FarEndError('bad-option')` where an option is none of `known`. */
export function only(options: Record<string, string>, known: readonly string[]): void {
  const other = Object.keys(options).find((name) => !known.includes(name));
  if (other !== undefined) throw new FarEndError('bad-option', { option: other, value: (options[other] ?? '').slice(0, 60) });
}
