import { expect, it, vi } from 'vitest';
import { find } from '../../../src/search/index-file.ts';

/** An index that finds nothing, tells how marks counted in each search, and answers when it is told to. */
const index = vi.hoisted(() => ({ exact: true, searched: [] as string[], answers: [] as (() => void)[] }));
vi.mock('/pagefind/pagefind.js', () => ({
  init: async () => {},
  options: async ({ exactDiacritics }: { exactDiacritics: boolean }) => void (index.exact = exactDiacritics),
  async search(query: string) {
    await new Promise<void>((resolve) => index.answers.push(resolve));
    index.searched.push(`${query} ${index.exact ? 'exactly' : 'nearly'}`);
    return { results: [] };
  },
}));

it('of two searches in a row the later one minds the marks, however late the first one is answered', async () => {
  let wanted = 'first';
  const first = find(['first'], () => wanted === 'first');
  await vi.waitFor(() => expect(index.answers).toHaveLength(1));
  wanted = 'second';
  const second = find(['second'], () => wanted === 'second');
  const answer = setInterval(() => index.answers.shift()?.());
  expect(await first).toEqual({ total: 0, pages: [] });
  expect(await second).toEqual({ total: 0, pages: [] });
  clearInterval(answer);
  expect(index.searched).toEqual(['first exactly', 'second exactly', 'second nearly']);
});
