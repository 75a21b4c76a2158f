/**
 * The sandbox in numbers, each beside the same thing outside of it on the same machine: Run to listening, echo, memory
 * of a program, 500 runs and stops, and how a neighbour fares while hostile programs run.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { io, type Socket } from 'socket.io-client';
import { createProgramPool, type Pool } from '../playground-server/programs/pool.ts';
import type { Program } from '../playground-server/programs/pool.types.ts';
import { native, sandbox, type Running } from '../tests/conformance/programs/support/runtime.ts';
import type { Row } from './annotators.ts';

const CHAT = `const { Server } = require('socket.io');
const io = new Server(3000);
io.on('connection', (socket) => {
  socket.on('echo', (value, done) => done(value));
  socket.on('chat', (text) => io.emit('chat', text));
});`;
const files = { 'server.js': CHAT };

const round = (value: number, digits = 1) => Number(value.toFixed(digits));
/** The value below which `share` of the sorted values lie. */
const quantile = (values: number[], share: number) => values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;
const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** MB that the programs' process holds, its threads and its open files. */
function footprint(pool: Pool): { mb: number; threads: number; handles: number } {
  const status = readFileSync(`/proc/${pool.hostPid}/status`, 'utf8');
  const number = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]);
  return { mb: number('VmRSS') / 1000, threads: number('Threads'), handles: readdirSync(`/proc/${pool.hostPid}/fd`).length };
}

/** Runs a program; resolves with it and the time (ms) from Run to listening. */
function run(pool: Pool, code = CHAT): Promise<{ program: Program; ms: number }> {
  const begun = performance.now();
  return new Promise((resolve, reject) => {
    const program = pool.run('bench', { 'server.js': code }, {
      state: ({ state, reason }) => {
        if (state === 'listening') resolve({ program, ms: performance.now() - begun });
        if (state === 'failed') reject(new Error(reason));
      },
      op: () => {},
      console: () => {},
      problem: () => {},
      limit: () => {},
    });
  });
}

async function starting(pool: Pool, rows: Row[]): Promise<void> {
  const cold: number[] = [];
  for (let i = 0; i < 9; i++) {
    const begun = performance.now();
    const server = await native(files);
    cold.push(performance.now() - begun);
    await server.stop();
  }
  const together: number[] = [];
  const begun = performance.now();
  const thirty = await Promise.all(
    Array.from({ length: 30 }, async () => {
      const server = await native(files);
      together.push(performance.now() - begun);
      return server;
    }),
  );
  await Promise.all(thirty.map((server) => server.stop()));
  rows.push({ name: 'node server.js, cold: 30 at once, p50', value: round(quantile(together, 0.5)), unit: 'ms', note: `p95 ${round(quantile(together, 0.95))}` });
  rows.push({ name: 'node server.js, cold: start to listening, p50', value: round(quantile(cold, 0.5)), unit: 'ms', note: `p95 ${round(quantile(cold, 0.95))}` });
  for (const [at, rounds] of [[1, 20], [10, 4], [30, 3]] as const) {
    const times: number[] = [];
    const all: number[] = [];
    for (let i = 0; i < rounds; i++) {
      await rest(1_000);
      const begun = performance.now();
      const started = await Promise.all(Array.from({ length: at }, () => run(pool)));
      all.push(performance.now() - begun);
      times.push(...started.map(({ ms }) => ms));
      for (const { program } of started) program.stop('asked');
    }
    const p50 = quantile(times, 0.5);
    rows.push({ name: `program: Run to listening, ${at} at once, p50`, value: round(p50), unit: 'ms', note: `p95 ${round(quantile(times, 0.95))}; all up in ${round(quantile(all, 0.5))}; ${round(p50 / quantile(cold, 0.5), 2)} of one node's cold start${at === 30 ? `, ${round(p50 / quantile(together, 0.5), 2)} of 30 of them` : ''}` });
  }
}

