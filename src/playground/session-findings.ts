/** What went wrong in one run: problems, facts that both ends told, limits, and the hints that all of these prove. */
import type { ToldLimit } from '../../protocol/program-limits.ts';
import { readSeen } from '../../protocol/hints.ts';
import type { Problem } from '../../protocol/programs.ts';
import type { Evidence, Fact, Hint } from './hints/evidence.ts';
import { hintsOf } from './hints/hints.ts';
import type { ClientView, ProblemView, ProgramView } from './session-types.ts';

const MOST_PROBLEMS = 50;
const MOST_FACTS = 100;

export interface Findings {
  readonly problems: readonly ProblemView[];
  readonly limits: ProgramView['limits'];
  readonly hints: readonly Hint[];
  add(problem: Problem, client?: string): void;
  limit(limit: ToldLimit, params: Record<string, string | number>): void;
  dismiss(key: string): void;
  /** Looks for hints anew; true where they changed. */
  look(clients: readonly ClientView[], listened: boolean): boolean;
  clear(): void;
}

export function createFindings(): Findings {
  let problems: ProblemView[] = [];
  let facts: Fact[] = [];
  let limits: ProgramView['limits'] = [];
  let hints: readonly Hint[] = [];
  let next = 1;
  const dismissed = new Set<string>();

  const same = (a: Problem & { client?: string }, b: Problem, client: string | undefined) =>
    a.message === b.message && a.end === b.end && a.client === client && a.place?.line === b.place?.line;
  return {
    get problems() {
      return problems;
    },
    get limits() {
      return limits;
    },
    get hints() {
      return hints;
    },
    add(problem, client) {
      const seen = problem.hint && readSeen(problem.hint.code, problem.hint.params);
      if (seen) {
        const { end, place } = problem;
        if (facts.length < MOST_FACTS) facts = [...facts, { ...seen, end, ...(client ? { client } : {}), ...(place ? { place } : {}) }];
        return;
      }
      const last = problems.find((one) => same(one, problem, client));
      if (last) problems = problems.map((one) => (one === last ? { ...one, ...problem, times: one.times + 1 } : one));
      else if (problems.length < MOST_PROBLEMS) problems = [...problems, { ...problem, id: next++, times: 1, ...(client ? { client } : {}) }];
    },
    limit(limit, params) {
      limits = [...limits, { limit, params }];
    },
    dismiss(key) {
      dismissed.add(key);
      hints = hints.filter((hint) => hint.key !== key);
    },
    look(clients, listened) {
      const evidence: Evidence = { facts, problems, listened, clients: clients.map(({ id, name, line, trace }) => ({ id, name, line, view: trace?.whole })) };
      const found = hintsOf(evidence).filter(({ key }) => !dismissed.has(key));
      // A hint keeps the words it was first told with; a place on the trace may come later.
      const before = new Map(hints.map((hint) => [hint.key, hint]));
      const now = found.map((hint) => {
        const known = before.get(hint.key);
        return known && (known.at || !hint.at) ? known : hint;
      });
      if (now.length === hints.length && now.every((hint, i) => hint === hints[i])) return false;
      hints = now;
      return true;
    },
    clear() {
      problems = [];
      facts = [];
      limits = [];
      hints = [];
    },
  };
}
