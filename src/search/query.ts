/**
 * What a reader typed, as the index knows words. Thai is written without spaces; the index was made from text whose
 * words were set apart, so the query's words must be too.
 */
import { toLatin } from './latin.ts';

/** A word segmenter for Thai text, or undefined in a browser that has none (the query then goes as it is). */
function segmenter(): Intl.Segmenter | undefined {
  return typeof Intl === 'object' && 'Segmenter' in Intl ? new Intl.Segmenter('th', { granularity: 'word' }) : undefined;
}

/**
 * `จับมือกันก่อน` → `จับมือ กัน ก่อน`. Latin text and numbers keep their shape; zero-width spaces and
 * doubled blanks go; what is longer than 120 characters is cut.
 */
export function toWords(typed: string, words: Intl.Segmenter | undefined = segmenter()): string {
  const text = typed.normalize('NFC').replace(/\u200b/g, '').slice(0, 120).trim();
  if (text === '') return '';
  const parts = text.split(/\s+/).flatMap((part) => {
    if (!words || !/[\u0e00-\u0e7f]/.test(part)) return [part];
    return [...words.segment(part)].filter((piece) => piece.isWordLike).map((piece) => piece.segment);
  });
  // A lone Thai letter is no word, but what the segmenter leaves of one that it does not know; it would be found anywhere.
  const whole = parts.filter((part) => !/^[\u0e00-\u0e7f]$/.test(part));
  return (whole.length > 0 ? whole : parts).join(' ');
}

/**
 * Queries to try in turn until one finds something: the words; the text as typed (a compound that the index holds
 * whole); and the words without the last, which may be half typed and cut in the wrong place. First of all, where
 * technical words were typed in Thai letters: the same with Latin ones, as the lessons write them.
 */
export function queriesFor(typed: string, words?: Intl.Segmenter): string[] {
  const latin = toLatin(typed.slice(0, 120));
  const first = latin === typed.slice(0, 120) ? [] : [toWords(latin, words ?? segmenter())];
  const all = toWords(typed, words ?? segmenter());
  if (all === '') return [];
  const pieces = all.split(' ');
  const asTyped = typed.normalize('NFC').replace(/\u200b/g, '').trim().replace(/\s+/g, ' ').slice(0, 120);
  const fewer = pieces.length > 1 ? [pieces.slice(0, -1).join(' ')] : [];
  return [...new Set([...first, all, asTyped, ...fewer])];
}
