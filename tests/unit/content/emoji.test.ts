/** Every picture that the course's words use can be drawn on a system that has no emoji: it is cut into our own face. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const EMOJI = /\p{Extended_Pictographic}/gu;
/** Signs that text fonts everywhere have. */
const SIGNS = new Set(['©', '®', '™', '↔', '↕', '✓', '✗', '✔', '✖', '▶', '⏸']);

it('the course’s own emoji face covers its words', async () => {
  const css = await readFile('src/styles/fonts.css', 'utf8');
  const ranges = [...css.matchAll(/font-family: 'Ink emoji'[^}]*?unicode-range: ([^;]+);/g)].flatMap(([, range = '']) => range.split(', '));
  const covered = (code: number) =>
    ranges.some((range) => {
      const [from = '', to = from] = range.replace('U+', '').split('-');
      return code >= Number.parseInt(from, 16) && code <= Number.parseInt(to, 16);
    });
  const missing: string[] = [];
  for (const folder of ['src/content', 'src/components', 'src/demos', 'src/figures', 'src/line', 'src/playground']) {
    for (const path of await readdir(folder, { recursive: true })) {
      if (!/\.(mdx|yaml|json|astro|svelte|ts|js|html)$/.test(path)) continue;
      for (const [emoji] of (await readFile(join(folder, path), 'utf8')).matchAll(EMOJI)) {
        if (!SIGNS.has(emoji) && !covered(emoji.codePointAt(0) ?? 0)) missing.push(`${folder}/${path}: ${emoji}`);
      }
    }
  }
  expect(missing, 'add them to EMOJI in scripts/fonts.ts').toEqual([]);
});
