/**
 * The page's end of the control channel: a real Socket.IO connection to the site's own origin, never tapped.
 * Loaded only when a line is dialled.
 */
import { io as dialSocketIo } from 'socket.io-client';
import type { Socket } from 'socket.io-client';
import { CONTROL_PATH, CONTROL_VERSION } from '../../protocol/channel.ts';
import type { Announcements, GoneReason, Reply, ReplyData, RequestName, RequestOf } from '../../protocol/control.ts';
import type { TraceEvent } from '../../protocol/trace/event.ts';
import { unpackEvents } from '../../protocol/trace/pack.ts';
import { LineError } from './errors.ts';

/** How long the server may take to welcome and to answer, ms. */
export const DIAL_PATIENCE = 4000;
const ANSWER_PATIENCE = 5000;
const CLOCK_ROUNDS = 5;
/** How long a measurement of the clocks is good for, ms of the wall's clock, which goes on while a laptop sleeps. */
const CLOCK_GOOD_FOR = 20_000;

/** What one line's owner hears. */
export interface LineEar {
  trace(events: TraceEvent[]): void;
  gone(reason: GoneReason, params: Record<string, string | number>): void;
  /** The channel broke: the server hangs up the line with it. */
  lost(): void;
}

export type Answered = { ok: boolean } & Record<string, unknown>;

export interface ControlChannel {
  /** Server's monotonic clock minus the page's `performance.now()`, ms, exact to ± `rtt` / 2, as last measured. */
  readonly offset: number;
  readonly rtt: number;
  /**
   * Measures both anew where that was done long ago: two clocks drift apart by some 0.1 s an hour, and a laptop's may
   * stand still while it sleeps. Rejects as `request` does.
   */
  setClock(): Promise<void>;
  readonly open: boolean;
  /** Rejects with a LineError: what the server refused, `timeout`, or `channel-lost`. */
  request<N extends RequestName>(name: N, payload: RequestOf<N>): Promise<ReplyData[N]>;
  /** What is said about a line from now on, and what was said since it was opened. Returns how to stop. */
  hear(line: number, ear: LineEar): () => void;
  /**
   * A request of another protocol on this channel (`program:*`): the answer as it came, `{ok: false, error}` too.
   * `came` is called with it in its place among the announcements, some of which a promise may let pass.
   * Rejects with `timeout` or `channel-lost`.
   */
  ask(name: string, payload: unknown, came?: (answer: Answered) => void): Promise<Answered>;
  /** Announcements by name; `disconnect` is the channel's own end. Returns how to stop. */
  on(name: string, ear: (payload: never) => void): () => void;
  close(): void;
}

/** Dials, waits for the welcome, measures the clock. Rejects with `unreachable` or `version`. */
export async function dialControl(origin: string, dial: typeof dialSocketIo = dialSocketIo): Promise<ControlChannel> {
  // Over WebSocket at once, as every byte of waiting is felt; where the network refuses or swallows it, by polling.
  const socket = await connected(dial, origin, ['websocket', 'polling']).catch((failed: LineError) => {
    if (failed.code === 'version') throw failed;
    return connected(dial, origin, ['polling', 'websocket']);
  });
  const ears = new Map<number, LineEar>();
  /** Traces that came before somebody listened: the answer to `line:open` and the first batch race. */
  const early = new Map<number, TraceEvent[]>();
  let lost = false;

  socket.on('line:trace', (packed: Announcements['line:trace']) => {
    const events = unpackEvents(packed);
    const ear = ears.get(packed.line);
    if (ear) ear.trace(events);
    else early.set(packed.line, [...(early.get(packed.line) ?? []), ...events]);
  });
  socket.on('line:gone', (gone: Announcements['line:gone']) => ears.get(gone.line)?.gone(gone.reason, gone.params ?? {}));
  socket.on('disconnect', () => {
    lost = true;
    for (const ear of [...ears.values()]) ear.lost();
    socket.close();
  });

  async function ask<Answer>(name: string, payload: unknown, came?: (answer: Answer) => void): Promise<Answer> {
    if (lost) throw new LineError('channel-lost');
    return new Promise<Answer>((resolve, reject) => {
      socket.timeout(ANSWER_PATIENCE).emit(name, payload, (late: Error | null, answer: Answer) => {
        if (late) return reject(new LineError(lost ? 'channel-lost' : 'timeout', { request: name }));
        came?.(answer);
        resolve(answer);
      });
    });
  }
  async function request<N extends RequestName>(name: N, payload: RequestOf<N>): Promise<ReplyData[N]> {
    const reply = await ask<Reply<N>>(name, payload);
    if (reply.ok) return reply;
    throw new LineError(reply.error.code, reply.error.params);
  }

  let clock = { rtt: Infinity, offset: 0 };
  let clockSet = -Infinity;
  async function setClock(): Promise<void> {
    if (Math.abs(Date.now() - clockSet) < CLOCK_GOOD_FOR) return;
    let best = { rtt: Infinity, offset: 0 };
    for (let round = 0; round < CLOCK_ROUNDS; round++) {
      const asked = performance.now();
      const { now } = await request('clock', {});
      const answered = performance.now();
      if (answered - asked < best.rtt) best = { rtt: answered - asked, offset: now - (asked + answered) / 2 };
    }
    clock = best;
    clockSet = Date.now();
  }
  await setClock();
  return {
    get offset() {
      return clock.offset;
    },
    get rtt() {
      return clock.rtt;
    },
    setClock,
    get open() {
      return !lost;
    },
    request,
    hear(line, ear) {
      ears.set(line, ear);
      const waited = early.get(line);
      early.delete(line);
      if (waited) ear.trace(waited);
      return () => {
        ears.delete(line);
        early.delete(line);
      };
    },
    ask,
    on(name, ear) {
      socket.on(name, ear as (payload: unknown) => void);
      return () => void socket.off(name, ear as (payload: unknown) => void);
    },
    close() {
      lost = true;
      ears.clear();
      socket.close();
    },
  };
}

function connected(dial: typeof dialSocketIo, origin: string, transports: string[]): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = dial(origin, {
      path: CONTROL_PATH,
      transports,
      tryAllTransports: true,
      forceNew: true,
      reconnection: false,
      timeout: DIAL_PATIENCE,
    });
    const timer = setTimeout(() => fail(new LineError('unreachable')), DIAL_PATIENCE);
    function fail(error: LineError) {
      clearTimeout(timer);
      socket.off();
      socket.close();
      reject(error);
    }
    socket.on('connect_error', () => fail(new LineError('unreachable')));
    socket.on('disconnect', () => fail(new LineError('unreachable')));
    socket.once('welcome', (welcome: Announcements['welcome']) => {
      if (welcome?.version !== CONTROL_VERSION) return fail(new LineError('version'));
      clearTimeout(timer);
      socket.off();
      resolve(socket);
    });
  });
}
