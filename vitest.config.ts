import { defineConfig } from 'vitest/config';

/** Programs run in a process of their own beside each test file; two files at a time keep two cores busy. */
const PROGRAMS = 'tests/conformance/programs/**/*.test.ts';

/** Most of these wait for timers and sockets: left alone, Vitest would run one file at a time on two cores. */
const WAITING = 3;

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['tests/unit/**/*.test.ts'], environment: 'node', maxWorkers: WAITING } },
      { test: { name: 'conformance', include: ['tests/conformance/**/*.test.ts'], exclude: [PROGRAMS], environment: 'node', testTimeout: 30_000, maxWorkers: WAITING } },
      { test: { name: 'programs', include: [PROGRAMS], environment: 'node', testTimeout: 60_000, maxWorkers: 2, sequence: { groupOrder: 1 } } },
      // Of hostile clients nothing is asserted about time: they come along with the programs, each file with a server of its own.
      { test: { name: 'attack-clients', include: ['tests/attack/client/**/*.test.ts'], environment: 'node', testTimeout: 30_000, maxWorkers: 2, sequence: { groupOrder: 1 } } },
      // Alone: what it asserts is how soon a hostile program is stopped. The harmless among them run by the dozen.
      { test: { name: 'attack', include: ['tests/attack/server/**/*.test.ts'], environment: 'node', testTimeout: 30_000, fileParallelism: false, maxConcurrency: 12, sequence: { groupOrder: 2 } } },
    ],
  },
});
