/**
 * How long one turn may compute: in processor time of its own thread, so that no program is ended for what others on
 * the machine do. The clocks are given, for tests; both are milliseconds.
 */
import { LONG_MS } from './priority.ts';

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
  #long: (used: number) => void;
  #began = 0;
  #cpuBefore = 0;
  #budget = 0;
  #lasting = Infinity;
  /** Before this there is nothing to find out: a thread can't use more processor time than passes on the wall. */
  #look = Infinity;

  /** @param long told what a turn has used so far, now and then, from `LONG_MS` on */
  constructor(clocks: Clocks, long: (used: number) => void) {
    this.#clocks = clocks;
    this.#long = long;
  }
  /**
   * A turn of at most `budget` ms of processor time begins; answers what the thread had used before it. `lasting` bounds
   * also how long it may last, for programs that have shown to be worth it: a long turn beyond it is over.
   */
  begin(budget: number, lasting = Infinity): number {
    this.#budget = budget;
    this.#lasting = lasting;
    this.#began = this.#clocks.now();
    this.#cpuBefore = this.#clocks.cpu();
    this.#look = this.#began + Math.min(budget, LONG_MS);
    return this.#cpuBefore;
  }
  /** Asked often while the turn runs: must it end? */
  overdue(): boolean {
    const now = this.#clocks.now();
    if (now < this.#look) return false;
    const used = this.#clocks.cpu() - this.#cpuBefore;
    if (used >= this.#budget) return true;
    const long = used >= LONG_MS;
    if (long) {
      this.#long(used);
      if (now - this.#began >= this.#lasting) return true;
    }
    // Systems count processor time in steps of some milliseconds: looking sooner would find the same.
    this.#look = now + Math.max(1, Math.min(long ? this.#lasting : LONG_MS - used, this.#budget - used));
    return false;
  }
  /** The turn is over. */
  end(): Spent {
    this.#look = Infinity;
    return { lasted: this.#clocks.now() - this.#began, used: this.#clocks.cpu() - this.#cpuBefore };
  }
}
