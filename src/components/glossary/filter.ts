/** The glossary's filter: what a reader typed against a term's names, in either language. Pure. */

/**
 * Folds a text for comparing: case, marks on Latin letters, hyphens and blanks don't count. Thai tone marks and the
 * mark that silences a letter don't count either, because they are the first thing that is mistyped; vowels do.
 */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f\u0e47-\u0e4e]/g, '')
    .replace(/[\s\u200b\-‐–—_.:/]+/g, '');
}

/** True where every word that was typed stands somewhere in the term's folded text. An empty filter matches all. */
export function matches(folded: string, typed: string): boolean {
  return typed.split(/\s+/).every((word) => folded.includes(fold(word)));
}
