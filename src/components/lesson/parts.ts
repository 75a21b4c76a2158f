/**
 * Markdown puts a question's words and its choices into one paragraph. Choices, reveals and reasons therefore
 * stand between marks, and the component around them takes the HTML apart and joins it again in good order.
 */
export type PartName = 'choice' | 'why' | 'reveal';

const open = (name: PartName) => `<!--[${name}]-->`;
const close = (name: PartName) => `<!--[/${name}]-->`;

/** Wraps the HTML of a part so that `takeParts` finds it. */
export function markPart(name: PartName, html: string): string {
  return open(name) + html + close(name);
}

/** The HTML of all parts of this name, and what is left without them and without the paragraphs they emptied. */
export function takeParts(html: string, name: PartName): { parts: string[]; rest: string } {
  const parts: string[] = [];
  let rest = '';
  let at = 0;
  for (;;) {
    const from = html.indexOf(open(name), at);
    if (from < 0) break;
    const to = html.indexOf(close(name), from);
    if (to < 0) throw new Error(`A <${name}> does not end.`);
    rest += html.slice(at, from);
    parts.push(html.slice(from + open(name).length, to));
    at = to + close(name).length;
  }
  return { parts, rest: (rest + html.slice(at)).replace(/<p>\s*<\/p>/g, '').trim() };
}

/** Where a component's id goes once the component around it is known. */
export const OWNER = '%owner%';

/** A choice is one line of words: a single paragraph around it is taken off. */
export function inline(html: string): string {
  const trimmed = html.trim();
  const single = /^<p>([\s\S]*)<\/p>$/.exec(trimmed);
  return single?.[1] !== undefined && !single[1].includes('<p>') ? single[1].trim() : trimmed;
}
