import { defineConfig } from 'vitest/config';

/** Programs run in a process of their own beside each test file; two files at a time keep two cores busy. */
const PROGRAMS = 'tests/conformance/programs/**/*.test.ts';

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['tests/unit/**/*.test.ts'], environment: 'node' } },
      { test: { name: 'conformance', include: ['tests/conformance/**/*.test.ts'], exclude: [PROGRAMS], environment: 'node', testTimeout: 30_000 } },
      { test: { name: 'programs', include: [PROGRAMS], environment: 'node', testTimeout: 60_000, maxWorkers: 2, sequence: { groupOrder: 1 } } },
      // Of hostile clients nothing is asserted about time: they come along with the programs, each file with a server of its own.
      { test: { name: 'attack-clients', include: ['tests/attack/client/**/*.test.ts'], environment: 'node', testTimeout: 30_000, maxWorkers: 2, sequence: { groupOrder: 1 } } },
      // Alone: what it asserts is how soon a hostile program is stopped. The harmless among them run by the dozen.
      { test: { name: 'attack', include: ['tests/attack/server/**/*.test.ts'], environment: 'node', testTimeout: 30_000, fileParallelism: false, maxConcurrency: 12, sequence: { groupOrder: 2 } } },
    ],
  },
});
