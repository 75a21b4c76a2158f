/**
 * Limits that act without ending a program, told once each (`program:limit`). `playground-server/programs/limits.ts` has
 * their values; the page has words for every one of them.
 */
export const TOLD_LIMITS = [
  'turn', // a turn over its deadline was ended: ms, strikes, limit (of strikes); told as turn-1, turn-2, …
  'messageKb', // one message was too large and dropped: limit
  'outputKb', // limit (KB/s)
  'logLines', // limit (lines/s)
  'writes', // limit (messages/s)
  'timers', // limit
  'inbound', // a client sent too many messages and was hung up: limit (messages/s)
  'inboundKb', // clients together sent too much, and it was dropped: limit (KB/s)
  'connections', // a client more was refused: limit
  'unsent', // a client read too slowly and was hung up: limit (bytes)
] as const;
export type LimitName = (typeof TOLD_LIMITS)[number];
export type ToldLimit = Exclude<LimitName, 'turn'> | `turn-${number}`;

/** What of a program's output can be so much that the program is ended (`output-flood`, params.what). */
export type FloodName = 'outputKb' | 'logLines' | 'writes';

/** The limit's name without the number of the strike. */
export const limitName = (told: ToldLimit): LimitName => told.replace(/-\d+$/, '') as LimitName;
