/** What the exercise's panel says, and the messages that any check may end with: one file a language. */
import { FIRST_STEP, type CommonMessage, type Finding } from '../../../protocol/exercises.ts';
import { inLanguages } from '../../line/language.ts';
import { fill } from '../../line/words.ts';
import { inline, type Part } from './inline.ts';
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
  /** Stands before where to look, where the program fell at a known place. */
  place: string;
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

/** What else the page can say of how a program fared: why it was stopped or which limit acted, and what its error means. */
export interface Telling {
  reason(code: string, params: Finding['params']): string;
  /** `what` is what can't be had in the playground, where that is it. */
  meaning(error: { name: string; message: string; what?: string }): string | undefined;
}
export type Told = Record<keyof MessageWords, Part[]>;

/** A finding in words, filled; a message that nobody wrote words for counts as a fault of ours. */
export function findingText({ message, params }: Pick<Finding, 'message' | 'params'>, own: ExerciseWords, panel: PanelWords, telling: Telling): Told {
  const found = own.messages[message] ?? (panel.messages as Record<string, MessageWords>)[message] ?? panel.messages.broken;
  const all = message === 'ended' || message === 'limited' ? { ...params, why: telling.reason(String(params.reason), params) } : params;
  // Parts first: what is filled in may hold a backtick of its own.
  const said = (sentence: string) => inline(sentence).map(({ code, text }): Part => ({ code, text: fill(text, all) }));
  const [happened, look] = [said(found.happened), said(found.look)];
  if (typeof params.line === 'number') {
    const { name, message: error, what } = params;
    const means = telling.meaning({ name: String(name), message: String(error), ...(what === undefined ? {} : { what: String(what) }) });
    if (means) happened.push({ code: false, text: ` ${means}` });
    if (params.line > 0) look.unshift(...said(`${panel.place} `));
  }
  return { did: said(found.did), expected: said(found.expected), happened, look };
}
