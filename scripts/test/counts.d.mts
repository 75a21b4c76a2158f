export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}
export function vitestCounts(report: {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests?: number;
  testResults?: { status: string; assertionResults: unknown[] }[];
}): Counts;
export function playwrightCounts(report: { stats: { expected: number; unexpected: number; flaky: number; skipped: number }; errors?: unknown[] }): Counts;
export function withExitCode(counts: Counts, code: number): Counts;
export function sum(all: readonly Counts[]): Counts;
export function summary(counts: Counts): string;
