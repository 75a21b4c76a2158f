/** What programs are written in: modules of both kinds, TypeScript, Node's order of things, and its small modules. */
import { expect } from 'vitest';
import { ask, conforms, type Case } from './support/cases.ts';
import type { Files } from '../../../protocol/programs.ts';

/** A program that reports what it saw: each case is one file, the same on Node and in the sandbox. */
const reports = (name: string, code: string, expected: unknown, file: 'server.js' | 'server.ts' = 'server.js', esm = true): void => {
  const head = esm ? `import { Server } from 'socket.io';` : `const { Server } = require('socket.io');`;
  const tail = `const io = new Server(3000); io.on('connection', (socket) => socket.on('report', async (done) => done(await report)));`;
  const files: Files = { [file]: `${head}\n${code}\n${tail}` };
  const cases: Case[] = [{ name, modes: ['websocket'], same: true, run: async (stage) => ask(await stage.client(), 'report'), expected }];
  conforms(`language: ${name}`, files, cases);
};
const wait = (ms: number) => `await new Promise((resolve) => setTimeout(resolve, ${ms}));`;

reports('the order of ticks, microtasks and timers', `
const report = (async () => {
  const seen = [];
  await new Promise((resolve) => setTimeout(resolve, 1));
  await new Promise((done) => {
    setTimeout(() => seen.push('timeout'), 5);
    Promise.resolve().then(() => { seen.push('then 1'); process.nextTick(() => seen.push('tick in then')); }).then(() => seen.push('then 2'));
    queueMicrotask(() => seen.push('microtask'));
    process.nextTick(() => { seen.push('tick 1'); process.nextTick(() => seen.push('tick in tick')); Promise.resolve().then(() => seen.push('then in tick')); });
    process.nextTick((a, b) => seen.push('tick 2 ' + a + b), 'a', 'b');
    seen.push('now');
    setTimeout(done, 30);
  });
  return seen;
})();`, ['now', 'then 1', 'microtask', 'then 2', 'tick 1', 'tick 2 ab', 'tick in then', 'tick in tick', 'then in tick', 'timeout']);

reports('the order in a CommonJS file', `
const seen = [];
Promise.resolve().then(() => seen.push('then'));
process.nextTick(() => seen.push('tick'));
seen.push('now');
const report = new Promise((resolve) => setTimeout(() => resolve(seen), 10));`, ['now', 'tick', 'then'], 'server.js', false);

reports('CommonJS as tutorials use it', `
const path = require('path');
const { EventEmitter, once } = require('node:events');
module.exports = { a: 1 };
exports.b = 2;
const http = require('http');
class Mine extends http.Server {}
const servers = [http.Server(() => {}) instanceof http.Server, new http.Server().listening, new Mine() instanceof http.Server, http.createServer() instanceof http.Server];
const report = [...servers, typeof require, typeof module, typeof exports, require.main === module, path.basename(__filename), this === undefined, typeof EventEmitter, typeof once, new EventEmitter() instanceof require('events'), undeclared = 5];`, [true, false, true, true, 'function', 'object', 'object', true, 'server.js', false, 'function', 'function', true, 5], 'server.js', false);

reports('modules with top-level await', `
import { createServer } from 'node:http';
import EventEmitter, { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import path, { join } from 'node:path';
import { fileURLToPath } from 'node:url';
const value = await sleep(5, 'slept');
const emitter = new EventEmitter();
setTimeout(() => emitter.emit('go', 42), 5);
const [answer] = await once(emitter, 'go');
const { basename } = await import('node:path');
const report = [value, answer, typeof createServer, join('/a', '../b', 'c'), path.extname('x.html'), basename(fileURLToPath(import.meta.url)), typeof this];`, ['slept', 42, 'function', '/b/c', '.html', 'server.js', 'undefined']);

reports('TypeScript by stripping types', `
import type { Socket } from 'socket.io';
interface Person { name: string; age?: number }
type Answer<T> = { value: T } | undefined;
class Counter<T extends Person> {
  private readonly seen: T[] = [];
  declare ghost: string;
  add(one: T): this { this.seen.push(one); return this; }
  get size(): number { return this.seen.length; }
}
function first<T>(all: readonly T[]): Answer<T> { return all.length ? { value: all[0]! } : undefined; }
const named = { name: 'มะลิ' } satisfies Person as Person;
let socket: Socket | null = null;
const report = [new Counter<Person>().add(named).size, first([7])?.value, named.name, socket];`, [1, 7, 'มะลิ', null], 'server.ts');

