/**
 * What goes on to the server from one connection, in order and at the line's pace. One read may hold thousands of tiny
 * messages, and the server works through all that it is handed before it looks at anybody else.
 */
import type { Clock } from '../limits.ts';
import type { WireLine } from './exchange.ts';

/** So much (bytes) is handed on before the pace is looked at again. */
const SLICE = 4096;
/**
 * The most that one byte is counted for (ms): a frame of 7 bytes takes some 10 µs. What takes longer is a machine that
 * was busy with something else, and no fault of this line's.
 */
const MOST_MS = 0.003;
/** Shorter waits (ms) cost more than they spare. */
const LEAST_WAIT_MS = 5;

export interface InflowOptions {
  /** Takes bytes to the server. */
  hand(bytes: Buffer): void;
  /** Whose bytes these are; undefined where they are no line's. */
  line(): WireLine | undefined;
  clock: Clock;
}

export class Inflow {
  #options: InflowOptions;
  #queue: Buffer[] = [];
  #flowing = false;
  #cancel: (() => void) | undefined;
  #then: (() => void) | undefined;
  /** Bytes that wait. */
  waiting = 0;
  constructor(options: InflowOptions) {
    this.#options = options;
  }
  take(bytes: Buffer): void {
    if (!this.#flowing && bytes.length <= SLICE && !this.#options.line()?.wait()) return this.#hand(bytes);
    this.#queue.push(bytes);
    this.waiting += bytes.length;
    if (!this.#flowing) this.#flow();
  }
  /** Runs when nothing waits any more: at once, as a rule. */
  whenEmpty(run: () => void): void {
    if (this.#flowing) this.#then = run;
    else run();
  }
  /** Forgets what waits: nothing goes on any more. */
  clear(): void {
    this.#cancel?.();
    this.#queue = [];
    this.waiting = 0;
    this.#then = undefined;
  }
  /** The server works on what it is handed at once, and that is what it costs. */
  #hand(bytes: Buffer): void {
    const { line, hand, clock } = this.#options;
    const whose = line();
    if (!whose) return hand(bytes);
    const began = clock.now();
    hand(bytes);
    whose.worked(Math.min(clock.now() - began, bytes.length * MOST_MS));
  }
  #flow(): void {
    this.#flowing = true;
    for (let first = this.#queue[0]; first; first = this.#queue[0]) {
      const wait = this.#options.line()?.wait() ?? 0;
      if (wait > 0) {
        this.#cancel = this.#options.clock.after(Math.max(wait, LEAST_WAIT_MS), () => this.#flow());
        return;
      }
      const part = first.subarray(0, SLICE);
      if (part.length < first.length) this.#queue[0] = first.subarray(SLICE);
      else this.#queue.shift();
      this.waiting -= part.length;
      this.#hand(part);
    }
    this.#flowing = false;
    const then = this.#then;
    this.#then = undefined;
    then?.();
  }
}
