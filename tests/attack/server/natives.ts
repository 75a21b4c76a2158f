/** What keeps the engine busy, or fills its memory, from inside its own functions: iterators, sets, texts, buffers, languages, promises. */
import { BLOCK, FULL, handler, load, LOOP, STACK, tamed, type Attack } from './kinds.ts';

const endless = '(function* () { for (;;) yield Math.random(); })()';

export const NATIVES: Attack[] = [
  // Iterators and array-likes without end
  load('an iterator without end, grouped', `Object.groupBy(${endless}, (x) => x);`, FULL),
  load('an iterator without end, as a Map', `new Map((function* () { for (;;) yield [Math.random(), {}]; })());`, FULL),
  load('an iterator without end, filtered', `${endless}.filter(() => false).toArray();`, LOOP),
  load('an iterator without end, in a typed array', `new Float64Array(${endless});`, FULL),
  load('a set-like that never ends, united', 'new Set().union({ size: 1, has: () => true, keys: () => ({ next: () => ({ done: false, value: Math.random() }) }) });', FULL),
  load('a set-like that never ends, compared', 'new Set([1]).isSupersetOf({ size: 1, has: () => true, keys: () => ({ next: () => ({ done: false, value: 1 }) }) });', LOOP),
  load('raw of a huge template', 'String.raw({ raw: { length: 2 ** 53 - 1 } });', BLOCK),
  load('from a huge array-like', 'Array.from({ length: 2 ** 32 - 1 });', BLOCK),
  load('flat of an array that holds itself', 'const a = []; a.push(a, a); a.flat(Infinity);', STACK),
  load('sort of what is never sorted', 'const a = Array.from({ length: 1e5 }, Math.random); for (;;) a.sort(() => Math.random() - 0.5);', LOOP),
  // Texts and patterns
  load('normalize of a long text', 'for (;;) "\\u0344".repeat(1e6).normalize("NFKD");', BLOCK),
  load('addresses of a long name', 'for (;;) try { new URL("http://" + "a.".repeat(1e5)); } catch {}', BLOCK),
  load('a pattern of many maybes', '/^(?:a?){40}a{40}b$/.test("a".repeat(40));', LOOP),
  load('split by a pattern that backtracks', '"x".repeat(1e5).split(/(x?)*y/);', LOOP),
  load('a class of classes as a pattern', 'new RegExp("[".repeat(1e5), "v");', [...STACK]),
  load('a hundred thousand labels', 'new Function("a:".repeat(1e5).replace(/a/g, () => "l" + Math.random().toString(36).slice(2)) + ";")();', STACK),
  load('templates in templates', 'eval("`${".repeat(1e5));', STACK),
  load('three hundred thousand names', 'for (;;) eval("var " + Array.from({ length: 3e5 }, (_, i) => "v" + i).join());', BLOCK),
  // Languages: the thread's own Node answers
  load('texts compared without end', 'for (;;) "a".repeat(1900).localeCompare("b".repeat(1900));', LOOP),
  load('a language that is made up each time', 'for (let i = 0; ; i++) new Intl.DateTimeFormat("en-x-a" + i, { timeZone: "Asia/Bangkok" }).format(i);', LOOP),
  load('words of a long text', 'for (;;) [...new Intl.Segmenter("th", { granularity: "word" }).segment("สวัสดี".repeat(500))];', FULL),
  handler('every language, every calendar', 'for (let i = 0; ; i++) new Intl.DateTimeFormat(["th", "ar", "he", "zh", "ja", "hi", "fa", "ru"][i % 8], { dateStyle: "full", calendar: ["buddhist", "chinese", "hebrew", "islamic"][i % 4] }).format(i);', LOOP),
  // Buffers
  load('a buffer that is moved and grows', 'let b = new ArrayBuffer(1e7); for (;;) b = b.transfer(b.byteLength === 1e7 ? 2e7 : 1e7);', FULL),
  load('a buffer that is resized', 'const b = new ArrayBuffer(8, { maxByteLength: 3e7 }); for (let i = 8; ; i = ((i * 2) % 3e7) + 8) b.resize(i);', FULL),
  // Memory that hides
  load('symbols without end', 'for (let i = 0; ; i++) Symbol.for("s" + "x".repeat(2000) + i);', FULL),
  load('shapes without end', 'const a = []; for (let i = 0; ; i++) { const o = {}; for (let j = 0; j < 50; j++) o["p" + i + "_" + j] = 1; a.push(o); }', FULL),
  load('a WeakMap whose keys stay', 'const w = new WeakMap(); const k = []; for (;;) { const o = {}; k.push(o); w.set(o, new Array(100).fill(o)); }', FULL),
  load('timers of the console', 'for (let i = 0; ; i++) console.time("l" + "x".repeat(100) + i);', FULL),
  load('namespaces without end', 'for (let i = 0; ; i++) io.of("/n" + i);', FULL),
  handler('rooms without end', 'for (let i = 0; ; i++) socket.join("r" + i);', FULL),
  load('events that nobody takes', 'const { on, EventEmitter } = require("events"); const e = new EventEmitter(); on(e, "x"); for (;;) e.emit("x", "y".repeat(1000));', FULL),
  load('signals of signals', 'let s = new AbortController().signal; for (;;) s = AbortSignal.any([s]);', FULL),
  load('signals with a time', 'for (;;) AbortSignal.timeout(1e6);', ['too-many-timers']),
  load('what is freed makes more', 'const make = () => { for (let i = 0; i < 1000; i++) r.register({}, i); }; const r = new FinalizationRegistry(() => make()); make(); setInterval(make, 4);', FULL),
  // Promises
  load('all of what never ends', `Promise.all(${endless});`, FULL),
  tamed(load('an async iterator without end', '(async () => { for await (const _ of (async function* () { for (;;) yield 1; })()); })();', LOOP)),
  tamed(load('fromAsync of what never ends', `Array.fromAsync(${endless});`, FULL)),
  tamed(load('a thenable that resolves with itself', 'const t = { then(resolve) { resolve(t); } }; Promise.resolve(t);', LOOP)),
  load('a thenable that loops, and is tried again', 'const go = () => Promise.resolve({ then() { for (;;); } }).catch(go); go();', LOOP),
  tamed(load('an awaited thenable that resolves with itself', '(async () => { await { then(resolve) { resolve(this); } }; })();', LOOP)),
  tamed(load('a rejection for each rejection', 'process.on("unhandledRejection", () => { Promise.reject(1); }); Promise.reject(1);', [...LOOP, 'memory'])),
  tamed(load('an error for each error', 'process.on("uncaughtException", () => process.nextTick(() => { throw 1; })); throw 1;', [...LOOP, 'memory'])),
  tamed(load('imports without end, awaited', '(async () => { for (;;) await import("node:path"); })();', [...LOOP, 'memory'])),
  load('imports without end', 'for (;;) import("node:path");', FULL),
];
