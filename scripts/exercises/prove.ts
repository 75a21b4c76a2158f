/** Proves an exercise: what its starter, its solution and its wrong answers come to in a real check. */
import { join } from 'node:path';
import { createLineListener } from '../../playground-server/line/listener.ts';
import { loadExercise } from '../../playground-server/programs/check/exercises.ts';
import { runCheck, type CheckOptions, type CheckOutcome } from '../../playground-server/programs/check/run.ts';
import type { Limits } from '../../playground-server/programs/limits.ts';
import { createProgramPool } from '../../playground-server/programs/pool.ts';
import { createPrograms, originOf } from '../../playground-server/programs/programs.ts';
import type { Exercise, StepResult } from '../../protocol/exercises.ts';
import type { Files } from '../../protocol/programs.ts';
import { codesOf, solutionOf, starterOf, wrongOf } from './files.ts';

export interface Ground {
  check(exercise: Exercise, files: Files, options?: Partial<Pick<CheckOptions, 'signal' | 'told' | 'patience'>>): Promise<CheckOutcome>;
  /** Programs that run or wait now. */
  running(): number;
  close(): Promise<void>;
}

/** A real line listener on a free port of loopback, with programs on it. */
export async function openGround(limits: Partial<Limits> = {}): Promise<Ground> {
  const allowed = () => true;
  // What is proved is what answers do, not how fast this machine is.
  const pool = createProgramPool({ limits: { watchdogMs: 10_000, loadMs: 5_000, turnMs: 5_000, ...limits } });
  const programs = createPrograms({ pool, isAllowedOrigin: allowed });
  const line = createLineListener({ isAllowedHost: allowed, isAllowedOrigin: allowed, routes: [programs.route] });
  programs.join(line.lines, line.server);
  await new Promise<void>((resolve) => line.server.listen(0, '127.0.0.1', resolve));
  const never = new AbortController();
  return {
    check: (exercise, files, options) => runCheck({ exercise, files, create: programs.create, origin: () => originOf(line.server.address()), told: () => {}, queued: () => {}, signal: never.signal, ...options }),
    running: () => programs.sessions.size,
    async close() {
      await Promise.all([programs.close(), line.close()]);
    },
  };
}

export interface Proof {
  exercise: string;
  /** `solution (ts)`, `wrong 2`. */
  what: string;
  expected: string;
  got: string;
  ok: boolean;
  ms: number;
}

const PASSES = 'passes';
/** What a check came to: `passes`, or the message of the step that failed. */
export function outcomeOf({ passed, steps }: { passed: boolean; steps: readonly StepResult[] }): string {
  const failed = steps.find(({ state }) => state === 'failed');
  return passed ? PASSES : (failed?.message ?? 'nothing');
}

/** Proves one exercise, answer after answer. */
export async function prove(ground: Ground, folder: string, id: string): Promise<Proof[]> {
  const exercise = await loadExercise(id);
  if (!exercise) throw new Error(`there is no exercise "${id}"`);
  const path = join(folder, id);
  const cases: [string, Files, string][] = [
    ...codesOf(path).flatMap((code): [string, Files, string][] => [
      [`starter (${code})`, starterOf(path, code), exercise.proof.starter],
      [`solution (${code})`, solutionOf(path, code), PASSES],
    ]),
    ...exercise.proof.wrong.map((message, i): [string, Files, string] => [`wrong ${i + 1}`, wrongOf(path, i + 1), message]),
  ];
  const proofs: Proof[] = [];
  for (const [what, files, expected] of cases) {
    const begun = performance.now();
    const got = outcomeOf(await ground.check(exercise, files));
    proofs.push({ exercise: id, what, expected, got, ok: got === expected, ms: performance.now() - begun });
  }
  return proofs;
}
