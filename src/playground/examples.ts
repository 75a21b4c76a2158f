/** The programs to start from: one folder each in `src/content/examples`, fetched when it is chosen. */
import type { Locale } from '../line/demo.ts';
import { asFiles, type Files } from './model/files.ts';

export interface ExampleWords {
  title: string;
  /** One sentence: what it shows. */
  about: string;
}
export interface Example {
  id: string;
  words: Record<Locale, ExampleWords>;
}

const words = import.meta.glob<Record<Locale, ExampleWords>>('../content/examples/*/words.ts', { eager: true, import: 'words' });
const texts = import.meta.glob<string>(['../content/examples/*/*.{js,ts,html,css}', '!**/words.ts'], { query: '?raw', import: 'default' });

/** In this order; what is not named here follows by its title. */
const ORDER = ['echo', 'chat', 'typing', 'presence', 'private', 'private-messages', 'cursors', 'quiz', 'drawing', 'time', 'tic-tac-toe'];
const rank = (id: string) => (ORDER.indexOf(id) + ORDER.length + 1) % (ORDER.length + 1);

export const FIRST = 'echo';
export const examples: readonly Example[] = Object.entries(words)
  .filter(([, said]) => said?.th && said.en)
  .map(([path, said]) => ({ id: path.split('/').at(-2) ?? '', words: said }))
  .sort((a, b) => rank(a.id) - rank(b.id) || a.id.localeCompare(b.id));

/** The files of one; undefined where there is no such example. Rejects where they can't be fetched. */
export async function loadExample(id: string): Promise<Files | undefined> {
  if (!examples.some((one) => one.id === id)) return undefined;
  const own = Object.entries(texts).filter(([path]) => path.split('/').at(-2) === id);
  const files = await Promise.all(own.map(async ([path, load]) => [path.split('/').at(-1), await load()] as const));
  return asFiles(Object.fromEntries(files));
}
