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

it.each(['', 'en/'])('every cell of the comparison points at the demo that shows it (%s)', async (locale) => {
  const page = await pageOf(`${locale}${LESSONS[0]}`);
  const line = (id: string) => page.headings.find((heading) => heading.id === id)?.line ?? Number.NaN;
  const cells = page.links.filter((link) => link.line > line('comparison') && link.line < line('handshake')).map((link) => link.url);
  expect(cells).toEqual([
    '#demo-duplex', '#demo-duplex', '#demo-polling-meter', '#demo-handshake', '#demo-polling-meter', '#demo-handshake', '#demo-polling-meter', '#demo-duplex',
  ]);
  for (const url of cells) expect(page.demos.map(({ name }) => `#demo-${name}`)).toContain(url);
});
