/** Reading built HTML just closely enough: its tags, its text, its inline scripts. The input is our own build's. */
import { createHash } from 'node:crypto';

/** A comment, a whole raw-text element, or one tag, attributes and all (`>` may stand inside quotes). */
const TAG = /<!--[\s\S]*?-->|<(script|style|textarea|template)\b((?:"[^"]*"|'[^']*'|[^"'>])*)>([\s\S]*?)<\/\1\s*>|<(?:"[^"]*"|'[^']*'|[^"'>])*>/gi;

/** Applies `change` to every text between tags, leaving tags, comments, scripts and styles as they are. */
export function mapText(html: string, change: (text: string) => string): string {
  let out = '';
  let at = 0;
  for (const match of html.matchAll(TAG)) {
    out += change(html.slice(at, match.index)) + match[0];
    at = match.index + match[0].length;
  }
  return out + change(html.slice(at));
}

/** `'sha256-…'` of every inline script that a browser would run (CSP Level 3 §8.4). Data blocks are not run. */
export function inlineScriptHashes(html: string): string[] {
  const hashes: string[] = [];
  for (const [, element, attributes = '', body = ''] of html.matchAll(TAG)) {
    if (element?.toLowerCase() === 'template') hashes.push(...inlineScriptHashes(body));
    if (element?.toLowerCase() !== 'script' || attributeOf(attributes, 'src') !== undefined) continue;
    const type = attributeOf(attributes, 'type')?.trim().toLowerCase() ?? '';
    if (!/^(|module|importmap|speculationrules|(text|application)\/(java|ecma)script)$/.test(type)) continue;
    // The parser has turned CR LF and CR into LF before the hash is taken (HTML §13.2.3.5).
    hashes.push(`'sha256-${createHash('sha256').update(body.replace(/\r\n?/g, '\n')).digest('base64')}'`);
  }
  return hashes;
}

/** Inline event handlers and `javascript:` addresses: no hash can allow them, so the build must not hold any. */
export function forbiddenInline(html: string): string[] {
  const found: string[] = [];
  for (const [tag, element, attributes] of html.matchAll(TAG)) {
    const inside = element ? (attributes ?? '') : tag.startsWith('<!') ? '' : tag;
    const bare = inside.replace(/"[^"]*"|'[^']*'/g, (quoted) => (/^.\s*javascript:/i.test(quoted) ? 'javascript:' : '""'));
    const match = /\son[a-z]+\s*=|=\s*javascript:/i.exec(bare);
    if (match) found.push(tag.slice(0, 120));
  }
  return found;
}

function attributeOf(attributes: string, name: string): string | undefined {
  const match = new RegExp(`(?:^|\\s)${name}(?:\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+)))?(?=\\s|/|$)`, 'i').exec(attributes);
  return match ? (match[1] ?? match[2] ?? match[3] ?? '') : undefined;
}
