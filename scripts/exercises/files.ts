/** The files of an exercise as they lie in its folder: what the workbench opens, and what the proof runs. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
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

/** What is missing or the same twice in an exercise's folder, in sentences: a proof of such files would prove nothing. */
export function filesProblems(exercise: string): string[] {
  const id = basename(exercise);
  const problems: string[] = [];
  const answers: [name: string, own: Files, instead: Files][] = [
    ...codesOf(exercise).map((code): [string, Files, Files] => [code === 'js' ? 'solution' : 'solution-ts', filesIn(join(exercise, code === 'js' ? 'solution' : 'solution-ts')), starterOf(exercise, code)]),
    ...[1, 2, 3].map((n): [string, Files, Files] => [`wrong/${n}`, filesIn(join(exercise, 'wrong', String(n))), starterOf(exercise, 'js')]),
  ];
  for (const [code, part] of [['js', 'starter'], ['ts', 'starter-ts']] as const) {
    if (!codesOf(exercise).includes(code)) continue;
    for (const end of ['server', 'client']) if (!filesIn(join(exercise, part))[`${end}.${code}` as keyof Files]) problems.push(`${id}/${part}: has no ${end}.${code}`);
  }
  if (existsSync(join(exercise, 'solution-ts')) && !codesOf(exercise).includes('ts')) problems.push(`${id}/solution-ts: there is no starter-ts to it`);
  const seen = new Map<string, string>();
  for (const [name, own, instead] of answers) {
    const changed = Object.entries(own).filter(([file, text]) => instead[file as keyof Files] !== text);
    const text = JSON.stringify(changed);
    if (changed.length === 0) problems.push(`${id}/${name}: ${Object.keys(own).length === 0 ? 'is missing' : 'is the starter, unchanged'}`);
    else if (seen.has(text)) problems.push(`${id}/${name}: is the same as ${seen.get(text)}`);
    else seen.set(text, name);
    for (const file of Object.keys(own)) if (/\.[jt]s$/.test(file) && !(file in instead)) problems.push(`${id}/${name}: ${file} takes the place of nothing in the starter`);
  }
  return problems;
}
