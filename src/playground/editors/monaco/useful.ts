/**
 * Which of TypeScript's findings a learner is shown. In TypeScript all errors. In JavaScript nobody promised types, so
 * only what would fail when it runs: a wrong name, a missing module, a method that is not there; never that something
 * may be null, or that a property was added to an object on the way.
 */

export interface Finding {
  code: number;
  /** Its first line. */
  message: string;
  /** The code from where it points, to the end of the file. */
  rest: string;
  /** How long it is, in UTF-16 units. */
  length: number;
  /** The whole file. */
  text: string;
}

/** What kind of mistake it is, where there are words for it (`words.ts`). */
export type FindingKind = 'name' | 'member' | 'module' | 'export' | 'arguments' | 'type' | 'constant' | 'twice' | 'stripped' | 'typed';

const KINDS: Record<number, FindingKind> = {
  2304: 'name', 2552: 'name', 2580: 'name', 2584: 'name', 2592: 'name', 2593: 'name', 2663: 'name',
  2339: 'member', 2551: 'member',
  2307: 'module', 2591: 'module', 2792: 'module',
  2305: 'export', 2614: 'export', 2724: 'export', 1192: 'export',
  2554: 'arguments', 2555: 'arguments',
  2345: 'type', 2322: 'type', 2769: 'type',
  2588: 'constant',
  2300: 'twice', 2451: 'twice',
  1294: 'stripped',
};
/** In a JavaScript file these say: this is TypeScript's. */
const isTypeSyntax = (code: number) => code >= 8000 && code < 8020;

export const kindOf = (code: number): FindingKind | undefined => KINDS[code] ?? (isTypeSyntax(code) ? 'typed' : undefined);

const ALWAYS = new Set<FindingKind>(['name', 'module', 'export', 'arguments', 'constant', 'twice', 'typed']);
/** The browser's objects: what querySelector found is often more than its type says. */
const LOOSE = /type '(?:Element|HTMLElement|SVGElement|EventTarget|Event|UIEvent|Node|ChildNode|ParentNode|Window[^']*|Document|never|unknown|object|\{\}|Error)'/;
/** Grammar: codes of the parser and of early errors. */
const isGrammar = (code: number) => code >= 1000 && code < 2000;

/** Is this finding in a JavaScript file worth a learner's attention? */
export function usefulInJavaScript({ code, message, rest, length, text }: Finding): boolean {
  if (isGrammar(code)) return true;
  const kind = kindOf(code);
  if (kind === undefined) return code === 2349 || code === 2448;
  if (ALWAYS.has(kind)) return true;
  if (kind !== 'member' || LOOSE.test(message)) return false;
  const name = rest.slice(0, length);
  const after = rest.slice(length);
  // `socket.nickname = …` is how JavaScript adds a property; whoever reads it later means that one.
  if (new RegExp(`\\.${escape(name)}\\s*(?:[-+*/|&?]{0,2}=)(?![=>])`).test(text)) return false;
  return code === 2551 || /^\s*(?:\?\.)?\s*\(/.test(after);
}
const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** An error would stop the program; the rest may be meant so. */
export function isGrave(code: number, typed: boolean): boolean {
  return typed || isGrammar(code) || isTypeSyntax(code) || ['name', 'module', 'export', 'constant', 'twice'].includes(kindOf(code) ?? '');
}
