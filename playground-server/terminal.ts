/** What a terminal shows, and how wide. */

/** Columns that a line of text takes: Thai vowels and tone marks above and below a letter take none. */
export function columns(text: string): number {
  return text.replace(/\p{Mn}/gu, '').length;
}

/** `text`, and spaces after it, to `width` columns. */
export function padColumns(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - columns(text)));
}

/** Bits of colour on standard output: 1 where it is no terminal, or one that wants none (NO_COLOR). */
export function colourBits(out: NodeJS.WriteStream = process.stdout): number {
  // Node leaves isTTY undefined on a pipe, whatever its types say.
  return (out.isTTY as boolean | undefined) ? out.getColorDepth() : 1;
}
