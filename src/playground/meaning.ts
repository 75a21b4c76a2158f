/**
 * What an error means, in the reader's language. Engines have no codes, only names and English sentences: the name
 * tells the kind, and of the sentence only the learner's own word is taken. Hints that a trace proves are `hints/`.
 */
import { reasonOf, type NotHere } from '../../protocol/not-here.ts';
import type { Problem } from '../../protocol/programs.ts';
import type { End } from '../../protocol/span.ts';
import { fill } from '../line/words.ts';

/** What can be said of an error. */
export const MEANINGS = [
  'ioMissing', 'browserOnly', 'serverOnly', 'reference', 'tooEarly', 'requireInModule', 'dirnameInModule', 'notFunction', 'notFunctionNamed', 'ofNothing', 'partsOfNothing', 'notIterable', 'frozen', 'readOnly', 'notConstructor', 'needsNew', 'notObject',
  'declaredTwice', 'awaitOutside', 'noValue', 'importOutside', 'noDefault', 'noSuchExport', 'bareImport', 'returnOutside', 'unfinishedText', 'unfinished', 'bracketMissing', 'typesOnly', 'bracketTooMany', 'oddCharacter', 'assignLeft', 'reservedWord', 'syntax',
  'json', 'bigint', 'circular', 'length', 'recursion', 'loop', 'callback', 'emptyReduce',
  'reservedEvent', 'ackTimeout', 'ackGone', 'listenTwice', 'badPort', 'network', 'storage', 'addressInUse', 'notError',
] as const;
export type MeaningCode = (typeof MEANINGS)[number];

export interface Meanings extends Record<MeaningCode, string> {
  /** What can't be had in the playground, and what to do instead. */
  notHere: Record<NotHere, string>;
}

/**
 * Sentences of QuickJS, V8 (Chromium, Node), SpiderMonkey (Firefox), JavaScriptCore (Safari), acorn and Socket.IO, by what
 * they mean; the first that fits is it. The group `word` is the learner's own word.
 */
