/**
 * Writes around each `await` of a program what takes its cause up again (`host/guest/cause.ts`): the engine does not tell
 * whose continuation runs. Nothing moves to another line, so places in errors stay right.
 */
import type { Node } from 'acorn';

interface Insert {
  at: number;
  text: string;
  /** Where several stand at one place: those that open from the outermost inwards, those that close the other way. */
  order: number;
}
interface Try extends Node {
  block: Node;
  handler: (Node & { body: Node }) | null;
  finalizer: Node | null;
}
const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);

/**
 * The code with `await X` as `$awaited($cause(), await X)`, and the cause of a `try` that waits taken up in its `catch`
 * and `finally`. `ast` is the code as parsed.
 */
export function keepCauses(code: string, ast: Node): string {
  const inserts: Insert[] = [];
  let tries = 0;
  /** Answers whether the node waits, itself or inside, in the same function. */
  const visit = (node: unknown, depth: number): boolean => {
    if (Array.isArray(node)) return node.map((one) => visit(one, depth)).some(Boolean);
    if (typeof node !== 'object' || node === null || !('type' in node)) return false;
    const { type, start, end } = node as Node;
    let waits = type === 'AwaitExpression';
    for (const value of Object.values(node)) if (typeof value === 'object' && visit(value, depth + 1)) waits = true;
    if (type === 'AwaitExpression') inserts.push({ at: start, text: '$awaited($cause(),', order: depth }, { at: end, text: ')', order: -depth });
    if (type === 'TryStatement' && waits) {
      const { block, handler, finalizer } = node as Try;
      const name = `$cause${++tries}`;
      inserts.push({ at: block.start + 1, text: `var ${name}=$cause();`, order: -1e6 });
      for (const body of [handler?.body, finalizer]) if (body) inserts.push({ at: body.start + 1, text: `$awaited(${name});`, order: -1e6 });
    }
    return waits && !FUNCTIONS.has(type);
  };
  visit(ast, 0);
  inserts.sort((a, b) => a.at - b.at || a.order - b.order);
  let kept = '';
  let from = 0;
  for (const { at, text } of inserts) {
    kept += code.slice(from, at) + text;
    from = at;
  }
  return kept + code.slice(from);
}
