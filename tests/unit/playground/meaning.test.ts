import { describe, expect, test } from 'vitest';
import { MEANINGS, meaningOf, type MeaningCode } from '../../../src/playground/meaning.ts';
import { words } from '../../../src/playground/words.ts';

const th = words.th.problems.meanings;
const en = words.en.problems.meanings;

/** What an engine says, and what that is. `|` stands between name and sentence. */
const SAID: [meaning: MeaningCode, ...said: string[]][] = [
  ['ioMissing', 'TypeError|io is not a function', 'ReferenceError|io is not defined', "ReferenceError|Can't find variable: io"],
  ['reference', 'ReferenceError|nothing is not defined', "ReferenceError|'nothing' is not defined", "ReferenceError|Can't find variable: nothing"],
  ['tooEarly', "ReferenceError|Cannot access 'io' before initialization", "ReferenceError|can't access lexical declaration 'io' before initialization", 'ReferenceError|io is not initialized', 'ReferenceError|Cannot access uninitialized variable.'],
  ['dirnameInModule', 'ReferenceError|__dirname is not defined', "ReferenceError|'__filename' is not defined"],
  ['requireInModule', 'ReferenceError|require is not defined', "ReferenceError|'require' is not defined", "ReferenceError|Can't find variable: require"],
  ['notFunction', 'TypeError|not a function'],
  ['notFunctionNamed', 'TypeError|io.lissten is not a function', 'TypeError|cb is not a function', 'TypeError|….emitt is not a function', 'TypeError|ทักทาย is not a function'],
  ['ofNothing', "TypeError|Cannot read properties of null (reading 'size')", "TypeError|cannot read property 'size' of undefined", "TypeError|Cannot set properties of undefined (setting 'size')", "TypeError|cannot set property 'size' of undefined", `TypeError|can't access property "size", x is undefined`, "TypeError|null is not an object (evaluating 'x.size')", "TypeError|undefined is not an object (evaluating 'a.b.size')"],
  ['partsOfNothing', 'TypeError|Cannot convert undefined or null to object', "TypeError|Cannot destructure property 'y' of 'undefined' as it is undefined.", "TypeError|can't convert undefined to object", 'TypeError|Right side of assignment cannot be destructured'],
  ['notIterable', 'TypeError|value is not iterable', 'TypeError|5 is not iterable', 'TypeError|x is not iterable'],
  ['notConstructor', 'TypeError|Serve is not a constructor'],
  ['needsNew', "TypeError|class constructors must be invoked with 'new'", "TypeError|Class constructor A cannot be invoked without 'new'"],
  ['frozen', 'TypeError|Assignment to constant variable.', "TypeError|'a' is read-only", "TypeError|invalid assignment to const 'a'", 'TypeError|Attempted to assign to readonly property.'],
  ['readOnly', "TypeError|Cannot assign to read only property 'a' of object '#<Object>'", 'TypeError|object is not extensible', 'TypeError|Cannot add property a, object is not extensible'],
  ['bigint', 'TypeError|BigInt are forbidden in JSON.stringify', 'TypeError|Do not know how to serialize a BigInt', "TypeError|BigInt value can't be serialized in JSON", 'TypeError|JSON.stringify cannot serialize BigInt.'],
  ['circular', 'TypeError|circular reference', 'TypeError|Converting circular structure to JSON', 'TypeError|cyclic object value', 'TypeError|JSON.stringify cannot serialize cyclic structures.'],
  ['emptyReduce', 'TypeError|empty array', 'TypeError|Reduce of empty array with no initial value', 'TypeError|reduce of empty array with no initial value'],
  ['callback', 'TypeError|The "callback" argument must be of type function. Received undefined', 'TypeError|The "listener" argument must be of type Function. Received type undefined'],
  ['network', 'TypeError|Failed to fetch', 'TypeError|NetworkError when attempting to fetch resource.', 'TypeError|Load failed'],
  ['storage', "SecurityError|Failed to read the 'localStorage' property from 'Window': The document is sandboxed and lacks the 'allow-same-origin' flag.", 'SecurityError|The operation is insecure.'],
  ['bareImport', 'TypeError|Failed to resolve module specifier "lodash". Relative references must start with either "/", "./", or "../".', 'TypeError|The specifier “lodash” was a bare specifier, but was not remapped to anything.', `TypeError|Module name, 'lodash' does not resolve to a valid URL.`],
  ['declaredTwice', "SyntaxError|Identifier 'io' has already been declared", "SyntaxError|redeclaration of 'io'", 'SyntaxError|redeclaration of const io', "SyntaxError|Cannot declare a const variable twice: 'io'."],
  ['awaitOutside', 'SyntaxError|await is only valid in async functions and the top level bodies of modules', "SyntaxError|Cannot use keyword 'await' outside an async function", 'SyntaxError|await is only valid in async functions, async generators and modules', 'SyntaxError|Unexpected reserved word'],
  ['noValue', 'SyntaxError|Missing initializer in const declaration', 'SyntaxError|missing = in const declaration', "SyntaxError|Unexpected token ':'. const declared variable 'x' must have an initializer."],
  ['importOutside', 'SyntaxError|Cannot use import statement outside a module', "SyntaxError|'import' and 'export' may only appear at the top level", 'SyntaxError|import declarations may only appear at top level of a module'],
  ['noDefault', "SyntaxError|Could not find export 'default' in module 'socket.io'", "SyntaxError|The requested module 'socket.io' does not provide an export named 'default'"],
  ['noSuchExport', "SyntaxError|Could not find export 'Serve' in module 'socket.io'", "SyntaxError|The requested module 'socket.io' does not provide an export named 'Serve'"],
  ['returnOutside', 'SyntaxError|return not in a function', "SyntaxError|'return' outside of function", 'SyntaxError|Illegal return statement', 'SyntaxError|return not in function'],
  ['unfinishedText', 'SyntaxError|Unterminated string constant', 'SyntaxError|unexpected end of string', 'SyntaxError|Invalid or unexpected token', 'SyntaxError|Unterminated template'],
  ['unfinished', 'SyntaxError|Unexpected end of input', 'SyntaxError|Unexpected end of script'],
  ['bracketMissing', 'SyntaxError|missing ) after argument list', "SyntaxError|expecting '}'", 'SyntaxError|missing } after property list'],
  ['typesOnly', 'SyntaxError|TypeScript enum is not supported in strip-only mode'],
  ['json', "SyntaxError|Expected property name or '}' in JSON at position 1 (line 1 column 2)", `SyntaxError|Unexpected token 'h', "hello" is not valid JSON`, 'SyntaxError|JSON.parse: unexpected character at line 1 column 1 of the JSON data', 'SyntaxError|JSON Parse error: Unexpected identifier "hello"'],
  ['bracketTooMany', "SyntaxError|Unexpected token '}'", "SyntaxError|Unexpected token ')'", "SyntaxError|expected expression, got '}'"],
  ['oddCharacter', "SyntaxError|Unexpected character '“'", 'SyntaxError|illegal character U+201C', "SyntaxError|Invalid character '\\u201c'"],
  ['assignLeft', 'SyntaxError|Assigning to rvalue', 'SyntaxError|Invalid left-hand side in assignment', 'SyntaxError|invalid assignment left-hand side', 'SyntaxError|Left side of assignment is not a reference.'],
  ['reservedWord', "SyntaxError|The keyword 'enum' is reserved"],
  ['syntax', "SyntaxError|Unexpected token ';'", "SyntaxError|expecting ';'", 'SyntaxError|Unexpected token'],
  ['recursion', 'RangeError|Maximum call stack size exceeded', 'InternalError|too much recursion', 'InternalError|stack overflow'],
  ['loop', 'RangeError|This loop ran for 2 seconds without a pause, so the playground ended it'],
  ['length', 'RangeError|Invalid array length', 'RangeError|invalid array length', 'RangeError|Invalid count value: -1', 'RangeError|invalid repeat count', 'RangeError|repeat count must be non-negative'],
  ['badPort', 'RangeError|options.port should be >= 0 and < 65536. Received 70000.'],
  ['reservedEvent', 'Error|"connect" is a reserved event name'],
  ['ackTimeout', 'Error|operation has timed out'],
  ['ackGone', 'Error|socket has been disconnected'],
  ['listenTwice', 'Error|Listen method has been called more than once without closing.'],
  ['addressInUse', 'Error|listen EADDRINUSE: address already in use :::3000'],
  ['notObject', 'TypeError|not an object'],
  ['notError', 'Thrown|no', 'Thrown|'],
  ['browserOnly', 'ReferenceError|document is not defined'],
  ['serverOnly', 'ReferenceError|process is not defined', "ReferenceError|Can't find variable: Buffer"],
];
/** Meanings that hold for one end only. */
const ENDS: Partial<Record<MeaningCode, 'client' | 'server'>> = { browserOnly: 'server', serverOnly: 'client' };
const problem = (said: string) => {
  const [name = '', ...message] = said.split('|');
  return { name, message: message.join('|') };
};
const shape = (sentence: string) => new RegExp(`^${sentence.split(/\{\w+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('[^{}]+')}$`);

