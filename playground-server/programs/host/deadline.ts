/**
 * How long one turn may compute: in processor time of its own thread, so that no program is ended for what others on
 * the machine do. The clocks are given, for tests; both are milliseconds.
 */
import { LONG_MS } from './priority.ts';

/** Processor time (ms) without which no turn is ended for lasting too long: it may not have had the processor at all. */
const PROVEN_MS = 10;

export interface Clocks {
  /** Wall-clock time. */
  now(): number;
  /** Processor time of this thread so far. */
  cpu(): number;
}

/** What a turn took, ms: by the clock on the wall, and of the processor. */
export interface Spent {
  lasted: number;
  used: number;
}

export class Deadline {
  #clocks: Clocks;
  #long: () => void;
  #isLong = false;
  #began = 0;
  #cpuBefore = 0;
  #budget = 0;
  #lasting = Infinity;
  /** Before this there is nothing to find out: a thread can't use more processor time than passes on the wall. */
  #look = Infinity;

  /** @param long called when a turn turns out to have used `LONG_MS` */
  constructor(clocks: Clocks, long: () => void) {
    this.#clocks = clocks;
    this.#long = long;
  }
  /**
   * A turn of at most `budget` ms of processor time begins; answers what the thread had used before it. `lasting` bounds
   * also how long it may last, for programs that have gone over their limit before.
   */
  begin(budget: number, lasting = Infinity): number {
    this.#budget = budget;
    this.#lasting = lasting;
    this.#began = this.#clocks.now();
    this.#cpuBefore = this.#clocks.cpu();
    this.#isLong = false;
    this.#look = this.#began + Math.min(budget, LONG_MS);
    return this.#cpuBefore;
  }
  /** Asked often while the turn runs: must it end? */
  overdue(): boolean {
    const now = this.#clocks.now();
    if (now < this.#look) return false;
    const used = this.#clocks.cpu() - this.#cpuBefore;
    if (used >= this.#budget) return true;
    const left = this.#lasting - (now - this.#began);
    if (left <= 0 && used >= PROVEN_MS) return true;
    if (used >= LONG_MS && !this.#isLong) {
      this.#isLong = true;
      this.#long();
    }
    // Systems count processor time in steps of some milliseconds: looking sooner would find the same.
    const steps = [this.#budget - used, this.#isLong ? Infinity : LONG_MS - used, left > 0 ? left : PROVEN_MS - used];
    this.#look = now + Math.max(1, Math.min(...steps));
    return false;
  }
  /** The turn is over. */
  end(): Spent {
    this.#look = Infinity;
    return { lasted: this.#clocks.now() - this.#began, used: this.#clocks.cpu() - this.#cpuBefore };
  }
}
