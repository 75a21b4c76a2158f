/**
 * The lines that are open: who owns each, what stands at its far end, how it is disturbed, and when it has to go. A
 * line belongs to one owner (a control connection); nobody else can read it or disturb it.
 */
import { randomBytes } from 'node:crypto';
import type { ControlError, Faults, GoneReason } from '../../protocol/control.ts';
import type { TraceEvent } from '../../protocol/trace/event.ts';
import type { FarEndSession } from '../demos/far-end.ts';
import type { Clock, LineLimits } from './limits.ts';
import { createCrowd } from './rate.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import type { WireLine } from './tap/exchange.ts';
import type { Wire } from './tap/wire.ts';

/** Takes a line's trace, and is told when the server ends the line. */
export interface LineOwner {
  trace(line: number, event: TraceEvent, size: number): void;
  gone(line: number, reason: GoneReason, params?: Record<string, string | number>): void;
  /** The line is over and its last connection ended: nothing more comes. */
  forget?(line: number): void;
  /** Bytes that wait here to be sent. */
  waiting(): number;
  /** Lines it may hold, where that is not the limit for a page: an owner of programs holds one for each client. */
  mayHold?: number;
}

export interface Line extends WireLine {
  /** The owner's number for it, from 1. */
  readonly id: number;
  readonly token: string;
  readonly owner: LineOwner;
  /** Monotonic ms at the trace's t = 0. */
  readonly opened: number;
  readonly signal: AbortSignal;
  faults: Faults;
  session: FarEndSession | undefined;
  /** Cuts connections whose exchange is this line's; answers how many. */
  cut(how: 'fin' | 'rst'): number;
}

/** Why a line could not be opened. */
export class LineRefused extends Error {
  error: ControlError;
  constructor(error: ControlError) {
    super(error.code);
    this.error = error;
  }
}

export interface Lines {
  /** Throws `LineRefused` at a limit. */
  open(owner: LineOwner, faults: Faults): Line;
  byToken(token: string): Line | undefined;
  /** Was a line with this token hung up a moment ago? Its last requests may still be under way. */
  justEnded(token: string): boolean;
  /** The owner's line by its number. */
  of(owner: LineOwner, id: number): Line | undefined;
  ownedBy(owner: LineOwner): Line[];
  /** Ends a line: its far end, its connections, its token. With a reason the owner is told. */
  end(line: Line, reason?: GoneReason, params?: Record<string, string | number>): void;
  /** Looks at what waits to be shown, of all owners: where it is too much, the heaviest owner's lines have to go. */
  weigh(): void;
  readonly size: number;
  close(): void;
}

/** How long (ms) a far end may take to say goodbye (close frames) before its connections are ended. */
const GOODBYE_MS = 400;
/** How long (ms) after a line's end its client may still be saying goodbye in requests of its own. */
const LATE_MS = 3_000;
/** How often idle and old lines are looked for, ms. */
const SWEEP_MS = 5_000;

interface Held extends Line {
  wires: Map<Wire, number>;
  touched: number;
  abort: AbortController;
}

