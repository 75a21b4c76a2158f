/** What the checks look at in one page: an outline of an MDX file. */
import { attribute, elementName, frontmatterOf, type Node, parseMdx, type Place, placeOf, textOf, walk } from './tree.ts';

export interface Choice extends Place {
  id: string;
  right: boolean;
  why: boolean;
}
export interface Asked extends Place {
  kind: 'Predict' | 'Question';
  id: string;
  /** Predict only: whose trace answers. */
  demo: string;
  choices: Choice[];
  /** Names of the values that its Reveal quotes, sorted. */
  values: string[];
  reveal: boolean;
}
export interface Named extends Place {
  id: string;
}
export interface DemoUse extends Place {
  name: string;
  /** Undefined where `options` is not a plain object of strings. */
  options: Record<string, string> | undefined;
}
export interface Said extends Place {
  text: string;
}
export interface Page {
  file: string;
  /** Address without the language: `node/12-02-socket-io`, empty for the home page. */
  slug: string;
  locale: 'th' | 'en';
  frontmatter: Record<string, unknown>;
  /** `id` is empty where a heading has none. */
  headings: (Named & { depth: number; text: string })[];
  demos: DemoUse[];
  asked: Asked[];
  exercises: Named[];
  terms: Named[];
  links: (Place & { url: string })[];
  /** The digits of each measured number. */
  measured: Said[];
  /** Fenced code: language and meta. */
  code: Said[];
  /** Rows × columns. */
  tables: Said[];
  /** Text that a reader reads, without code. */
  texts: Said[];
  emphasised: Said[];
  /** The first component of the page, the import apart. */
  first: string | undefined;
}

const ID = (value: ReturnType<typeof attribute>): string => (typeof value === 'string' ? value : '');

/** `{ network: "refuse-400" }` as an object; undefined for anything but a plain object of strings. */
export function parseOptions(source: string): Record<string, string> | undefined {
  const body = /^\s*\{([\s\S]*)\}\s*$/.exec(source)?.[1];
  if (body === undefined) return undefined;
  const options: Record<string, string> = {};
  let rest = body.trim();
  while (rest !== '') {
    const pair = /^(?:([A-Za-z_$][\w$]*)|"([^"\\]*)"|'([^'\\]*)')\s*:\s*(?:"([^"\\]*)"|'([^'\\]*)')\s*(?:,\s*|$)/.exec(rest);
    if (!pair) return undefined;
    options[pair[1] ?? pair[2] ?? pair[3] ?? ''] = pair[4] ?? pair[5] ?? '';
    rest = rest.slice(pair[0].length);
  }
  return options;
}

/** The outline of a page. Throws UnreadableError. `file` is relative to the root, `path` relative to the docs folder. */
export function readPage(file: string, path: string, source: string): Page {
  const tree = parseMdx(file, source);
  const english = path.startsWith('en/');
  const slug = (english ? path.slice(3) : path).replace(/\.mdx?$/, '').replace(/(^|\/)index$/, '');
  const page: Page = {
    file, slug, locale: english ? 'en' : 'th', frontmatter: frontmatterOf(file, tree),
    headings: [], demos: [], asked: [], exercises: [], terms: [], links: [], measured: [], code: [], tables: [], texts: [], emphasised: [],
    first: undefined,
  };
  for (const { node, around } of walk(tree)) {
    const place = placeOf(file, node);
    const name = elementName(node);
    if (name !== undefined) {
      page.first ??= name;
      readElement(page, node, name, place, around);
    } else readNode(page, node, place);
  }
  return page;
}

function readElement(page: Page, node: Node, name: string, place: Place, around: readonly Node[]): void {
  const href = attribute(node, 'href');
  if (typeof href === 'string') page.links.push({ ...place, url: href });
  if (name === 'Term') page.terms.push({ ...place, id: ID(attribute(node, 'id')) });
  if (name === 'Exercise') page.exercises.push({ ...place, id: ID(attribute(node, 'id')) });
  if (name === 'Measured') page.measured.push({ ...place, text: textOf(node).match(/\d+(?:[.,]\d+)*/g)?.join(' ') ?? '' });
  if (name === 'Demo') {
    const options = attribute(node, 'options');
    const parsed = options === undefined ? {} : typeof options === 'object' ? parseOptions(options.source) : undefined;
    page.demos.push({ ...place, name: ID(attribute(node, 'name')), options: parsed });
  }
  if (name === 'Predict' || name === 'Question') {
    const base = { kind: name, id: ID(attribute(node, 'id')), demo: ID(attribute(node, 'demo')), choices: [], values: [], reveal: false };
    page.asked.push({ ...place, ...base } as Asked);
  }
  const parent = around.findLast((one) => elementName(one) === 'Predict' || elementName(one) === 'Question');
  const asked = parent ? page.asked.at(-1) : undefined;
  if (!asked) return;
  if (name === 'Choice') asked.choices.push({ ...place, id: ID(attribute(node, 'id')), right: attribute(node, 'right') !== undefined, why: false });
  if (name === 'Why') {
    const choice = around.some((one) => elementName(one) === 'Choice') ? asked.choices.at(-1) : undefined;
    if (choice && textOf(node).trim() !== '') choice.why = true;
  }
  if (name === 'Reveal') asked.reveal = true;
  if (name === 'Value') asked.values = [...asked.values, ID(attribute(node, 'name'))].sort();
}

function readNode(page: Page, node: Node, place: Place): void {
  if (node.type === 'heading') {
    const id = node.data?.hProperties?.id;
    page.headings.push({ ...place, id: typeof id === 'string' ? id : '', depth: node.depth ?? 0, text: textOf(node).trim() });
  } else if (node.type === 'link' && node.url !== undefined) page.links.push({ ...place, url: node.url });
  else if (node.type === 'code') page.code.push({ ...place, text: [node.lang, node.meta].filter(Boolean).join(' ') });
  else if (node.type === 'table') {
    page.tables.push({ ...place, text: `${node.children?.length ?? 0} × ${node.children?.[0]?.children?.length ?? 0}` });
  } else if (node.type === 'text') page.texts.push({ ...place, text: node.value ?? '' });
  else if (node.type === 'emphasis') page.emphasised.push({ ...place, text: textOf(node) });
}
