/** What each field means, in the reader's language; and what is wrong where something is wrong. */
import type { End, SpanError } from '../../protocol/span.ts';
import type { Locale } from '../line/demo.ts';
import { count } from './format.ts';

export interface FieldWords {
  /** By `LAYER.FIELD`; `LAYER.FIELD@server` where the server means something else by it than the client. */
  fields: Record<string, string>;
  /** By `SpanError.code`; `{name}` stands for a param. */
  errors: Record<string, string>;
}

const load: Record<Locale, () => Promise<FieldWords>> = {
  th: () => import('./field-words.th.ts').then(({ th }) => th),
  en: () => import('./field-words.en.ts').then(({ en }) => en),
};
const words: Partial<Record<Locale, FieldWords>> = {};

/** One language's words, in a chunk of their own: a page needs only its own. Rejects where the chunk cannot be loaded. */
export async function loadFieldWords(locale: Locale): Promise<FieldWords> {
  return (words[locale] ??= await load[locale]());
}
// As early as a figure of bytes is on its way, not when it is first shown: by then the server may be gone.
if (!import.meta.env.SSR) void loadFieldWords(document.documentElement.lang === 'en' ? 'en' : 'th').catch(() => undefined);
// At build time both, before anything is drawn.
else await Promise.all([loadFieldWords('th'), loadFieldWords('en')]);

/** The words of a language if they are here. */
export const fieldWordsNow = (locale: Locale): FieldWords | undefined => words[locale];

/** The meaning of a field; undefined where its bytes speak for themselves. */
export function fieldMeaning({ fields }: FieldWords, key: string, from?: End): string | undefined {
  return fields[`${key}@${from ?? ''}`] ?? fields[key];
}

/** What is wrong, as a sentence. An unknown code is said by its name rather than not at all. */
export function errorWords({ errors }: FieldWords, error: SpanError): string {
  const sentence = errors[error.code];
  if (!sentence) return error.code.replaceAll('-', ' ');
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(error.params?.[name] ?? '?'));
}

/** Words of the byte table itself. */
export const tableWords = {
  th: {
    label: 'ทีละไบต์: ชื่อ ไบต์ ความหมาย',
    hint: 'ชี้ที่ไบต์ คำ หรือความหมาย อีกสองอย่างจะสว่างตาม',
    more: (n: number) => `ดูอีก ${count(n)} ไบต์`,
    less: 'พับเก็บ',
    cutOff: (kept: number, length: number) => `เครื่องบันทึกเก็บไว้แค่ ${count(kept)} ไบต์แรก ของจริงยาว ${count(length)} ไบต์`,
  },
  en: {
    label: 'Byte by byte: label, bytes, meaning',
    hint: 'Point at a label, its bytes or their meaning: the other two light up',
    more: (n: number) => `${count(n)} more bytes`,
    less: 'Fold',
    cutOff: (kept: number, length: number) => `The recorder kept only the first ${count(kept)} bytes; ${count(length)} really crossed.`,
  },
} satisfies Record<Locale, unknown>;
