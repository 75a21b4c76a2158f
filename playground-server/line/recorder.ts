/**
 * One line's trace as it is made: what its connections report becomes events, within the line's budget. The recorder
 * keeps nothing for itself: whoever holds the line (the control channel) takes the events as they come.
 */
import type { End } from '../../protocol/span.ts';
import type { FaultName, Json, TraceEvent } from '../../protocol/trace/event.ts';

export interface Recorder {
  /** The clock's time (ms) at the trace's t = 0. */
  readonly opened: number;
  /** ms since the line was opened: now, or at a time of the clock's. */
  now(): number;
  since(at: number): number;
  add(event: TraceEvent): void;
  /**
   * Bytes that were read or written at `at` (ms, the clock's time): keeps a copy, the budget allowing, and their true
   * length. `offset` is their place in the exchange's stream of that direction.
   */
  bytes(at: number, where: { connection: number; exchange: number }, from: End, offset: number, bytes: Uint8Array, fate: { held?: number; lost?: true }): void;
  fault(fault: FaultName, where?: { connection?: number; exchange?: number; detail?: Json }): void;
  /** Bytes recorded so far. */
  readonly recorded: number;
  /** From now on no bytes are kept (memory is short elsewhere); said in the trace. */
  cutOff(): void;
}

/** Small copies share a slab of this size (bytes): one allocation for a hundred frames. */
const SLAB = 4096;

/** `emit` receives every event, and how many bytes it keeps. */
export function createRecorder(options: { clock: () => number; budget: number; emit: (event: TraceEvent, size: number) => void }): Recorder {
  const { clock, emit } = options;
  const opened = clock();
  let { budget } = options;
  let recorded = 0;
  let told = false;
  let slab: Buffer | undefined;
  let used = 0;
  // To the microsecond: what is finer is noise, and twice as long in JSON.
  const since = (at: number) => Math.max(0, Math.round((at - opened) * 1000) / 1000);
  const now = () => since(clock());
  const tell = () => {
    if (told) return;
    told = true;
    emit({ kind: 'cut-off', t: now(), limit: Math.min(budget, options.budget) }, 0);
  };
  /**
   * A copy outside Node's own pool. Needed at once, because `ws` unmasks received buffers in place; and apart, because
   * one small slice that is kept keeps its whole pool alive.
   */
  const copyOf = (bytes: Uint8Array, size: number): Uint8Array => {
    if (size > SLAB / 4) {
      const copy = Buffer.allocUnsafeSlow(size);
      copy.set(size === bytes.length ? bytes : bytes.subarray(0, size));
      return copy;
    }
    if (!slab || used + size > SLAB) {
      slab = Buffer.allocUnsafeSlow(SLAB);
      used = 0;
    }
    const copy = slab.subarray(used, used + size);
    copy.set(size === bytes.length ? bytes : bytes.subarray(0, size));
    used += size;
    return copy;
  };
  return {
    opened,
    now,
    since,
    add: (event) => emit(event, 0),
    bytes(at, { connection, exchange }, from, offset, bytes, { held, lost }) {
      const size = Math.min(bytes.length, Math.max(0, budget - recorded));
      recorded += size;
      if (size < bytes.length) tell();
      const event: TraceEvent = { kind: 'bytes', t: since(at), connection, exchange, from, at: offset, length: bytes.length, bytes: copyOf(bytes, size) };
      if (held !== undefined && held > 0) event.held = Math.round(held * 1000) / 1000;
      if (lost) event.lost = true;
      emit(event, size);
    },
    fault: (fault, where = {}) => emit({ kind: 'fault', t: now(), fault, ...where }, 0),
    get recorded() {
      return recorded;
    },
    cutOff() {
      budget = recorded;
      slab = undefined;
      tell();
    },
  };
}
