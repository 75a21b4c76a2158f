/**
 * A conformance case plays real clients against a server file, once on Node and once in the sandbox, on each
 * transport; both must answer the same, and what the case expects.
 */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';
import type { Files } from '../../../../protocol/programs.ts';
import { closePool, endpoint, native, type Running } from './runtime.ts';

export const MODES = ['polling', 'websocket', 'upgrade'] as const;
export type Mode = (typeof MODES)[number];
const TRANSPORTS: Record<Mode, string[]> = { polling: ['polling'], websocket: ['websocket'], upgrade: ['polling', 'websocket'] };

/** How long (ms) a case may wait for one thing before it says which. */
const PATIENCE = 15_000;

export class Stage {
  readonly mode: Mode;
  readonly port: number;
  readonly #path: string;
  #clients: Socket[] = [];
  constructor(running: Running, mode: Mode) {
    this.mode = mode;
    this.port = running.port;
    this.#path = running.path;
  }
  /** Where a path of the program's own is asked for. */
  url(path = ''): string {
    return `http://127.0.0.1:${this.port}${this.#path}${path}`;
  }
  /** A client on its own connection, not awaited. */
  dial(nsp = '', options: Partial<ManagerOptions & SocketOptions> = {}): Socket {
    const socket = io(`http://127.0.0.1:${this.port}${nsp}`, { path: `${this.#path}/socket.io/`, transports: TRANSPORTS[this.mode], forceNew: true, reconnection: false, ...options });
    this.#clients.push(socket);
    return socket;
  }
  /** A connected client. */
  async client(nsp = '', options: Partial<ManagerOptions & SocketOptions> = {}): Promise<Socket> {
    const socket = this.dial(nsp, options);
    await connected(socket);
    return socket;
  }
  clients(count: number, nsp = ''): Promise<Socket[]> {
    return Promise.all(Array.from({ length: count }, () => this.client(nsp)));
  }
  close(): void {
    for (const socket of this.#clients.splice(0)) socket.io.engine?.close();
    for (const socket of this.#clients) socket.disconnect();
  }
}

/** Resolves with `promise`, or rejects with a sentence that names what did not come. */
export function within<T>(promise: Promise<T>, what: string): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} did not come within ${PATIENCE} ms`)), PATIENCE);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
export const connected = (socket: Socket): Promise<void> =>
  within(
    new Promise((resolve, reject) => {
      if (socket.connected) return resolve();
      socket.once('connect', resolve);
      socket.once('connect_error', reject);
    }),
    'connect',
  );
/** The arguments of the next `event`. */
export const next = (socket: Socket, event: string): Promise<unknown[]> => within(new Promise((resolve) => socket.once(event, (...args: unknown[]) => resolve(args))), event);
/** What the client is refused with. */
export const refused = (socket: Socket): Promise<Error & { data?: unknown }> => within(new Promise((resolve) => socket.once('connect_error', resolve)), 'connect_error');
/** Emits and resolves with the acknowledgement's first value. */
export const ask = (socket: Socket, event: string, ...args: unknown[]): Promise<unknown> => within(socket.emitWithAck(event, ...args) as Promise<unknown>, `the answer to ${event}`);
/** Everything that arrives at `socket` under `events` until the server has answered a ping sent after: nothing is waited for by time. */
export async function heard(socket: Socket, event: string, run: () => unknown): Promise<unknown[]> {
  const all: unknown[] = [];
  const keep = (...args: unknown[]) => all.push(args.length > 1 ? args : args[0]);
  socket.on(event, keep);
  await run();
  await ask(socket, 'fence');
  socket.off(event, keep);
  return all;
}

export interface Case {
  name: string;
  run(stage: Stage): Promise<unknown>;
  expected: unknown;
  /** Where it makes sense only on some. */
  modes?: readonly Mode[];
  /** Both must give the very same, also where `expected` leaves some of it open. */
  same?: true;
}

// One playground for all programs of a test file.
afterAll(closePool);

/** Runs the cases of one server file (of `servers/`, or given) on Node and in the sandbox; `onNode` is what Node runs where that must differ. */
export function conforms(title: string, server: string | Files, cases: Case[], onNode?: Files): void {
  const files: Files = typeof server === 'string' ? { [server.endsWith('.ts') ? 'server.ts' : 'server.js']: readFileSync(new URL(`../servers/${server}`, import.meta.url), 'utf8') } : server;
  describe(title, () => {
    let both: Running[] = [];
    beforeAll(async () => {
      const started = await Promise.allSettled([native(onNode ?? files), endpoint(files)]);
      // What did start is stopped also when the other did not.
      both = started.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
      for (const one of started) if (one.status === 'rejected') throw one.reason;
    });
    afterAll(() => Promise.all(both.map((one) => one.stop())));
    for (const { name, run, expected, modes, same } of cases) {
      test(name, async () => {
        for (const mode of modes ?? MODES) {
          const results: unknown[] = [];
          for (const running of both) {
            const stage = new Stage(running, mode);
            try {
              const result = await run(stage);
              expect(result, `${running.kind}, ${mode}`).toEqual(expected);
              results.push(result);
            } catch (error) {
              if (error instanceof Error && !error.message.includes(running.kind)) error.message = `${running.kind}, ${mode}: ${running.ended ? `(it ended: ${running.ended}) ` : ''}${error.message}`;
              throw error;
            } finally {
              stage.close();
            }
          }
          if (same) expect(results[1], `in the sandbox as on Node, ${mode}`).toEqual(results[0]);
        }
      });
    }
  });
}
