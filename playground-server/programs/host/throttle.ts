/** A bucket that fills with time: how much may pass each second, with one second's worth of burst. */
export class Throttle {
  #perSecond: number;
  #left: number;
  #at: number;
  #now: () => number;
  dropped = 0;
  constructor(perSecond: number, now: () => number = () => performance.now()) {
    this.#perSecond = perSecond;
    this.#left = perSecond;
    this.#now = now;
    this.#at = now();
  }
  /** Takes `amount` if it is there; otherwise counts it as dropped and answers false. */
  take(amount = 1): boolean {
    const now = this.#now();
    this.#left = Math.min(this.#perSecond, this.#left + ((now - this.#at) / 1000) * this.#perSecond);
    this.#at = now;
    if (amount > this.#left) {
      this.dropped++;
      return false;
    }
    this.#left -= amount;
    return true;
  }
}
