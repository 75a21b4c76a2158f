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

/** Above so many words, a phrase is looked for as its words only. */
const LONGEST_PHRASE = 8;

/**
 * What more than one word may stand like on a page, in turn: as it was typed; Thai in one breath also by its longer
 * parts, down to half of it and to two words, because not every reader quotes to the letter.
 */
export function phrasesOf(typed: string, segments: Intl.Segmenter | undefined = segmenter()): string[] {
  const text = tidy(typed);
  const words = toWords(text, segments).split(' ');
  if (words.length < 2) return [];
  if (!/^[\u0e00-\u0e7f]+$/.test(text) || words.length > LONGEST_PHRASE) return [text];
  const found = [text];
  for (let length = words.length - 1; length >= Math.max(2, words.length / 2); length--) {
    for (let from = 0; from + length <= words.length; from++) found.push(words.slice(from, from + length).join(''));
  }
  return found;
}

/** What was typed, in one form, without doubled blanks, at most 120 characters of it. */
const tidy = (typed: string) => typed.normalize('NFC').replace(/\u200b/g, '').trim().replace(/\s+/g, ' ').slice(0, 120);

/**
 * Queries to try in turn until one finds something: the words; the text as typed (a compound that the index holds
 * whole); and the words without the last, which may be half typed and cut in the wrong place. First of all, where
 * technical words were typed in Thai letters: the same with Latin ones, as the lessons write them, or those alone.
 */
export function queriesFor(typed: string, words?: Intl.Segmenter): string[] {
  const all = toWords(typed, words ?? segmenter());
  if (all === '') return [];
  const latin = toLatin(typed.slice(0, 120));
  const first = latin === typed.slice(0, 120) ? [] : [toWords(latin, words ?? segmenter()), latin.replace(/[\u0e00-\u0e7f]+/g, ' ').replace(/\s+/g, ' ').trim()];
  const pieces = all.split(' ');
  const fewer = pieces.length > 1 ? [pieces.slice(0, -1).join(' ')] : [];
  return [...new Set([...first, all, tidy(typed), ...fewer])];
}
