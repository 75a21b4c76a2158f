/** When is a build stale: the stamp is a hash of all that the built site depends on. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RECORD_NAME, type BuildRecord } from '../../playground-server/site/files.ts';

/** Files and folders that the built site is made of, relative to the project. */
export const INPUTS = ['src', 'protocol', 'public', 'scripts/build.ts', 'scripts/build', 'scripts/content', 'astro.config.mjs', 'svelte.config.js', 'package-lock.json', 'tsconfig.json'];

/** Hash of every input's path and content, and of PUBLIC_URL (it stands in canonical links). */
export async function stampOf(root: string, env: Readonly<Record<string, string | undefined>>): Promise<string> {
  const hash = createHash('sha256');
  hash.update(`PUBLIC_URL=${env.PUBLIC_URL?.trim() ?? ''}\n`);
  for (const input of INPUTS) {
    for (const path of await filesIn(root, input)) {
      const content = await readFile(join(root, path));
      hash.update(`${path}\0${content.length}\0`).update(content);
    }
  }
  return hash.digest('hex');
}

/** A folder's files, at any depth, sorted; the file itself; nothing where it doesn't exist. */
async function filesIn(root: string, input: string): Promise<string[]> {
  try {
    const entries = await readdir(join(root, input), { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length).replace(/^[/\\]/, ''))
      .sort();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOTDIR') return [input];
    if (code === 'ENOENT') return [];
    throw error;
  }
}

/** What the last finished build left in `dist`; undefined where there is none. */
export async function readBuildRecord(dist: string): Promise<BuildRecord | undefined> {
  try {
    return JSON.parse(await readFile(join(dist, RECORD_NAME), 'utf8')) as BuildRecord;
  } catch {
    return undefined;
  }
}
