/**
 * A delay line: what enters leaves in order, as late as the faults say. The end of a stream passes through it like
 * data, so that a FIN never overtakes what was sent before it.
 */
import type { Faults } from '../../../protocol/control.ts';

/** A throttled stream moves in steps of this long (s): fine enough to watch, coarse enough for timers. */
const SLICE_S = 0.05;

export class Gate {
  #queue: { at: number; run: () => void }[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #last = 0;
  #free = 0;
  #now: () => number;
  /** Bytes inside. */
  waiting = 0;
  constructor(now: () => number) {
    this.#now = now;
  }
  /** Bytes in the parts that a throttle lets through one by one; whole where nothing throttles. */
  parts(bytes: Buffer, faults: Faults | undefined): Buffer[] {
    const size = Math.max(1, Math.round((faults?.throttle ?? Infinity) * SLICE_S));
    if (bytes.length <= size) return [bytes];
    const parts: Buffer[] = [];
    for (let at = 0; at < bytes.length; at += size) parts.push(bytes.subarray(at, at + size));
    return parts;
  }
  /** When `size` bytes that enter now will leave (ms, monotonic): never before what entered earlier. */
  plan(size: number, faults: Faults | undefined): number {
    const now = this.#now();
    let at = now;
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
    this.waiting += size;
    this.#queue.push({
      at,
      run: () => {
        this.waiting -= size;
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
    this.waiting = 0;
  }
}
