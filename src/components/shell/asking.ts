/** Predictions and questions: remembers what was chosen, says it aloud, and shows a prediction's answer once a trace gives it. */
import { keyIn } from '../../progress/store.ts';
import type { LessonPage } from '../../progress/page.ts';
import type { DemoSource } from '../../line/demo.ts';

/** What the demo shell says on `document` as `saitrong:facts`, when a demo is done. */
export interface FactsDetail {
  demo: string;
  /** Prediction id → the choice that this trace proves right. */
  predictions: Record<string, string>;
  values: Record<string, string | number>;
  source: DemoSource;
}

const choiceOf = (group: Element) => group.querySelector<HTMLInputElement>('input:checked');
const number = new Intl.NumberFormat(document.documentElement.lang || 'th');

export function startAsking({ store, lesson }: LessonPage): void {
  const kept = store.read();
  for (const group of document.querySelectorAll<HTMLElement>('[data-question]')) {
    const id = group.dataset.question ?? '';
    if (lesson !== undefined) recall(group, kept.answers[keyIn(lesson, id)]);
    group.addEventListener('change', () => {
      const choice = choiceOf(group);
      if (!choice) return;
      say(group, choice);
      if (lesson !== undefined) store.answered(lesson, id, choice.value);
    });
  }
  for (const group of document.querySelectorAll<HTMLElement>('[data-predict]')) {
    const id = group.dataset.predict ?? '';
    if (lesson !== undefined) recall(group, kept.guesses[keyIn(lesson, id)]);
    group.addEventListener('change', () => {
      const choice = choiceOf(group);
      if (choice && lesson !== undefined) store.guessed(lesson, id, choice.value);
      judge(group);
    });
  }
  document.addEventListener('saitrong:facts', (event) => {
    const facts = (event as CustomEvent<FactsDetail>).detail;
    for (const group of document.querySelectorAll<HTMLElement>('[data-predict]')) {
      if (group.dataset.demoName === facts.demo) reveal(group, facts);
    }
    for (const value of document.querySelectorAll<HTMLElement>('[data-value]')) {
      if (value.closest('[data-predict]')) continue;
      const { valueDemo } = value.dataset;
      if (valueDemo === undefined || valueDemo === facts.demo) fill(value, facts);
    }
  });
}

function recall(group: HTMLElement, choice: string | undefined): void {
  for (const input of group.querySelectorAll<HTMLInputElement>('input')) {
    if (input.value === choice) input.checked = true;
  }
}

/** Reads the verdict and the reason of a chosen answer to a screen reader. */
function say(group: HTMLElement, choice: HTMLInputElement): void {
  const live = group.querySelector('[data-verdict]');
  const why = choice.closest('.choice')?.querySelector('.why');
  if (live && why) live.textContent = why.textContent;
}

function fill(value: HTMLElement, { values }: FactsDetail): void {
  const found = values[value.dataset.value ?? ''];
  value.toggleAttribute('data-empty', found === undefined);
  value.textContent = found === undefined ? '–' : typeof found === 'number' ? number.format(found) : found;
}

function reveal(group: HTMLElement, facts: FactsDetail): void {
  const right = facts.predictions[group.dataset.predict ?? ''];
  // A trace that was stopped half way proves nothing: the question stays open.
  if (right === undefined) return;
  group.dataset.answer = right;
  const live = facts.source.startsWith('live');
  const from = group.querySelector<HTMLElement>('[data-reveal-from]');
  if (from) from.textContent = (live ? from.dataset.live : from.dataset.recorded) ?? '';
  for (const value of group.querySelectorAll<HTMLElement>('[data-value]')) fill(value, facts);
  judge(group);
  for (const part of group.querySelectorAll<HTMLElement>('[data-reveal]')) part.hidden = false;
}

/** Marks the right choice and compares it with the reader's, once the answer is known. */
function judge(group: HTMLElement): void {
  const right = group.dataset.answer;
  if (right === undefined) return;
  for (const choice of group.querySelectorAll<HTMLElement>('.choice')) {
    choice.toggleAttribute('data-proved', choice.dataset.choice === right);
  }
  const guess = choiceOf(group)?.value;
  const outcome = guess === undefined ? 'none' : guess === right ? 'hit' : 'miss';
  group.dataset.outcome = outcome;
  const verdict = group.querySelector<HTMLElement>('[data-reveal-verdict]');
  const words = group.querySelector(`.choice[data-choice="${CSS.escape(right)}"] label`)?.textContent ?? '';
  if (verdict) verdict.textContent = `${verdict.dataset[outcome] ?? ''} ${outcome === 'hit' ? '' : words}`.trim();
}
