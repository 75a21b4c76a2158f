import type { Spent } from './deadline.ts';

/** Processor time (ms) of a turn from which its waiting counts too, and then at most so many times what it used. */
const LONG_MS = 25;
const MOST = 2;

/**
 * How much of one processor core a program used, and whether that is within its share: a bucket of processor time.
 * Who is kept waiting by others is not to be blamed for it, so what counts is what was used. Only in long turns some of
 * the waiting counts too: a program that never rests would otherwise stay on where many do the same.
 */
export class ShareOfCpu {
  #percent: () => number;
  #burst: number;
  #left: number;
  #at: number;
  #used: number;
  #now: () => number;
  #clock: () => number;

  /**
   * @param percent of one core, on average, as it is now; @param burst ms of processor time that may be used at once
   */
  constructor(percent: () => number, burst: number, now: () => number = () => performance.now(), clock: () => number = threadTime) {
    this.#percent = percent;
    this.#burst = burst;
    this.#left = burst;
    this.#now = now;
    this.#clock = clock;
    this.#at = now();
    this.#used = clock();
  }
  /** Begins anew: what was used before this is nobody's. */
  start(): void {
    this.#left = this.#burst;
    this.#at = this.#now();
    this.#used = this.#clock();
  }
  /** What is used up (ms) of what may be used at once. */
  get usedUp(): number {
    return this.#burst - this.#left;
  }
  /** Charges a turn (ms), and what the thread used besides; false once the share is used up. */
  spend({ lasted, used }: Spent): boolean {
    const [now, clock] = [this.#now(), this.#clock()];
    const waited = used > LONG_MS ? Math.max(0, Math.min(lasted, MOST * used) - used) : 0;
    this.#left = Math.min(this.#burst, this.#left + ((now - this.#at) * this.#percent()) / 100) - (clock - this.#used) - waited;
    this.#at = now;
    this.#used = clock;
    return this.#left > 0;
  }
}

/** Processor time of this thread so far, ms; wall-clock time where this Node can't tell. */
export function threadTime(): number {
  if (!process.threadCpuUsage) return performance.now();
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
