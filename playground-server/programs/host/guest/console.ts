/** `console`, structured. Where a call came from is read off the stack, because QuickJS has no other way to tell. */
import type { ConsoleEntry } from '../../../../protocol/programs.ts';
import { format } from './format.ts';
import { host } from './host-calls.ts';
import { placeOf } from './places.ts';
import { budget, show } from './show.ts';

type Level = ConsoleEntry['level'];
const counts = new Map<string, number>();
const started = new Map<string, number>();
let indent = 0;

function write(level: Level, values: unknown[], place = placeOf(new Error().stack)): void {
  const left = budget();
  const shown = format(values).slice(0, 100).map((value) => show(value, left));
  if (indent > 0) shown.unshift({ k: 'string', v: '  '.repeat(Math.min(indent, 20)) });
  const entry: Omit<ConsoleEntry, 'times'> = { t: host.now(), end: 'server', level, values: shown, ...(place ? { place } : {}) };
  host.log(JSON.stringify(entry));
}

/** What a handler threw, where it threw it: for those who call handlers. */
export function logError(error: unknown): void {
  write('error', [error], error instanceof Error ? placeOf(error.stack) : undefined);
}

export const guestConsole = {
  log: (...values: unknown[]) => write('log', values),
  info: (...values: unknown[]) => write('info', values),
  warn: (...values: unknown[]) => write('warn', values),
  error: (...values: unknown[]) => write('error', values),
  debug: (...values: unknown[]) => write('debug', values),
  trace: (...values: unknown[]) => write('debug', values),
  dir: (value: unknown) => write('log', [value]),
  table: (value: unknown) => write('log', [value]),
  assert: (ok: unknown, ...values: unknown[]) => {
    if (!ok) write('error', ['Assertion failed', ...values]);
  },
  count: (label = 'default') => {
    counts.set(label, (counts.get(label) ?? 0) + 1);
    write('log', [`${label}: ${counts.get(label)}`]);
  },
  countReset: (label = 'default') => counts.delete(label),
  time: (label = 'default') => started.set(label, host.now()),
  timeEnd: (label = 'default') => {
    write('log', [`${label}: ${(host.now() - (started.get(label) ?? host.now())).toFixed(2)} ms`]);
    started.delete(label);
  },
  timeLog: (label = 'default') => write('log', [`${label}: ${(host.now() - (started.get(label) ?? host.now())).toFixed(2)} ms`]),
  group: (...values: unknown[]) => {
    if (values.length) write('log', values);
    indent++;
  },
  groupCollapsed: (...values: unknown[]) => guestConsole.group(...values),
  groupEnd: () => {
    indent = Math.max(0, indent - 1);
  },
  clear: () => {},
};
