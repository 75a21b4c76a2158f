/** Which program the workbench begins with: the one in the link, the exercise or example that the address names, or the last one. */
import { pageLocale } from '../line/language.ts';
import { FIRST, loadExample } from './examples.ts';
import { openExercise, starterId } from './exercise/exercises.ts';
import type { Files } from './model/files.ts';
import type { Keeper } from './model/keep.ts';
import { fromHash } from './model/share.ts';

export interface Start {
  starter: string;
  files: Files;
  /** `broken`: the link held no program that can be read. `unknown`: the address names what is not there. */
  instead?: 'broken' | 'unknown';
}

/** Rejects where no example can be fetched. */
export async function findStart(address: Pick<Location, 'hash' | 'search'>, keeper: Keeper): Promise<Start> {
  const shared = fromHash(address.hash);
  if (typeof shared === 'object') return { starter: shared.id, files: shared.files };
  const query = new URLSearchParams(address.search);
  const exercise = query.get('exercise');
  const named = exercise ? starterId(exercise, query.get('code') === 'ts' ? 'ts' : 'js') : query.get('example');
  for (const id of [named, keeper.last(), FIRST]) {
    const found = id ? await findStarter(id, keeper) : undefined;
    if (!found) continue;
    const instead = shared === 'broken' ? 'broken' : named && id !== named ? 'unknown' : undefined;
    return instead ? { ...found, instead } : found;
  }
  throw new Error('no example to begin with');
}

/** An example, an exercise, or what came by link and is kept; undefined where there is none of that name. Rejects where it can't be fetched. */
export async function findStarter(starter: string, keeper: Keeper): Promise<Start | undefined> {
  const files = keeper.load(starter)?.begin ?? (starter.startsWith('exercise:') ? (await openExercise(starter, pageLocale()))?.starter : await loadExample(starter));
  return files && { starter, files };
}
