import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { spawnSync } from 'node:child_process';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { contentCheck } from '../../../scripts/content/integration.ts';
import { place, sound, TH } from './fixture.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'content-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function write(files: Record<string, string>) {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
}
const broken = { ...sound, [TH]: (sound[TH] ?? '').replace('<Term id="frame">', '<Term id="nowhere">') };

/** Calls the hooks as Astro does. */
async function build(): Promise<string[]> {
  const said: string[] = [];
  const hooks = contentCheck().hooks as unknown as Record<string, (given: object) => unknown>;
  await hooks['astro:config:done']?.({ config: { root: pathToFileURL(`${root}/`) } });
  await hooks['astro:build:start']?.({ logger: { info: (line: string) => said.push(line) } });
  return said;
}

it('lets a build of a sound site go on', async () => {
  await write(sound);
  expect(await build()).toHaveLength(1);
});

it('stops a build with file and line', async () => {
  await write(broken);
  await expect(build()).rejects.toThrow(/first\.mdx:15:\d+ there is no term "nowhere" in the glossary[\s\S]*3 problems in the content$/);
});

it('the command prints the problems and their count, and exits with 1', async () => {
  const check = () => spawnSync(process.execPath, ['scripts/content/check.ts', root], { encoding: 'utf8' });
  await write(sound);
  expect(check()).toMatchObject({ status: 0, stdout: '0 problems in the content\n' });
  await write(broken);
  const { status, stdout } = check();
  expect(status).toBe(1);
  expect(stdout).toContain(place(TH, '<Term'));
  expect(stdout.trimEnd()).toMatch(/\n3 problems in the content$/);
});
