import { describe, expect, test } from 'vitest';
import { compileServer, importPlace, toJavaScript, type Compiled } from '../../../playground-server/programs/compile.ts';

const js = (code: string): Compiled => compileServer({ 'server.js': code });
const ts = (code: string): Compiled => compileServer({ 'server.ts': code });
const kind = (code: string) => {
  const compiled = js(code);
  return compiled.ok ? compiled.sources.entry.kind : compiled.problem.message;
};
const problem = (compiled: Compiled) => (compiled.ok ? undefined : { message: compiled.problem.message, place: compiled.problem.place });

describe('what kind of file it is', () => {
  test.each([
    ['import', 'import x from "y";', 'module'],
    ['export', 'export const a = 1;', 'module'],
    ['top-level await', 'await 1;', 'module'],
    ['import.meta', 'console.log(import.meta.url);', 'module'],
    ['require', 'const x = require("y");', 'commonjs'],
    ['await inside a function only', 'async function f() { await 1; }', 'commonjs'],
    ['dynamic import only', 'import("x").then(console.log);', 'commonjs'],
    ['the word await in a text', 'console.log("await");', 'commonjs'],
    ['sloppy code', 'with ({ a: 1 }) { console.log(a); }', 'commonjs'],
    ['return at the top', 'return;', 'commonjs'],
    ['nothing', '', 'commonjs'],
  ])('%s', (_name, code, expected) => expect(kind(code)).toBe(expected));
});

describe('mistakes', () => {
  test('have their line and column in JavaScript', () => {
    expect(problem(js('const a = 1;\nconst b = = 2;'))).toEqual({ message: "Unexpected token '='", place: { file: 'server.js', line: 2, column: 11 } });
    expect(problem(js('import x from "y";\nfunction f() {'))).toMatchObject({ message: 'Unexpected end of input', place: { file: 'server.js', line: 2 } });
  });
  test('have their line and column in TypeScript', () => {
    expect(problem(ts('const a: number = 1;\n\nconst b: string = = 3;'))).toEqual({ message: 'Expression expected', place: { file: 'server.ts', line: 3, column: 19 } });
  });
  test('name what type stripping can’t do', () => {
    expect(problem(ts('let a;\nenum Color { Red }'))).toEqual({ message: 'TypeScript enum is not supported in strip-only mode', place: { file: 'server.ts', line: 2, column: 1 } });
    expect(problem(ts('class A {\n  constructor(private x: number) {}\n}'))).toEqual({ message: 'TypeScript parameter property is not supported in strip-only mode', place: { file: 'server.ts', line: 2, column: 23 } });
    expect(problem(ts('\n\nnamespace A {\n  export const x = 1;\n}'))).toMatchObject({ message: 'TypeScript namespace declaration is not supported in strip-only mode', place: { line: 3 } });
  });
});

describe('types', () => {
  test('are stripped in place', () => {
    const code = 'interface A { b: string }\nconst x: A = { b: "ก" } as A;\nexport { x };';
    const stripped = toJavaScript('server.ts', code);
    expect(stripped).not.toContain('interface');
    expect(stripped.split('\n')).toHaveLength(3);
    expect(stripped.indexOf('export')).toBe(code.indexOf('export'));
  });
  test('leave JavaScript alone', () => expect(toJavaScript('client.js', 'let a: b')).toBe('let a: b'));
});

describe('imports', () => {
  const compiled = js('import a from "x";\nimport {\n  b,\n  c as d,\n} from "socket.io";\nimport fs from "node:fs";');
  const imports = compiled.ok ? compiled.imports : [];
  test('are found with their lines', () => {
    expect(importPlace(imports, "Could not find export 'c' in module 'socket.io'")).toMatchObject({ line: 4 });
    expect(importPlace(imports, "Could not find export 'default' in module 'x'")).toMatchObject({ line: 1 });
    expect(importPlace(imports, 'fs is not available in the playground: no disk')).toEqual({ file: 'server.js', line: 6, column: 1 });
  });
  test('are not guessed at', () => expect(importPlace(imports, 'something else')).toBeUndefined());
});

test('#! is no code', () => {
  const compiled = js('#!/usr/bin/env node\nimport "x"; console.log(1);');
  expect(compiled.ok && compiled.sources.entry.code).toBe('///usr/bin/env node\nimport "x"; console.log(1);');
});
test('a program of both kinds of server takes the TypeScript one', () => {
  const compiled = compileServer({ 'server.js': 'a', 'server.ts': 'let b: number;' });
  expect(compiled.ok && compiled.sources.entry.file).toBe('server.ts');
});
