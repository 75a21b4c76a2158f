/**
 * The README's table of what programs may use is made of the limits themselves: `checkLimits` tells where they differ,
 * and `node scripts/content/limits.ts` writes it anew.
 */
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { limitsTable } from '../../playground-server/programs/limit-words.ts';
import type { Problem } from './problem.ts';

const README = 'README.md';
const BEGIN = '<!-- limits of programs -->';
const END = '<!-- end of limits -->';
const MEND = 'run "node scripts/content/limits.ts", which writes it anew';

/** The lines of the table in `text`, and where it begins; undefined where its marks are missing. */
function findTable(text: string): { from: number; to: number; line: number; table: string } | undefined {
  const begin = text.indexOf(BEGIN);
  const to = text.indexOf(END, begin);
  if (begin < 0 || to < 0) return undefined;
  const from = begin + BEGIN.length;
  return { from, to, line: text.slice(0, from).split('\n').length + 1, table: text.slice(from, to).trim() };
}

/** A problem for the first line that differs; a project without a README has none. */
export async function checkLimits(root: string, wanted = limitsTable()): Promise<Problem[]> {
  if (!existsSync(join(root, README))) return [];
  const found = findTable(await readFile(join(root, README), 'utf8'));
  if (!found) return [{ file: README, line: 1, column: 1, message: `has no table of what programs may use: put "${BEGIN}" and "${END}" where it shall stand, and ${MEND}` }];
  const [has, should] = [found.table.split('\n'), wanted.split('\n')];
  const at = should.findIndex((line, i) => line !== has[i]);
  if (at < 0 && has.length === should.length) return [];
  const i = at < 0 ? should.length : at;
  return [{ file: README, line: found.line + i, column: 1, message: `the table of limits says ${JSON.stringify(has[i] ?? '')}, but the limits say ${JSON.stringify(should[i] ?? '')}; ${MEND}` }];
}

async function write(root: string): Promise<void> {
  const text = await readFile(join(root, README), 'utf8');
  const found = findTable(text);
  if (!found) throw new Error(`${README} has no "${BEGIN}" with "${END}" after it`);
  await writeFile(join(root, README), `${text.slice(0, found.from)}\n${limitsTable()}\n${text.slice(found.to)}`);
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await write(fileURLToPath(new URL('../..', import.meta.url)));
}
