// Reads how many tests passed from the runners' own JSON reports, so that the sum is theirs and not a guess.

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** Vitest's `json` reporter (Jest's format). A suite that failed to load holds no test, and still counts as one failure. */
export function vitestCounts(report) {
  const brokenSuites = (report.testResults ?? []).filter((suite) => suite.status === 'failed' && suite.assertionResults.length === 0).length;
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenSuites,
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
  };
}

/** Playwright's `json` reporter. Errors outside tests count as failures. */
export function playwrightCounts(report) {
  const { expected, unexpected, flaky, skipped } = report.stats;
  return { passed: expected, failed: unexpected + flaky + (report.errors?.length ?? 0), skipped };
}

/** A runner that ended badly without saying which test failed counts as one failure. */
export function withExitCode(counts, code) {
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

export function sum(all) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const counts of all) for (const key of Object.keys(total)) total[key] += counts[key];
  return total;
}

/** The run's last line. */
export function summary({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
