/**
 * From a learner's files to what the sandbox runs: types stripped (lines and columns kept), module or CommonJS told
 * apart, and mistakes found with their place before anything runs.
 */
import { parse, type Node, type Program as Ast } from 'acorn';
import { stripTypeScriptTypes } from 'node:module';
import type { Files, Place, Problem } from '../../protocol/programs.ts';
import type { GuestSources } from './host/protocol.ts';

export type Compiled = { ok: true; sources: GuestSources } | { ok: false; problem: Problem };

// Node announces type stripping as experimental on first use; a learner's console is no place for it.
const emitWarning = process.emitWarning;
process.emitWarning = ((warning: string | Error, ...rest: unknown[]) => {
  if (/stripTypeScriptTypes/.test(String(warning))) return;
  (emitWarning as (...args: unknown[]) => void).call(process, warning, ...rest);
}) as typeof process.emitWarning;

/** Strips types from TypeScript; JavaScript passes as it is. Throws `SyntaxError` with `place`. */
export function toJavaScript(file: string, code: string): string {
  if (!file.endsWith('.ts')) return code;
  try {
    return stripTypeScriptTypes(code, { mode: 'strip' });
  } catch (error) {
    throw Object.assign(new SyntaxError(strippedMessage(error as Error)), { place: placeIn(error as Error, file, code) });
  }
}

function strippedMessage(error: Error): string {
  const first = error.message.split('\n').find((line) => line.trim() && !/^\s*[╭│╰,|`-]/.test(line)) ?? error.message;
  return first.replace(/^\s*x\s*/, '').trim();
}
/** The stripper tells its place inside its message, as text with a line number before the code. */
function placeIn(error: Error & { snippet?: string; startLine?: number; startColumn?: number }, file: string, code: string): Place {
  if (typeof error.startLine === 'number') return { file, line: error.startLine, column: (error.startColumn ?? 0) + 1 };
  const match = /^\s*(\d+)\s*[│|]/m.exec(error.message) ?? /:(\d+):\d+\]/.exec(error.message);
  const line = Math.min(code.split('\n').length, Number(match?.[1] ?? 1));
  return { file, line };
}

function parseAs(code: string, sourceType: 'module' | 'script'): Ast {
  return parse(code, { ecmaVersion: 'latest', sourceType, locations: true, allowReturnOutsideFunction: sourceType === 'script', allowHashBang: true });
}

const isModuleSyntax = (node: Node) => /^(Import|Export)/.test(node.type) && node.type !== 'ImportExpression';

/** Compiles the server half. The client half is stripped when it is served (`frame.ts`). */
export function compileServer(files: Files): Compiled {
  const file = files['server.ts'] === undefined ? 'server.js' : 'server.ts';
  const source = files[file] ?? '';
  try {
    const code = toJavaScript(file, source);
    const kind = kindOf(code);
    return { ok: true, sources: { entry: { file, code: withoutMeta(code, kind, file), kind }, files } };
  } catch (error) {
    const { message } = error as Error;
    const loc = (error as { loc?: { line: number; column: number } }).loc;
    const place = (error as { place?: Place }).place ?? (loc ? { file, line: loc.line, column: loc.column + 1 } : { file, line: 1 });
    return {
      ok: false,
      problem: { severity: 'error', end: 'server', name: 'SyntaxError', message: message.replace(/ \(\d+:\d+\)$/, ''), place, stack: [place] },
    };
  }
}

/** A file is a module where it imports, exports or waits at its top level; otherwise CommonJS, as Node decides. */
function kindOf(code: string): 'module' | 'commonjs' {
  try {
    const ast = parseAs(code, 'module');
    if (ast.body.some(isModuleSyntax) || /\bawait\b|import\.meta/.test(code)) {
      // `await` may only stand inside functions: then it parses as a script too, and `require` decides.
      if (ast.body.some(isModuleSyntax)) return 'module';
      try {
        parseAs(code, 'script');
      } catch {
        return 'module';
      }
    }
    return 'commonjs';
  } catch (error) {
    // Sloppy CommonJS may be no valid module (`with`, octals): only when both fail is it a mistake.
    try {
      parseAs(code, 'script');
      return 'commonjs';
    } catch {
      throw error;
    }
  }
}

/** `import.meta.url` and friends as constants of the same length or on the same line, so that places stay right. */
function withoutMeta(code: string, kind: 'module' | 'commonjs', file: string): string {
  if (kind === 'commonjs' || !code.includes('import.meta')) return code;
  return code
    .replace(/import\.meta\.url/g, JSON.stringify(`file:///${file}`))
    .replace(/import\.meta\.dirname/g, '"/"')
    .replace(/import\.meta\.filename/g, JSON.stringify(`/${file}`));
}
