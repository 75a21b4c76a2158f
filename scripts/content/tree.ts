/**
 * MDX as a tree with positions, by the parser that Astro itself uses, so that what is checked is what is built.
 */
import { mdxToMdast } from 'satteri';
import { LineCounter, parseDocument } from 'yaml';

/** Where something stands. Lines and columns count from 1; columns in UTF-16 units, as editors count them. */
export interface Place {
  /** Relative to the project's root, with forward slashes. */
  file: string;
  line: number;
  column: number;
}

/** What we read of an mdast node; MDX elements have `name` and `attributes`. */
export interface Node {
  type: string;
  position?: { start: { line: number; column: number } };
  children?: Node[];
  value?: string;
  depth?: number;
  url?: string;
  lang?: string | null;
  meta?: string | null;
  name?: string | null;
  attributes?: { type: string; name?: string; value?: string | null | { value: string } }[];
  data?: { hProperties?: Record<string, unknown> };
}

/** Thrown where a file cannot be read as MDX or its frontmatter as YAML. */
export class UnreadableError extends Error {
  place: Place;
  constructor(place: Place, message: string) {
    super(message);
    this.place = place;
  }
}

/** The tree of an MDX text. Throws UnreadableError with the parser's own words. */
export function parseMdx(file: string, source: string): Node {
  try {
    return mdxToMdast(source, { features: { headingAttributes: true } }) as unknown as Node;
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    // The parser names the place as `line:column` or by a byte offset, depending on who found the mistake.
    const place = /(\d+):(\d+)/.exec(words);
    const offset = /byte offset (\d+)|offset[: ]+(\d+)/.exec(words);
    const found = place
      ? { line: Number(place[1]), column: Number(place[2]) }
      : placeOfOffset(source, Number(offset?.[1] ?? offset?.[2] ?? 0));
    throw new UnreadableError({ file, ...found }, words.split('\n')[0] ?? words);
  }
}

/** Line and column of a UTF-8 byte offset. */
export function placeOfOffset(source: string, offset: number): { line: number; column: number } {
  const before = Buffer.from(source, 'utf8').subarray(0, offset).toString('utf8').split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

/** The frontmatter's fields; empty where there is none. Throws UnreadableError. */
export function frontmatterOf(file: string, tree: Node): Record<string, unknown> {
  const yaml = tree.children?.find((node) => node.type === 'yaml');
  if (!yaml) return {};
  const lines = new LineCounter();
  const document = parseDocument(yaml.value ?? '', { lineCounter: lines });
  const error = document.errors[0];
  if (error) {
    const { line, col } = lines.linePos(error.pos[0]);
    throw new UnreadableError({ file, line: line + 1, column: col }, `The frontmatter is not YAML: ${error.message.split('\n')[0] ?? ''}`);
  }
  const fields: unknown = document.toJS();
  return typeof fields === 'object' && fields !== null ? (fields as Record<string, unknown>) : {};
}

/** Every node of the tree in reading order, with the elements and blocks around it, outermost first. */
export function* walk(node: Node, around: readonly Node[] = []): Generator<{ node: Node; around: readonly Node[] }> {
  yield { node, around };
  const inner = [...around, node];
  for (const child of node.children ?? []) yield* walk(child, inner);
}

/** Where a node begins. */
export function placeOf(file: string, node: Node): Place {
  const start = node.position?.start;
  return { file, line: start?.line ?? 1, column: start?.column ?? 1 };
}

/** The component's name where the node is a JSX element. */
export function elementName(node: Node): string | undefined {
  return node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement' ? (node.name ?? '') : undefined;
}

/** An attribute: text as it stands, an expression's source in braces, `true` for a bare name, undefined where it is missing. */
export function attribute(node: Node, name: string): string | true | { source: string } | undefined {
  const found = node.attributes?.find((one) => one.name === name);
  if (!found) return undefined;
  if (found.value === null || found.value === undefined) return true;
  return typeof found.value === 'string' ? found.value : { source: found.value.value };
}

/** All text in a node, code included. */
export function textOf(node: Node): string {
  return node.children ? node.children.map(textOf).join('') : (node.value ?? '');
}
