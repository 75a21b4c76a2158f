import { defineConfig } from 'vitest/config';

/** Programs run in a process of their own beside each test file; two files at a time keep two cores busy. */
const PROGRAMS = 'tests/conformance/programs/**/*.test.ts';

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['tests/unit/**/*.test.ts'], environment: 'node' } },
      { test: { name: 'conformance', include: ['tests/conformance/**/*.test.ts'], exclude: [PROGRAMS], environment: 'node', testTimeout: 30_000 } },
      { test: { name: 'programs', include: [PROGRAMS], environment: 'node', testTimeout: 60_000, maxWorkers: 2, sequence: { groupOrder: 1 } } },
      // Alone and one file after the other: what they assert is how soon a hostile program is stopped.
      { test: { name: 'attack', include: ['tests/attack/**/*.test.ts'], environment: 'node', testTimeout: 30_000, fileParallelism: false, sequence: { groupOrder: 2 } } },
    ],
  },
});
