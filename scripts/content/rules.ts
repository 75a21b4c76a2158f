/** What must hold within one page, whatever its twin says. */
import type { Asked, Page } from './page.ts';
import type { Problem } from './problem.ts';
import { transliterations, THAI } from './thai.ts';
import type { Place } from './tree.ts';

export interface Known {
  /** Ids of the glossary. */
  terms: ReadonlySet<string>;
  /** Names of the demos that exist. */
  demos: ReadonlySet<string>;
  /** Folders of src/content/exercises. */
  exercises: ReadonlySet<string>;
}

/** All mistakes in a page that can be seen without looking at another. */
export function checkPage(page: Page, known: Known): Problem[] {
  return [
    ...checkHeadings(page),
    ...checkTerms(page, known),
    ...checkDemos(page, known),
    ...checkExercises(page, known),
    ...page.asked.flatMap(checkAsked),
    ...repeated(page.asked, (one) => one.id, (id) => `the id "${id}" is used by another question or prediction on this page; give it its own`),
    ...checkText(page),
    ...(page.frontmatter.lesson === undefined ? [] : checkLesson(page)),
  ];
}

const problem = (place: Place, message: string): Problem => ({ file: place.file, line: place.line, column: place.column, message });

function repeated<T extends Place>(list: readonly T[], key: (one: T) => string, message: (key: string) => string): Problem[] {
  const seen = new Set<string>();
  return list.flatMap((one) => {
    const id = key(one);
    if (id === '' || !seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [problem(one, message(id))];
  });
}

function checkHeadings(page: Page): Problem[] {
  const problems = page.headings
    .filter((heading) => heading.id === '')
    .map((heading) => problem(heading, `the heading "${heading.text}" has no id; write {#an-id} at its end, the same in both languages`));
  for (const heading of page.headings) {
    if (heading.id !== '' && !/^[a-z][a-z0-9-]*$/.test(heading.id)) {
      problems.push(problem(heading, `the id "${heading.id}" should be lower-case Latin words joined by hyphens`));
    }
  }
  return [...problems, ...repeated(page.headings, (one) => one.id, (id) => `the id "${id}" is used by another heading on this page; give it its own`)];
}

function checkTerms(page: Page, known: Known): Problem[] {
  return page.terms
    .filter((term) => !known.terms.has(term.id))
    .map((term) =>
      problem(
        term,
        term.id === ''
          ? 'this <Term> has no id; write <Term id="…">'
          : `there is no term "${term.id}" in the glossary; correct the id, or write src/content/glossary/${term.id}.yaml`,
      ),
    );
}

function checkExercises(page: Page, known: Known): Problem[] {
  return [
    ...page.exercises
      .filter((one) => !known.exercises.has(one.id))
      .map((one) => problem(one, one.id === '' ? 'this <Exercise> has no id; write <Exercise id="…" />' : `there is no exercise "${one.id}"; the exercises are ${[...known.exercises].join(', ')}`)),
    ...repeated(page.exercises, (one) => one.id, (id) => `the exercise "${id}" stands on this page twice; take one out`),
  ];
}

function checkDemos(page: Page, known: Known): Problem[] {
  return page.demos.flatMap((demo) => {
    const problems: Problem[] = [];
    if (!known.demos.has(demo.name)) {
      problems.push(problem(demo, `there is no demo "${demo.name}"; the demos are ${[...known.demos].join(', ')}`));
    }
    if (demo.options === undefined) {
      problems.push(problem(demo, 'options must be a plain object of strings, such as options={{ network: "open" }}'));
    }
    return problems;
  });
}

function checkAsked(asked: Asked): Problem[] {
  const name = `${asked.kind} "${asked.id}"`;
  const problems: Problem[] = [];
  if (asked.id === '') problems.push(problem(asked, `this <${asked.kind}> has no id; give it one, the same in both languages`));
  if (asked.choices.length < 2) problems.push(problem(asked, `${name} has fewer than two choices; a question needs something to choose from`));
  for (const choice of asked.choices) {
    if (choice.id === '') problems.push(problem(choice, `a choice of ${name} has no id; give it one, the same in both languages`));
  }
  problems.push(...repeated(asked.choices, (one) => one.id, (id) => `${name} has two choices "${id}"; give each its own id`));
  const right = asked.choices.filter((choice) => choice.right);
  if (asked.kind === 'Question') {
    for (const choice of asked.choices) {
      if (!choice.why) problems.push(problem(choice, `choice "${choice.id}" of ${name} has no <Why>; explain why it is right or wrong`));
    }
    if (right.length !== 1) {
      problems.push(problem(asked, `${name} has ${right.length} right choices; mark exactly one choice with "right"`));
    }
  } else {
    for (const choice of right) problems.push(problem(choice, `${name} marks a choice as right; the reader's own trace tells that, so take "right" out`));
    if (!asked.reveal) problems.push(problem(asked, `${name} has no <Reveal>; show the answer from the reader's own trace`));
    if (asked.demo === '') problems.push(problem(asked, `${name} does not say which demo answers it; write demo="…"`));
  }
  return problems;
}

function checkText(page: Page): Problem[] {
  const problems: Problem[] = [];
  for (const text of page.texts) {
    // Markdown leaves the marks standing where they touch punctuation on one side and a letter on the other.
    if (text.text.includes('**')) problems.push(problem(text, 'these ** did not become bold; put a space between them and the letter beside them'));
    if (page.locale === 'th') {
      for (const found of transliterations(text.text)) {
        problems.push(problem(text, `write ${found.instead} in Latin letters instead of ${found.word}`));
      }
    }
  }
  for (const one of page.emphasised) {
    if (THAI.test(one.text)) problems.push(problem(one, 'Thai has no italics; use **bold** or other words'));
  }
  return problems;
}

const after = (a: Place, b: Place): boolean => a.line > b.line || (a.line === b.line && a.column > b.column);

/** What every lesson has: goals first, predictions before at least two demos, three to five questions at the end. */
function checkLesson(page: Page): Problem[] {
  const start = { file: page.file, line: 1, column: 1 };
  const problems: Problem[] = [];
  for (const field of ['title', 'description', 'minutes']) {
    if (page.frontmatter[field] === undefined) problems.push(problem(start, `a lesson needs "${field}" in its frontmatter`));
  }
  if (page.first !== 'Goals') problems.push(problem(start, 'a lesson begins with <Goals>: what the reader will be able to do'));
  const predictions = page.asked.filter((one) => one.kind === 'Predict');
  for (const one of predictions) {
    if (one.demo !== '' && !page.demos.some((demo) => demo.name === one.demo && after(demo, one))) {
      problems.push(problem(one, `no demo "${one.demo}" comes after Predict "${one.id}"; a prediction stands before its demo`));
    }
  }
  const predicted = page.demos.filter((demo) => {
    const before = page.demos.findLast((other) => other.name === demo.name && after(demo, other));
    return predictions.some((one) => one.demo === demo.name && after(demo, one) && (!before || after(one, before)));
  });
  if (predicted.length < 2) problems.push(problem(start, `only ${predicted.length} demos have a prediction before them; ask before at least two`));
  const questions = page.asked.filter((one) => one.kind === 'Question');
  if (questions.length < 3 || questions.length > 5) {
    problems.push(problem(start, `a lesson ends with three to five questions; this one has ${questions.length}`));
  }
  const [last, first] = [page.demos.at(-1), questions[0]];
  if (last && first && after(last, first)) problems.push(problem(first, 'questions stand at the end, after the last demo'));
  return problems;
}
