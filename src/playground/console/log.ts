/** The console's lines as the workbench keeps them: from both ends, in the order in which they came, repeats folded. */
import type { ConsoleEntry, Shown } from '../../../protocol/programs.ts';
import { plainText } from './plain.ts';

/** A console entry in the workbench. */
export interface LogLine extends ConsoleEntry {
  /** Stable for as long as the line is kept. */
  id: number;
  /** Which client wrote it: its name; undefined for the server. */
  client?: string;
  /** About when it was written, on the page's clock, ms. */
  at: number;
}
export type Level = ConsoleEntry['level'];
export const LEVELS: readonly Level[] = ['log', 'info', 'warn', 'error', 'debug'];

/** Lines that are kept; older ones leave first and are counted. */
export const MOST_LINES = 1000;
/** How many lines a late one may pass. */
const REORDERED = 30;

export interface Log {
  readonly lines: readonly LogLine[];
  /** Lines that left, or never came because there were too many. */
  readonly dropped: number;
  /** `now`: when they came, ms on the page's clock. */
  addServer(entries: readonly ConsoleEntry[], now: number, dropped?: number): void;
  addClient(client: string, entry: ConsoleEntry, now: number, dropped?: number): void;
  /** Causes name lines by numbers that another channel gave: on a new one they would name others. */
  forgetCauses(): void;
  clear(): void;
}

const same = (a: ConsoleEntry, b: ConsoleEntry) =>
  a.end === b.end && a.level === b.level && a.place?.line === b.place?.line && a.place?.file === b.place?.file && JSON.stringify(a.values) === JSON.stringify(b.values);

/** A line that was written once more: it is of what wrote it last. */
function again({ cause: _, ...line }: LogLine, { cause }: ConsoleEntry, times: number): LogLine {
  return { ...line, times, ...(cause ? { cause } : {}) };
}

export function createLog(): Log {
  let lines: LogLine[] = [];
  let dropped = 0;
  let next = 1;
  // Each writer has a clock of its own, and the server's lines come in batches. A writer's clock is behind the page's by
  // at most what its quickest line took to come: lines are put in the order in which they were written by that.
  const behind = new Map<string, number>();
  function written(writer: string, t: number, now: number): number {
    behind.set(writer, Math.min(behind.get(writer) ?? Infinity, now - t));
    return t + (behind.get(writer) ?? 0);
  }
  function push(line: Omit<LogLine, 'id'>) {
    let place = lines.length;
    while (place > 0 && lines.length - place < REORDERED && lines[place - 1]!.at > line.at) place -= 1;
    lines = lines.toSpliced(place, 0, { ...line, id: next++ });
    if (lines.length > MOST_LINES) {
      dropped += lines.length - MOST_LINES;
      lines = lines.slice(-MOST_LINES);
    }
  }
  return {
    get lines() {
      return lines;
    },
    get dropped() {
      return dropped;
    },
    addServer(entries, now, more = 0) {
      dropped += more;
      const last = entries.at(-1);
      if (last) written('server', last.t, now);
      for (const entry of entries) {
        // The server folds: a line that came once more is sent again with its new count.
        const at = lines.findLastIndex(({ end }) => end === 'server');
        const last = lines[at];
        if (last && entry.times > 1 && last.t === entry.t && same(last, entry)) {
          lines = lines.with(at, again(last, entry, entry.times));
        }
        else push({ ...entry, at: written('server', entry.t, now) });
      }
    },
    addClient(client, entry, now, more = 0) {
      dropped += more;
      const last = lines.at(-1);
      if (last?.client === client && same(last, entry)) lines = lines.with(-1, again(last, entry, last.times + 1));
      else push({ ...entry, client, at: written(client, entry.t, now) });
    },
    forgetCauses() {
      lines = lines.map(({ cause: _, ...line }) => line);
    },
    clear() {
      behind.clear();
      lines = [];
      dropped = 0;
    },
  };
}

export interface Sieve {
  /** Text that a line must hold, in any case: in what it says, in who wrote it, or where. */
  text: string;
  levels: ReadonlySet<Level>;
}
/** The lines that the reader wants to see. */
export function sift(lines: readonly LogLine[], { text, levels }: Sieve): LogLine[] {
  const wanted = text.trim().toLowerCase();
  return lines.filter((line) => levels.has(line.level) && (wanted === '' || [line.client ?? line.end, lineText(line), line.place ? `${line.place.file}:${line.place.line}` : ''].some((part) => part.toLowerCase().includes(wanted))));
}

/** One line as plain text: for filtering, copying, and who hears it. */
export const lineText = ({ values }: { values: readonly Shown[] }): string => values.map((value) => plainText(value, true)).join(' ');

/** Lines as they are copied: who wrote them, what, and how often. */
export const copyText = (lines: readonly LogLine[]): string =>
  lines.map((line) => `[${line.client ?? 'server'}]${line.level === 'log' ? '' : ` ${line.level}:`} ${lineText(line)}${line.times > 1 ? ` (×${line.times})` : ''}`).join('\n');