const dial = (server: Running) =>
  new Promise<Socket>((resolve, reject) => {
    const socket = io(`http://127.0.0.1:${server.port}`, { transports: ['websocket'], forceNew: true, reconnection: false });
    socket.on('connect', () => resolve(socket));
    socket.on('connect_error', reject);
  });
/** Echoes with acknowledgement for `ms`: `flying` at a time by each of `clients`. */
async function echo(server: Running, clients: number, flying: number, ms: number): Promise<{ perSecond: number; p50: number; p99: number }> {
  const sockets = await Promise.all(Array.from({ length: clients }, () => dial(server)));
  const times: number[] = [];
  const until = performance.now() + ms;
  const one = async (socket: Socket) => {
    while (performance.now() < until) {
      const begun = performance.now();
      await socket.emitWithAck('echo', 'a message of about sixty characters, as people write them');
      times.push(performance.now() - begun);
    }
  };
  await Promise.all(sockets.flatMap((socket) => Array.from({ length: flying }, () => one(socket))));
  for (const socket of sockets) socket.disconnect();
  return { perSecond: times.length / (ms / 1000), p50: quantile(times, 0.5), p99: quantile(times, 0.99) };
}
async function echoing(rows: Row[]): Promise<void> {
  const wide = createProgramPool({ limits: { inbound: 1_000_000, inboundKb: 1_000_000, writes: 1_000_000, outputKb: 900_000, cpu: 100, watchdogMs: 10_000 } });
  const [outside, inside] = [await native(files), await sandbox(files, wide)];
  for (const [clients, flying] of [[1, 1], [10, 1], [10, 10]] as const) {
    const [out, into] = [await echo(outside, clients, flying, 3_000), await echo(inside, clients, flying, 3_000)];
    rows.push({
      name: `echo, ${clients} clients, ${flying} in flight: program`,
      value: round(into.perSecond, 0),
      unit: 'messages/s',
      note: `p50 ${round(into.p50, 2)}, p99 ${round(into.p99, 2)} ms; node ${round(out.perSecond, 0)}/s, p50 ${round(out.p50, 2)}, p99 ${round(out.p99, 2)} ms; ${round(into.perSecond / out.perSecond, 2)} of it`,
    });
  }
  await Promise.all([outside.stop(), inside.stop()]);
  await wide.close();
}

async function memory(rows: Row[]): Promise<void> {
  const pool = createProgramPool({ limits: { spares: 1 } });
  await pool.warm();
  const { program } = await run(pool);
  program.stop('asked');
  await rest(2_000);
  const before = footprint(pool);
  const programs = await Promise.all(Array.from({ length: 30 }, () => run(pool)));
  for (const { program } of programs) for (let i = 0; i < 50; i++) program.turn({ op: 'data', conn: 'nobody', data: 'x' });
  await rest(2_000);
  const during = footprint(pool);
  const guest = await pool.memory(programs[0]!.program);
  for (const { program } of programs) program.stop('asked');
  await rest(3_000);
  // Thirty runs in a minute make two spares more than before: they are threads like the others.
  rows.push({ name: 'memory of each of 30 running programs', value: round((during.mb - before.mb) / 32), unit: 'MB', note: `guest heap ${round((guest?.heap ?? 0) / 1e6, 2)}, WebAssembly ${round((guest?.total ?? 0) / 1e6, 2)}; process ${round(before.mb)} → ${round(during.mb)} → ${round(footprint(pool).mb)} after` });
  await pool.close();
}

async function turnover(rows: Row[]): Promise<void> {
  const pool = createProgramPool();
  await pool.warm();
  const cycle = async (times: number) => {
    for (let i = 0; i < times; i += 5) for (const { program } of await Promise.all(Array.from({ length: 5 }, () => run(pool)))) program.stop('asked');
    await rest(1_500);
    return { ...footprint(pool), own: process.memoryUsage().rss / 1e6, ownHandles: process.getActiveResourcesInfo().length };
  };
  const [first, last] = [await cycle(100), await cycle(400)];
  rows.push({ name: 'after 500 runs and stops, the programs’ process against after 100', value: round(last.mb / first.mb, 2), unit: 'ratio', note: `${round(first.mb)} → ${round(last.mb)} MB, threads ${first.threads} → ${last.threads}, files ${first.handles} → ${last.handles}; server ${round(first.own)} → ${round(last.own)} MB, handles ${first.ownHandles} → ${last.ownHandles}` });
  await pool.close();
}

