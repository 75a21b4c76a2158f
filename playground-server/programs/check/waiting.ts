/** Waiting for states in a check: until something holds, until it is proved not to come, or until the check is over. */
import type { CheckFailed } from './failed.ts';

/**
 * How long (ms) something may take before its absence is looked into. It only decides where the check fails: what is
 * there is seen at once, and what seems missing is asked for once more behind a knock that the program answered.
 */
export const PATIENCE_MS = 4_000;
/** How long (ms) a program may take to answer a knock. */
export const KNOCK_MS = 15_000;

/** The check as whoever waits sees it. */
export interface Course {
  /** Set when the check can't go on: the program ended, or the whole took too long. */
  readonly over: CheckFailed | undefined;
  /** Called when `over` is set; returns how to stop. */
  onOver(run: () => void): () => void;
}

/** True as soon as `holds`, looked at whenever `watch` calls; false after `ms` (which may be Infinity). Throws what the check is over with. */
export function until(course: Course, ms: number, watch: (changed: () => void) => () => void, holds: () => boolean): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const stops: (() => void)[] = [];
    const end = (act: () => void) => {
      for (const stop of stops.splice(0)) stop();
      act();
    };
    const look = () => {
      try {
        if (course.over) end(() => reject(course.over as Error));
        else if (holds()) end(() => resolve(true));
      } catch (error) {
        end(() => reject(error as Error));
      }
    };
    const timer = ms === Infinity ? undefined : setTimeout(() => end(() => resolve(false)), ms);
    stops.push(() => clearTimeout(timer), watch(look), course.onOver(look));
    look();
  });
}
