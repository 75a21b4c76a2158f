import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { clean } from '../../../playground-server/programs/host/bundle.ts';

const cache = mkdtempSync(join(tmpdir(), 'saitrong-clean-'));
afterAll(() => rmSync(cache, { recursive: true, force: true }));

test('cleaning the cache leaves what is in use, and what is not ours', () => {
  const old = new Date(Date.now() - 3_600_000);
  for (const [name, at] of [['sandbox-old', old], ['sandbox-new', new Date()], ['building-old', old], ['building-new', new Date()], ['other', old]] as const) {
    mkdirSync(join(cache, name));
    writeFileSync(join(cache, name, 'file'), 'x');
    utimesSync(join(cache, name), at, at);
  }
  clean(cache, Date.now() - 600_000);
  expect(readdirSync(cache).sort()).toEqual(['building-new', 'other', 'sandbox-new']);
});
