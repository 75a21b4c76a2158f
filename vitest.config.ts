import { defineConfig } from 'vitest/config';

/** Learners' programs run in a process of their own under deadlines: beside other tests on two cores they would be told apart from hostile ones by luck. */
const PROGRAMS = 'tests/conformance/programs/**/*.test.ts';

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['tests/unit/**/*.test.ts'], environment: 'node' } },
      { test: { name: 'conformance', include: ['tests/conformance/**/*.test.ts'], exclude: [PROGRAMS], environment: 'node', testTimeout: 30_000 } },
      { test: { name: 'programs', include: [PROGRAMS], environment: 'node', testTimeout: 30_000, fileParallelism: false, sequence: { groupOrder: 1 } } },
      // Alone and one file after the other: what they assert is how soon a hostile program is stopped.
      { test: { name: 'attack', include: ['tests/attack/**/*.test.ts'], environment: 'node', testTimeout: 30_000, fileParallelism: false, sequence: { groupOrder: 2 } } },
    ],
  },
});
