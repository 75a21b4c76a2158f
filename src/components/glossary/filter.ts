/** The glossary's filter: what a reader typed against a term's names, in either language. Pure. */

/** Thai letters of one sound, which people swap when they write a foreign word: แพ็กเก็ต, แพ็คเก็ต. */
export const SAME_SOUND: readonly [letters: RegExp, one: string][] = [
  [/[ขฃคฅฆ]/g, 'ก'],
  [/[ดฎฏฐถทธฑฒ]/g, 'ต'],
  [/[ผพภ]/g, 'ป'],
  [/[ซศษ]/g, 'ส'],
  [/[ฬ]/g, 'ล'],
  [/[ณ]/g, 'น'],
];

/** A letter that is written but not said: ด์ in แฮนด์. */
const SILENCED = /[ก-ฮ][ิุ]?์/g;

/**
 * Folds a text for comparing: case, marks on Latin letters, hyphens and blanks don't count, nor which of two letters of
 * one sound was chosen. Thai tone marks and the mark that silences a letter don't count either, because they are the
 * first thing that is mistyped; vowels do.
 */
export function fold(text: string): string {
  const plain = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f\u0e47-\u0e4e]/g, '')
    .replace(/[\s\u200b\-‐–—_.:/]+/g, '');
  // ลล in โพลลิง is one sound, and as often written once.
  return SAME_SOUND.reduce((folded, [letters, one]) => folded.replace(letters, one), plain).replace(/([ก-ฮ])\1/g, '$1');
}

/** A text as `matches` wants it: with its silenced letters, and without them, as many write. */
export function findable(text: string): string {
  return `${fold(text)}|${fold(text.replace(SILENCED, ''))}`;
}

/** True where every word that was typed stands somewhere in a text that `findable` made. An empty filter matches all. */
export function matches(found: string, typed: string): boolean {
  return typed.split(/\s+/).every((word) => found.includes(fold(word)) || found.includes(fold(word.replace(SILENCED, ''))));
}
