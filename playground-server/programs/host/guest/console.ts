/** `console`, structured. Where a call came from is read off the stack, because QuickJS has no other way to tell. */
import type { ConsoleEntry } from '../../../../protocol/programs.ts';
import { host } from './host-calls.ts';
import { placeOf } from './places.ts';
import { budget, show } from './show.ts';
import { text } from './text.ts';

type Level = ConsoleEntry['level'];
const counts = new Map<string, number>();
const started = new Map<string, number>();
let indent = 0;

/** printf's %s %d %i %f %o %O %j %c, as in Node: only when the first value is text that has one. */
function format(values: unknown[]): unknown[] {
  const [first, ...rest] = values;
  if (typeof first !== 'string' || rest.length === 0 || !/%[sdifoOjc%]/.test(first)) return values;
  const line = first.replace(/%([sdifoOjc%])/g, (whole, kind: string) => {
    if (kind === '%') return '%';
    if (rest.length === 0) return whole;
    const value = rest.shift();
    if (kind === 'c') return '';
    if (kind === 'd' || kind === 'f') return String(Number(value));
    if (kind === 'i') return String(parseInt(String(value), 10));
    if (kind === 's' && typeof value !== 'object') return String(value);
    return text(show(value));
  });
  return [line, ...rest];
}

function write(level: Level, values: unknown[]): void {
  const place = placeOf(new Error().stack);
  const left = budget();
  const shown = format(values).slice(0, 100).map((value) => show(value, left));
  if (indent > 0) shown.unshift({ k: 'string', v: '  '.repeat(Math.min(indent, 20)) });
  const entry: Omit<ConsoleEntry, 'times'> = { t: host.now(), end: 'server', level, values: shown, ...(place ? { place } : {}) };
  host.log(JSON.stringify(entry));
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
