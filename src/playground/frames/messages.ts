/**
 * What a client frame tells the workbench. The frame runs a learner's (or a stranger's) code, so every message is read
 * as hostile: its shape is checked, its size bounded, and nothing in it is ever more than text.
 */
import { readSeen, SEEN_MARK } from '../../../protocol/hints.ts';
import type { ConsoleEntry, Heard, Place, Problem, Shown } from '../../../protocol/programs.ts';

export type ClientMessage = { dropped: number } & ({ type: 'ready' } | { type: 'console'; entry: ConsoleEntry; cause?: Heard } | { type: 'problem'; problem: Problem; cause?: Heard });

const DEEPEST = 8;
const MOST_ENTRIES = 200;
const MOST_VALUES = 50;
const LONGEST = 20_000;
/** Values and characters of one message, in all. */
const MOST_IN_ALL = 1_500;
const TEXT_IN_ALL = 60_000;
const LEVELS = ['log', 'info', 'warn', 'error', 'debug'] as const;
const SIMPLE = new Set(['string', 'number', 'boolean', 'bigint', 'symbol', 'date', 'regexp', 'function']);
const COMPOUND = new Set(['array', 'object', 'map', 'set', 'bytes', 'error', 'promise', 'class']);

/** The message, rebuilt from what was read; undefined where it is none of ours. */
export function readClientMessage(data: unknown): ClientMessage | undefined {
  if (!isRecord(data) || data.saitrong !== 'client') return undefined;
  const dropped = count(data.dropped);
  const cause = readHeard(data.cause);
  if (data.type === 'ready') return { type: 'ready', dropped };
  if (data.type === 'console') {
    const entry = readEntry(data.entry);
    return entry && { type: 'console', entry, dropped, ...cause };
  }
  if (data.type === 'problem') {
    const problem = readProblem(data.problem);
    return problem && { type: 'problem', problem, dropped, ...cause };
  }
  return undefined;
}

function readEntry(given: unknown): ConsoleEntry | undefined {
  if (!isRecord(given) || !Array.isArray(given.values)) return undefined;
  const level = LEVELS.find((one) => one === given.level) ?? 'log';
  const budget = { left: MOST_IN_ALL, text: TEXT_IN_ALL };
  const values = given.values.slice(0, MOST_VALUES).map((value) => readShown(value, DEEPEST, budget));
  const place = readPlace(given.place);
  return { t: typeof given.t === 'number' && Number.isFinite(given.t) ? given.t : 0, end: 'client', level, values, times: 1, ...(place ? { place } : {}) };
}

function readProblem(given: unknown): Problem | undefined {
  if (!isRecord(given) || typeof given.message !== 'string') return undefined;
  const place = readPlace(given.place);
  const stack = Array.isArray(given.stack) ? given.stack.slice(0, 20).flatMap((one) => readPlace(one) ?? []) : [];
  const seen = isRecord(given.hint) ? readSeen(given.hint.code, given.hint.params) : undefined;
  return {
    severity: given.severity === 'warning' ? 'warning' : 'error',
    end: 'client',
    name: text(given.name, 100) || 'Error',
    message: text(given.message, 4000),
    stack,
    ...(place ? { place } : {}),
    ...(seen ? { hint: { code: SEEN_MARK + seen.code, params: seen.params } } : {}),
  };
}

function readShown(given: unknown, deep: number, budget: { left: number; text: number }): Shown {
  if (budget.left-- <= 0 || deep === 0 || !isRecord(given)) return { k: 'cycle' };
  const k = String(given.k);
  const said = (value: unknown, most: number) => {
    const kept = text(value, Math.min(most, budget.text));
    budget.text -= kept.length;
    return kept;
  };
  if (k === 'null' || k === 'undefined' || k === 'cycle') return { k };
  if (SIMPLE.has(k)) return { k, v: said(given.v, LONGEST), ...(count(given.cut) ? { cut: count(given.cut) } : {}) } as Shown;
  if (!COMPOUND.has(k)) return { k: 'undefined' };
  const entries = Array.isArray(given.entries)
    ? given.entries.slice(0, MOST_ENTRIES).flatMap((pair): [Shown, Shown][] => (Array.isArray(pair) && budget.left > 0 ? [[readShown(pair[0], deep - 1, budget), readShown(pair[1], deep - 1, budget)]] : []))
    : undefined;
  return {
    k,
    ...(typeof given.name === 'string' ? { name: said(given.name, 200) } : {}),
    ...(typeof given.v === 'string' ? { v: said(given.v, LONGEST) } : {}),
    ...(entries ? { entries } : {}),
    ...(count(given.more) ? { more: count(given.more) } : {}),
  } as Shown;
}

/** A message of the server's that the frame names; which line it came on only the workbench says. */
function readHeard(given: unknown): { cause?: Heard } {
  if (!isRecord(given) || !count(given.packet) || !text(given.session, 64)) return {};
  return { cause: { packet: count(given.packet), session: text(given.session, 64) } };
}

function readPlace(given: unknown): Place | undefined {
  if (!isRecord(given) || typeof given.file !== 'string' || !count(given.line)) return undefined;
  return { file: text(given.file, 100), line: count(given.line), ...(count(given.column) ? { column: count(given.column) } : {}) };
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const text = (value: unknown, most: number): string => (typeof value === 'string' ? value.slice(0, most) : '');
/** A whole number from 0; 0 for anything else. */
const count = (value: unknown): number => (typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : 0);
