/**
 * From a learner's files to what the sandbox runs: types stripped (lines and columns kept), module or CommonJS told
 * apart, and mistakes found with their place before anything runs.
 */
import { parse, type Node, type Program as Ast } from 'acorn';
import { stripTypeScriptTypes } from 'node:module';
import type { Files, Place, Problem } from '../../protocol/programs.ts';
import { keepCauses } from './host/awaits.ts';
import type { GuestSources } from './host/protocol.ts';

/** Where the file imports what: the engine names a missing module or export, but not the line that asks for it. */
export interface Import {
  module: string;
  /** The exported name, or undefined for the statement as a whole. */
  name?: string;
  place: Place;
}
export type Compiled = { ok: true; sources: GuestSources; imports: Import[] } | { ok: false; problem: Problem };

// Node announces type stripping as experimental on first use; a teacher's terminal is no place for it.
const emitWarning = process.emitWarning;
process.emitWarning = ((warning: string | Error, ...rest: unknown[]) => {
  if (/stripTypeScriptTypes/.test(String(warning))) return;
  (emitWarning as (...args: unknown[]) => void).call(process, warning, ...rest);
}) as typeof process.emitWarning;

/** Said of a file whose nesting breaks whoever reads it. */
export const TOO_DEEP = 'This file is nested too deeply to be read';
/** Was that what broke it? The parser says so by a SyntaxError of its own. */
export const isTooDeep = (error: unknown): boolean => error instanceof RangeError || /stack space/.test((error as Error).message);

/** Strips types from TypeScript; JavaScript passes as it is. Throws `SyntaxError` with `place`. */
export function toJavaScript(file: string, code: string): string {
  if (!file.endsWith('.ts')) return code;
  try {
    return stripTypeScriptTypes(code, { mode: 'strip' });
  } catch (error) {
    // Source that is nested too deeply for the stripper is no mistake of Node's, as it says.
    if ((error as { code?: unknown }).code === 'ERR_INTERNAL_ASSERTION') throw Object.assign(new SyntaxError(TOO_DEEP), { place: { file, line: 1 } });
    throw Object.assign(new SyntaxError((error as Error).message.trim()), { place: placeIn(error as Error, file) });
  }
}

/** The stripper tells the place at the head of its stack: `:LINE`, the lines around it, and carets below the code. */
function placeIn(error: Error, file: string): Place {
  const [head = '', ...lines] = (error.stack ?? '').split('\n');
  const line = Number(/:(\d+)$/.exec(head)?.[1] ?? 1);
  const carets = lines.slice(0, 12).find((text) => /^\s*\^+\s*$/.test(text));
  return { file, line, ...(carets ? { column: carets.indexOf('^') + 1 } : {}) };
}

function parseAs(code: string, sourceType: 'module' | 'script'): Ast {
  return parse(code, { ecmaVersion: 'latest', sourceType, locations: true, allowReturnOutsideFunction: sourceType === 'script', allowHashBang: true });
}

const isModuleSyntax = (node: Node) => /^(Import|Export)/.test(node.type) && node.type !== 'ImportExpression';

/** The server half's file: where there are both, the TypeScript one. */
export const serverFile = (files: Files) => (files['server.ts'] === undefined ? 'server.js' : 'server.ts');

/** Compiles the server half. The client half is read when it is served (`frame-script.ts`). */
export function compileServer(files: Files): Compiled {
  const file = serverFile(files);
  const source = files[file] ?? '';
  try {
    const code = toJavaScript(file, source);
    const { kind, ast } = kindOf(code);
    return { ok: true, sources: { entry: { file, code: prepared(keepCauses(code, ast)), kind }, files }, imports: importsOf(ast, file) };
  } catch (error) {
    const { pos } = error as { pos?: number };
    const message = isTooDeep(error) ? TOO_DEEP : (error as Error).message;
    const loc = (error as { loc?: { line: number; column: number } }).loc;
    const place = (error as { place?: Place }).place ?? (loc ? { file, line: loc.line, column: loc.column + 1 } : { file, line: 1 });
    return {
      ok: false,
      problem: { severity: 'error', end: 'server', name: 'SyntaxError', message: saidOf(message.replace(/ \(\d+:\d+\)$/, ''), source, pos), place, stack: [place] },
    };
  }
}