const HOSTILE = [
  `const { Server } = require('socket.io'); new Server(3000); setInterval(() => { for (;;); }, 1);`,
  `const { Server } = require('socket.io'); new Server(3000); setInterval(() => new Array(1e9).join(), 1);`,
  `const { Server } = require('socket.io'); new Server(3000); setInterval(() => console.log('x'.repeat(1e5)), 1);`,
  `const { Server } = require('socket.io'); new Server(3000); const a = []; setInterval(() => { for (;;) a.push({ a }); }, 1);`,
];
async function neighbours(rows: Row[]): Promise<void> {
  const pool = createProgramPool({ limits: { inbound: 1_000_000, inboundKb: 1_000_000, writes: 100_000 } });
  const server = await sandbox(files, pool);
  const socket = await dial(server);
  /** A learner's pace: one message each 10 ms, its answer timed. */
  const paced = async (ms: number) => {
    const times: number[] = [];
    const until = performance.now() + ms;
    while (performance.now() < until) {
      const begun = performance.now();
      await socket.emitWithAck('echo', 1);
      times.push(performance.now() - begun);
      await rest(10);
    }
    return { p50: quantile(times, 0.5), p99: quantile(times, 0.99) };
  };
  /** Keeps `count` hostile programs going: each that is ended is started again, as a stubborn learner would. */
  const besieged = async (count: number, ms: number) => {
    let over = false;
    const stubborn = async (code: string) => {
      while (!over) {
        await new Promise<void>((resolve) => {
          const program = pool.run('hostile', { 'server.js': code }, { state: ({ state }) => (state === 'failed' || state === 'stopped') && resolve(), op: () => {}, console: () => {}, problem: () => {}, limit: () => {} });
          ends.push(() => program.stop('asked'));
        });
        // The control channel lets nobody run more often than this.
        await rest(1_000);
      }
    };
    const ends: (() => void)[] = [];
    const all = Array.from({ length: count }, (_, i) => stubborn(HOSTILE[i % HOSTILE.length]!));
    const result = await paced(ms);
    over = true;
    for (const end of ends) end();
    await Promise.all(all);
    return result;
  };
  await paced(2_000);
  const quiet = await paced(8_000);
  rows.push({ name: 'a neighbour’s echo, quiet, p99', value: round(quiet.p99, 2), unit: 'ms', note: `p50 ${round(quiet.p50, 2)}` });
  for (const count of [1, 10]) {
    const under = await besieged(count, 8_000);
    rows.push({ name: `a neighbour’s echo beside ${count} hostile, p99 against quiet`, value: round(under.p99 / quiet.p99, 2), unit: 'ratio', note: `p99 ${round(under.p99, 2)} ms, p50 ${round(under.p50, 2)} ms (${round(under.p50 / quiet.p50, 2)})` });
  }
  socket.disconnect();
  await server.stop();
  await pool.close();
}

/** A pool of its own, warm, with the usual limits. */
async function starts(rows: Row[]): Promise<void> {
  const pool = createProgramPool();
  await pool.warm();
  await starting(pool, rows);
  await pool.close();
}
const PARTS = { starts, memory, echoing, neighbours, turnover };

/** All parts, about two minutes; or those that are named. */
export async function benchmark(names: string[] = []): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [name, part] of Object.entries(PARTS)) if (names.length === 0 || names.includes(name)) await part(rows);
  return rows;
}
const all = () => benchmark();
export { all as run };

if (process.argv[1] === import.meta.filename) for (const { name, value, unit, note } of await benchmark(process.argv.slice(2))) console.log(`${name}: ${value} ${unit}${note ? ` (${note})` : ''}`);
