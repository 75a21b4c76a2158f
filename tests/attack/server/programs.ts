/**
 * Hostile programs, each with how it must end. `ends`: the reasons that are right; `lives`: it is harmless and must go
 * on listening, with its limit told where it has one. `poke`: what a client sends once it listens.
 */
import type { StopReason } from '../../../protocol/programs.ts';

export interface Attack {
  name: string;
  code: string;
  ends?: StopReason[];
  /** Its loop is ended with the turn, and what is left of it does no harm: it may also live on, told so. */
  tamed?: true;
  lives?: true;
  /** It takes what it gets: where others leave it no more than its share of a core, it may live on. */
  greedy?: true;
  /** Limit that must have been told. */
  limit?: string;
  /** Events a client emits, each as often as it says. */
  poke?: [event: string, times: number];
}

/** On a crowded machine the watchdog or the share may come before the deadline. */
const LOOP: StopReason[] = ['deadline', 'not-responding', 'too-busy'];
const BLOCK: StopReason[] = ['not-responding', 'deadline', 'memory', 'threw', 'stack', 'too-busy'];
const FULL: StopReason[] = ['memory', 'threw', 'deadline', 'not-responding', 'stack', 'too-busy'];
const STACK: StopReason[] = ['stack', 'threw', 'memory', 'deadline', 'not-responding', 'too-busy'];
const FLOOD: StopReason[] = ['output-flood', 'too-busy', 'deadline', 'memory', 'not-responding', 'threw'];

/** While it loads, and the same from a handler of a server that listens already. */
const SERVER = `const { Server } = require('socket.io'); const io = new Server(3000);`;
const load = (name: string, code: string, ends: StopReason[]): Attack => ({ name: `load: ${name}`, code: `${SERVER} ${code}`, ends });
const later = (name: string, code: string, ends: StopReason[]): Attack => ({ name: `timer: ${name}`, code: `${SERVER} setInterval(() => { ${code} }, 5);`, ends });
const handler = (name: string, code: string, ends: StopReason[]): Attack => ({ name: `handler: ${name}`, code: `${SERVER} io.on('connection', (socket) => { socket.on('go', () => { ${code} }); });`, ends, poke: ['go', 10] });
const greedy = (attack: Attack): Attack => ({ ...attack, greedy: true });
const tamed = (attack: Attack): Attack => ({ ...attack, tamed: true });
const harmless = (name: string, code: string): Attack => ({ name: `escape: ${name}`, code: `${SERVER} ${code}`, lives: true });
/** Looks for something outside and says so: finding it would end the program with `escaped`. */
const escape = (name: string, expression: string): Attack => harmless(name, `let found; try { found = (() => { ${expression} })(); } catch { found = undefined; } if (found) { throw new Error('escaped: ' + String(found)); }`);

