/** The glossary's files: complete in both languages, each with a source, related to terms that exist. */
import { LineCounter, isMap, isNode, isScalar, parseDocument, type Document, type YAMLMap } from 'yaml';
import type { Problem } from './problem.ts';
import { THAI, transliterations } from './thai.ts';
import type { Place } from './tree.ts';

/** Fields in the order of docs/authoring.md. */
const TEXTS = ['th', 'en', 'say', 'sayEn'] as const;
const PAIRS = { meaning: ['th', 'en'], deeper: ['th', 'en'], source: ['label', 'url'] } as const;
const FIELDS = new Set<string>([...TEXTS, ...Object.keys(PAIRS), 'related']);

/** Ids that a term names as related; none where its file cannot be read, which `checkTerm` says. */
export function relatedOf(source: string): string[] {
  const document = parseDocument(source);
  if (document.errors.length > 0 || !isMap(document.contents)) return [];
  const { related } = document.toJS() as { related?: unknown };
  return Array.isArray(related) ? related.filter((id): id is string => typeof id === 'string') : [];
}

/** Checks one term. `glossary` has the related terms of each term. */
export function checkTerm(file: string, source: string, glossary: ReadonlyMap<string, readonly string[]>): Problem[] {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines });
  const place = (offset: number | undefined): Place => {
    const { line, col } = lines.linePos(offset ?? 0);
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const problem = (offset: number | undefined, message: string): Problem => ({ ...place(offset), message });
  const error = document.errors[0];
  if (error) return [problem(error.pos[0], `this is not YAML: ${error.message.split('\n')[0] ?? ''}`)];
  if (!isMap(document.contents)) return [problem(0, 'a term is a map of th, en, say, sayEn, meaning, deeper, source, related')];

  const root = document.contents;
  const problems: Problem[] = [];
  for (const pair of root.items) {
    const key = isScalar(pair.key) ? String(pair.key.value) : '';
    if (!FIELDS.has(key)) problems.push(problem(isScalar(pair.key) ? pair.key.range?.[0] : 0, `a term has no field "${key}"`));
  }
  for (const field of TEXTS) problems.push(...checkText(root, [field], document, problem));
  for (const [field, parts] of Object.entries(PAIRS)) {
    for (const part of parts) problems.push(...checkText(root, [field, part], document, problem));
  }
  for (const field of ['meaning', 'deeper']) {
    const thai = document.getIn([field, 'th']);
    const english = document.getIn([field, 'en']);
    const offset = (part: string) => rangeOf(document, [field, part]);
    if (typeof thai === 'string' && !THAI.test(thai)) problems.push(problem(offset('th'), `${field}.th is not in Thai`));
    if (typeof english === 'string' && THAI.test(english)) problems.push(problem(offset('en'), `${field}.en has Thai in it; English readers need English`));
    if (field === 'meaning' && typeof english === 'string' && /[.!?]["”]?\s+\S/.test(english)) {
      problems.push(problem(offset('en'), 'meaning.en is more than one sentence; what goes deeper belongs into deeper.en'));
    }
    for (const found of typeof thai === 'string' ? transliterations(thai) : []) {
      problems.push(problem(offset('th'), `write ${found.instead} in Latin letters instead of ${found.word}`));
    }
  }
  const url = document.getIn(['source', 'url']);
  if (typeof url === 'string' && !/^https:\/\/\S+$/.test(url)) problems.push(problem(rangeOf(document, ['source', 'url']), 'source.url is not an https address'));
  return [...problems, ...checkRelated(file, document, glossary, problem)];
}

type MakeProblem = (offset: number | undefined, message: string) => Problem;

function rangeOf(document: Document, path: readonly (string | number)[]): number | undefined {
  const node: unknown = document.getIn(path, true);
  return isNode(node) ? node.range?.[0] : undefined;
}

function checkText(root: YAMLMap, path: readonly string[], document: Document, problem: MakeProblem): Problem[] {
  const value: unknown = document.getIn(path);
  if (typeof value === 'string' && value.trim() !== '') return [];
  const name = path.join('.');
  const parent = rangeOf(document, path.slice(0, -1));
  const offset = rangeOf(document, path) ?? parent ?? root.range?.[0];
  return [problem(offset, value === undefined || value === null ? `${name} is missing; write it` : `${name} must be text (put it in quotes)`)];
}

function checkRelated(file: string, document: Document, glossary: ReadonlyMap<string, readonly string[]>, problem: MakeProblem): Problem[] {
  const related: unknown = document.toJS().related;
  if (related === undefined) return [problem(0, 'related is missing; name at least one term, or write []')];
  if (!Array.isArray(related)) return [problem(rangeOf(document, ['related']), 'related must be a list of ids')];
  const own = file.replace(/^.*\//, '').replace(/\.yaml$/, '');
  return related.flatMap((id: unknown, index) => {
    const offset = rangeOf(document, ['related', index]);
    if (id === own) return [problem(offset, 'a term is not related to itself; take it out')];
    const back = typeof id === 'string' ? glossary.get(id) : undefined;
    if (!back) return [problem(offset, `there is no term "${String(id)}"; correct the id, or write src/content/glossary/${String(id)}.yaml`)];
    // Who is related to whom does not depend on where a reader begins.
    return back.includes(own) ? [] : [problem(offset, `src/content/glossary/${String(id)}.yaml does not name "${own}" as related; add it there, or take "${String(id)}" out here`)];
  });
}
