/** The exercises: one folder each in `src/content/exercises`; its files and words are fetched when it is opened. */
import type { Locale } from '../../line/demo.ts';
import { asFiles, type Files } from '../model/files.ts';
import type { ExerciseWords } from './words.types.ts';

export type Code = 'js' | 'ts';
export interface ExerciseEntry {
  id: string;
  title: Record<Locale, string>;
  /** Page id without language of the lesson that it stands in. */
  lesson: string;
  codes: readonly Code[];
}
export interface OpenExercise extends ExerciseEntry {
  code: Code;
  words: ExerciseWords;
  starter: Files;
  solution: Files;
}

const titles = import.meta.glob<{ title: Record<Locale, string>; lesson: string }>('../../content/exercises/*/title.ts', { eager: true });
const words = import.meta.glob<Record<Locale, ExerciseWords>>('../../content/exercises/*/words.ts', { import: 'words' });
const texts = import.meta.glob<string>('../../content/exercises/*/{starter,starter-ts,solution,solution-ts}/*.{js,ts,html,css}', { query: '?raw', import: 'default' });

/** In this order; what is not named here follows. */
const ORDER = ['echo-ack', 'rooms', 'guard', 'roll-call', 'once'];
const rank = (id: string) => (ORDER.indexOf(id) + ORDER.length + 1) % (ORDER.length + 1);
const folder = (path: string) => path.split('/content/exercises/')[1]?.split('/') ?? [];

export const exercises: readonly ExerciseEntry[] = Object.entries(titles)
  .map(([path, { title, lesson }]): ExerciseEntry => {
    const id = folder(path)[0] ?? '';
    const hasTypes = Object.keys(texts).some((text) => folder(text)[0] === id && folder(text)[1] === 'starter-ts');
    return { id, title, lesson, codes: hasTypes ? ['js', 'ts'] : ['js'] };
  })
  .sort((a, b) => rank(a.id) - rank(b.id) || a.id.localeCompare(b.id));

/** The work's key for an exercise, and back: `exercise:echo-ack`, `exercise:echo-ack:ts`. */
export const starterId = (id: string, code: Code): string => `exercise:${id}${code === 'ts' ? ':ts' : ''}`;
export function readStarterId(starter: string): { entry: ExerciseEntry; code: Code } | undefined {
  const [kind, id, code = 'js'] = starter.split(':');
  const entry = kind === 'exercise' ? exercises.find((one) => one.id === id) : undefined;
  return entry && entry.codes.includes(code as Code) ? { entry, code: code as Code } : undefined;
}

/** An exercise with its files and words; undefined where `starter` names none. Rejects where they can't be fetched. */
export async function openExercise(starter: string, locale: Locale): Promise<OpenExercise | undefined> {
  const found = readStarterId(starter);
  const load = Object.entries(words).find(([path]) => folder(path)[0] === found?.entry.id)?.[1];
  if (!found || !load) return undefined;
  const { entry, code } = found;
  const shared = await filesOf(entry.id, 'starter');
  // TypeScript's files stand in the place of JavaScript's; page and style are shared.
  const { 'server.js': _server, 'client.js': _client, ...rest } = shared;
  const begin = code === 'js' ? shared : { ...rest, ...(await filesOf(entry.id, 'starter-ts')) };
  const starting = asFiles(begin);
  const solved = asFiles({ ...begin, ...(await filesOf(entry.id, code === 'js' ? 'solution' : 'solution-ts')) });
  if (!starting || !solved) return undefined;
  return { ...entry, code, words: (await load())[locale], starter: starting, solution: solved };
}
async function filesOf(id: string, part: string): Promise<Files> {
  const own = Object.entries(texts).filter(([path]) => folder(path)[0] === id && folder(path)[1] === part);
  return Object.fromEntries(await Promise.all(own.map(async ([path, load]) => [folder(path)[2], await load()] as const)));
}
