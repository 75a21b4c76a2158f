import { expect, test } from 'vitest';
import { runPhases } from '../../../scripts/build/progress.ts';

const phases = (work: () => Promise<string>) => [
  { th: 'หน้าเว็บ', en: 'pages', work: () => Promise.resolve('16 pages') },
  { th: 'บีบอัด', en: 'compression', work },
];
/** What a build with these phases prints, on a terminal or not. */
async function printed(isTTY: boolean, work: () => Promise<string>): Promise<string> {
  let text = '';
  const out = { isTTY, write: (part: string) => Boolean((text += part)) } as unknown as Pick<NodeJS.WriteStream, 'isTTY' | 'write'>;
  await runPhases(phases(work), out).catch((error: Error) => (text += `!${error.message}`));
  return text;
}

test('each phase is told when it begins and when it is done, in both languages, without colours where nobody draws them', async () => {
  const text = await printed(false, () => Promise.resolve('25 → 7 KB'));
  expect(text.split('\n')).toEqual([
    '  … 1/2 หน้าเว็บ · pages',
    expect.stringMatching(/^ {2}✓ 1\/2 หน้าเว็บ · pages +0\.\d s {2}16 pages$/),
    '  … 2/2 บีบอัด · compression',
    expect.stringMatching(/^ {2}✓ 2\/2 บีบอัด · compression +0\.\d s {2}25 → 7 KB$/),
    '',
  ]);
});

test('on a terminal a phase stands on one line, and a failed one is left standing', async () => {
  expect((await printed(true, () => Promise.resolve('done'))).split('\n')).toHaveLength(3);
  expect(await printed(true, () => Promise.reject(new Error('no')))).toMatch(/… 2\/2 บีบอัด · compression {2}0 s\n!no$/);
});
