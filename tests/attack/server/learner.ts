/**
 * A learner with a program, and one client of it that speaks Engine.IO at the pool's own face: turns in, writes out.
 * No network, so that what is measured is the sandbox.
 */
import type { Problem, ProgramState, StopReason } from '../../../protocol/programs.ts';
import type { Pool } from '../../../playground-server/programs/pool.ts';
import type { Program } from '../../../playground-server/programs/pool.types.ts';

export class Learner {
  state: ProgramState = 'queued';
  limits: string[] = [];
  problems: Problem[] = [];
  listening: Promise<void>;
  /** Resolves with the reason when the program is over. */
  over: Promise<{ reason: StopReason; ms: number }>;
  #program: Program;
  #began = performance.now();
  #asks = 0;
  #waiting = new Map<number, (value: unknown) => void>();
  #connected: (() => void) | undefined;

  constructor(pool: Pool, id: string, code: string) {
    let listens: () => void;
    let ends: (end: { reason: StopReason; ms: number }) => void;
    this.listening = new Promise((resolve) => (listens = resolve));
    this.over = new Promise((resolve) => (ends = resolve));
    this.#program = pool.run(id, { 'server.js': code }, {
      state: ({ state, reason }) => {
        this.state = state;
        if (state === 'starting') this.#began = performance.now();
        if (state === 'listening') listens();
        if (state === 'failed' || state === 'stopped') ends({ reason: reason as StopReason, ms: performance.now() - this.#began });
      },
      op: (op) => {
        if (op.op === 'write' && typeof op.data === 'string') this.#heard(op.data);
        if (op.op === 'respond' && this.#asked.delete(op.response.id)) this.#looks();
      },
      console: () => {},
      problem: (problem) => this.problems.push(problem),
      limit: (limit) => {
        this.limits.push(limit);
        this.#told.get(limit)?.();
      },
    });
  }

  /** Opens a connection and joins the main namespace. */
  connect(): Promise<void> {
    const handshake = { url: '/socket.io/?EIO=4', query: { EIO: '4' }, headers: {}, address: '127.0.0.0', transport: 'websocket' as const, secure: false };
    this.#program.turn({ op: 'open', conn: 'c1', handshake });
    this.#program.turn({ op: 'data', conn: 'c1', data: '0' });
    // Measured from here: what it does, it does to this client.
    this.#began = performance.now();
    return new Promise((resolve) => (this.#connected = resolve));
  }
  emit(event: string): void {
    this.#program.turn({ op: 'data', conn: 'c1', data: `2["${event}"]` });
  }
  /** Emits with an acknowledgement, and resolves with its first value. */
  ask(event: string, value: unknown): Promise<unknown> {
    const id = ++this.#asks;
    this.#program.turn({ op: 'data', conn: 'c1', data: `2${id}${JSON.stringify([event, value])}` });
    return new Promise((resolve) => this.#waiting.set(id, resolve));
  }
  #heard(packet: string): void {
    if (packet.startsWith('0')) this.#connected?.();
    const answer = /^3(\d+)(\[.*)$/s.exec(packet);
    if (!answer) return;
    this.#waiting.get(Number(answer[1]))?.((JSON.parse(answer[2] ?? '[]') as unknown[])[0]);
    this.#waiting.delete(Number(answer[1]));
  }

  /** Requests that wait for their answer. */
  #asked = new Set<number>();
  #lastRequest = 0;
  #looks: () => void = () => {};
  /** A stranger's request. */
  request(path: string, body = ''): void {
    const id = ++this.#lastRequest;
    this.#asked.add(id);
    this.#program.turn({ op: 'request', request: { id, method: body ? 'POST' : 'GET', url: path, headers: { host: 'localhost', ...(body ? { 'content-type': 'application/json' } : {}) }, body: new TextEncoder().encode(body) } });
  }
  /** Resolves once so many requests were answered, or it is over. */
  answered(count: number): Promise<unknown> {
    const there = new Promise<void>((resolve) => {
      this.#looks = () => void (this.#lastRequest - this.#asked.size >= count && resolve());
      this.#looks();
    });
    return Promise.race([there, this.over]);
  }

  #told = new Map<string, () => void>();
  /** Resolves once the limit was told. */
  told(limit: string): Promise<void> {
    return new Promise((resolve) => (this.limits.includes(limit) ? resolve() : this.#told.set(limit, resolve)));
  }

  /** The end, or a rejection that says what it still does. */
  ended(ms: number): Promise<{ reason: StopReason; ms: number }> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`Still ${this.state} after ${ms} ms; limits told: ${this.limits.join(', ')}`)), ms);
    });
    return Promise.race([this.over, late]).finally(() => clearTimeout(timer));
  }
  /** Resolves when nothing ended it for `ms`, or at once when something did. */
  quietFor(ms: number): Promise<unknown> {
    return Promise.race([this.over, new Promise((resolve) => setTimeout(resolve, ms))]);
  }
  stop(): void {
    this.#program.stop('asked');
  }
}
