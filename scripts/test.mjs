// npm test: everything that CI checks, one after the other, saying what it is doing. The last line is the sum.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { requireModernNode, root } from './lib/modern-node.mjs';
import { provideBrowser, provideTshark } from './test/browser.mjs';
import { playwrightCounts, sum, summary, vitestCounts, withExitCode } from './test/counts.mjs';
import { run, stopAll } from './test/run.mjs';

await requireModernNode();
process.chdir(root);
process.env.PATH = `${join(root, 'node_modules/.bin')}:${process.env.PATH}`;
(await import('./lib/home.ts')).stayHome();
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    stopAll();
    process.exit(130);
  });
}

const begun = performance.now();
const reports = join(root, 'test-results', 'reports');
const say = (text) => console.log(`[${((performance.now() - begun) / 1000).toFixed(0).padStart(4)} s] ${text}`);

/** A step that passes or fails as a whole. */
async function step(name, command, args) {
  say(name);
  const { code } = await run(command, args, { quiet: true });
  if (code !== 0) say(`${name}: FAILED`);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}

/** A test runner whose JSON report is counted. */
async function suite(name, command, args, count, env = {}) {
  say(name);
  const report = join(reports, `${command}.json`);
  rmSync(report, { force: true });
  const { code } = await run(command, args(report), { env: { ...process.env, ...env } });
  const counts = existsSync(report) ? count(JSON.parse(readFileSync(report, 'utf8'))) : { passed: 0, failed: 0, skipped: 0 };
  const result = withExitCode(counts, code);
  say(`${name}: ${summary(result)}`);
  return result;
}

mkdirSync(reports, { recursive: true });
const results = [];
const chromium = await provideBrowser(say);
await provideTshark(say);
const { readBuildRecord, stampOf } = await import('./build/stamp.ts');
const built = await readBuildRecord(join(root, 'dist'));
if (built?.stamp === (await stampOf(root, process.env))) say('build: dist is up to date');
else results.push(await step('build', process.execPath, ['scripts/build.ts']));

// They read the same files, write none, and leave one core idle when run alone.
results.push(
  ...(await Promise.all([
    step('types of pages (astro check)', 'astro', ['check', '--minimumFailingSeverity', 'error']),
    (async () =>
      sum([
        await step('types of components (svelte-check)', 'svelte-check', ['--tsconfig', './tsconfig.svelte.json', '--threshold', 'error']),
        await step('style (eslint)', 'eslint', ['.']),
        await step('content', process.execPath, ['scripts/content/check.ts']),
      ]))(),
  ])),
);
results.push(await step('exercises (starters, solutions, wrong answers)', process.execPath, ['scripts/exercises.ts']));
results.push(
  await suite('unit, conformance and attack tests (vitest)', 'vitest', (report) => ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`], vitestCounts),
);
if (chromium) {
  results.push(
    await suite('end-to-end tests (playwright)', 'playwright', () => ['test', '--reporter=list,json'], playwrightCounts, {
      CHROMIUM: chromium,
      PLAYWRIGHT_JSON_OUTPUT_FILE: join(reports, 'playwright.json'),
    }),
  );
} else {
  results.push({ passed: 0, failed: 1, skipped: 0 });
}

const total = sum(results);
say('done');
process.exitCode = total.failed === 0 ? 0 : 1;
console.log(summary(total));