describe('what an error means', () => {
  test.each(SAID.flatMap(([meaning, ...all]) => all.map((said): [string, MeaningCode] => [said, meaning])))('%s: %s', (said, meaning) => {
    const told = { ...problem(said), ...(ENDS[meaning] ? { end: ENDS[meaning] } : {}) };
    expect(meaningOf(told, en)).toMatch(shape(en[meaning]));
    expect(meaningOf(told, th)).toMatch(shape(th[meaning]));
    expect(th[meaning]).toMatch(/[\u0e00-\u0e7f]/);
  });
  test('what belongs to the other end is told as that, and nowhere else', () => {
    const document = { name: 'ReferenceError', message: 'document is not defined' };
    expect(meaningOf({ ...document, end: 'client' }, en)).toMatch(shape(en.reference));
    expect(meaningOf({ name: 'ReferenceError', message: 'process is not defined', end: 'server' }, en)).toMatch(shape(en.reference));
  });
  test('every meaning is tried', () => expect(new Set(SAID.map(([meaning]) => meaning))).toEqual(new Set(MEANINGS)));

  // What this engine (V8, as in Chromium) really says.
  test.each<[MeaningCode, () => unknown]>([
    ['reference', () => new Function('nothing')()],
    ['notFunctionNamed', () => new Function('const io = {}; io.lissten()')()],
    ['ofNothing', () => new Function('null.x')()],
    ['partsOfNothing', () => new Function('const { a } = undefined')()],
    ['notIterable', () => new Function('for (const a of 5);')()],
    ['frozen', () => new Function('const a = 1; a = 2')()],
    ['readOnly', () => new Function('"use strict"; Object.freeze([]).push(1)')()],
    ['notConstructor', () => new Function('const a = 1; new a()')()],
    ['needsNew', () => new Function('class A {} A()')()],
    ['declaredTwice', () => new Function('let a; let a')],
    ['awaitOutside', () => new Function('function f() { await 1 }')],
    ['unfinishedText', () => new Function('"abc')],
    ['json', () => JSON.parse('hello')],
    ['bigint', () => JSON.stringify(1n)],
    ['circular', () => { const a: unknown[] = []; a.push(a); JSON.stringify(a); }],
    ['length', () => new Array(-1)],
    ['emptyReduce', () => ([] as number[]).reduce((a, b) => a + b)],
  ])('%s, said by the engine itself', (meaning, run) => {
    let error: Error | undefined;
    try {
      run();
    } catch (thrown) {
      error = thrown as Error;
    }
    expect(meaningOf({ name: error?.name ?? '', message: error?.message ?? '' }, en)).toMatch(shape(en[meaning]));
  });

  test('what is not here says what to do instead, in both languages', () => {
    const names = ['fs', 'fs/promises', 'node:fs', 'net', 'tls', 'dgram', 'dns', 'https', 'http2', 'http.request', 'http.get', 'fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'child_process', 'cluster', 'worker_threads', 'vm', 'sqlite', 'sqlite3', 'better-sqlite3', 'ws', 'socket.io-client', 'process.exit', 'process.kill', 'process.abort', 'a second server', 'crypto.createHash', 'allowRequest', 'cookie', 'allowEIO3', 'wsEngine', './db.js', 'lodash', 'constructor'];
    const general = (what: string) => en.notHere['*']?.replace('{what}', what);
    for (const what of names) {
      const told = { name: 'NotInPlayground', message: '', hint: { code: 'not-here', params: { what } } };
      expect(meaningOf(told, th)).toMatch(/[\u0e00-\u0e7f]/);
      expect(meaningOf(told, en)).not.toMatch(/[{}]|undefined/);
      if (!['lodash', 'constructor'].includes(what)) expect(meaningOf(told, en), what).not.toBe(general(what.replace('node:', '')));
    }
  });
  test('the rest speaks for itself', () => {
    expect(meaningOf({ name: 'Error', message: 'mine' }, en)).toBeUndefined();
    expect(meaningOf({ name: 'TypeError', message: 'mine' }, en)).toBeUndefined();
    expect(meaningOf({ name: 'RangeError', message: 'mine' }, en)).toBeUndefined();
    expect(meaningOf({ name: '', message: '' }, en)).toBeUndefined();
  });
});

describe('the workbench’s words', () => {
  const flat = (value: unknown, path = ''): [string, string][] =>
    typeof value === 'string' ? [[path, value]] : Object.entries(value as object).flatMap(([key, inner]) => flat(inner, `${path}.${key}`));
  const slots = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

  test('are the same in both languages, with the same places in them', () => {
    const both = new Map(flat(words.en));
    expect(flat(words.th).map(([path]) => path)).toEqual([...both.keys()]);
    for (const [path, said] of flat(words.th)) expect(slots(said), path).toEqual(slots(both.get(path) ?? ''));
  });
  test('English holds no Thai', () => expect(flat(words.en).filter(([, said]) => /[\u0e00-\u0e7f]/.test(said))).toEqual([]));
});
