/** What programs are written in: modules of both kinds, TypeScript, Node's order of things, and its small modules. */
import { ask, conforms, type Case } from './support/cases.ts';
import type { Files } from '../../../protocol/programs.ts';

/** A program that reports what it saw: each case is one file, the same on Node and in the sandbox. */
const reports = (name: string, code: string, expected: unknown, file: 'server.js' | 'server.ts' = 'server.js', esm = true): void => {
  const head = esm ? `import { Server } from 'socket.io';` : `const { Server } = require('socket.io');`;
  const tail = `const io = new Server(3000); io.on('connection', (socket) => socket.on('report', async (done) => done(await report)));`;
  const files: Files = { [file]: `${head}\n${code}\n${tail}` };
  const cases: Case[] = [{ name, modes: ['websocket'], run: async (stage) => ask(await stage.client(), 'report'), expected }];
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
const report = [typeof require, typeof module, typeof exports, require.main === module, path.basename(__filename), this === undefined, typeof EventEmitter, typeof once, new EventEmitter() instanceof require('events'), undeclared = 5];`, ['function', 'object', 'object', true, 'server.js', false, 'function', 'function', true, 5], 'server.js', false);

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
