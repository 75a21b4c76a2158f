/**
 * A delay line: what enters leaves in order, as late as the faults say. The end of a stream passes through it like
 * data, so that a FIN never overtakes what was sent before it.
 */
import type { Faults } from '../../../protocol/control.ts';

/** A throttled stream moves in steps of this long (s): fine enough to watch, coarse enough for timers. */
const SLICE_S = 0.05;
/** One read or write is parted at most so often: each part is an event of the trace. */
const MAX_PARTS = 100;
/** What may wait inside before the sender is slowed (bytes): as much as a throttle lets through in so many seconds. */
const MOST = 1_000_000;
const LEAST = 16 * 1024;
const THROTTLED_S = 4;

/** What all delay lines of a server hold together (bytes), and how much that may be before each keeps only a little. */
export interface GatePool {
  waiting: number;
  limit: number;
}

export class Gate {
  #queue: { at: number; run: () => void }[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #last = 0;
  #free = 0;
  #now: () => number;
  #pool: GatePool;
  #most = MOST;
  /** Bytes inside. */
  waiting = 0;
  constructor(now: () => number, pool: GatePool = { waiting: 0, limit: Infinity }) {
    this.#now = now;
    this.#pool = pool;
  }
  /** So much waits that the sender is to be slowed. */
  get full(): boolean {
    return this.waiting > (this.#pool.waiting > this.#pool.limit ? LEAST : this.#most);
  }
  /** Bytes in the parts that a throttle lets through one by one; whole where nothing throttles. */
  parts(bytes: Buffer, faults: Faults | undefined): Buffer[] {
    const size = Math.max(1, Math.round((faults?.throttle ?? Infinity) * SLICE_S), Math.ceil(bytes.length / MAX_PARTS));
    if (bytes.length <= size) return [bytes];
    const parts: Buffer[] = [];
    for (let at = 0; at < bytes.length; at += size) parts.push(bytes.subarray(at, at + size));
    return parts;
  }
  /** When `size` bytes that enter now will leave (ms, monotonic): never before what entered earlier. */
  plan(size: number, faults: Faults | undefined): number {
    const now = this.#now();
    let at = now;
    this.#most = faults?.throttle ? Math.min(MOST, Math.max(LEAST, faults.throttle * THROTTLED_S)) : MOST;
    if (faults?.throttle) {
      this.#free = Math.max(now, this.#free) + (size / faults.throttle) * 1000;
      at = this.#free;
    }
    at += faults?.delay ?? 0;
    return (this.#last = Math.max(at, this.#queue.length > 0 ? this.#last : 0));
  }
  /** Runs at `at`; at once where that is now and nothing waits before it. */
  pass(at: number, size: number, run: () => void): void {
    if (this.#queue.length === 0 && at <= this.#now()) return run();
    this.#count(size);
    this.#queue.push({
      at,
      run: () => {
        this.#count(-size);
        run();
      },
    });
    if (this.#queue.length === 1) this.#arm();
  }
  get empty(): boolean {
    return this.#queue.length === 0;
  }
  #arm(): void {
    const first = this.#queue[0];
    if (first) this.#timer = setTimeout(() => this.#release(), Math.max(0, first.at - this.#now()));
  }
  #release(): void {
    // Timers may fire a fraction early: what is due within half a millisecond is due.
    while (this.#queue[0] && this.#queue[0].at <= this.#now() + 0.5) (this.#queue.shift() as { run: () => void }).run();
    if (this.#queue.length > 0) this.#arm();
  }
  /** Forgets what waits: the connection is gone. */
  clear(): void {
    clearTimeout(this.#timer);
    this.#queue = [];
    this.#count(-this.waiting);
  }
  #count(size: number): void {
    this.waiting += size;
    this.#pool.waiting += size;
  }
}
