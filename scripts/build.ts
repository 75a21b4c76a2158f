/**
 * npm run build: Astro's build, the search index, the hashes of inline scripts, the compressed twins, the stamp.
 * All of it happens beside `dist`, which is replaced at the end in one move: a build that fails or is stopped leaves
 * the old site standing.
 */
import { existsSync, renameSync, rmSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { build, type AstroInlineConfig } from 'astro';
import { ConfigError, inBothLanguages, readConfig } from '../playground-server/config.ts';
import { RECORD_NAME, type BuildRecord } from '../playground-server/site/files.ts';
import { compressSite } from './build/compress.ts';
import { forbiddenInline, inlineScriptHashes } from './build/html.ts';
import { takeLock } from './build/lock.ts';
import { runPhases, seconds } from './build/progress.ts';
import { buildSearchIndex } from './build/search.ts';
import { readBuildRecord, stampOf } from './build/stamp.ts';
import { stayHome } from './lib/home.ts';
import { root } from './lib/modern-node.mjs';

const dist = join(root, 'dist');
const workshop = join(root, '.tmp', `site-${process.pid}`);

process.chdir(root);
stayHome();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    console.log('\n  หยุด build แล้ว เว็บเดิมยังอยู่ครบ · The build was stopped; the site is as it was.\n');
    process.exit(130);
  });
}
process.on('exit', () => rmSync(workshop, { recursive: true, force: true }));

try {
  readConfig(process.env);
  await main();
  process.exit(0);
} catch (error) {
  console.error(describe(error));
  process.exit(1);
}

async function main(): Promise<void> {
  const waited = await takeLock(join(root, '.tmp', 'build.lock'), (pid) =>
    console.log(`  … มีการ build อีกชุดหนึ่งทำอยู่ (process ${pid}) รอให้เสร็จก่อน · another build is under way: waiting for it`),
  );
  await clearLeftovers();
  const stamp = await stampOf(root, process.env);
  if (waited && (await readBuildRecord(dist))?.stamp === stamp) {
    console.log('  ✓ ชุดนั้น build ไว้เหมือนกันแล้ว · the other build has built the same\n');
    return;
  }
  const begun = performance.now();
  let pages: string[] = [];
  await runPhases([
    {
      th: 'หน้าเว็บ',
      en: 'pages',
      async work() {
        // Every MDX page earns a harmless bundler warning; who looks for a cause sets DEBUG.
        const config: AstroInlineConfig = { root, outDir: workshop, logLevel: process.env.DEBUG ? 'info' : 'error' };
        await build(config);
        pages = await pagesIn(workshop);
        return `${pages.length} pages`;
      },
    },
    { th: 'ดัชนีค้นหา', en: 'search index', work: async () => `${await buildSearchIndex(workshop, pages)} pages` },
    {
      th: 'hash ของ script',
      en: 'script hashes',
      async work() {
        const record: BuildRecord = { stamp, scriptHashes: await collectHashes(pages) };
        await writeFile(join(workshop, RECORD_NAME), `${JSON.stringify(record, null, 2)}\n`);
        return `${record.scriptHashes.length} inline scripts`;
      },
    },
    {
      th: 'บีบอัด',
      en: 'compression',
      async work() {
        const { before, after } = await compressSite(workshop, await filesIn(workshop));
        return `${kilobytes(before)} → ${kilobytes(after)}`;
      },
    },
  ]);
  await replaceDist();
  console.log(`  ✓ build เสร็จใน ${seconds(begun)} · built\n`);
}

async function collectHashes(pages: readonly string[]): Promise<string[]> {
  const hashes = new Set<string>();
  for (const path of pages) {
    const html = await readFile(join(workshop, path), 'utf8');
    for (const hash of inlineScriptHashes(html)) hashes.add(hash);
    const [forbidden] = forbiddenInline(html);
    if (forbidden) throw new Error(`${path} holds inline script that the Content-Security-Policy can't allow: ${forbidden}`);
  }
  return [...hashes].sort();
}

/** The old site stands until the new one is whole. At one go: no signal comes between the two moves. */
async function replaceDist(): Promise<void> {
  const old = join(root, '.tmp', `old-site-${process.pid}`);
  if (existsSync(dist)) renameSync(dist, old);
  renameSync(workshop, dist);
  await rm(old, { recursive: true, force: true });
}

/** What builds that were killed have left behind; nobody else builds while the lock is ours. */
async function clearLeftovers(): Promise<void> {
  for (const name of await readdir(join(root, '.tmp'))) {
    if (/^(old-)?site-\d+$/.test(name)) await rm(join(root, '.tmp', name), { recursive: true, force: true });
  }
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1).split(sep).join('/'));
}

async function pagesIn(folder: string): Promise<string[]> {
  return (await filesIn(folder)).filter((path) => path.endsWith('.html')).sort();
}

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1000).toLocaleString('en')} KB`;
}

/** What went wrong, with the place where Astro knows it. */
function describe(error: unknown): string {
  if (error instanceof ConfigError) return inBothLanguages(error);
  if (!(error instanceof Error)) return String(error);
  const { loc, hint } = error as Error & { loc?: { file?: string; line?: number; column?: number }; hint?: string };
  const place = loc?.file ? `  ${loc.file}:${loc.line ?? 1}:${loc.column ?? 1}\n` : '';
  const message = process.stderr.isTTY ? error.message : stripVTControlCharacters(error.message);
  return `\n  ✗ build เว็บไม่สำเร็จ · The build failed\n${place}  ${message}\n${hint ? `  ${hint}\n` : ''}${process.env.DEBUG ? error.stack : ''}`;
}
