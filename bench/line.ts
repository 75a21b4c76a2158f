/**
 * What the tap costs: echo throughput, p99 and memory of the same Socket.IO server, plain, tapped idle and tapped
 * recording. All three run at once and are asked in turn, slice by slice, so that a busy machine is busy for all.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Row } from './annotators.ts';

const VARIANTS = ['plain', 'idle', 'recording'] as const;
type Variant = (typeof VARIANTS)[number];
/**
 * How many connections ask at once, and how many messages are under way on each. With one, every answer is a write of
 * its own for all three servers, and what a message costs is what is compared. With eight, a tapped connection joins
 * the answers to one read into one write, which a plain one does not: faster, but no measure of the tap.
 */
const LOADS = {
  single: { connections: 64, window: 1, what: 'one under way on each of 64 connections' },
  joined: { connections: 16, window: 8, what: 'eight under way on each of 16' },
} as const;
type Load = keyof typeof LOADS;
/** Connections on which the time of each answer is measured, one under way on each. */
const TIMED = 16;
/** Slices a variant and load, and their length (ms). */
const SLICES = 24;
const SLICE_MS = 200;
const IDLE_LINES = 400;
const MESSAGE = '42["echo","สวัสดี from a line"]';

interface Peer {
  variant: Variant;
  child: ChildProcess;
  port: number;
  sockets: Socket[];
  rates: Record<Load, number[]>;
  costs: Record<Load, number[]>;
  /** p99 of each slice, ms. */
  latencies: number[];
}

function ask<T>(child: ChildProcess, question: string): Promise<T> {
  return new Promise((resolve) => {
    child.once('message', (answer) => resolve(answer as T));
    child.send(question);
  });
}

function frame(text: string): Buffer {
  const body = Buffer.from(text);
  const key = randomBytes(4);
  return Buffer.concat([Buffer.from([0x81, 0x80 | body.length]), key, body.map((byte, i) => byte ^ (key[i % 4] as number))]);
}
const REQUEST = frame(MESSAGE);
/** Header and payload of the echo: the server does not mask. */
const REPLY = 2 + Buffer.byteLength(MESSAGE);

/** A WebSocket to the main namespace, dialled by hand: the client must cost less than what is measured. */
async function dial(port: number, token: string): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  const heard = (part: string) =>
    new Promise<void>((resolve) => {
      let text = '';
      const listen = (chunk: Buffer) => {
        text += chunk.toString('latin1');
        if (!text.includes(part)) return;
        socket.off('data', listen);
        resolve();
      };
      socket.on('data', listen);
    });
  const opened = heard('maxPayload');
  socket.write(
    `GET /socket.io/?EIO=4&transport=websocket&line=${token} HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n\r\n`,
  );
  await opened;
  const joined = heard('40{');
  socket.write(frame('40'));
  await joined;
  return socket;
}

