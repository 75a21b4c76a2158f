/**
 * One line talks at a time on a page (DESIGN.md, decision 4): several polling sessions in one page starve each
 * other and look like faults. Starting one parks the one before it; its trace stays.
 */

export interface Parkable {
  /** Another one starts: hang up, keep the trace. */
  park(): void;
}

export interface Parking {
  /** Parks whoever talks, and lets `who` talk. */
  take(who: Parkable): void;
  /** `who` no longer talks. */
  leave(who: Parkable): void;
  readonly talking: Parkable | undefined;
}

export function createParking(): Parking {
  let talking: Parkable | undefined;
  return {
    take(who) {
      if (talking === who) return;
      const before = talking;
      talking = who;
      before?.park();
    },
    leave(who) {
      if (talking === who) talking = undefined;
    },
    get talking() {
      return talking;
    },
  };
}

/** The page's own. */
export const parking = createParking();
