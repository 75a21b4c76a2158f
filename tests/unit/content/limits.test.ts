/** The README's table of limits is what the limits are. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { limitsTable } from '../../../playground-server/programs/limit-words.ts';
import { LIMITS } from '../../../playground-server/programs/limits.ts';
import { checkLimits } from '../../../scripts/content/limits.ts';

let folder: string | undefined;
afterEach(async () => {
  if (folder) await rm(folder, { recursive: true });
  folder = undefined;
});
async function readme(text: string): Promise<string> {
  folder = await mkdtemp(join(tmpdir(), 'saitrong-limits-'));
  await writeFile(join(folder, 'README.md'), text);
  return folder;
}
const page = (table: string) => `# x\n\n<!-- limits of programs -->\n${table}\n<!-- end of limits -->\n`;

test('names every variable with its default, its unit and a sentence in both languages', () => {
  const rows = limitsTable().split('\n').slice(2);
  expect(rows).toHaveLength(Object.keys(LIMITS).length);
  for (const [i, { env, value, unit }] of Object.values(LIMITS).entries()) {
    expect(rows[i]).toContain(`| \`${env}\` | ${value.toLocaleString('en')} ${unit} |`);
    expect(rows[i]).toMatch(/[\u0e00-\u0e7f].* · [^\u0e00-\u0e7f]+ \|$/);
  }
});

test('is as the limits are, or the line that differs is told', async () => {
  expect(await checkLimits(await readme(page(limitsTable())))).toEqual([]);
  const wrong = limitsTable().replace('| 40 programs |', '| 41 programs |');
  expect(await checkLimits(await readme(page(wrong)))).toEqual([expect.objectContaining({ file: 'README.md', line: 6, message: expect.stringContaining('40 programs') })]);
  const short = limitsTable().split('\n').slice(0, -1).join('\n');
  expect(await checkLimits(await readme(page(short)))).toEqual([expect.objectContaining({ line: 3 + limitsTable().split('\n').length, message: expect.stringContaining('PROGRAM_GRACE_SECONDS') })]);
  expect(await checkLimits(await readme('# x'))).toEqual([expect.objectContaining({ line: 1, message: expect.stringContaining('limits of programs') })]);
});