reports('timers', `
const report = (async () => {
  const seen = [];
  let n = 0;
  await new Promise((done) => {
    const every = setInterval((by) => { n += by; if (n >= 6) { clearInterval(every); done(); } }, 4, 2);
  });
  const never = setTimeout(() => seen.push('never'), 5);
  clearTimeout(never);
  clearTimeout(undefined);
  clearTimeout({});
  const immediate = await new Promise((resolve) => setImmediate(resolve, 'immediate'));
  const timer = setTimeout(() => seen.push('kept'), 5);
  ${wait(25)}
  let message;
  try { setTimeout('text', 1); } catch (error) { message = error.code; }
  return [n, seen, immediate, typeof timer.ref, timer.unref() === timer, timer.hasRef !== undefined, message];
})();`, [6, ['kept'], 'immediate', 'function', true, true, 'ERR_INVALID_ARG_TYPE']);

reports('Buffer', `
const b = Buffer.from('สวัสดี');
const report = [b.length, b.toString('hex').slice(0, 12), Buffer.from('aGk=', 'base64').toString(), Buffer.concat([Buffer.from([1]), Buffer.alloc(2, 7)]).toJSON(), Buffer.isBuffer(b), Buffer.byteLength('ก'), b.subarray(0, 3).toString(), Buffer.from([1, 2, 3, 4]).readUInt32BE(0), b.equals(Buffer.from('สวัสดี'))];`, [18, 'e0b8aae0b8a7', 'hi', { type: 'Buffer', data: [1, 7, 7] }, true, 3, 'ส', 16909060, true]);

reports('crypto, URL, text, and clones', `
import { randomUUID, randomBytes, randomInt } from 'node:crypto';
const url = new URL('/socket.io/?EIO=4&x=%E0%B8%81', 'http://localhost:3000');
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const report = [uuid.test(randomUUID()), uuid.test(crypto.randomUUID()), randomUUID() !== randomUUID(), randomBytes(5).length, randomInt(3, 4), url.searchParams.get('x'), url.port, new TextDecoder().decode(new TextEncoder().encode('ก')), structuredClone({ a: [new Date(0)] }).a[0].getTime(), [...new URLSearchParams({ a: 1 })]];`, [true, true, true, 5, 3, 'ก', '3000', 'ก', 0, [['a', '1']]]);

reports('errors that a handler of its own catches', `
const report = new Promise((resolve) => {
  const seen = [];
  process.on('uncaughtException', (error, origin) => { seen.push([error.message, origin]); if (seen.length === 3) resolve(seen); });
  process.on('unhandledRejection', (reason) => { seen.push(['rejected', reason.message]); if (seen.length === 3) resolve(seen); });
  setTimeout(() => { throw new Error('in a timer'); }, 1);
  setTimeout(() => { (async () => { throw new Error('in async'); })(); }, 10);
  setTimeout(() => { process.nextTick(() => { throw new Error('in a tick'); }); }, 20);
});`, [['in a timer', 'uncaughtException'], ['rejected', 'in async'], ['in a tick', 'uncaughtException']]);

reports('rejections that are handled in time', `
const report = (async () => {
  const seen = [];
  process.on('unhandledRejection', (reason) => seen.push('unhandled ' + reason));
  const early = Promise.reject('early');
  early.catch(() => seen.push('caught early'));
  const tick = Promise.reject('tick');
  process.nextTick(() => tick.catch(() => seen.push('caught in a tick')));
  const never = Promise.reject('late');
  setTimeout(() => never.catch(() => {}), 15);
  ${wait(30)}
  return seen;
})();`, ['caught early', 'caught in a tick', 'unhandled late']);

reports('what process tells', `
const report = [typeof process.env.PATH === 'string' || process.env.PATH === undefined, process.env.PORT ?? 3000, Array.isArray(process.argv), typeof process.uptime(), typeof process.hrtime.bigint(), process.cwd().startsWith('/'), typeof process.memoryUsage().heapUsed, typeof process.versions.node, typeof globalThis.global, global === globalThis];`, [true, 3000, true, 'number', 'bigint', true, 'number', 'string', 'object', true]);

