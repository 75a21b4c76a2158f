import js from '@eslint/js';
import astro from 'eslint-plugin-astro';
import svelte from 'eslint-plugin-svelte';
import { defineConfig } from 'eslint/config';
import globals from 'globals';
import ts from 'typescript-eslint';

export default defineConfig(
  { ignores: ['dist/', 'node_modules/', '.astro/', '.tmp/', 'test-results/', 'playwright-report/', '.scratch*/'] },
  js.configs.recommended,
  ...ts.configs.recommended,
  ...astro.configs.recommended,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    rules: {
      // TypeScript knows which names exist.
      'no-undef': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none', ignoreRestSiblings: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-empty': ['error', { allowEmptyCatch: true }],
      // Separators such as \x1e are what this project reads.
      'no-control-regex': 'off',
      // These two take `{' '}` and explained svelte-ignore comments for mistakes.
      'svelte/no-useless-mustaches': 'off',
      'svelte/no-unused-svelte-ignore': 'off',
    },
  },
  { files: ['**/*.svelte', '**/*.svelte.ts'], languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'] } } },
  // Learners' programs, and the tests of them, may be CommonJS.
  { files: ['**/*.{js,cjs,mjs}'], rules: { 'no-undef': 'error', '@typescript-eslint/no-require-imports': 'off' } },
  // Playwright reads which fixtures a fixture wants from its first parameter, so an empty pattern says "none".
  { files: ['tests/e2e/support/**'], rules: { 'no-empty-pattern': 'off' } },
);
