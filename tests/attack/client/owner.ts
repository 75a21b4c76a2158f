/**
 * The page that owns a program, without a browser: its control channel, the lines of its clients, and what it was told.
 * Everything goes through the real server's own doors.
 */
import { io, type Socket } from 'socket.io-client';
import type { ConsoleEntry, Files, ProgramAnnouncements, ProgramError, ProgramReplies, ProgramRequestName, ProgramState } from '../../../protocol/programs.ts';
import type { Site } from '../../e2e/support/server.ts';

export type Answer<N extends ProgramRequestName> = ({ ok: true } & ProgramReplies[N]) | { ok: false; error: ProgramError };

/** Answers every `echo` with what it was given, tells `hello` to who comes. */
export const ECHO = `import { Server } from 'socket.io';
const io = new Server(3000);
io.on('connection', (socket) => {
  socket.emit('hello', socket.id);
  socket.on('echo', (value, done) => typeof done === 'function' && done(value));
  socket.on('say', (text) => io.emit('said', text));
});
`;

export class Owner {
  readonly site: Site;
  readonly channel: Socket;
  state: ProgramState = 'stopped';
  reason: string | undefined;
  readonly limits: string[] = [];
  readonly console: ConsoleEntry[] = [];
  id = '';
  key = '';
  readonly #waiting = new Set<() => void>();

  constructor(site: Site) {
    this.site = site;
    this.channel = io(site.url, { path: '/control/', transports: ['websocket'], forceNew: true, reconnection: false });
    const on = <N extends keyof ProgramAnnouncements>(name: N, ear: (told: ProgramAnnouncements[N]) => void) =>
      this.channel.on(name as string, (told: ProgramAnnouncements[N]) => {
        ear(told);
        for (const look of [...this.#waiting]) look();
      });
    on('program:state', ({ state, reason }) => {
      this.state = state;
      this.reason = reason;
    });
    on('program:limit', ({ limit }) => this.limits.push(limit));
    on('program:console', ({ entries }) => this.console.push(...entries));
  }

  ask<N extends ProgramRequestName>(name: N, payload: unknown): Promise<Answer<N>> {
    return this.channel.timeout(15_000).emitWithAck(name, payload) as Promise<Answer<N>>;
  }
  /** Runs a program and waits until it listens. */
  async run(server: string, more: Files = {}): Promise<void> {
    const reply = await this.ask('program:run', { files: { 'server.js': server, ...more }, ...(this.key ? { key: this.key } : {}) });
    if (!reply.ok) throw new Error(`refused: ${JSON.stringify(reply.error)}`);
    this.id = reply.program;
    this.key = reply.key;
    await this.until(() => this.state === 'listening' || this.state === 'failed', 'listening');
    if (this.state !== 'listening') throw new Error(`it ended: ${this.reason}`);
  }
  /** A line for one more client. */
  async client(name = 'test'): Promise<{ token: string; line: number }> {
    const reply = await this.ask('program:client', { key: this.key, name });
    if (!reply.ok) throw new Error(`refused: ${JSON.stringify(reply.error)}`);
    return reply;
  }
  /** Resolves once `holds` does, looked at whenever something was told; rejects after `ms` with what it waited for. */
  until(holds: () => boolean, what: string, ms = 20_000): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => end(() => reject(new Error(`waited ${ms} ms for: ${what} (it is ${this.state}, limits ${this.limits.join(', ')})`))), ms);
      const look = () => holds() && end(resolve);
      const end = (how: () => void) => {
        clearTimeout(timer);
        this.#waiting.delete(look);
        how();
      };
      this.#waiting.add(look);
      look();
    });
  }
  /** `/play/ID`. */
  get path(): string {
    return `/play/${this.id}`;
  }
  /** Dials the program as a client of it does. */
  dial(options: { token?: string; transports?: string[]; query?: Record<string, string>; namespace?: string; extraHeaders?: Record<string, string> } = {}): Socket {
    const { token, query, namespace = '', ...rest } = options;
    return io(`${this.site.lineUrl}${namespace}`, {
      path: `${this.path}/socket.io/`,
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      ...rest,
      query: { ...query, ...(token ? { line: token } : {}) },
    });
  }
  /** Asks the program for an echo over a connection of its own: it lives, and answers. */
  async echoes(value: unknown = 'still here'): Promise<unknown> {
    const socket = this.dial();
    try {
      return await socket.timeout(15_000).emitWithAck('echo', value);
    } finally {
      socket.disconnect();
    }
  }
  close(): void {
    this.channel.disconnect();
  }
}