/** The parser does not say which token it did not expect, nor that it was the file's end. */
function saidOf(message: string, code: string, pos: number | undefined): string {
  if (message !== 'Unexpected token' || pos === undefined) return message;
  const [token] = /^(?:[\w$]+|[^])/u.exec(code.slice(pos).trimStart()) ?? [];
  return token === undefined ? 'Unexpected end of input' : `${message} '${token}'`;
}

interface Parsed {
  kind: 'module' | 'commonjs';
  ast: Ast;
}
/** A file is a module where it imports, exports or waits at its top level; otherwise CommonJS, as Node decides. */
function kindOf(code: string): Parsed {
  let ast: Ast;
  try {
    ast = parseAs(code, 'module');
  } catch (error) {
    // Sloppy CommonJS may be no valid module (`with`, octals): only when both fail is it a mistake.
    try {
      return { kind: 'commonjs', ast: parseAs(code, 'script') };
    } catch {
      throw error;
    }
  }
  if (ast.body.some(isModuleSyntax)) return { kind: 'module', ast };
  // `await` and `import.meta` outside functions do not parse as a script.
  try {
    return { kind: 'commonjs', ast: parseAs(code, 'script') };
  } catch {
    return { kind: 'module', ast };
  }
}

interface Located {
  loc?: { start: { line: number; column: number } } | null;
}
interface ImportCall extends Node {
  source: Node & { value?: unknown };
}
function importsOf(ast: Ast, file: string): Import[] {
  const placeOf = ({ loc }: Located): Place => ({ file, line: loc?.start.line ?? 1, column: (loc?.start.column ?? 0) + 1 });
  const lazy = importCalls(ast).flatMap(({ source, loc }): Import[] => (source.type === 'Literal' ? [{ module: String(source.value), place: placeOf({ loc: loc ?? null }) }] : []));
  const named = ast.body.flatMap((node): Import[] => {
    if (!('source' in node) || !node.source) return [];
    const module = String(node.source.value);
    const names = 'specifiers' in node ? node.specifiers : [];
    return [
      { module, place: placeOf(node) },
      ...names.flatMap((one): Import[] => {
        const name = 'imported' in one ? one.imported : one.type === 'ImportDefaultSpecifier' ? { name: 'default' } : undefined;
        return name ? [{ module, name: 'name' in name ? name.name : String(name.value), place: placeOf(one) }] : [];
      }),
    ];
  });
  return [...named, ...lazy];
}

/** Every `import(…)` below a node. */
function importCalls(node: unknown): ImportCall[] {
  if (Array.isArray(node)) return node.flatMap(importCalls);
  if (typeof node !== 'object' || node === null || !('type' in node)) return [];
  const inside = Object.values(node).flatMap((value) => (typeof value === 'object' ? importCalls(value) : []));
  return node.type === 'ImportExpression' ? [node as ImportCall, ...inside] : inside;
}

/** The place of an import that the engine's message names, if it names one: a missing module, or a missing export. */
export function importPlace(imports: Import[], message: string): Place | undefined {
  const missing = /^Could not find export '(.+)' in module '(.+)'$/.exec(message);
  if (missing) return imports.find(({ module, name }) => module === missing[2] && name === missing[1])?.place;
  const [what] = message.split(' is not available in the playground: ');
  return imports.find(({ module, name }) => name === undefined && module.replace(/^node:/, '') === what)?.place;
}

/** As Node does: a first line that begins with `#!` is no code. */
const prepared = (code: string) => (code.startsWith('#!') ? `//${code.slice(2)}` : code);
