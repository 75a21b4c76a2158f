/**
 * How languages write dates, numbers, lists and order: the engine in a program has no such tables, so its thread
 * answers with Node's own. Text goes in and text comes out: nothing of ours is handed over, and what is asked for is
 * one of the methods below on bounded values.
 */
import { FORMATTERS, type FormatterName } from './locale-questions.ts';

/** What may be asked for. `Date` and `Number` are their `toLocale…String` methods; a BigInt is asked for as a `Number`. */
const METHODS: Record<string, readonly string[]> = {
  ...Object.fromEntries(Object.entries(FORMATTERS).map(([name, methods]) => [name, [...methods, 'resolvedOptions']])),
  Date: ['toLocaleString', 'toLocaleDateString', 'toLocaleTimeString'],
  Number: ['toLocaleString'],
};

/** A value as it crosses: JSON has no NaN, no BigInt and no undefined. */
type Crossing = ['number' | 'bigint' | 'text', string] | ['list', string[]] | ['none'];

interface Question {
  kind: unknown;
  method: unknown;
  locales?: string | string[];
  options?: object;
  values?: unknown;
}

/** Formatters are costly to make and small to keep. */
const KEPT = 30;
const made = new Map<string, Record<string, (...values: unknown[]) => unknown>>();

function formatter(kind: FormatterName, locales: Question['locales'], options: Question['options']) {
  const key = JSON.stringify([kind, locales, options]);
  let found = made.get(key);
  if (!found) {
    if (made.size >= KEPT) made.clear();
    const Formatter = Intl[kind] as unknown as new (...given: unknown[]) => unknown;
    made.set(key, (found = new Formatter(locales, options) as Record<string, (...values: unknown[]) => unknown>));
  }
  return found;
}

function valueOf(crossing: unknown): unknown {
  const [type, value] = crossing as Crossing;
  if (type === 'number') return Number(value);
  if (type === 'bigint') return BigInt(value);
  return value;
}

function answer({ kind, method, locales, options, values }: Question): unknown {
  const known = String(kind);
  if (!Object.hasOwn(METHODS, known) || !METHODS[known]?.includes(String(method))) throw new TypeError('no such question');
  const given = (Array.isArray(values) ? values : []).map(valueOf);
  if (known === 'Date') return (new Date(given[0] as number) as unknown as Record<string, (...more: unknown[]) => unknown>)[String(method)]?.(locales, options);
  if (known === 'Number') return (given[0] as number).toLocaleString(locales, options);
  const result = formatter(known as FormatterName, locales, options)[String(method)]?.(...given);
  return known === 'Segmenter' && method === 'segment' ? Array.from(result as Iterable<object>, ({ ...part }) => ({ ...part, input: undefined })) : result;
}

/** Answers a question (`Question` as JSON) as JSON: `{ value }`, or `{ error: [name, message] }` as Node would throw it. */
export function inLocale(json: string): string {
  try {
    return JSON.stringify({ value: answer(JSON.parse(json) as Question) });
  } catch (error) {
    const { name, message } = error as Error;
    return JSON.stringify({ error: [name, message] });
  }
}
