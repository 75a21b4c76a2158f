/** Errors that nobody caught, and warnings: told to the host once, with their place in the learner's file. */
import { MISSING_GLOBALS } from '../../../../protocol/not-here.ts';
import type { Place } from '../../../../protocol/programs.ts';
import { host } from './host-calls.ts';
import { placesOf } from './places.ts';
import { flushWrites } from './engine.ts';
import { guestProcess } from './process.ts';
import { UNAVAILABLE } from './unavailable.ts';

export interface GuestProblem {
  severity: 'error' | 'warning';
  name: string;
  message: string;
  /** `not-here:WHAT`, or Node's own code. */
  code?: string;
  stack: Place[];
  /** The error was thrown in the learner's file itself, not in something that it called. */
  own?: boolean;
}

let over = false;

/**
 * What nobody caught: the program's own `process.on(…)` first, as on Node; otherwise the host is told, and the program
 * is over. Returns true if the program handled it.
 */
export function uncaught(error: unknown, kind: 'uncaught' | 'rejection'): boolean {
  if (over) return false;
  const [first, ...others] = kind === 'rejection' ? ['unhandledRejection', 'uncaughtException'] : ['uncaughtException'];
  try {
    for (const event of [first, ...others] as string[]) {
      if (guestProcess.listenerCount(event) === 0) continue;
      guestProcess.emit(event, error, event === 'uncaughtException' ? first : Promise.resolve());
      return true;
    }
  } catch (thrown) {
    error = thrown;
  }
  // Read first: where that takes too long, this was not the end, and the next error is told.
  const told = JSON.stringify(read(error));
  over = true;
  flushWrites();
  host.problem(told);
  return false;
}

/** Tells the learner of something that works differently here; the program goes on. */
export function warn(what: string, why: string): void {
  const problem: GuestProblem = { severity: 'warning', name: 'NotInPlayground', message: `${what}${UNAVAILABLE}${why}`, code: `not-here:${what}`, stack: placesOf(new Error().stack).slice(0, 5) };
  host.problem(JSON.stringify(problem));
}

function read(error: unknown): GuestProblem {
  const problem: GuestProblem = { severity: 'error', name: 'Error', message: '', stack: [] };
  try {
    if (error instanceof Error) {
      problem.name = String(error.name).slice(0, 100);
      problem.message = String(error.message).slice(0, 4_000);
      const { code } = error as { code?: unknown };
      if (typeof code === 'string') problem.code = code.slice(0, 200);
      problem.stack = placesOf(error.stack);
      const [top = ''] = String(error.stack).split('\n', 1);
      problem.own = placesOf(top).length > 0;
      // The engine does not say that it was no file that it could not read.
      if (problem.name === 'SyntaxError' && /^\s*at <input>\S*\s+at parse \(native\)/.test(String(error.stack))) problem.message += ' in JSON';
    } else {
      problem.name = 'Thrown';
      problem.message = String(typeof error === 'object' ? JSON.stringify(error) : error).slice(0, 4_000);
    }
  } catch {
    problem.message = 'an error that cannot be read';
  }
  // Errors of the module loader arrive as text: their sentence tells what they are.
  const at = problem.message.indexOf(UNAVAILABLE);
  if (at > 0 && !problem.code) {
    problem.name = 'NotInPlayground';
    problem.code = `not-here:${problem.message.slice(0, at).slice(0, 100)}`;
  }
  // A name of Node's that this engine has not: nothing that the program forgot.
  const missing = problem.name === 'ReferenceError' ? /^'?(\w+)'? is not defined$/.exec(problem.message)?.[1] : undefined;
  if (missing && (MISSING_GLOBALS as readonly string[]).includes(missing)) problem.code = `not-here:${missing}`;
  return problem;
}
