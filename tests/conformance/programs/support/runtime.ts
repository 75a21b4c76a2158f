/** Where a server file runs: on Node as it is, or in the sandbox: on the playground's own endpoint, or alone. Same face for all. */
import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ConsoleEntry, Files, Problem } from '../../../../protocol/programs.ts';
import { createBridge } from '../../../../playground-server/programs/bridge.ts';
import type { Limits } from '../../../../playground-server/programs/limits.ts';
import { createProgramPool, type Pool } from '../../../../playground-server/programs/pool.ts';
import type { Program } from '../../../../playground-server/programs/pool.types.ts';
import { startPlayground, type Playground } from './playground.ts';

export interface Running {
  kind: 'native' | 'sandbox';
  port: number;
  /** Before every path of the program's: empty, or `/play/ID`. */
  path: string;
  stop(): Promise<void>;
  /** What the program told so far (sandbox only). */
  problems: Problem[];
  console: ConsoleEntry[];
  /** Resolves with what the console says once it is `count` lines (endpoint only). */
  said?(count: number): Promise<string[]>;
  /** Why it ended by itself, if it did. */
  readonly ended?: string | undefined;
}

const root = fileURLToPath(new URL('../../../../', import.meta.url));

/** Starts the files' server half with `node`, on a port that is free: only where it listens is changed. */
export async function native(files: Files): Promise<Running> {
  // Not inside node_modules, where Node strips no types.
  const folder = mkdtempSync(join(tmpdir(), 'saitrong-native-'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  writeFileSync(
    join(folder, 'free-port.cjs'),
    `const { Server } = require('node:net');
     const listen = Server.prototype.listen;
     Server.prototype.listen = function (...args) {
       const done = args.find((arg) => typeof arg === 'function');
       this.once('listening', () => process.send({ port: this.address().port }));
       return listen.call(this, 0, '127.0.0.1', ...(done ? [done] : []));
     };`,
  );
  const entry = join(folder, files['server.ts'] === undefined ? 'server.js' : 'server.ts');
  const child: ChildProcess = fork(entry, [], { cwd: folder, execArgv: ['--require', join(folder, 'free-port.cjs'), '--no-warnings'], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message) => resolve((message as { port: number }).port));
    child.once('exit', (code) => reject(new Error(`node server ended with ${code}`)));
  });
  return {
    kind: 'native',
    port,
    path: '',
    problems: [],
    console: [],
    async stop() {
      child.kill('SIGKILL');
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Wide limits: what is compared is what programs do, not how fast. */
const WIDE: Partial<Limits> = { inbound: 100_000, inboundKb: 100_000, connections: 500, writes: 100_000, outputKb: 100_000, timers: 5_000, watchdogMs: 10_000, loadMs: 5_000, turnMs: 5_000, cpu: 100 };
let shared: Pool | undefined;
/** One pool for a test file. */
export function pool(limits: Partial<Limits> = {}): Pool {
  return (shared ??= createProgramPool({ limits: { ...WIDE, ...limits } }));
}
/** Closes what `endpoint` and `pool` started. */
export async function closePool(): Promise<void> {
  await shared?.close();
  await (await playground)?.close();
  shared = playground = undefined;
}

let playground: Promise<Playground> | undefined;
/** Starts the files' server half as the playground does: both listeners, the control channel, and the program at `/play/ID/`. */
export async function endpoint(files: Files): Promise<Running> {
  const there = await (playground ??= startPlayground(WIDE));
  const owner = there.owner();
  const { program } = await owner.run(files);
  return {
    kind: 'sandbox',
    port: there.linePort,
    path: `/play/${program}`,
    problems: owner.problems,
    console: owner.console,
    async said(count) {
      await owner.until(() => owner.said.length >= count);
      return owner.said;
    },
    get ended() {
      return owner.states.findLast(({ reason }) => reason)?.reason;
    },
    async stop() {
      owner.close();
      there.programs.sessions.get(program)?.end('asked');
    },
  };
}

let ids = 0;
/** Starts the files' server half in the sandbox behind a port of its own, with nothing of the playground before it: for measuring. */
export async function sandbox(files: Files, from: Pool = pool()): Promise<Running> {
  const problems: Problem[] = [];
  const entries: ConsoleEntry[] = [];
  const holder: { program?: Program } = {};
  const bridge = createBridge(() => holder.program, from.limits, { limit: () => {} });
  await new Promise<void>((resolve, reject) => {
    holder.program = from.run(`conformance-${++ids}`, files, {
      state: ({ state, reason }) => {
        if (state === 'listening') resolve();
        if (state === 'failed' || state === 'stopped') {
          bridge.close();
          reject(new Error(`The program ended: ${reason}: ${problems.map(({ message }) => message).join('; ')}`));
        }
      },
      op: (op) => bridge.op(op),
      console: (more) => entries.push(...more),
      problem: (problem) => problems.push(problem),
      limit: () => {},
    });
  });
  const http: HttpServer = createServer((request, response) => bridge.request(request, response, new URL(request.url ?? '/', 'http://localhost')));
  http.on('upgrade', (request, socket, head) => bridge.upgrade(request, socket, head, new URL(request.url ?? '/', 'http://localhost')));
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  return {
    kind: 'sandbox',
    port: (http.address() as AddressInfo).port,
    path: '',
    problems,
    console: entries,
    async stop() {
      holder.program?.stop('asked');
      bridge.close();
      http.closeAllConnections();
      await new Promise<void>((resolve) => http.close(() => resolve()));
    },
  };
}
