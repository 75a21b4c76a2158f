/**
 * The scripts that stand in a page itself: found as a browser finds them, so that none goes without its guards
 * (`loops.ts`). Read in one go from front to back: a page is a stranger's text, and may be made to be slow to read.
 */
import { guardLoops } from './loops.ts';

/** Elements whose text is no markup. */
const TEXT = new Set(['title', 'textarea', 'style', 'xmp', 'iframe', 'noembed', 'noframes', 'script']);
/** Types whose text is run. */
const RUNS = /^(|module|(text|application)\/(x-)?(java|ecma|j|live)script.*)$/i;
const NAME = /[a-z][^\s/>]*/iy;

interface Tag {
  /** After its `>`. */
  end: number;
  /** What a script needs to be known by. */
  src: boolean;
  type: string;
}

/** Reads a tag from behind its name on; undefined where it never ends. */
function readTag(page: string, from: number): Tag | undefined {
  let at = from;
  let src = false;
  let type = '';
  const attribute = /[\s/]*([^\s/>=]*)(\s*=\s*("|')?)?/y;
  while (at < page.length) {
    if (page[at] === '>') return { end: at + 1, src, type };
    attribute.lastIndex = at;
    const [whole = '', name = '', equals, quote] = attribute.exec(page) ?? [];
    at += whole.length;
    let value = '';
    if (quote) {
      const close = page.indexOf(quote, at);
      if (close < 0) return undefined;
      value = page.slice(at, close);
      at = close + 1;
    } else if (equals !== undefined) {
      const bare = /[^\s>]*/y;
      bare.lastIndex = at;
      value = bare.exec(page)?.[0] ?? '';
      at += value.length;
    } else if (whole === '') at++;
    if (/^src$/i.test(name)) src = true;
    if (/^type$/i.test(name)) type = value.trim();
  }
  return undefined;
}

/** The page with guards in its inline scripts; they stand on the same lines as before. */
export function guardInline(page: string): string {
  // One search for the end of each kind of text: where it is not found once, it is not found later.
  const ends = new Map<string, RegExp | undefined>();
  const endOf = (name: string, from: number): number => {
    const end = ends.has(name) ? ends.get(name) : new RegExp(`</${name}(?=[\\s/>])`, 'gi');
    ends.set(name, end);
    if (!end) return -1;
    end.lastIndex = from;
    const found = end.exec(page);
    if (!found) ends.set(name, undefined);
    return found ? found.index : -1;
  };
  const parts: string[] = [];
  let taken = 0;
  for (let at = page.indexOf('<'); at >= 0; at = page.indexOf('<', at)) {
    if (page.startsWith('<!--', at)) {
      const end = page.indexOf('-->', at + 4);
      if (end < 0) break;
      at = end + 3;
      continue;
    }
    NAME.lastIndex = at + (page[at + 1] === '/' ? 2 : 1);
    const name = NAME.exec(page)?.[0].toLowerCase();
    if (name === undefined) {
      at++;
      continue;
    }
    const tag = readTag(page, NAME.lastIndex);
    if (!tag) break;
    const opens = page[at + 1] !== '/';
    at = tag.end;
    if (!opens || !TEXT.has(name)) continue;
    const end = endOf(name, tag.end);
    if (end < 0) break;
    if (name === 'script' && !tag.src && RUNS.test(tag.type)) {
      parts.push(page.slice(taken, tag.end), guardLoops(page.slice(tag.end, end)));
      taken = end;
    }
    at = end;
  }
  return parts.join('') + page.slice(taken);
}

/** Where in the page something may be put before all else: after its `<head>`, or after its doctype. */
export function beginningOf(page: string): number {
  const bare = page.replace(/<!--[^]*?(?:-->|$)/g, (comment) => ' '.repeat(comment.length));
  const head = /<head(?:\s[^<>]*)?>/i.exec(bare);
  if (head) return head.index + head[0].length;
  return /^\s*<!doctype[^>]*>/i.exec(bare)?.[0].length ?? 0;
}
