/** The exercises there are: their checks are loaded from the content's folder when they are first asked for. */
import { existsSync, readdirSync } from 'node:fs';
import { EXERCISE_ID, type Exercise } from '../../../protocol/exercises.ts';

const FOLDER = new URL('../../../src/content/exercises/', import.meta.url);

export function exerciseIds(): string[] {
  if (!existsSync(FOLDER)) return [];
  return readdirSync(FOLDER).filter((id) => EXERCISE_ID.test(id) && existsSync(new URL(`${id}/check.ts`, FOLDER)));
}

/** Undefined where there is no such exercise. Rejects where its check can't be loaded. */
export async function loadExercise(id: string): Promise<Exercise | undefined> {
  if (!exerciseIds().includes(id)) return undefined;
  const { exercise } = (await import(new URL(`${id}/check.ts`, FOLDER).href)) as { exercise: Exercise };
  return exercise;
}
