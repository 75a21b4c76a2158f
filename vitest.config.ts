import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['tests/unit/**/*.test.ts'], environment: 'node' } },
      { test: { name: 'conformance', include: ['tests/conformance/**/*.test.ts'], environment: 'node', testTimeout: 30_000 } },
      // Alone and one file after the other: what they assert is how soon a hostile program is stopped.
      { test: { name: 'attack', include: ['tests/attack/**/*.test.ts'], environment: 'node', testTimeout: 30_000, fileParallelism: false, sequence: { groupOrder: 1 } } },
    ],
  },
});
