/** What the lessons ask and quote is what the demos' models provide. */
import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { type Page, readPage } from '../../../scripts/content/page.ts';
import { checkContent } from '../../../scripts/content/check.ts';

const LESSONS = ['node/12-01-introduction-to-websockets.mdx', 'node/12-02-socket-io.mdx'];
const pageOf = async (path: string): Promise<Page> => {
  const file = `src/content/docs/${path}`;
  return readPage(file, path, await readFile(file, 'utf8'));
};

it('the content has no problem', async () => {
  expect(await checkContent(process.cwd())).toEqual([]);
});

it.each(LESSONS)('every prediction and value of %s is named in its demo’s model', async (lesson) => {
  for (const asked of (await pageOf(lesson)).asked.filter((one) => one.kind === 'Predict')) {
    const model = await readFile(`src/demos/${asked.demo}/model.ts`, 'utf8');
    const named = (word: string) => new RegExp(`(?<![\\w-])${word}(?![\\w-])`).test(model);
    expect([asked.id, ...asked.choices.map((choice) => choice.id), ...asked.values].filter((word) => !named(word))).toEqual([]);
  }
});

it.each(['', 'en/'])('every cell of the comparison points at a section with a demo (%s)', async (locale) => {
  const page = await pageOf(`${locale}${LESSONS[0]}`);
  const line = (id: string) => page.headings.find((heading) => heading.id === id)?.line ?? Number.NaN;
  const cells = page.links.filter((link) => link.line > line('comparison') && link.line < line('handshake')).map((link) => link.url);
  expect(cells).toEqual([
    '#duplex', '#duplex', '#polling-meter', '#handshake', '#polling-meter', '#handshake', '#polling-meter', '#duplex',
  ]);
  for (const id of new Set(cells.map((url) => url.slice(1)))) {
    expect(page.demos.some((demo) => demo.name === id && demo.line > line(id))).toBe(true);
  }
});
