/** What a run tells of itself, in words: why it ended, which limits acted. */
import { limitName, type FloodName, type ToldLimit } from '../../protocol/program-limits.ts';
import type { StopReason } from '../../protocol/programs.ts';
import { fill } from '../line/words.ts';
import type { Words } from './words.ts';

type Params = Record<string, string | number>;

/** Why a program ended. */
export function reasonText(text: Words, reason: StopReason, params: Params): string {
  if (reason === 'output-flood') return fill(text.reasons[reason], { what: fill(text.flood[params.what as FloodName] ?? '', params) });
  // The first time over the deadline ends a program only where it was not up yet.
  if (reason === 'deadline' && Number(params.strikes) === 1) return fill(text.neverUp, params);
  return fill(text.reasons[reason], params);
}

/** A limit that acted without ending the program. */
export const limitText = (text: Words, limit: ToldLimit, params: Params): string => fill(text.limits[limitName(limit)], params);

/** Limits as they are shown: of turns that were broken off, the latest. */
export function limitsToShow<T extends { limit: ToldLimit }>(limits: readonly T[]): T[] {
  return [...new Map(limits.map((one) => [limitName(one.limit), one])).values()];
}
