/** The time of a turn longer than this (ms) counts for so much even where the thread was waiting for the processor. */
const LONG_MS = 50;
const WAITING = 0.9;

/**
 * How much of one processor core a program used, and whether that is within its share: a bucket of processor time.
 * Where many wait for the processor, a program that never rests gets little of it; so the time its long turns last counts
 * too, though for less. Short turns count as what they used: whoever is kept waiting is not to be blamed for it.
 */
export class ShareOfCpu {
  #percent: number;
  #burst: number;
  #left: number;
  #at: number;
  #used: number;
  #now: () => number;
  #clock: () => number;

  /** @param percent of one core, on average; @param burst ms of processor time that may be used at once */
  constructor(percent: number, burst: number, now: () => number = () => performance.now(), clock: () => number = threadTime) {
    this.#percent = percent;
    this.#burst = burst;
    this.#left = burst;
    this.#now = now;
    this.#clock = clock;
    this.#at = now();
    this.#used = clock();
  }
  /** Processor time (ms) of this thread so far. */
  cpu(): number {
    return this.#clock();
  }
  /** Begins anew: what was used before this is nobody's. */
  start(): void {
    this.#left = this.#burst;
    this.#at = this.#now();
    this.#used = this.#clock();
  }
  /** Charges a turn that lasted `ms`, and what the thread used besides; false once the share is used up. */
  spend(ms: number): boolean {
    const [now, used] = [this.#now(), this.#clock()];
    const charged = Math.max(used - this.#used, ms > LONG_MS ? ms * WAITING : 0);
    this.#left = Math.min(this.#burst, this.#left + ((now - this.#at) * this.#percent) / 100) - charged;
    this.#at = now;
    this.#used = used;
    return this.#left > 0;
  }
}

function threadTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
