/** What a program's engine asks of its thread's Node about languages: `guest/intl.ts` asks these, `locale.ts` answers no others. */

/** The formatters of `Intl` that there are, with their methods beside `resolvedOptions`. */
export const FORMATTERS = {
  DateTimeFormat: ['format', 'formatToParts', 'formatRange'],
  NumberFormat: ['format', 'formatToParts', 'formatRange'],
  RelativeTimeFormat: ['format', 'formatToParts'],
  ListFormat: ['format', 'formatToParts'],
  PluralRules: ['select'],
  DisplayNames: ['of'],
  Collator: ['compare'],
  Segmenter: ['segment'],
} as const;
export type FormatterName = keyof typeof FORMATTERS;

/** Longest question (its JSON, UTF-16 units). */
export const MOST_QUESTION = 12_000;
