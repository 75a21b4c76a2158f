/** Where the Thai and the English page of one lesson do not agree. */
import type { Asked, Page } from './page.ts';
import { at, type Problem } from './problem.ts';
import type { Place } from './tree.ts';

interface Item extends Place {
  /** What must be the same in both pages, in the words of a message: `section {#handshake}`. */
  what: string;
}

/** Compares two lists of items, in order. What stands in one only is reported where it stands; then the first change of order. */
function compare(here: Page, there: Page, mine: readonly Item[], theirs: readonly Item[], ordered = true): Problem[] {
  const problems: Problem[] = [];
  const onlyIn = (from: readonly Item[], other: readonly Item[], page: Page) => {
    const left = other.map((item) => item.what);
    for (const item of from) {
      const found = left.indexOf(item.what);
      if (found >= 0) left.splice(found, 1);
      else problems.push({ ...item, message: `${item.what} is not in ${page.file}; add it there, or take it out here` });
    }
  };
  onlyIn(mine, theirs, there);
  onlyIn(theirs, mine, here);
  if (problems.length > 0 || !ordered) return problems;
  for (const [index, item] of mine.entries()) {
    const other = theirs[index];
    if (other && other.what !== item.what) {
      return [{ ...item, message: `${item.what} stands here where ${at(other)} has ${other.what}; put both in the same order` }];
    }
  }
  return [];
}

const items = <T extends Place>(list: readonly T[], what: (one: T) => string): Item[] =>
  list.map((one) => ({ file: one.file, line: one.line, column: one.column, what: what(one) }));

const optionsText = (options: Record<string, string> | undefined): string => {
  const pairs = Object.entries(options ?? {}).sort(([a], [b]) => a.localeCompare(b));
  return pairs.length === 0 ? '' : ` with options ${pairs.map(([name, value]) => `${name}=${value}`).join(', ')}`;
};

function compareAsked(here: Page, there: Page, mine: Asked, theirs: Asked): Problem[] {
  const name = `${mine.kind} "${mine.id}"`;
  const problems = compare(
    here,
    there,
    items(mine.choices, (choice) => `choice "${choice.id}" of ${name}`),
    items(theirs.choices, (choice) => `choice "${choice.id}" of ${name}`),
  );
  if (mine.demo !== theirs.demo) {
    problems.push({ ...mine, message: `${name} asks about demo "${mine.demo}", but at ${at(theirs)} about "${theirs.demo}"; make them the same` });
  }
  const right = mine.choices.find((choice) => choice.right);
  const otherRight = theirs.choices.find((choice) => choice.right);
  if (right && otherRight && right.id !== otherRight.id) {
    problems.push({ ...right, message: `${name} calls "${right.id}" right, but ${at(otherRight)} calls "${otherRight.id}" right; make them the same` });
  }
  if (mine.values.join() !== theirs.values.join()) {
    problems.push({
      ...mine,
      message: `${name} quotes the values [${mine.values.join(', ')}], but at ${at(theirs)} [${theirs.values.join(', ')}]; quote the same`,
    });
  }
  return problems;
}

/** Everything in which the two pages of one lesson must agree and do not. */
export function comparePages(thai: Page, english: Page): Problem[] {
  const both = (list: (page: Page) => Item[], ordered = true) => compare(thai, english, list(thai), list(english), ordered);
  const terms = (page: Page) => {
    const first = new Map<string, Item>();
    for (const term of items(page.terms, (one) => `the term "${one.id}"`)) if (!first.has(term.what)) first.set(term.what, term);
    return [...first.values()];
  };
  const problems = [
    // A heading without an id is told where the page itself is checked.
    ...both((page) => items(page.headings.filter(({ id }) => id !== ''), (one) => `section {#${one.id}} (level ${one.depth})`)),
    ...both((page) => items(page.demos, (one) => `demo "${one.name}"${optionsText(one.options)}`)),
    ...both((page) => items(page.exercises, (one) => `the exercise "${one.id}"`)),
    ...both((page) => items(page.asked, (one) => `${one.kind} "${one.id}"`)),
    ...both(terms, false),
    ...both((page) => items(page.measured, (one) => `the measured number "${one.text}"`)),
    ...both((page) => items(page.code, (one) => `the code block \`${one.text || 'without a language'}\``)),
    ...both((page) => items(page.tables, (one) => `a table of ${one.text} (rows × columns)`)),
  ];
  for (const mine of thai.asked) {
    const theirs = english.asked.find((one) => one.kind === mine.kind && one.id === mine.id);
    if (theirs) problems.push(...compareAsked(thai, english, mine, theirs));
  }
  for (const field of ['lesson', 'minutes']) {
    const [a, b] = [thai.frontmatter[field], english.frontmatter[field]];
    if (a !== b) {
      const message = `frontmatter says ${field}: ${JSON.stringify(a)}, but ${english.file} says ${JSON.stringify(b)}; make them the same`;
      problems.push({ file: thai.file, line: 1, column: 1, message });
    }
  }
  return problems;
}
