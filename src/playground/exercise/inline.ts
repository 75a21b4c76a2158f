/** Sentences with `code` in them, as parts: nothing in a sentence is ever read as HTML. */
export interface Part {
  code: boolean;
  text: string;
}
export const inline = (sentence: string): Part[] =>
  sentence
    .split('`')
    .map((text, i) => ({ code: i % 2 === 1, text }))
    .filter(({ text }) => text !== '');
