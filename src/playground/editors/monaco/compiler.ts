/**
 * How each end of a program is compiled for the editor: what the sandbox runs is ES modules and CommonJS with types
 * stripped, without a browser; what the client page runs is ES modules in a browser. Shared with the tests.
 */

/** Numbers are TypeScript's own: its enums are not exported as values by the editor. */
const ESNEXT = 99;
const BUNDLER = 100;
const FORCE = 3;

const COMMON = {
  target: ESNEXT,
  module: ESNEXT,
  moduleResolution: BUNDLER,
  moduleDetection: FORCE,
  allowJs: true,
  checkJs: true,
  strict: true,
  noImplicitAny: false,
  // A handler's error is `unknown` to few tutorials.
  useUnknownInCatchVariables: false,
  esModuleInterop: true,
  allowSyntheticDefaultImports: true,
  allowNonTsExtensions: true,
  allowImportingTsExtensions: true,
  // Types are stripped, nothing is rewritten: an enum or a namespace would not run.
  erasableSyntaxOnly: true,
  noEmit: true,
  skipLibCheck: true,
  types: [] as string[],
};

export const COMPILER = {
  server: { ...COMMON, lib: ['lib.esnext.d.ts'] },
  client: { ...COMMON, lib: ['lib.esnext.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts', 'lib.dom.asynciterable.d.ts'] },
} as const;

/** JavaScript is checked with forbearance (`useful.ts`), and where null is, is the program's own business. */
export const isTyped = (file: string): boolean => file.endsWith('.ts');
