/** The words of an exercise: the same in both languages, and none missing for what its check can say. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { loadExercise } from '../../playground-server/programs/check/exercises.ts';
import type { ExerciseWords } from '../../src/playground/exercise/words.types.ts';
import { leaves } from '../content/demo-words.ts';

const blanks = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();

/** What is wrong, in sentences; none where all is well. */
export async function wordsProblems(folder: string, id: string): Promise<string[]> {
  const { words } = (await import(pathToFileURL(join(folder, id, 'words.ts')).href)) as { words: Record<'th' | 'en', ExerciseWords> };
  const exercise = await loadExercise(id);
  const file = `src/content/exercises/${id}/words.ts`;
  if (!exercise || !words?.th || !words.en) return [`${file}: needs words.th, words.en and a check`];

  const [thai, english] = [new Set(leaves(words.th)), new Set(leaves(words.en))];
  const problems = [...thai].filter((key) => !english.has(key)).map((key) => `${file}: en has no "${key}"`);
  problems.push(...[...english].filter((key) => !thai.has(key)).map((key) => `${file}: th has no "${key}"`));

  // What the check can say stands in it as fail('…') or fail(a ? '…' : '…').
  const source = readFileSync(join(folder, id, 'check.ts'), 'utf8');
  const said = new Set([...source.matchAll(/(?:\bfail\(|threw: )([^,{}\n]*)/g)].flatMap(([, first = '']) => [...first.matchAll(/(?<![=(] ?)'([\w-]+)'/g)].map((found) => found[1] as string)));
  const told = new Set(Object.keys(words.en.messages));
  problems.push(...[...said].filter((message) => !told.has(message)).map((message) => `${file}: no words for the message "${message}"`));
  problems.push(...[...told].filter((message) => !source.includes(`'${message}'`)).map((message) => `${file}: the check never says "${message}"`));
  problems.push(...[exercise.proof.starter, ...exercise.proof.wrong].filter((message) => !told.has(message)).map((message) => `${file}: the proof names "${message}", which has no words`));
  for (const step of exercise.steps) if (!words.en.steps[step]) problems.push(`${file}: no words for the step "${step}"`);
  for (const message of told) {
    const [th, en] = [words.th.messages[message], words.en.messages[message]].map((one) => blanks(Object.values(one ?? {}).join(' ')).join(' '));
    if (th !== en) problems.push(`${file}: "${message}" fills ${th || 'nothing'} in Thai, but ${en || 'nothing'} in English`);
  }
  return problems;
}
