/**
 * Puts a guard into every loop of a client script, and wherever it catches, so that an endless one can be ended: a frame
 * may share its thread with the page around it. Nothing moves to another line, so places in errors stay right.
 */
import { parse, type Node } from 'acorn';
import { isTooDeep, TOO_DEEP } from '../compile.ts';

const LOOPS = new Set(['WhileStatement', 'DoWhileStatement', 'ForStatement', 'ForInStatement', 'ForOfStatement']);
const GUARD = '__saitrong.guard();';

/** The guarded source; what cannot be parsed comes back as it is, for the browser to say what is wrong with it. */
export function guardLoops(code: string): string {
  try {
    return guarded(code);
  } catch (error) {
    if (!isTooDeep(error)) return code;
    // Too deep for us is not always too deep for a browser (`1+1+1…`), which would run it without its guards.
    return `throw new SyntaxError("${TOO_DEEP}");${'\n'.repeat(code.split('\n').length - 1)}`;
  }
}

function parsed(code: string): Node {
  try {
    return parse(code, { ecmaVersion: 'latest', sourceType: 'module', allowReturnOutsideFunction: true, allowHashBang: true });
  } catch (error) {
    if (isTooDeep(error)) throw error;
    return parse(code, { ecmaVersion: 'latest', sourceType: 'script' });
  }
}

function guarded(code: string): string {
  const inserts: { at: number; text: string }[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(visit);
    if (typeof node !== 'object' || node === null || !('type' in node)) return;
    const { type, body } = node as Node & { body?: Node };
    if (LOOPS.has(type) && body) {
      if (body.type === 'BlockStatement') inserts.push({ at: body.start + 1, text: GUARD });
      else inserts.push({ at: body.start, text: `{${GUARD}` }, { at: body.end, text: '}' });
    }
    // What catches could go round for ever by itself: `function f() { try { f(); } finally { f(); } }`.
    if (type === 'CatchClause' && body) inserts.push({ at: body.start + 1, text: GUARD });
    if (type === 'TryStatement') {
      const { finalizer } = node as Node & { finalizer: Node | null };
      if (finalizer) inserts.push({ at: finalizer.start + 1, text: GUARD });
    }
    for (const value of Object.values(node)) if (typeof value === 'object') visit(value);
  };
  visit(parsed(code));
  // Ends before starts where both stand at one place; ends of inner loops come before those around them by themselves.
  inserts.sort((a, b) => a.at - b.at || Number(b.text === '}') - Number(a.text === '}'));
  const parts: string[] = [];
  let taken = 0;
  for (const { at, text } of inserts) {
    parts.push(code.slice(taken, at), text);
    taken = at;
  }
  return parts.join('') + code.slice(taken);
}
