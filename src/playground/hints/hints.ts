/**
 * Hints: the commonest mistakes, told only where something proves them. Every rule is pure and looks at facts, problems
 * and traces; none reads the learner's source.
 */
import type { Evidence, Hint } from './evidence.ts';
import { FROM_FACTS } from './from-facts.ts';
import { FROM_TRACES } from './from-traces.ts';

export type { At, Evidence, Fact, Hint, HintCode } from './evidence.ts';

/** More than these would be a lecture. */
const MOST = 6;

/** What is proved, once for each cause, at most six. */
export function hintsOf(evidence: Evidence): Hint[] {
  const hints = new Map<string, Hint>();
  for (const rule of [...FROM_FACTS, ...FROM_TRACES]) for (const hint of rule(evidence)) if (!hints.has(hint.key)) hints.set(hint.key, hint);
  // The cause first: that a handler threw is said by the error's own hint where there is one.
  if ([...hints.values()].some(({ code }) => code === 'ack-missing' || code === 'circular')) hints.delete('handler-threw');
  return [...hints.values()].slice(0, MOST);
}