reports('what the language has', `
class Point { #x = 1; static made = 0; get x() { return this.#x; } static { Point.made = 5; } }
function* count() { yield 1; yield* [2, 3]; }
const tag = (strings, ...values) => strings.raw.join('|') + values.join();
const { a, ...rest } = { a: 1, b: 2, c: 3 };
const report = (async () => {
  const seen = [];
  for await (const n of (async function* () { yield 1; yield 2; })()) seen.push(n);
  return [new Point().x, Point.made, [...count()], tag\`a\${1}b\`, rest, seen, [3, 1, 2].toSorted(), [1, 2, 3].at(-1), Object.groupBy([1, 2, 3], (n) => (n % 2 ? 'odd' : 'even')), 'ก้อง'.normalize('NFC').length, /(?<y>\\d{4})/.exec('in 2026').groups.y, 2n ** 64n === 18446744073709551616n, new Set([1, 2]).union(new Set([3])).size, Array.from('👋🏽').length, typeof WeakRef, (0.1 + 0.2).toFixed(2), parseInt('0x1f'), JSON.stringify({ u: undefined, d: new Date(0) })];
})();`, [1, 5, [1, 2, 3], 'a|b1', { b: 2, c: 3 }, [1, 2], [1, 2, 3], 3, { odd: [1, 3], even: [2] }, 4, '2026', true, 3, 2, 'function', '0.30', 31, '{"d":"1970-01-01T00:00:00.000Z"}']);

reports('times, numbers and order as a language writes them', `
const at = new Date(Date.UTC(2026, 10, 29, 3, 4, 5));
const zone = { timeZone: 'Asia/Bangkok' };
let wrong;
try { at.toLocaleTimeString('no such language'); } catch (error) { wrong = error.name; }
const report = [
  at.toLocaleTimeString('th-TH', zone), at.toLocaleDateString('th-TH', { ...zone, dateStyle: 'long' }), at.toLocaleString('en-GB', zone), at.toLocaleTimeString('en', { ...zone, hour: '2-digit', minute: '2-digit' }),
  new Date(2026, 0, 2, 3).toLocaleString(), new Date(2026, 6, 2).getHours(), new Date(2026, 6, 2).getTimezoneOffset(), new Date(NaN).toLocaleString(),
  (1234567.891).toLocaleString(), (1234.5).toLocaleString('th-TH', { style: 'currency', currency: 'THB' }), (12n ** 12n).toLocaleString('de'), [1000, 2].toLocaleString(),
  ['ข', 'เก', 'ก', 'b', 'A', 'ä'].sort((a, b) => a.localeCompare(b)), ['ข', 'เก', 'ก'].sort(new Intl.Collator('th').compare), 'a'.localeCompare('A', undefined, { sensitivity: 'base' }),
  new Intl.DateTimeFormat('th', { ...zone, weekday: 'long' }).format(at), [1, 1000].map(new Intl.NumberFormat('en').format), new Intl.RelativeTimeFormat('th').format(-3, 'minute'), new Intl.PluralRules('en').select(1), new Intl.ListFormat('en').format(['a', 'b', 'c']),
  Array.from(new Intl.Segmenter('th', { granularity: 'word' }).segment('สวัสดีชาวโลก'), (part) => part.segment), Intl.DateTimeFormat().resolvedOptions().timeZone === new Intl.DateTimeFormat().resolvedOptions().timeZone, Intl.NumberFormat('th') instanceof Intl.NumberFormat, wrong,
];`, expect.arrayContaining(['10:04:05', '29 พฤศจิกายน 2569', '29/11/2026, 10:04:05', '10:04 AM', 'RangeError', 'วันอาทิตย์', ['สวัสดี', 'ชาว', 'โลก']]) as unknown);

