/**
 * A thread's place in the queue for the processor. Neighbours feel a program that computes long, so it stands behind
 * them, the farther the more it used. On Linux priority belongs to the thread; elsewhere it is the whole process's and
 * is left alone: the deadlines hold all the same.
 */
import { readlinkSync } from 'node:fs';
import { getPriority, setPriority } from 'node:os';

/** Processor time (ms) at once from which a program is no longer served first. */
export const LONG_MS = 50;
/** How much nicer than the process as a whole: what computes long, and of what is over its limit or near the end of its share. It is never taken back: that takes a right. */
const NICE = { long: 5, over: 15 } as const;
/** The nicest there is. */
const MOST = 19;
export type Standing = keyof typeof NICE;

/** The system's number of this thread, where it can be told. */
export function threadNumber(): number | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    return Number(readlinkSync('/proc/thread-self').split('/').pop()) || undefined;
  } catch {
    return undefined;
  }
}

/** Puts a thread where it belongs; one for each thread, on it or on the supervisor. */
export class Priority {
  #base = getPriority();
  #nice = this.#base;
  /** `thread`: its number, undefined for the calling one. */
  set(standing: Standing, thread?: number): void {
    const nice = Math.min(MOST, this.#base + NICE[standing]);
    if (nice <= this.#nice || process.platform !== 'linux') return;
    this.#nice = nice;
    try {
      setPriority(thread ?? 0, nice);
    } catch {
      // Not allowed here, or the thread is gone.
    }
  }
}
