/**
 * A thread's place in the queue for the processor. Neighbours feel a program that computes long, so it stands behind
 * them, the farther the more it used. On Linux priority belongs to the thread; elsewhere it is the whole process's and
 * is left alone: the deadlines hold all the same.
 */
import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';

/** Niceness from so many ms of processor time at once, the most first. It is never taken back: that takes a right. */
const STEPS = [
  { from: 250, nice: 15 },
  { from: 50, nice: 10 },
] as const;
/** Least processor time (ms) from which a program is no longer served first. */
export const LONG_MS = 50;

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
  #nice = 0;
  /** `used`: processor time (ms) that its program used at once; `thread`: its number, undefined for the calling one. */
  set(used: number, thread?: number): void {
    const nice = STEPS.find(({ from }) => used >= from)?.nice ?? 0;
    if (nice <= this.#nice || process.platform !== 'linux') return;
    this.#nice = nice;
    try {
      setPriority(thread ?? 0, nice);
    } catch {
      // Not allowed here, or the thread is gone.
    }
  }
}
