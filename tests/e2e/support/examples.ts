/** The examples as they stand in the repository, for specs: their ids and words. */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from './server.ts';

interface Words {
  title: string;
  about: string;
}
const folder = join(root, 'src/content/examples');
const require = createRequire(import.meta.url);

export const examples = readdirSync(folder).map((id) => ({ id, words: (require(join(folder, id, 'words.ts')) as { words: Record<'th' | 'en', Words> }).words }));

/** The program's files, by their names. */
export const filesOf = (id: string): Record<string, string> =>
  Object.fromEntries(readdirSync(join(folder, id)).filter((name) => name !== 'words.ts').map((name) => [name, readFileSync(join(folder, id, name), 'utf8')]));
