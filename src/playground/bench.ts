/** How the reader left the workbench: sizes and habits, kept on this device. Broken or blocked storage gives the defaults. */
export interface Habits {
  /** Share of the code's width, and of the result's height, 0.15 to 0.85. */
  columns: number;
  rows: number;
  /** Run again on change. */
  auto: boolean;
}
const KEY = 'saitrong-workbench';
const DEFAULTS: Habits = { columns: 0.44, rows: 0.46, auto: false };

export function readHabits(): Habits {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Habits>;
    const share = (value: unknown, other: number) => (typeof value === 'number' && value >= 0.15 && value <= 0.85 ? value : other);
    return { columns: share(kept.columns, DEFAULTS.columns), rows: share(kept.rows, DEFAULTS.rows), auto: kept.auto === true };
  } catch {
    return { ...DEFAULTS };
  }
}
export function keepHabits(habits: Habits): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(habits));
  } catch {
    // Storage is blocked: the next visit begins with the defaults.
  }
}

const PROGRAM = 'saitrong-program';
/** The key of the program that this tab runs: kept over a reload, forgotten with the tab. */
export function tabKey() {
  let key: string | undefined;
  return {
    get(): string | undefined {
      try {
        key ??= sessionStorage.getItem(PROGRAM) ?? undefined;
      } catch {
        // Storage is blocked: a reload starts anew.
      }
      return key;
    },
    set(next: string | undefined): void {
      key = next;
      try {
        if (next === undefined) sessionStorage.removeItem(PROGRAM);
        else sessionStorage.setItem(PROGRAM, next);
      } catch {
        // As above.
      }
    },
  };
}