reports('waits that a signal ends', `
import { once, on, EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
const report = (async () => {
  const seen = [];
  const controller = new AbortController();
  controller.signal.addEventListener('abort', ({ type, target }) => seen.push(type, target === controller.signal), { once: true });
  const late = sleep(60000, 'never', { signal: controller.signal }).catch((error) => [error.name, error.code]);
  const waits = once(new EventEmitter(), 'never', { signal: controller.signal }).catch((error) => error.name);
  controller.abort(new Error('enough'));
  controller.abort('twice');
  seen.push(await late, await waits, controller.signal.aborted, controller.signal.reason.message);
  try { AbortSignal.abort().throwIfAborted(); } catch (error) { seen.push(error.name, error.message); }
  await new Promise((resolve) => AbortSignal.timeout(5).addEventListener('abort', ({ target }) => { seen.push(target.reason.name); resolve(); }));
  seen.push(AbortSignal.any([AbortSignal.abort(1), new AbortController().signal]).reason, await promisify(setTimeout)(2, 'slept'));
  const emitter = new EventEmitter();
  setTimeout(() => { emitter.emit('x', 1); emitter.emit('x', 2, 3); emitter.emit('error', new Error('over')); }, 2);
  try { for await (const args of on(emitter, 'x')) seen.push(args); } catch (error) { seen.push(error.message); }
  const target = new EventTarget();
  target.addEventListener('ping', (event) => { seen.push(event.detail.n); event.preventDefault(); });
  seen.push(target.dispatchEvent(new CustomEvent('ping', { detail: { n: 7 }, cancelable: true })), (await Promise.all([once(target, 'pong'), target.dispatchEvent(new Event('pong'))]))[0][0].type);
  return seen;
})();`, ['abort', true, ['AbortError', 'ABORT_ERR'], 'AbortError', true, 'enough', 'AbortError', 'This operation was aborted', 'TimeoutError', 1, 'slept', [1], [2, 3], 'over', 7, false, 'pong']);

reports('util and assert', `
import assert from 'node:assert';
import strict from 'node:assert/strict';
import util, { format, inspect, isDeepStrictEqual, promisify, callbackify, types } from 'node:util';
const deep = (n, at = 0) => (at === 9 ? n : { at: [deep(n, at + 1)] });
const fails = (run) => { try { run(); return 'passed'; } catch (error) { return [error.name, error.code]; } };
const report = (async () => [
  format('%s is %d of %i, %f%%, %j %%', 'Ann', '5', 7.9, '1.5', { a: 1 }), format('a', { b: 1 }, 'c'), format(1, 2), inspect('text'), inspect([1, [2]]),
  isDeepStrictEqual(deep(1), deep(1)), isDeepStrictEqual(deep(1), deep(2)), isDeepStrictEqual(new Map([[{ a: 1 }, new Set([1])]]), new Map([[{ a: 1 }, new Set([1])]])), isDeepStrictEqual([1, , 3], [1, undefined, 3]), isDeepStrictEqual(Array(100).fill(0), [...Array(99).fill(0), 1]),
  fails(() => assert.deepEqual({ a: '1' }, { a: 1 })), fails(() => strict.deepEqual({ a: '1' }, { a: 1 })), fails(() => assert.notDeepStrictEqual(deep(1), deep(1))), fails(() => assert.equal(1, '1')), fails(() => strict.equal(1, '1')), fails(() => assert(0)), fails(() => assert.ok('')), fails(() => assert.equal(NaN, NaN)), fails(() => assert.notEqual(NaN, NaN)), [undefined, 'mine'].map((message) => { try { assert.equal(1, 2, message); } catch (error) { return error.generatedMessage; } }),
  fails(() => assert.throws(() => { throw new TypeError('x'); }, TypeError)), fails(() => assert.throws(() => { throw new TypeError('x'); }, /y/)), fails(() => assert.throws(() => {})), fails(() => assert.throws(() => { throw new RangeError('no'); }, { name: 'RangeError', message: 'no' })), fails(() => assert.match('abc', /b/)), fails(() => assert.doesNotThrow(() => { throw 1; })), fails(() => assert.ifError(null)),
  await assert.rejects(Promise.reject(new Error('x')), /x/), await assert.rejects(async () => 1).catch((error) => error.code), await promisify((value, done) => done(null, value + 1))(1), await new Promise((resolve) => callbackify(async (value) => value * 2)(4, (error, value) => resolve([error, value]))), types.isPromise(Promise.resolve()), typeof util.promisify.custom, util.stripVTControlCharacters('\\u001b[31mred\\u001b[39m'),
])();`, expect.arrayContaining(['Ann is 5 of 7, 1.5%, {"a":1} %', 'a { b: 1 } c', '1 2', "'text'", '[ 1, [ 2 ] ]', ['AssertionError', 'ERR_ASSERTION'], 'passed', [null, 8], 'red']) as unknown);

reports('import.meta, and the address of a file beside', `
const { url, dirname } = import.meta;
const file = new URL('./index.html', import.meta.url);
const report = [typeof url, url.endsWith('/server.js'), import.meta.filename.endsWith('/server.js'), file.pathname.endsWith('/index.html'), file.pathname.startsWith(dirname === '/' ? '/' : dirname), import.meta.resolve('./x.html').endsWith('/x.html'), 'as text: import.meta.url'];`, ['string', true, true, true, true, true, 'as text: import.meta.url']);