/** Echoes on every connection for a slice, `window` under way on each; answers how many came back, and how late. */
async function echo(sockets: readonly Socket[], window: number, ms: number, latencies?: number[]): Promise<number> {
  const end = performance.now() + ms;
  const counts = await Promise.all(
    sockets.map(
      (socket) =>
        new Promise<number>((resolve) => {
          let bytes = 0;
          let sent = 0;
          let back = 0;
          let at = 0;
          const send = (n: number) => {
            sent += n;
            at = performance.now();
            socket.write(n === 1 ? REQUEST : Buffer.concat(Array<Buffer>(n).fill(REQUEST)));
          };
          const listen = (chunk: Buffer) => {
            bytes += chunk.length;
            const now = Math.floor(bytes / REPLY);
            const fresh = now - back;
            back = now;
            if (fresh > 0) latencies?.push(performance.now() - at);
            if (performance.now() < end) {
              if (fresh > 0) send(fresh);
            } else if (back === sent) {
              socket.off('data', listen);
              resolve(back);
            }
          };
          socket.on('data', listen);
          send(window);
        }),
    ),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

async function start(variant: Variant): Promise<Peer> {
  const child = fork(fileURLToPath(new URL('./line-server.ts', import.meta.url)), [variant], { execArgv: ['--expose-gc'] });
  const port = await new Promise<number>((resolve) => child.once('message', (told) => resolve((told as { port: number }).port)));
  return { variant, child, port, sockets: [], rates: { single: [], joined: [] }, costs: { single: [], joined: [] }, latencies: [] };
}
async function connectAll(peer: Peer, count: number): Promise<Socket[]> {
  const sockets: Socket[] = [];
  for (let i = 0; i < count; i++) sockets.push(await dial(peer.port, (await ask<{ token: string }>(peer.child, 'token')).token));
  return sockets;
}

/** The value that a `share` of the values do not exceed. */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}

async function loaded(peer: Peer, load: Load): Promise<void> {
  const { connections, window } = LOADS[load];
  const before = await ask<{ microseconds: number }>(peer.child, 'usage');
  const began = performance.now();
  const count = await echo(peer.sockets.slice(0, connections), window, SLICE_MS);
  peer.rates[load].push((count * 1000) / (performance.now() - began));
  const after = await ask<{ microseconds: number }>(peer.child, 'usage');
  peer.costs[load].push((after.microseconds - before.microseconds) / count);
}
async function timed(peer: Peer): Promise<void> {
  const latencies: number[] = [];
  await echo(peer.sockets.slice(0, TIMED), 1, SLICE_MS, latencies);
  peer.latencies.push(quantile(latencies, 0.99));
}

/** Bytes that a connection which says nothing holds in the server. */
async function memory(peer: Peer): Promise<number> {
  const before = await ask<{ held: number }>(peer.child, 'memory');
  const idle = await connectAll(peer, IDLE_LINES);
  const after = await ask<{ held: number }>(peer.child, 'memory');
  for (const socket of idle) socket.destroy();
  return (after.held - before.held) / IDLE_LINES;
}

export async function run(): Promise<Row[]> {
  const peers = await Promise.all(VARIANTS.map(start));
  try {
    const held = new Map<Variant, number>();
    for (const peer of peers) held.set(peer.variant, await memory(peer));
    for (const peer of peers) {
      peer.sockets = await connectAll(peer, LOADS.single.connections);
      await echo(peer.sockets, LOADS.single.window, 500);
    }
    // What is compared is measured right one after the other, each in turn first.
    for (let round = 0; round < SLICES; round++) {
      const order = round % 2 ? peers.toReversed() : peers;
      for (const peer of order) await loaded(peer, 'single');
      for (const peer of order) await loaded(peer, 'joined');
      for (const peer of order) await timed(peer);
    }

    const rows: Row[] = [];
    // Upper quartile: the slices in which the machine had least else to do.
    const rate = (peer: Peer, load: Load) => quantile(peer.rates[load], 0.75);
    const cost = (peer: Peer, load: Load) => quantile(peer.costs[load], 0.25);
    const late = (peer: Peer) => quantile(peer.latencies, 0.25);
    const [plain] = peers as [Peer, ...Peer[]];
    const aims: Partial<Record<Variant, string>> = { idle: 'aim 0.85', recording: 'aim 0.65' };
    for (const load of ['single', 'joined'] as const) {
      for (const peer of peers) {
        const name = peer === plain ? 'plain' : `tap ${peer.variant}`;
        rows.push({ name: `echo, ${LOADS[load].what}: ${name}`, value: rate(peer, load), unit: 'msg/s', note: `${cost(peer, load).toFixed(1)} µs of server CPU a message` });
      }
      for (const peer of peers.slice(1)) {
        const note = load === 'single' ? (aims[peer.variant] ?? '') : 'joins answers; no aim';
        rows.push({ name: `  throughput, tap ${peer.variant} / plain`, value: rate(peer, load) / rate(plain, load), unit: 'x', note });
        rows.push({ name: `  CPU a message, plain / tap ${peer.variant}`, value: cost(plain, load) / cost(peer, load), unit: 'x', note });
      }
    }
    for (const peer of peers) rows.push({ name: `echo p99: ${peer === plain ? 'plain' : `tap ${peer.variant}`}`, value: late(peer), unit: 'ms', note: peer === plain ? '' : `plain / tapped ${(late(plain) / late(peer)).toFixed(2)}, ${aims[peer.variant]}` });
    for (const peer of peers) {
      const bytes = held.get(peer.variant) ?? NaN;
      rows.push({ name: `memory an idle ${peer === plain ? 'Socket.IO connection, plain' : peer.variant === 'idle' ? 'connection, tapped' : 'line, recording'}`, value: bytes / 1000, unit: 'KB', note: `${(bytes / (held.get('plain') ?? NaN)).toFixed(2)} x plain` });
    }
    return rows;
  } finally {
    for (const { sockets, child } of peers) {
      for (const socket of sockets) socket.destroy();
      if (child.connected) child.send('end');
    }
  }
}
