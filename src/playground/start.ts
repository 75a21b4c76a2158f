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
  /** The link held no program that can be read. */
  broken: boolean;
}

/** Rejects where no example can be fetched. */
export async function findStart(address: Pick<Location, 'hash' | 'search'>, keeper: Keeper): Promise<Start> {
  const shared = fromHash(address.hash);
  if (typeof shared === 'object') return { starter: shared.id, files: shared.files, broken: false };
  const query = new URLSearchParams(address.search);
  const exercise = query.get('exercise');
  const named = exercise ? starterId(exercise, query.get('code') === 'ts' ? 'ts' : 'js') : query.get('example');
  for (const id of [named, keeper.last(), FIRST]) {
    const files = id ? (keeper.load(id)?.begin ?? (await filesOf(id))) : undefined;
    if (id && files) return { starter: id, files, broken: shared === 'broken' };
  }
  throw new Error('no example to begin with');
}

/** The files of an example or an exercise; undefined where there is none of that name. */
export const filesOf = async (starter: string): Promise<Files | undefined> => (starter.startsWith('exercise:') ? (await openExercise(starter, pageLocale()))?.starter : loadExample(starter));
