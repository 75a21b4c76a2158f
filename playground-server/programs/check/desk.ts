/**
 * Where checks are asked for: a few run at a time, the others wait and are told their place; a page has one at a time,
 * and a newer one takes the place of the one before.
 */
import type { CheckAnnouncements, StepResult } from '../../../protocol/exercises.ts';
import { FIRST_STEP } from '../../../protocol/exercises.ts';
import type { Files } from '../../../protocol/programs.ts';
import { packEvents } from '../../../protocol/trace/pack.ts';
import { PoolFull } from '../pool.types.ts';
import { exerciseIds, loadExercise } from './exercises.ts';
import { runCheck, type CheckOptions } from './run.ts';

/** Checks that run at once, and that may wait. */
const AT_ONCE = 3;
const MOST_WAITING = 100;

export type Tell = <N extends keyof CheckAnnouncements>(name: N, payload: CheckAnnouncements[N]) => void;

export interface CheckDesk {
  /** Takes a check in for a page; answers its number, or undefined where there is no such exercise. Throws `PoolFull`. */
  ask(page: object, exercise: string, files: Files, tell: Tell): number | undefined;
  /** Ends the page's check, if it has one. */
  stop(page: object): void;
  close(): void;
}
interface Ticket {
  check: number;
  page: object;
  exercise: string;
  files: Files;
  tell: Tell;
  steps: StepResult[];
  abort: AbortController;
}

export function createCheckDesk(parts: Pick<CheckOptions, 'create' | 'origin'>): CheckDesk {
  const waiting: Ticket[] = [];
  const running = new Set<Ticket>();
  let numbers = 0;

  const say = (ticket: Ticket, state: CheckAnnouncements['program:check']['state'], place?: number) =>
    ticket.tell('program:check', { check: ticket.check, exercise: ticket.exercise, state, ...(place === undefined ? {} : { place }), steps: ticket.steps });

  function next(): void {
    while (running.size < AT_ONCE) {
      const ticket = waiting.shift();
      if (!ticket) break;
      running.add(ticket);
      void play(ticket).finally(() => {
        running.delete(ticket);
        next();
      });
    }
    waiting.forEach((ticket, i) => say(ticket, 'queued', i + 1));
  }

  async function play(ticket: Ticket): Promise<void> {
    const { signal } = ticket.abort;
    try {
      const exercise = await loadExercise(ticket.exercise);
      if (!exercise || signal.aborted) return;
      ticket.steps = [FIRST_STEP, ...exercise.steps].map((step) => ({ step, state: 'waiting' }));
      say(ticket, 'running');
      const { passed, steps, traces } = await runCheck({
        ...parts,
        exercise,
        files: ticket.files,
        signal,
        queued: (place) => say(ticket, place === undefined ? 'running' : 'queued', place),
        told(now) {
          ticket.steps = now;
          say(ticket, 'running');
        },
      });
      ticket.steps = steps;
      // The first client only knocks: its line is worth a look where the program did not get further.
      const shown = steps[0]?.state === 'failed' ? traces : traces.slice(1);
      for (const { client, name, events } of shown) ticket.tell('program:check-trace', { check: ticket.check, client, name, ...packEvents(events) });
      say(ticket, passed ? 'passed' : 'failed');
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof PoolFull)) console.error(error);
      ticket.steps = [{ step: FIRST_STEP, state: 'failed', message: error instanceof PoolFull ? 'crowded' : 'broken', params: error instanceof PoolFull ? { limit: error.limit } : {} }];
      say(ticket, 'failed');
    }
  }

  function stop(page: object): void {
    const at = waiting.findIndex((ticket) => ticket.page === page);
    const ticket = at >= 0 ? waiting.splice(at, 1)[0] : [...running].find((one) => one.page === page && !one.abort.signal.aborted);
    if (!ticket) return;
    ticket.abort.abort(new Error('stopped'));
    say(ticket, 'stopped');
    if (at >= 0) next();
  }

  return {
    ask(page, exercise, files, tell) {
      if (!exerciseIds().includes(exercise)) return undefined;
      stop(page);
      if (waiting.length >= MOST_WAITING) throw new PoolFull(MOST_WAITING);
      const ticket: Ticket = { check: ++numbers, page, exercise, files, tell, steps: [], abort: new AbortController() };
      waiting.push(ticket);
      // The answer goes out before the first announcement.
      setImmediate(next);
      return ticket.check;
    },
    stop,
    close() {
      for (const { page } of [...waiting, ...running]) stop(page);
    },
  };
}
