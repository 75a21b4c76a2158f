/**
 * Where words stand together as they were typed. The index counts words wherever they are on a page; who types
 * `พูดสวนกัน` or “phone call” wants the place where that stands. Pure.
 */
import type { FoundPage, FoundSection } from './index-file.ts';

/** Letters of an excerpt before and after what was found, about. */
const BEFORE = 40;
const AFTER = 110;

const escape = (text: string) => text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? sign);

/** A page's text as it is read, and the letter at which each of its words begins: the index counts in words. */
function flatten(raw: string): { text: string; starts: number[] } {
  const starts: number[] = [];
  let text = '';
  for (const [, word = '', gap = ''] of raw.matchAll(/([^\s\u200b]+)([\s\u200b]*)/g)) {
    starts.push(text.length);
    text += word + (/\s/.test(gap) ? ' ' : '');
  }
  return { text, starts };
}

/** The sections of a page in which `phrase` stands, most often first (its beginning is a section too); case does not count. */
export function phraseSections(page: Pick<FoundPage, 'url' | 'raw_content' | 'anchors'>, phrase: string): FoundSection[] {
  const wanted = phrase.toLowerCase();
  if (wanted === '') return [];
  const { text, starts } = flatten(page.raw_content);
  const lower = text.toLowerCase();
  const headings = page.anchors.filter(({ element }) => /^h[1-6]$/.test(element)).sort((a, b) => a.location - b.location);
  const found = new Map<string, { count: number; section: FoundSection }>();
  for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, at + wanted.length)) {
    const word = starts.findLastIndex((start) => start <= at);
    const heading = headings.findLast(({ location }) => location <= word);
    if (!heading) continue;
    const known = found.get(heading.id);
    if (known) known.count += 1;
    else found.set(heading.id, { count: 1, section: { title: heading.text, url: `${page.url}#${heading.id}`, excerpt: excerptAt(text, starts, at, wanted.length) } });
  }
  return [...found.values()].sort((a, b) => b.count - a.count).map(({ section }) => section);
}

/** HTML of the text around a place, cut between words, with the place marked. */
function excerptAt(text: string, starts: readonly number[], at: number, length: number): string {
  const from = starts.find((start) => start >= at - BEFORE) ?? at;
  const to = starts.find((start) => start >= at + length + AFTER) ?? text.length;
  const end = at + length;
  return `${from > 0 ? '… ' : ''}${escape(text.slice(Math.min(from, at), at))}<mark>${escape(text.slice(at, end))}</mark>${escape(text.slice(end, to).trimEnd())}${to < text.length ? ' …' : ''}`;
}
