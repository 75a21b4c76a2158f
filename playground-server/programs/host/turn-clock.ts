/**
 * What a thread tells the supervisor of its running turn, in memory that both share: a thread that does not come back
 * can't send messages. Times are milliseconds as 31-bit numbers; the clock is one that all threads share.
 */

const BEGAN = 0;
const CPU = 1;
const BUDGET = 2;
const THREAD = 3;
const FIELDS = 4;

/** Milliseconds, never 0. */
const ticking = () => (Number(process.hrtime.bigint() / 1_000_000n) & 0x7fff_ffff) || 1;

/** A turn that is running: which, for how long, and what processor time its thread had used when it began. */
export interface RunningTurn {
  /** Tells turns of a thread apart. */
  began: number;
  lasting: number;
  cpuBefore: number;
  /** Processor time after which it should have ended, had it looked. */
  budget: number;
}

export class TurnClock {
  readonly shared: Int32Array;
  constructor(shared: Int32Array = new Int32Array(new SharedArrayBuffer(FIELDS * 4))) {
    this.shared = shared;
  }
  /** The thread's: a turn of at most `budget` begins; `cpu` is the processor time it has used so far. */
  begin(cpu: number, budget: number): void {
    Atomics.store(this.shared, BUDGET, budget);
    Atomics.store(this.shared, CPU, cpu & 0x7fff_ffff);
    Atomics.store(this.shared, BEGAN, ticking());
  }
  end(): void {
    Atomics.store(this.shared, BEGAN, 0);
  }
  /** The system's number of the thread, where there is one. */
  get thread(): number | undefined {
    return Atomics.load(this.shared, THREAD) || undefined;
  }
  set thread(id: number | undefined) {
    Atomics.store(this.shared, THREAD, id ?? 0);
  }
  /** The supervisor's: the turn that is running now, if one is. */
  running(): RunningTurn | undefined {
    const began = Atomics.load(this.shared, BEGAN);
    if (began === 0) return undefined;
    return { began, lasting: (ticking() - began) & 0x7fff_ffff, cpuBefore: Atomics.load(this.shared, CPU), budget: Atomics.load(this.shared, BUDGET) };
  }
}
