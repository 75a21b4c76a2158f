/** The files of an exercise as they lie in its folder: what the workbench opens, and what the proof runs. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROGRAM_FILES, type Files } from '../../protocol/programs.ts';

/** The program files of a folder; none where there is no such folder. */
export function filesIn(folder: string): Files {
  if (!existsSync(folder)) return {};
  const names = readdirSync(folder);
  return Object.fromEntries(PROGRAM_FILES.filter((name) => names.includes(name)).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

export type Code = 'js' | 'ts';

/** The starter in one language of code: TypeScript's files in the place of JavaScript's, pages and styles shared. */
export function starterOf(exercise: string, code: Code): Files {
  const { 'server.js': _server, 'client.js': _client, ...shared } = filesIn(join(exercise, 'starter'));
  return code === 'js' ? filesIn(join(exercise, 'starter')) : { ...shared, ...filesIn(join(exercise, 'starter-ts')) };
}
/** The solution: the starter with the files that it changes. */
export const solutionOf = (exercise: string, code: Code): Files => ({ ...starterOf(exercise, code), ...filesIn(join(exercise, code === 'js' ? 'solution' : 'solution-ts')) });
export const wrongOf = (exercise: string, n: number): Files => ({ ...starterOf(exercise, 'js'), ...filesIn(join(exercise, 'wrong', String(n))) });
export const codesOf = (exercise: string): Code[] => (existsSync(join(exercise, 'starter-ts')) ? ['js', 'ts'] : ['js']);
