/** A bucket that fills with time: how much may pass each second, with one second's worth of burst. */
export class Throttle {
  #perSecond: number;
  #left: number;
  #at: number;
  #now: () => number;
  #dropped = 0;
  constructor(perSecond: number, now: () => number = () => performance.now()) {
    this.#perSecond = perSecond;
    this.#left = perSecond;
    this.#now = now;
    this.#at = now();
  }
  /** Takes `amount` if it is there; otherwise counts it as dropped and answers false. */
  take(amount = 1): boolean {
    const now = this.#now();
    const filled = ((now - this.#at) / 1000) * this.#perSecond;
    this.#left = Math.min(this.#perSecond, this.#left + filled);
    this.#dropped = Math.max(0, this.#dropped - filled);
    this.#at = now;
    if (amount > this.#left) {
      this.#dropped += amount;
      return false;
    }
    this.#left -= amount;
    return true;
  }
  /** What was dropped of late, in seconds' worth; it fades with time. */
  get excess(): number {
    return this.#dropped / this.#perSecond;
  }
}
