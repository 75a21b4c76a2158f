/**
 * Answers that are not right yet, as learners write them: each check ends with the message meant for it, fills its words
 * in both languages, and points at a packet. And no message has words that nothing ever ends with.
 */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { loadExercise } from '../../../playground-server/programs/check/exercises.ts';
import type { Finding } from '../../../protocol/exercises.ts';
import { openGround, outcomeOf, type Ground } from '../../../scripts/exercises/prove.ts';
import { exercises } from '../../../src/playground/exercise/exercises.ts';
import { words as panel } from '../../../src/playground/exercise/words.ts';
import type { ExerciseWords } from '../../../src/playground/exercise/words.types.ts';
import { serverWith, type Wrong } from './wrong/answer.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000, maxConcurrency: 8 });

/** What does not come is proved by knocking, however long it was waited for, ms. */
const PATIENCE = 1_000;

const answers = import.meta.glob<Wrong[]>('./wrong/*.ts', { import: 'wrong', eager: true });
const words = import.meta.glob<Record<'th' | 'en', ExerciseWords>>('../../../src/content/exercises/*/words.ts', { import: 'words', eager: true });
const wrongOf = (id: string): Wrong[] => answers[`./wrong/${id}.ts`] ?? [];

let ground: Ground;
beforeAll(async () => {
  ground = await openGround();
});
afterAll(() => ground.close());

/** What a message's words ask for and the finding does not bring. */
function unfilled({ message, params }: Finding, own: ExerciseWords, locale: 'th' | 'en'): string[] {
  const text = own.messages[message] ?? (panel[locale].messages as ExerciseWords['messages'])[message];
  if (!text) return [`no words for ${message}`];
  const given = new Set([...Object.keys(params), ...(message === 'limited' ? ['why'] : [])]);
  return [...Object.values(text).join(' ').matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).filter((name) => !given.has(name));
}

for (const { id } of exercises) {
  describe(id, () => {
    const own = words[`../../../src/content/exercises/${id}/words.ts`] as Record<'th' | 'en', ExerciseWords>;
    it.concurrent.each(wrongOf(id))('%s', async (_what, server, message) => {
      const exercise = await loadExercise(id);
      if (!exercise) throw new Error('no such exercise');
      const result = await ground.check(exercise, serverWith(server), { patience: PATIENCE });
      expect(outcomeOf(result)).toBe(message);
      const failed = result.steps.find(({ state }) => state === 'failed') as Finding;
      for (const locale of ['th', 'en'] as const) expect(unfilled(failed, own[locale], locale), locale).toEqual([]);
      // A limit is the program's as a whole; all else has a packet that shows it.
      if (message !== 'limited') expect(result.traces.some(({ client }) => client === failed.at?.client)).toBe(true);
    });
    it('has words for what happens, and for nothing else', () => {
      expect(Object.keys(own.en.messages).filter((message) => !wrongOf(id).some(([, , ends]) => ends === message))).toEqual([]);
    });
  });
}