export function createLines(limits: LineLimits, clock: Clock): Lines {
  const byToken = new Map<string, Held>();
  const ended = new Set<string>();
  const byOwner = new Map<LineOwner, Map<number, Held>>();
  const counters = new WeakMap<LineOwner, number>();
  const crowd = createCrowd({ all: limits.crowdMs, each: limits.busyMs, frugal: limits.frugalMs }, () => clock.now());

  function end(line: Line, reason?: GoneReason, params?: Record<string, string | number>): void {
    const held = byToken.get(line.token);
    if (!held) return;
    byToken.delete(held.token);
    ended.add(held.token);
    clock.after(LATE_MS, () => ended.delete(held.token));
    const owned = byOwner.get(held.owner);
    owned?.delete(held.id);
    if (owned?.size === 0) byOwner.delete(held.owner);
    held.abort.abort();
    const finish = () => {
      for (const wire of held.wires.keys()) {
        if (wire.carries(held)) {
          if (reason) wire.endByLimit();
          else wire.hangUp();
        }
        wire.forget(held);
      }
      held.wires.clear();
      held.owner.forget?.(held.id);
    };
    // Far ends say goodbye when the signal aborts; what does not go by itself is ended.
    clock.after(GOODBYE_MS, finish);
    if (reason) held.owner.gone(held.id, reason, params);
  }

  const stopSweep = clock.every(SWEEP_MS, () => {
    const now = clock.now();
    for (const line of byToken.values()) {
      if (now - line.touched > limits.idleMs) end(line, 'idle', { seconds: Math.round(limits.idleMs / 1000) });
      else if (now - line.opened > limits.ageMs) end(line, 'too-long', { minutes: Math.round(limits.ageMs / 60_000) });
    }
  });

  return {
    open(owner, faults) {
      const owned = byOwner.get(owner) ?? new Map<number, Held>();
      const most = owner.mayHold ?? limits.linesPerPage;
      if (owned.size >= most) throw new LineRefused({ code: 'too-many-lines-page', params: { limit: most } });
      if (byToken.size >= limits.lines) throw new LineRefused({ code: 'too-many-lines', params: { limit: limits.lines } });
      const id = (counters.get(owner) ?? 0) + 1;
      counters.set(owner, id);
      const abort = new AbortController();
      const wires = new Map<Wire, number>();
      let connections = 0;
      let exchanges = 0;
      let crossed = 0;
      let disturbance: Faults = {};
      const pace = crowd.join();
      const recorder: Recorder = createRecorder({ clock: () => clock.now(), budget: limits.recordedBytesPerLine, emit: (event, size) => owner.trace(id, event, size) });
      const line: Held = {
        id,
        token: randomBytes(16).toString('base64url'),
        owner,
        opened: recorder.opened,
        touched: clock.now(),
        signal: abort.signal,
        abort,
        recorder,
        get faults() {
          return disturbance;
        },
        set faults(next) {
          for (const event of slowed(disturbance, next)) recorder.fault(event.fault, { detail: event.detail });
          disturbance = next;
        },
        session: undefined,
        wires,
        join(wire) {
          const known = wires.get(wire);
          if (known !== undefined) return known;
          if (abort.signal.aborted) return undefined;
          // Only those in use count: behind a proxy, a line's requests go now over this connection, now over that one.
          let busy = 0;
          for (const other of wires.keys()) if (other.carries(line)) busy++;
          if (busy >= limits.connectionsPerLine) {
            end(line, 'too-many-connections', { limit: limits.connectionsPerLine });
            return undefined;
          }
          connections += 1;
          wires.set(wire, connections);
          recorder.add({ kind: 'connection', t: recorder.now(), connection: connections });
          return connections;
        },
        leave: (wire) => void wires.delete(wire),
        nextExchange: () => (exchanges += 1),
        touch(bytes) {
          line.touched = clock.now();
          crossed += bytes;
          if (crossed > limits.bytesPerLine) end(line, 'too-many-bytes', { limit: limits.bytesPerLine });
        },
        worked: (ms) => pace.spend(ms),
        wait: () => (abort.signal.aborted ? 0 : pace.wait()),
        cut(how) {
          const hit = [...wires.keys()].filter((wire) => wire.carries(line));
          for (const wire of hit) wire.cut(how);
          return hit.length;
        },
      };
      line.faults = faults;
      owned.set(id, line);
      byOwner.set(owner, owned);
      byToken.set(line.token, line);
      return line;
    },
    byToken: (token) => byToken.get(token),
    justEnded: (token) => ended.has(token),
    of: (owner, id) => byOwner.get(owner)?.get(id),
    ownedBy: (owner) => [...(byOwner.get(owner)?.values() ?? [])],
    end,
    weigh() {
      let total = 0;
      let heaviest: { owner: LineOwner; bytes: number } | undefined;
      for (const owner of byOwner.keys()) {
        const bytes = owner.waiting();
        total += bytes;
        if (!heaviest || bytes > heaviest.bytes) heaviest = { owner, bytes };
      }
      if (total > limits.waitingBytes && heaviest) for (const line of [...(byOwner.get(heaviest.owner)?.values() ?? [])]) end(line, 'memory');
    },
    get size() {
      return byToken.size;
    },
    close() {
      stopSweep();
      for (const line of [...byToken.values()]) end(line, 'shutdown');
    },
  };
}

/** What slows a line from now on and did not before: no byte shows it, so it is told when it is set. */
function slowed(before: Faults, next: Faults): { fault: 'delay' | 'throttle'; detail: Record<string, number> }[] {
  const { delay, throttle } = next;
  return [
    ...(delay && delay !== before.delay ? [{ fault: 'delay' as const, detail: { ms: delay } }] : []),
    ...(throttle && throttle !== before.throttle ? [{ fault: 'throttle' as const, detail: { bytesPerSecond: throttle } }] : []),
  ];
}
