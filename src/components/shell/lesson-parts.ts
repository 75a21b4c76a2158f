/** Reads from a lesson's MDX what other pages show about it. Pure text: no parser, because `npm run check` is the judge. */

const unique = (values: Iterable<string>) => [...new Set(values)];
const all = (body: string, pattern: RegExp) => unique([...body.matchAll(pattern)].map((match) => match[1] ?? ''));

/** Demos (each once), questions and exercises of a lesson, in order. */
export function lessonParts(body: string): { demos: string[]; questions: string[]; exercises: string[] } {
  return {
    demos: all(body, /<Demo\s[^>]*?\bname="([^"]+)"/g),
    questions: all(body, /<Question\s[^>]*?\bid="([^"]+)"/g),
    exercises: all(body, /<Exercise\s[^>]*?\bid="([^"]+)"/g),
  };
}

/** Term id → ids of the sections that use it, in order; `''` before the first heading. */
export function termUses(body: string): Map<string, string[]> {
  const uses = new Map<string, string[]>();
  let section = '';
  for (const match of body.matchAll(/^#{2,6}\s.*\{#([\w-]+)\}\s*$|<Term\s[^>]*?\bid="([^"]+)"/gm)) {
    if (match[1] !== undefined) section = match[1];
    const term = match[2];
    if (term === undefined) continue;
    const sections = uses.get(term) ?? [];
    if (!sections.includes(section)) sections.push(section);
    uses.set(term, sections);
  }
  return uses;
}

/** Heading id → its soft gloss in the other language, `## จับมือกันก่อน *The Handshake* {#handshake}`. */
export function glosses(body: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const match of body.matchAll(/^#{2,6}\s.*\*([^*]+)\*\s*\{#([\w-]+)\}\s*$/gm)) {
    if (match[1] && match[2]) found.set(match[2], match[1]);
  }
  return found;
}
