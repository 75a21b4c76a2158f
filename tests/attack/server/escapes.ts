/** Ways out and ways in: imports, stacks, builtins replaced under our feet, errors that bite, the console as a door. */
import { BLOCK, escape, FLOOD, FULL, harmless, load, LOOP, SERVER, STACK, tamed, type Attack } from './kinds.ts';

const threw = (name: string, code: string): Attack => ({ name: `escape: ${name}`, code, ends: ['threw'] });
const SOCKET_IO = `import { Server } from 'socket.io'; new Server(3000);`;

export const ESCAPES: Attack[] = [
  // Imports
  ...['data:text/javascript,export default globalThis', 'data:application/json,1', 'file:///etc/passwd', 'blob:null/x', '../../../../etc/passwd', './../package.json', '/proc/self/environ', '\\\\\\\\host\\\\share', 'node:fs/promises', 'NODE:FS', ' fs', 'fs\\0', 'node:node:fs', 'quickjs', 'std', 'os/..', 'worker_threads', 'node:test', 'node:sea'].map((name) =>
    threw(`import of ${name}`, `${SOCKET_IO} import it from '${name}';`),
  ),
  escape('import() by data, file and address', 'globalThis.got = []; for (const name of ["data:text/javascript,export default 1", "file:///etc/passwd", "http://127.0.0.1:1/", "./client.js", "/etc/passwd"]) import(name).then((m) => { throw new Error("escaped: " + name); }, () => {});'),
  escape('import() from made code', 'new Function("return import(\\"node:fs\\")")().then(() => { throw new Error("escaped"); }, () => {});'),
  escape('createRequire by another path', 'return require("module").createRequire("/etc/")("./passwd");'),
  escape('require.cache, require.main and module.paths', 'return Object.keys(require.cache).length || require.main.children.length || module.paths.length || module.parent;'),
  escape('a module that is named by an object', 'return require({ toString: () => "fs" });'),
  threw('a module that imports what does not answer', `${SOCKET_IO} await import('fs');`),
  { name: 'modules: a wait at the top that never ends', code: `import { Server } from 'socket.io'; const io = new Server(3000); await new Promise(() => {});`, lives: true },
  { name: 'modules: a wait at the top before it listens', code: `import { Server } from 'socket.io'; await new Promise(() => {}); new Server(3000);`, ends: ['never-listened'] },
  { name: 'modules: a name of a megabyte', code: `${SERVER} import('x'.repeat(1e6)).catch(() => {});`, lives: true },
  // Constructors, prototypes, stacks
  escape('every constructor’s constructor', 'const seen = new Set(); const go = (o, d) => { if (d > 4 || o === null || (typeof o !== "object" && typeof o !== "function") || seen.has(o)) return; seen.add(o); for (const k of Reflect.ownKeys(o)) { let v; try { v = o[k]; } catch { continue; } go(v, d + 1); } go(Object.getPrototypeOf(o), d + 1); }; go(globalThis, 0); for (const f of seen) { if (typeof f !== "function") continue; let g; try { g = f.constructor("return typeof process === \\"object\\" && process.getBuiltinModule")(); } catch {} if (typeof g === "function") return g; }'),
  escape('the async and generator constructors', 'return [async () => {}, function* () {}, async function* () {}].map((f) => { try { return f.constructor("return this.process && this.process.getBuiltinModule")(); } catch {} }).find((x) => x && x.getBuiltinModule);'),
  escape('functions of the stack', 'const all = []; Error.prepareStackTrace = (_, frames) => { for (const f of frames) { all.push(f.getFunction && f.getFunction(), f.getThis && f.getThis(), f.getEvalOrigin && f.getEvalOrigin(), f.getFileName && f.getFileName()); } return ""; }; console.log(1); new Error().stack; return all.find((one) => (one && (one.postMessage || one.emit_ || one.terminate)) || (typeof one === "string" && /worker|node_modules|file:/.test(one)));'),
  escape('arguments.callee.caller', 'let c = (function () { return arguments.callee.caller; })(); for (let i = 0; c && i < 10; i++) { if (/postMessage|parentPort|workerData/.test(String(c))) return c; c = c.caller; }'),
  escape('the machine’s paths in any text', 'let texts = []; for (const run of [() => require("fs"), () => null.x, () => JSON.parse("{"), () => new Intl.DateTimeFormat("x y"), () => new URL("x"), () => structuredClone(() => {}), () => process.exit()]) try { run(); } catch (e) { texts.push(e.message, e.stack, JSON.stringify(e)); } return /\\/(work|tmp|home|root|usr|proc)\\/|node_modules|worker\\.cjs|host\\.mjs/.test(texts.join());'),
  escape('what the door to languages hands out', 'const f = new Intl.DateTimeFormat(); const all = [f.format.constructor, f.resolvedOptions().constructor, Intl.constructor]; return all.map((c) => { try { return c("return typeof process.getBuiltinModule")(); } catch { return "undefined"; } }).find((t) => t !== "undefined");'),
  escape('languages asked with keys of the prototype', 'for (const kind of ["__proto__", "constructor", "toString"]) { let made; try { made = new Intl[kind](); } catch { continue; } if (made && made.process) return kind; }'),
  // Builtins replaced
  load('the array’s iterator replaced', 'Array.prototype[Symbol.iterator] = function* () { for (;;) yield 1; }; console.log(1);', [...LOOP, 'memory']),
  load('exec replaced', 'RegExp.prototype.exec = () => { for (;;); }; console.log("%s", 1);', LOOP),
  harmless('promises, maps and texts broken once it listens', 'setTimeout(() => { Map.prototype.has = Set.prototype.has = null; String.prototype.startsWith = null; Promise.prototype.then = undefined; Symbol.iterator; }, 5);'),
  harmless('Object.prototype with what descriptors have', 'setTimeout(() => { Object.prototype.writable = false; Object.prototype.enumerable = true; }, 5);'),
  harmless('Promise taken away', 'globalThis.Promise = null; (async () => { await 1; })();'),
  harmless('console taken away', 'globalThis.console = null; delete globalThis.process; globalThis.Buffer = undefined;'),
  harmless('everything frozen', 'for (const k of Object.getOwnPropertyNames(globalThis)) { const v = globalThis[k]; if (v && (typeof v === "object" || typeof v === "function") && v !== globalThis) { Object.freeze(v); if (v.prototype) Object.freeze(v.prototype); } }'),
  // Errors that bite
  load('a name that is an object that loops', 'throw Object.create(Error.prototype, { name: { get() { return { toString() { for (;;); } }; } }, message: { value: { toString() { for (;;); } } }, stack: { get() { for (;;); } } });', LOOP),
  load('a stack that is prepared without end', 'Error.prepareStackTrace = () => { for (;;); }; for (;;) console.log(1);', [...LOOP, ...FLOOD]),
  load('a stack that is prepared too long', 'Error.prepareStackTrace = () => "x".repeat(1e7); for (;;) console.log(1);', FULL),
  load('stacks without limit', 'Error.stackTraceLimit = 1e9; const f = (n) => (n ? f(n - 1) : new Error("x").stack); for (;;) console.log(f(500));', [...FULL, ...FLOOD]),
  load('a thrown object of 20 MB', 'throw { a: "x".repeat(2e7) };', FULL),
  load('a thrown object that is nested without end', 'let o = {}; for (let i = 0; i < 1e5; i++) o = { o }; throw o;', [...FULL, ...STACK]),
  { name: 'errors: null and a symbol, thrown later', code: `${SERVER} setTimeout(() => { throw Symbol('x'); }, 5);`, ends: ['threw'] },
  { name: 'errors: an error of errors of itself', code: `${SERVER} const e = new AggregateError([]); e.errors.push(e); e.cause = e; console.log(e); throw e;`, ends: ['threw'] },
  { name: 'errors: an error that cannot be read, then a plain one', code: `${SERVER} process.once('uncaughtException', () => { throw { toJSON() { throw 1; } }; }); setTimeout(() => { throw 1; }, 5);`, ends: ['threw'] },
  // The console
  load('keys of a proxy, a hundred thousand', 'for (;;) console.log(new Proxy({}, { ownKeys: () => Array.from({ length: 1e5 }, (_, i) => "k" + i), getOwnPropertyDescriptor: () => ({ value: 1, enumerable: true, configurable: true }) }));', [...BLOCK, ...FLOOD]),
  load('a sparse array of four billion, logged', 'for (;;) console.log(new Array(2 ** 32 - 1));', FLOOD),
  load('labels counted without end', 'for (let i = 0; ; i++) console.count("l" + i);', FLOOD),
  load('groups without end', 'for (;;) console.group();', LOOP),
  load('a proxy whose prototype loops, logged', 'console.log(new Proxy({}, { getPrototypeOf() { for (;;); } }));', LOOP),
  harmless('inspect’s own symbol, and toString, are not run', 'const o = { [Symbol.for("nodejs.util.inspect.custom")]() { for (;;); }, toString() { for (;;); }, toJSON() { for (;;); }, get x() { for (;;); } }; console.log(o, [o], new Map([[o, o]])); require("util").inspect(o);'),
  harmless('a getter that logs the object it is of', 'const o = { get [Symbol.toStringTag]() { console.log(o); return "x"; } }; console.log(o); `${o}`;'),
  harmless('a format of fifty thousand marks', 'console.log("%s".repeat(2e4), ...Array(2e4).fill("x"));'),
  // The guest's own functions
  harmless('the guest’s door for causes called with nonsense', 'for (const v of [undefined, null, {}, "x", -1, 1e99, 2 ** 31, NaN, 5n]) { try { $awaited(v, 1); } catch {} } console.log($cause()); try { $cause = 1; } catch {} try { globalThis.__guest = 1; } catch {}'),
  harmless('its own files changed from within', 'try { __guest.setFiles(JSON.stringify({ "index.html": "x", "../x": "y", __proto__: {} }), 1e9); } catch {} try { __guest.setFiles("{", 0); } catch {}'),
  tamed(load('the guest’s own turns called without end', 'for (;;) __guest.after();', LOOP)),
];
