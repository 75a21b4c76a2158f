/**
 * One line's trace as it is made: what its connections report becomes events, within the line's budget. The recorder
 * keeps nothing for itself: whoever holds the line (the control channel) takes the events as they come.
 */
import type { End } from '../../protocol/span.ts';
import type { FaultName, Json, TraceEvent } from '../../protocol/trace/event.ts';

export interface Recorder {
  /** ms since the line was opened. */
  now(): number;
  add(event: TraceEvent): void;
  /** Keeps a copy of `bytes` (the budget allowing) with their true length. */
  bytes(event: { t: number; connection: number; exchange: number; from: End; at: number; bytes: Uint8Array; held?: number; lost?: true }): void;
  fault(fault: FaultName, where?: { connection?: number; exchange?: number; detail?: Json }): void;
  /** Bytes recorded so far. */
  readonly recorded: number;
  /** From now on no bytes are kept (memory is short elsewhere); said in the trace. */
  cutOff(): void;
}

export function createRecorder(options: { clock: () => number; budget: number; emit: (event: TraceEvent, size: number) => void }): Recorder {
  const opened = options.clock();
  let recorded = 0;
  let budget = options.budget;
  let told = false;
  const now = () => options.clock() - opened;
  const tell = () => {
    if (told) return;
    told = true;
    options.emit({ kind: 'cut-off', t: now(), limit: Math.min(budget, options.budget) }, 0);
  };
  return {
    now,
    add: (event) => options.emit(event, 0),
    bytes({ bytes, ...rest }) {
      const room = Math.max(0, budget - recorded);
      const kept = Math.min(bytes.length, room);
      recorded += kept;
      if (kept < bytes.length) tell();
      // A copy of its own, outside Node's pool: `ws` unmasks received buffers in place, and one retained small slice
      // of the pool would keep all of it alive.
      const copy = Buffer.allocUnsafeSlow(kept);
      copy.set(bytes.subarray(0, kept));
      options.emit({ kind: 'bytes', ...rest, length: bytes.length, bytes: copy }, kept);
    },
    fault: (fault, where = {}) => options.emit({ kind: 'fault', t: now(), fault, ...where }, 0),
    get recorded() {
      return recorded;
    },
    cutOff() {
      budget = recorded;
      tell();
    },
  };
}
