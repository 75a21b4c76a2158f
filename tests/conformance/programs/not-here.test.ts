/** What can't be had: however a learner asks for it, one sentence says why and what to do, with its line and its code. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reasonOf, type NotHere } from '../../../protocol/not-here.ts';
import type { Problem, StopReason } from '../../../protocol/programs.ts';
import { createProgramPool, type Pool } from '../../../playground-server/programs/pool.ts';

let pool: Pool;
beforeAll(() => {
  pool = createProgramPool({ limits: { loadMs: 5_000, turnMs: 5_000, cpu: 100, watchdogMs: 10_000 } });
});
afterAll(() => pool.close());

interface End {
  reason: StopReason | undefined;
  problems: Problem[];
}
function ran(code: string): Promise<End> {
  const problems: Problem[] = [];
  return new Promise((resolve) => {
    pool.run('not-here', { 'server.js': code }, {
      state: ({ state, reason }) => (state === 'failed' || state === 'stopped') && resolve({ reason, problems }),
      op: () => {},
      console: () => {},
      problem: (problem) => problems.push(problem),
      limit: () => {},
    });
  });
}
const LISTEN = `const { Server } = require('socket.io'); const io = new Server(3000);`;
/** Text that says why, and what to do instead. */
const SAYS = /^.+ is not available in the playground: .{20,}\.$/;

const MODULES: [name: string, reason: NotHere][] = [
  ['fs', 'fs'], ['node:fs', 'fs'], ['fs/promises', 'fs'], ['net', 'net'], ['tls', 'net'], ['dgram', 'net'], ['dns', 'net'], ['node:dns/promises', 'net'], ['https', 'https'], ['http2', 'https'],
  ['child_process', 'child_process'], ['cluster', 'child_process'], ['node:worker_threads', 'child_process'], ['vm', 'child_process'], ['inspector', 'child_process'],
  ['node:sqlite', 'sqlite'], ['sqlite3', 'sqlite'], ['better-sqlite3', 'sqlite'], ['mongoose', 'sqlite'], ['redis', 'sqlite'], ['pg', 'sqlite'],
  ['ws', 'ws'], ['socket.io-client', 'socket.io-client'], ['./other.js', './'], ['../secret.js', './'], ['/etc/passwd', './'],
  ['./client.js', './'], ['data:text/javascript,export default 1', 'address'], ['file:///etc/passwd', 'address'], ['http://127.0.0.1:1/x.js', 'address'],
  ['lodash', '*'], ['@socket.io/redis-adapter', '*'], ['node:zlib', '*'], ['constructor', '*'], ['__proto__', '*'],
];
test.each(MODULES)('%s, by import, by require and by import()', async (name, reason) => {
  const what = name.replace(/^node:/, '');
  const ways: [code: string, line: number][] = [
    [`import { Server } from 'socket.io';\nimport it from ${JSON.stringify(name)};\nnew Server(3000);`, 2],
    [`${LISTEN}\n\nconst it = require(${JSON.stringify(name)});`, 3],
    [`${LISTEN}\nimport(${JSON.stringify(name)});`, 2],
  ];
  for (const [code, line] of ways) {
    const { reason: ended, problems } = await ran(code);
    expect(ended, code).toBe('threw');
    expect(problems, code).toEqual([
      expect.objectContaining({ severity: 'error', end: 'server', name: 'NotInPlayground', message: expect.stringMatching(SAYS), hint: { code: 'not-here', params: { what } }, place: expect.objectContaining({ file: 'server.js', line }) }),
    ]);
  }
  expect(reasonOf(what)).toBe(reason);
});

const USES: [use: string, what: string, reason: NotHere][] = [
  ['fetch("http://example.org")', 'fetch', 'net'],
  ['new XMLHttpRequest()', 'XMLHttpRequest', 'net'],
  ['new WebSocket("ws://example.org")', 'WebSocket', 'net'],
  ['new EventSource("/")', 'EventSource', 'net'],
  ['require("http").request("http://example.org")', 'http.request', 'net'],
  ['require("node:http").get("http://example.org")', 'http.get', 'net'],
  ['process.exit(0)', 'process.exit', 'process.exit'],
  ['process.kill(1)', 'process.kill', 'process.exit'],
  ['process.abort()', 'process.abort', 'process.exit'],
  ['process.chdir("/")', 'process.chdir', 'process'],
  ['process.stdin.on("data", () => {})', 'process.stdin', 'process'],
  ['process.send("x")', 'process.send', 'process'],
  ['process.loadEnvFile()', 'process.loadEnvFile', 'process'],
  ['require("node:crypto").createHash("sha256")', 'crypto.createHash', 'crypto'],
  ['crypto.subtle.digest("SHA-256", new Uint8Array())', 'crypto.subtle.digest', 'crypto'],
  ['new (require("node:util").MIMEType)("text/html")', 'util.MIMEType', 'part'],
  ['require("os").uptime()', 'os.uptime', 'part'],
  ['require("node:http").createServer().listen(3001)', 'a second server', 'a second server'],
  ['io.engine.use(() => {})', 'io.engine.use', 'io.engine.use'],
  ['require("module").createRequire("/")("fs")', 'fs', 'fs'],
  ['require("express")().render()', 'express.render', 'express'],
  ['require("express").raw()', 'express.raw', 'express'],
];
test.each(USES)('%s', async (use, what, reason) => {
  const { reason: ended, problems } = await ran(`${LISTEN}\n\n${use};`);
  expect(ended).toBe('threw');
  expect(problems).toEqual([expect.objectContaining({ name: 'NotInPlayground', message: expect.stringMatching(SAYS), hint: { code: 'not-here', params: { what } }, place: expect.objectContaining({ line: 3 }) })]);
  expect(reasonOf(what)).toBe(reason);
});

test.each(['Atomics.wait()', 'new Worker("x")', 'new Blob([])', 'WebAssembly.compile()'])('a global of Node’s that is missing: %s', async (use) => {
  const what = /\b[A-Z]\w+/.exec(use)?.[0] ?? '';
  const { problems } = await ran(`${LISTEN}\n${use};`);
  expect(problems).toEqual([expect.objectContaining({ name: 'ReferenceError', hint: { code: 'not-here', params: { what } }, place: expect.objectContaining({ line: 2 }) })]);
  expect(reasonOf(what)).toBe('global');
});

test('asking whether something is there is no error', async () => {
  const { reason, problems } = await ran(`${LISTEN}
    const there = [typeof WebAssembly, typeof Worker, typeof fetch, typeof process.exit, globalThis.ReadableStream === undefined];
    try { require('fs'); } catch (error) { there.push(error.code); }
    import('net').catch((error) => { if (JSON.stringify([...there, String(error).includes('net')]) === '["undefined","undefined","function","function",true,"not-here:fs",true]') process.exit(); });`);
  expect([reason, problems.map(({ hint }) => hint?.params?.what)]).toEqual(['threw', ['process.exit']]);
});

test('a part of Node’s own modules that is missing may be imported, and says so when it is used', async () => {
  const { problems } = await ran(`import { Server } from 'socket.io';\nimport { parseArgs, format } from 'node:util';\nnew Server(3000);\nformat('x');\nparseArgs({});`);
  expect(problems).toEqual([expect.objectContaining({ name: 'NotInPlayground', message: expect.stringMatching(SAYS), hint: { code: 'not-here', params: { what: 'util.parseArgs' } }, place: expect.objectContaining({ line: 5 }) })]);
});