export const ATTACKS: Attack[] = [
  // Loops
  load('while (true)', 'while (true);', LOOP),
  load('for (;;) with work', 'let n = 0; for (;;) n += Math.sqrt(n + 1);', LOOP),
  load('a loop that catches everything', 'for (;;) { try { for (;;); } catch {} }', LOOP),
  load('a loop in finally', 'try { for (;;); } finally { for (;;); }', LOOP),
  load('a generator without end', 'for (const _ of (function* () { for (;;) yield 1; })());', LOOP),
  load('an iterator without end, spread', '[...(function* () { for (;;) yield 1; })()];', FULL),
  tamed(load('a promise that starts another', 'const go = () => Promise.resolve().then(go); go();', FULL)),
  tamed(load('an async function that never rests', '(async () => { for (;;) await null; })();', LOOP)),
  tamed(load('ticks without end', 'const go = () => process.nextTick(go); go();', LOOP)),
  tamed(load('microtasks without end', 'const go = () => queueMicrotask(go); go();', LOOP)),
  tamed(load('two promises that answer each other', 'const a = () => Promise.reject(1).catch(b); const b = () => Promise.resolve(1).then(a); a();', FULL)),
  load('new Function with a loop', 'new Function("for (;;);")();', LOOP),
  load('eval with a loop', 'eval("for (;;);");', LOOP),
  load('a getter with a loop', '({ get x() { for (;;); } }).x;', LOOP),
  load('a proxy with a loop', 'new Proxy({}, { get() { for (;;); } }).x;', LOOP),
  load('a comparator without end', '[3, 2, 1].sort(() => { for (;;); });', LOOP),
  load('toString with a loop', '`${{ toString() { for (;;); } }}`;', LOOP),
  load('toJSON with a loop', 'JSON.stringify({ toJSON() { for (;;); } });', LOOP),
  load('a thrown object whose message loops', 'throw { get message() { for (;;); }, get stack() { for (;;); }, toJSON() { for (;;); } };', LOOP),
  load('an error whose message loops', 'const e = new Error("x"); Object.defineProperty(e, "message", { get() { for (;;); } }); throw e;', LOOP),
  load('console.log of a looping getter', 'console.log({ toString() { for (;;); } }, new Proxy({}, { ownKeys() { for (;;); } }));', LOOP),
  load('Symbol.toPrimitive with a loop', '1 + { [Symbol.toPrimitive]() { for (;;); } };', LOOP),
  load('array index without end', 'const a = []; for (let i = 0; ; i = (i + 1) % 10) a[i] = i;', LOOP),
  load('Date in a loop', 'const end = Date.now() + 1e9; while (Date.now() < end);', LOOP),
  { name: 'load: a module that loops at its top level', code: `import { Server } from 'socket.io'; new Server(3000); await null; for (;;);`, ends: LOOP },
  { name: 'load: never listens and never rests', code: 'const go = () => setTimeout(go, 0); go(); while (true);', ends: LOOP },
  handler('while (true)', 'while (true);', LOOP),
  tamed(handler('a promise flood', 'const go = () => Promise.resolve().then(go); go();', FULL)),
  later('while (true)', 'while (true);', LOOP),
  greedy(later('just under the deadline, always', 'const end = Date.now() + 200; while (Date.now() < end);', LOOP)),
  greedy(later('busy nearly always, in turns that are allowed', 'const end = Date.now() + 100; while (Date.now() < end);', LOOP)),
  { name: 'timer: timers that set two timers', code: `${SERVER} const go = () => { setTimeout(go, 0); setTimeout(go, 0); }; go();`, ends: ['too-many-timers', 'too-busy', 'threw', 'deadline'] },
  // Regular expressions
  load('a regex that backtracks', '/^(a+)+$/.test("a".repeat(40) + "!");', LOOP),
  load('a regex with back references', '/^(a*)*b\\1$/.test("a".repeat(40));', LOOP),
  load('a nested quantifier', '/(x+x+)+y/.test("x".repeat(60));', LOOP),
  load('a regex over a long text', '/(.*)*(.*)*(.*)*z/.exec("y".repeat(5000));', [...LOOP, 'threw', 'stack']),
  load('a huge regex', 'for (;;) new RegExp("(".repeat(50000) + ")".repeat(50000));', [...LOOP, 'threw', 'stack', 'memory']),
  load('replace with a slow regex', '"a".repeat(40).replace(/(a|aa)+$/g, "") + /^(a|aa)+$/.test("a".repeat(60) + "b");', LOOP),
  // What the engine cannot be interrupted in
  load('join of a huge empty array', 'new Array(1e9).join();', BLOCK),
  load('a huge empty array as text', 'new Array(1e9) + "";', BLOCK),
  load('reverse of a huge length', 'Array.prototype.reverse.call({ length: 2 ** 40 });', BLOCK),
  load('copyWithin of a huge length', 'Array.prototype.copyWithin.call({ length: 2 ** 40 }, 0, 1);', BLOCK),
  load('slice of a huge length', 'Array.prototype.slice.call({ length: 2 ** 40 });', BLOCK),
  load('sort of a huge length', 'Array.prototype.sort.call({ length: 2 ** 40 });', BLOCK),
  load('concat of sparse arrays', 'const a = new Array(2 ** 31); [].concat(a, a, a);', BLOCK),
  load('indexOf, again and again', 'const s = "a".repeat(1e6); for (;;) s.indexOf("a".repeat(5e5) + "b");', BLOCK),
  load('includes of a huge length', 'Array.prototype.includes.call({ length: 2 ** 50 }, 1);', BLOCK),
  load('fill of a huge length', 'Array.prototype.fill.call({ length: 2 ** 40 }, 0);', BLOCK),
  load('unshift of a huge length', 'Array.prototype.unshift.call({ length: 2 ** 40 }, 1);', BLOCK),
  load('a billion laughs as JSON', 'let x = ["lol"]; for (let i = 0; i < 30; i++) x = [x, x, x]; JSON.stringify(x);', BLOCK),
  handler('join of a huge empty array', 'new Array(1e9).join();', BLOCK),
  later('a huge empty array as text', 'new Array(1e9) + "";', BLOCK),
  // Memory
  load('an array that grows', 'const a = []; for (;;) a.push({ a: [1, 2, 3], s: "x" + a.length });', FULL),
  load('a text that doubles', 'let s = "x"; for (;;) s += s;', FULL),
  load('Array(1e9).fill', 'Array(1e9).fill(0);', FULL),
  load('typed arrays without end', 'const a = []; for (;;) a.push(new Uint8Array(1e6));', FULL),
  load('one typed array of 1 GB', 'new Uint8Array(1e9);', FULL),
  load('buffers without end', 'const a = []; for (;;) a.push(Buffer.alloc(1e6, 1));', FULL),
  load('a map that grows', 'const m = new Map(); for (let i = 0; ; i++) m.set(i, { i });', FULL),
  load('closures without end', 'let f = () => 1; for (;;) { const g = f; f = () => g; }', FULL),
  load('repeat without end', 'const a = []; for (;;) a.push("ก".repeat(1e6) + a.length);', FULL),
  load('promises that nobody settles', 'const a = []; for (;;) a.push(new Promise(() => {}));', FULL),
  load('rejections without end', 'for (;;) Promise.reject(new Error("x"));', FULL),
  load('memory full, and caught', 'const a = []; for (;;) { try { for (;;) a.push(new Array(1e4).fill(a.length)); } catch {} }', FULL),
  load('a resizable buffer', 'const b = new ArrayBuffer(1, { maxByteLength: 2 ** 31 - 1 }); b.resize(2 ** 31 - 1);', FULL),
  load('padEnd', 'const a = []; for (;;) a.push("x".padEnd(2 ** 24, String(a.length)));', FULL),
  load('replaceAll that multiplies', 'let s = "x".repeat(1000); for (;;) s = s.replaceAll("x", "xxxxxxxxxx");', FULL),
  load('structuredClone of what grows', 'let o = { a: 1 }; for (;;) o = { a: o, b: structuredClone(o) };', FULL),
  handler('an array that grows', 'globalThis.a ??= []; for (let i = 0; i < 1e7; i++) a.push({ i, s: "x" + i });', FULL),
  later('a leak', 'globalThis.a ??= []; a.push("x".repeat(2e6) + a.length);', FULL),
  // Numbers
  load('a huge power', 'for (;;) 10n ** 10000000n;', FULL),
  load('squares of squares', 'let a = 3n; for (;;) a *= a;', FULL),
  load('huge shifts', 'for (;;) 1n << 10n ** 9n;', FULL),
  load('digits of a big number', 'for (let n = 2n ** 400000n; ; n += 1n) String(n);', BLOCK),
  // Recursion
  load('a function that calls itself', 'const f = () => f() + 1; f();', STACK),
  load('nested arrays as JSON', 'let a = []; for (let i = 0; i < 1e5; i++) a = [a]; JSON.stringify(a);', STACK),
  load('nested JSON to parse', 'JSON.parse("[".repeat(1e6));', STACK),
  load('nested source', 'eval("(".repeat(1e5) + ")".repeat(1e5));', STACK),
  load('a proxy that asks itself', 'const p = new Proxy({}, { get: (_, key) => p[key] }); p.x;', STACK),
  load('proxies around proxies', 'let p = {}; for (let i = 0; i < 1e5; i++) p = new Proxy(p, {}); p.x;', STACK),
  load('toString that asks itself', 'const o = { toString() { return `${o}`; } }; `${o}`;', STACK),
  load('apply with many arguments', 'Math.max.apply(null, new Array(1e7).fill(1));', STACK),
  load('emit that emits', 'const { EventEmitter } = require("events"); const e = new EventEmitter(); e.on("x", () => e.emit("x")); e.emit("x");', STACK),
  load('a class that makes itself', 'class A { b = new A(); } new A();', STACK),
  // Output
  load('console.log without end', 'for (;;) console.log("x");', FLOOD),
  load('console.log of large texts', 'for (;;) console.log("x".repeat(1e6));', FLOOD),
  load('console.log of wide objects', 'const o = {}; for (let i = 0; i < 1e4; i++) o[i] = { ...o[i - 1] }; for (;;) console.log(o);', FLOOD),
  greedy(later('many lines at each tick', 'for (let i = 0; i < 300; i++) console.log("line", i);', FLOOD)),
  tamed({ name: 'output: emit without end', code: `${SERVER} io.on('connection', (socket) => { for (;;) socket.emit('x', 'y'); });`, ends: FLOOD, poke: ['go', 1] }),
  { name: 'output: large emits from a timer', greedy: true, code: `${SERVER} setInterval(() => io.emit('x', 'y'.repeat(90000)), 4);`, ends: FLOOD, poke: ['go', 1] },
  { name: 'output: messages of 5 MB', greedy: true, code: `${SERVER} setInterval(() => io.emit('x', 'y'.repeat(5e6)), 50);`, ends: FLOOD.concat('memory'), poke: ['go', 1] },
  tamed({ name: 'output: emit in a microtask without end', code: `${SERVER} io.on('connection', (socket) => { const go = () => { socket.emit('x', 1); queueMicrotask(go); }; go(); });`, ends: FLOOD, poke: ['go', 1] }),
  { name: 'output: binary without end', greedy: true, code: `${SERVER} setInterval(() => { for (let i = 0; i < 50; i++) io.emit('x', Buffer.alloc(50000)); }, 5);`, ends: FLOOD, poke: ['go', 1] },
  { name: 'output: listens again and again', code: `const http = require('http'); const go = () => { const s = http.createServer(() => {}); s.listen(3000, () => s.close(go)); }; go();`, ends: FLOOD.concat('never-listened', 'too-busy') },
  { name: 'output: one message over the limit is dropped, and told', code: `${SERVER} io.on('connection', (socket) => socket.emit('x', 'y'.repeat(300000)));`, lives: true, limit: 'messageKb', poke: ['go', 1] },
  { name: 'output: 500 lines once are cut, and told', code: `${SERVER} for (let i = 0; i < 500; i++) console.log(i);`, lives: true, limit: 'logLines' },
  // Timers
  load('a hundred thousand timers', 'for (let i = 0; i < 1e5; i++) setTimeout(() => {}, 1e6);', ['too-many-timers']),
  load('a hundred thousand intervals', 'for (let i = 0; i < 1e5; i++) setInterval(() => {}, 1);', ['too-many-timers']),
  { name: 'timer: as many as allowed, caught', code: `${SERVER} try { for (;;) setTimeout(() => {}, 1e6); } catch {}`, lives: true, limit: 'timers' },
  { name: 'timer: never listens', code: 'require("socket.io"); setTimeout(() => {}, 100);', ends: ['never-listened'] },
  { name: 'load: nothing at all', code: '', ends: ['never-listened'] },
  // Escapes
  escape('the host’s doors', 'return globalThis.__host;'),
  escape('the host’s process by a constructor', 'const f = console.log.constructor("return typeof process === \'object\' && process.binding(\'fs\')"); return f();'),
  escape('process.mainModule', 'return process.mainModule || process.binding("fs");'),
  escape('process.dlopen', 'return process.dlopen({ exports: {} }, "/lib/x.node");'),
  escape('require of fs', 'return require("fs");'),
  escape('require of node:child_process', 'return require("node:child_process");'),
  escape('require by a path', 'return require("/etc/passwd");'),
  escape('require of what an object inherits', 'return require("constructor") || require("__proto__");'),
  escape('WebAssembly', 'return typeof WebAssembly !== "undefined" && WebAssembly;'),
  escape('shared memory', 'return (typeof SharedArrayBuffer !== "undefined" && SharedArrayBuffer) || (typeof Atomics !== "undefined" && Atomics);'),
  escape('Deno, Bun, std and os', 'return globalThis.Deno || globalThis.Bun || globalThis.std || globalThis.os || globalThis.scriptArgs;'),
  escape('the caller’s stack', 'return /worker\\.[cm]js|node:|file:/.test(String(new Error().stack));'),
  escape('a host error’s stack', 'try { __guest.load({}); } catch (e) { return /node:|file:/.test(String(e.stack)); }'),
  escape('environment', 'return process.env.PATH || process.env.HOME || process.env.SAITRONG_LIMITS;'),
  escape('fetch', 'return fetch("http://127.0.0.1:3000/");'),
  escape('process.exit', 'return process.exit(1);'),
  escape('prepareStackTrace', 'let seen; Error.prepareStackTrace = (_, frames) => { seen = frames; return ""; }; new Error().stack; return (seen || []).some((frame) => frame.getThis && frame.getThis() && frame.getThis().postMessage);'),
  { name: 'escape: import of fs', code: `import fs from 'node:fs';`, ends: ['threw'] },
  { name: 'escape: import of a file', code: `import x from 'file:///etc/passwd';`, ends: ['threw'] },
  { name: 'escape: import of an address', code: `import x from 'http://127.0.0.1:1/x.js';`, ends: ['threw'] },
  // Prototypes and host calls
  harmless('Object.prototype filled', 'Object.prototype.op = "listen"; Object.prototype.toString = () => { throw 1; }; Object.prototype.then = undefined;'),
  harmless('Array.prototype replaced', 'Array.prototype.push = () => { throw new Error("no"); }; Array.prototype.map = null;'),
  harmless('JSON replaced after start', 'setTimeout(() => { JSON.stringify = () => "null"; JSON.parse = () => null; console.log(1); }, 20);'),
  harmless('JSON that says anything', 'setTimeout(() => { for (const text of ["null", "[]", "{", "1", \'{"op":"respond","response":null}\', \'{"op":"listen","engine":{"path":7,"transports":[{}]}}\']) { JSON.stringify = () => text; try { console.log(1); __guest.uncaught; } catch {} } }, 20);'),
  harmless('the guest’s own functions called with nonsense', 'for (const f of Object.values(__guest)) for (const args of [[], [null], ["{"], [{}, {}], [1e9, new ArrayBuffer(8)], ["\\0".repeat(1e5)]]) { if (f !== __guest.uncaught && f !== __guest.watch) try { f(...args); } catch {} }'.replace('f !== __guest.uncaught && f !== __guest.watch', '![__guest.uncaught, __guest.watch, __guest.receive, __guest.data, __guest.fireTimer, __guest.commonjs].includes(f)')),
  { name: 'host calls: turns made up by the program', code: `${SERVER} for (let i = 0; i < 100; i++) __guest.receive(JSON.stringify({ op: 'open', conn: 'made-up-' + i, handshake: { url: '/', query: { EIO: '4' }, headers: {}, address: 'x', transport: 'websocket', secure: false } })); io.emit('x', 1);`, lives: true },
  { name: 'host calls: nonsense as a turn', code: `${SERVER} __guest.receive('{');`, ends: ['threw'] },
  { name: 'http: answers that are no answers', code: `const { ServerResponse, createServer } = require('http'); createServer(() => {}).listen(3000); for (const id of [-1, 1e99, 'x', null, {}]) { const r = new ServerResponse(id); r.setHeader('x-a', 'b\\r\\nset-cookie: a=b'); r.statusCode = id; r.end('x'); }`, lives: true },
  { name: 'options: nonsense for the engine', code: `const { Server } = require('socket.io'); new Server(3000, { pingInterval: -1, pingTimeout: NaN, maxHttpBufferSize: 1e99, transports: ['x', {}, null], upgradeTimeout: Infinity, cors: { origin: /x/ } });`, lives: true },
  { name: 'names: a function named to break messages', code: `${SERVER} Object.defineProperty(Error.prototype, 'name', { get() { for (;;); } }); throw new Error('x');`, ends: LOOP },
  { name: 'errors: thrown undefined', code: `${SERVER} throw undefined;`, ends: ['threw'] },
  { name: 'errors: a thrown proxy', code: `${SERVER} throw new Proxy({}, { get() { throw 1; }, getPrototypeOf() { throw 2; } });`, ends: ['threw'] },
  { name: 'errors: a message of 20 MB', code: `${SERVER} throw new Error('x'.repeat(2e7));`, ends: [...FULL] },
  { name: 'errors: a handler for errors that throws', code: `${SERVER} process.on('uncaughtException', (e) => { throw e; }); throw new Error('x');`, ends: ['threw'] },
  { name: 'errors: a handler for errors that loops', code: `${SERVER} process.on('uncaughtException', () => { for (;;); }); throw new Error('x');`, ends: LOOP },
];
