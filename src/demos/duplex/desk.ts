/** Between the figure, in which the reader acts, and the drive, which holds the radio and the phone. */
import type { LiveLine } from '../../line/demo.ts';

/** The page's mark from which on there is a desk: both ways are open. */
export const CAN_SPEAK = 'can-speak';

/** What the reader may do while the line is up. */
export interface Desk {
  /** One word, into the radio and into the phone at once. */
  say(text: string): void;
  /** The next word of a stream, both ways. */
  goOn(): void;
  /** “Over”: asks by radio what the server has to tell. */
  over(): void;
  /** Makes the server say a word now. */
  talk(): void;
  /** The reader is about to act (typing): the line stays up a while longer. */
  touch(): void;
}

/** The desks of the lines that are up. By token, because a framework may hand out a proxy of the line itself. */
export const desks = new Map<string, Desk>();

export function deskOf(line: LiveLine | undefined): Desk | undefined {
  return line && desks.get(line.token);
}