const SENTENCES: readonly [meaning: MeaningCode, name: RegExp, sentence: RegExp, end?: End][] = [
  ['dirnameInModule', /^ReferenceError$/, /^'?(?<word>__(?:dirname|filename))'? is not defined/],
  ['requireInModule', /^ReferenceError$/, /^'?require'? is not defined|Can't find variable: require$/],
  ['ioMissing', /^(?:Reference|Type)Error$/, /^'?io'? is not (?:defined|a function)|Can't find variable: io$/],
  ['browserOnly', /^ReferenceError$/, /^'?(?<word>document|window|alert|prompt|confirm|location|HTMLElement)'? is not defined/, 'server'],
  ['serverOnly', /^ReferenceError$/, /^'?(?<word>process|Buffer|__dirname|__filename|module|exports|global)'? is not defined|Can't find variable: (?<word2>process|Buffer|__dirname|__filename|module|exports|global)$/, 'client'],
  ['tooEarly', /^ReferenceError$/, /^Cannot access '(?<word>[^']+)' before initialization|can't access lexical declaration '(?<word2>[^']+)' before|^(?<word3>[\w$]+) is not initialized|Cannot access uninitialized variable/],
  ['reference', /^ReferenceError$/, /'?(?<word>[\w$]+)'? is not defined|Can't find variable: (?<word2>[\w$]+)/],
  ['ofNothing', /^TypeError$/, /(?:reading|setting) '(?<word>[^']+)'|property '(?<word2>[^']+)' of (?:null|undefined)|can't access property "(?<word3>[^"]+)"|(?:null|undefined) is not an object \(evaluating '[^']*?\.?(?<word4>[\w$]+)(?:\([^)]*\))?'\)/],
  ['partsOfNothing', /^TypeError$/, /^Cannot (?:destructure|convert undefined or null to object)|can't convert (?:undefined|null) to object|Right side of assignment cannot be destructured/i],
  ['notIterable', /^TypeError$/, /not iterable|is not a function or its return value is not iterable|Spread syntax requires/],
  ['needsNew', /^TypeError$/, /[Cc]lass constructors? .*(?:without 'new'|with 'new'|without \|new\|)/],
  ['notConstructor', /^TypeError$/, /(?<word>[\w$.]+) is not a constructor/],
  ['notObject', /^TypeError$/, /^not an object$/],
  ['callback', /^TypeError$/, /The "callback" argument must be of type function|The "listener" argument must be of type/i],
  ['notFunctionNamed', /^TypeError$/, /^(?<word>[\p{ID_Continue}$.[\]'"()…]+) is not a function/u],
  ['notFunction', /^TypeError$/, /not a function/],
  ['bigint', /^TypeError$/, /BigInt.*(?:JSON|serialize)|serialize (?:a )?BigInt|BigInt value can't be serialized/],
  ['circular', /^TypeError$/, /circular (?:structure|reference)|cyclic (?:object value|structures)/i],
  ['emptyReduce', /^TypeError$/, /^Reduce of empty array|^empty array$|reduce of empty array/i],
  ['frozen', /^TypeError$/, /Assignment to constant variable|'(?<word>[^']+)' is read-only|invalid assignment to const|Attempted to assign to readonly/],
  ['readOnly', /^TypeError$/, /read only property|not extensible|is read-only|non-configurable/],
  ['network', /^(?:TypeError|Thrown)$/, /^(?:Failed to fetch|NetworkError when attempting to fetch|Load failed)/],
  ['storage', /^SecurityError$/, /sandboxed|insecure|denied|localStorage|sessionStorage|cookie/],
  ['typesOnly', /^SyntaxError$/, /not supported in strip-only mode/],
  ['declaredTwice', /^SyntaxError$/, /Identifier '(?<word>[^']+)' has already been declared|redeclaration of '?(?<word2>[\w$]+)|Cannot declare a .* variable twice: '(?<word3>[^']+)'/],
  ['awaitOutside', /^SyntaxError$/, /await.*(?:only valid|outside an async)|'await' outside|^Unexpected reserved word$/],
  ['noValue', /^SyntaxError$/, /[Mm]issing (?:initializer in const|= in const)|[Cc]onst declarations? must have an initialized value|Unexpected token ':'. const|missing initializer for const/],
  ['importOutside', /^SyntaxError$/, /import statement outside a module|import.*may (?:only )?appear|import call expects/],
  ['noDefault', /^SyntaxError$/, /export 'default' in module '(?<from>[^']+)'|requested module '(?<from2>[^']+)' does not provide an export named 'default'/],
  ['noSuchExport', /^SyntaxError$/, /Could not find export '(?<word>[^']+)' in module '(?<from>[^']+)'|requested module '(?<from2>[^']+)' does not provide an export named '(?<word2>[^']+)'|import not found: (?<word3>[\w$]+)/],
  ['returnOutside', /^SyntaxError$/, /return (?:not in|outside)|'return' outside|Illegal return/],
  ['json', /^SyntaxError$/, /\bJSON\b/],
  ['unfinishedText', /^SyntaxError$/, /[Uu]nterminated|unexpected end of string|string literal contains an unescaped|Invalid or unexpected token/],
  ['unfinished', /^SyntaxError$/, /Unexpected end of|Expected '\}' but/],
  ['bracketMissing', /^SyntaxError$/, /missing [)\]}]|expecting '[)\]}]'|Expected '[)\]]'/],
  ['bracketTooMany', /^SyntaxError$/, /^Unexpected token '[)}\]]'|got '[)}\]]'/],
  ['oddCharacter', /^SyntaxError$/, /^Unexpected character|illegal character|^Invalid character/],
  ['assignLeft', /^SyntaxError$/, /^Assigning to rvalue|[Ii]nvalid (?:left-hand side in assignment|assignment left-hand side|assignment target)|Left side of assignment/],
  ['reservedWord', /^SyntaxError$/, /keyword '(?<word>\w+)' is reserved/],
  ['syntax', /^SyntaxError$/, /./],
  ['bareImport', /^TypeError$/, /Failed to resolve module specifier "(?<word>[^"]+)"|The specifier “(?<word2>[^”]+)” was a bare specifier|Module name, '(?<word3>[^']+)'/],
  ['loop', /^RangeError$/, /2 seconds/],
  ['recursion', /^(?:RangeError|InternalError)$/, /call stack|stack overflow|too much recursion/i],
  ['badPort', /^RangeError$/, /options\.port/],
  ['length', /^RangeError$/, /[Ii]nvalid (?:array|string|count|repeat)|repeat count/],
  ['reservedEvent', /^Error$/, /^"(?<word>[^"]+)" is a reserved event name/],
  ['ackTimeout', /^Error$/, /^operation has timed out/],
  ['ackGone', /^Error$/, /^socket has been disconnected/],
  ['listenTwice', /^Error$/, /Listen method has been called more than once/],
  ['addressInUse', /^Error$/, /EADDRINUSE/],
  ['notError', /^Thrown$/, /^/],
];

/** What can't be had, and what to do instead. */
const notHere = (what: string, words: Meanings): string => fill(words.notHere[reasonOf(what)], { what: what.replace(/^node:/, '') });

/** One or two sentences; undefined where nothing can be said beyond the error itself. */
export function meaningOf({ name, message, hint, end }: Pick<Problem, 'name' | 'message' | 'hint'> & { end?: End }, words: Meanings): string | undefined {
  if (hint?.code === 'not-here') return notHere(String(hint.params?.what ?? ''), words);
  for (const [meaning, names, sentence, only] of SENTENCES) {
    const found = names.test(name) && (only === undefined || only === end) ? sentence.exec(message) : null;
    if (!found) continue;
    const group = (wanted: string) => Object.entries(found.groups ?? {}).find(([key, value]) => key.startsWith(wanted) && value !== undefined)?.[1];
    const word = group('word');
    // Some engines don't say which: the sentence without it then, or none.
    if (word === undefined && words[meaning].includes('{word}')) continue;
    return fill(words[meaning], { word: word ?? '', from: group('from') ?? '?' });
  }
  return undefined;
}
