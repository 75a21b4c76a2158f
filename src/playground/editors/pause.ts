/** Tells when a reader rests, so that nothing changes under their hands: between two keys, while a word is composed, or while the pointer draws a selection. */

/** How long hands must be still, ms: longer than between two keys of somebody who types. */
export const REST_MS = 600;
/** How often it is looked again at what has no end that could be heard, ms. */
const AGAIN_MS = 150;

const MOVES = ['keydown', 'keyup', 'beforeinput', 'input', 'compositionstart', 'compositionupdate', 'compositionend', 'pointerdown', 'pointerup', 'wheel'] as const;

export interface Pause {
  /** Resolves when hands rest and `busy` says no. Never while a word is composed or a button is held. */
  rest(busy: () => boolean): Promise<void>;
  close(): void;
}
export interface PauseParts {
  /** Where the reader types. */
  host: EventTarget;
  /** Where a button may be let go of. */
  everywhere: EventTarget;
  now(): number;
  after(ms: number, run: () => void): void;
}

export function createPause({ host, everywhere, now, after }: PauseParts): Pause {
  let last = -Infinity;
  let composing = false;
  let held = false;
  let closed = false;
  const moved = ({ type }: Event) => {
    last = now();
    if (type === 'compositionstart') composing = true;
    else if (type === 'compositionend') composing = false;
    else if (type === 'pointerdown') held = true;
  };
  const released = () => {
    if (held) last = now();
    held = false;
  };
  for (const name of MOVES) host.addEventListener(name, moved, true);
  for (const name of ['pointerup', 'pointercancel', 'blur']) everywhere.addEventListener(name, released, true);
  return {
    rest: (busy) =>
      new Promise((resolve) => {
        const look = () => {
          const still = now() - last;
          if (closed || (still >= REST_MS && !composing && !held && !busy())) return resolve();
          after(still < REST_MS ? REST_MS - still : AGAIN_MS, look);
        };
        look();
      }),
    close() {
      closed = true;
      for (const name of MOVES) host.removeEventListener(name, moved, true);
      for (const name of ['pointerup', 'pointercancel', 'blur']) everywhere.removeEventListener(name, released, true);
    },
  };
}
