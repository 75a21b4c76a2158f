/** A mistake in the content, and where it stands. */
import type { Place } from './tree.ts';

export interface Problem extends Place {
  /** What is wrong or differs, and what to do; in English, without a final full stop. */
  message: string;
}

/** `file:line:column`, which editors and terminals turn into a link. Lines and columns count from 1. */
export function at(place: Place): string {
  return `${place.file}:${place.line}:${place.column}`;
}

/** One line a problem: `file:line:column message`. */
export function formatProblem(problem: Problem): string {
  return `${at(problem)} ${problem.message}`;
}

/** By file, then by place in it. */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  return [...problems].sort(
    (a, b) => a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column || a.message.localeCompare(b.message),
  );
}

/** All problems and their count, as printed and as thrown into a build. */
export function report(problems: readonly Problem[]): string {
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  return [...sortProblems(problems).map(formatProblem), `${count} in the content`].join('\n');
}
