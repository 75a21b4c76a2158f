/**
 * Checks the content: that Thai and English agree, and that nothing in it leads nowhere.
 * `node scripts/content/check.ts [root]` prints `file:line:column what is wrong and what to do`, then the count,
 * and exits with 1 where there is a problem. `checkContent` is the same for builds and tests.
 */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DEMO_NAMES } from '../../protocol/trace/event.ts';
import { comparePages } from './agree.ts';
import { checkWords } from './demo-words.ts';
import { checkTerm, relatedOf } from './glossary.ts';
import { checkLimits } from './limits.ts';
import { checkLinks } from './links.ts';
import { type Page, readPage } from './page.ts';
import { type Problem, report, sortProblems } from './problem.ts';
import { checkPage } from './rules.ts';
import { UnreadableError } from './tree.ts';

const DOCS = 'src/content/docs';
const GLOSSARY = 'src/content/glossary';
const DEMOS = 'src/demos';
const PAGES = 'src/pages';
const EXERCISES = 'src/content/exercises';

/** Files below a folder, relative to it, with forward slashes, in order; none where the folder is missing. */
async function filesBelow(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return [];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1).replaceAll('\\', '/'))
    .sort();
}

async function readPages(root: string): Promise<{ pages: Page[]; problems: Problem[] }> {
  const pages: Page[] = [];
  const problems: Problem[] = [];
  for (const path of await filesBelow(join(root, DOCS))) {
    if (!/\.mdx?$/.test(path)) continue;
    const file = `${DOCS}/${path}`;
    try {
      pages.push(readPage(file, path, await readFile(join(root, file), 'utf8')));
    } catch (error) {
      if (!(error instanceof UnreadableError)) throw error;
      problems.push({ ...error.place, message: `this cannot be read: ${error.message}` });
    }
  }
  return { pages, problems };
}

/** Pairs pages by address; a page whose twin is missing is a problem. An unreadable twin has been reported already. */
function comparePairs(pages: readonly Page[], unreadable: ReadonlySet<string>): Problem[] {
  return pages.flatMap((page) => {
    const twin = pages.find((other) => other.slug === page.slug && other.locale !== page.locale);
    if (twin) return page.locale === 'th' ? comparePages(page, twin) : [];
    const path = page.file.slice(DOCS.length + 1);
    const expected = `${DOCS}/${page.locale === 'th' ? `en/${path}` : path.replace(/^en\//, '')}`;
    if (unreadable.has(expected)) return [];
    const language = page.locale === 'th' ? 'English' : 'Thai';
    return [{ file: page.file, line: 1, column: 1, message: `has no ${language} twin; write ${expected}, or take this file out` }];
  });
}

/** Addresses of src/pages and public: `en/glossary.astro` is `/en/glossary`. */
async function routesOf(root: string): Promise<Set<string>> {
  const pages = (await filesBelow(join(root, PAGES)))
    .filter((path) => /\.(astro|mdx?|ts|js)$/.test(path) && !path.includes('['))
    .map((path) => `/${path.replace(/\.(astro|mdx?|ts|js)$/, '').replace(/(^|\/)index$/, '')}`.replace(/(.)\/$/, '$1'));
  const files = (await filesBelow(join(root, 'public'))).map((path) => `/${path}`);
  return new Set([...pages, ...files]);
}

/** Every problem in the content below `root`, the project's folder, in order of file and place. */
export async function checkContent(root: string, demos: readonly string[] = DEMO_NAMES): Promise<Problem[]> {
  const { pages, problems } = await readPages(root);
  const glossary = (await filesBelow(join(root, GLOSSARY))).filter((path) => path.endsWith('.yaml'));
  const sources = await Promise.all(glossary.map((path) => readFile(join(root, GLOSSARY, path), 'utf8')));
  const idOf = (path: string) => path.replace(/\.yaml$/, '');
  const terms = new Set(glossary.map(idOf));
  const related = new Map(glossary.map((path, i) => [idOf(path), relatedOf(sources[i] ?? '')]));
  const inExercises = await filesBelow(join(root, EXERCISES));
  const exercises = new Set(inExercises.filter((path) => /^[^/]+\/check\.ts$/.test(path)).map((path) => path.replace('/check.ts', '')));
  const unreadable = new Set(problems.map((problem) => problem.file));
  const routes = await routesOf(root);
  // Links to a page that cannot be read lead somewhere all the same.
  for (const file of unreadable) routes.add(file.slice(DOCS.length).replace(/\.mdx?$/, ''));
  const site = { pages, terms, routes };

  problems.push(...comparePairs(pages, unreadable));
  for (const page of pages) {
    problems.push(...checkPage(page, { terms, demos: new Set(demos), exercises }), ...checkLinks(page, site));
  }
  for (const [i, path] of glossary.entries()) problems.push(...checkTerm(`${GLOSSARY}/${path}`, sources[i] ?? '', related));
  for (const path of await filesBelow(join(root, DEMOS))) {
    if (/^[^/]+\/words\.ts$/.test(path)) problems.push(...(await checkWords(`${DEMOS}/${path}`, join(root, DEMOS, path))));
  }
  for (const path of inExercises) {
    if (/^[^/]+\/(words|title)\.ts$/.test(path)) problems.push(...(await checkWords(`${EXERCISES}/${path}`, join(root, EXERCISES, path))));
  }
  problems.push(...(await checkLimits(root)));
  return sortProblems(problems);
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const root = resolve(process.argv[2] ?? fileURLToPath(new URL('../..', import.meta.url)));
  const problems = await checkContent(root);
  console.log(report(problems));
  if (problems.length > 0) process.exitCode = 1;
}
