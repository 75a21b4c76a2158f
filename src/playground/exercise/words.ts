/** What the exercise's panel says, and the messages that any check may end with: one file a language. */
import { FIRST_STEP, type CommonMessage, type Finding } from '../../../protocol/exercises.ts';
import { inLanguages } from '../../line/language.ts';
import { fill } from '../../line/words.ts';
import type { ExerciseWords, MessageWords } from './words.types.ts';

export interface PanelWords {
  kicker: string;
  task: string;
  steps: string;
  first: string;
  check: string;
  again: string;
  stop: string;
  about: string;
  state: { asking: string; queued: string; running: string; passed: string; failed: string; stopped: string };
  /** The code was changed since it was checked. */
  stale: string;
  step: { waiting: string; running: string; passed: string; failed: string };
  did: string;
  expected: string;
  happened: string;
  look: string;
  toLine: string;
  toCode: string;
  knocks: string;
  done: string;
  next: string;
  lesson: string;
  group: string;
  code: string;
  solution: { title: string; warning: string; show: string };
  messages: Record<CommonMessage, MessageWords>;
}

export const { words } = await inLanguages<{ words: PanelWords }>({ th: () => import('./words.th.ts'), en: () => import('./words.en.ts') });

export const stepText = (step: string, own: ExerciseWords, panel: PanelWords): string => (step === FIRST_STEP ? panel.first : (own.steps[step] ?? step));

/** A finding in words, filled; a message that nobody wrote words for counts as a fault of ours. `reason` says why a program ended. */
export function findingText({ message, params }: Pick<Finding, 'message' | 'params'>, own: ExerciseWords, panel: PanelWords, reason: (code: string, params: Finding['params']) => string): MessageWords {
  const found = own.messages[message] ?? (panel.messages as Record<string, MessageWords>)[message] ?? panel.messages.broken;
  const all = message === 'ended' ? { ...params, why: reason(String(params.reason), params) } : params;
  return { did: fill(found.did, all), expected: fill(found.expected, all), happened: fill(found.happened, all), look: fill(found.look, all) };
}
