/** What each field means, in the reader's language; and what is wrong where something is wrong. */
import type { End, SpanError } from '../../protocol/span.ts';
import type { Locale } from '../line/demo.ts';
import { count } from './format.ts';
import { en } from './field-words.en.ts';
import { th } from './field-words.th.ts';

export interface FieldWords {
  /** By `LAYER.FIELD`; `LAYER.FIELD@server` where the server means something else by it than the client. */
  fields: Record<string, string>;
  /** By `SpanError.code`; `{name}` stands for a param. */
  errors: Record<string, string>;
}
const words: Record<Locale, FieldWords> = { th, en };

/** The meaning of a field; undefined where its bytes speak for themselves. */
export function fieldWords(key: string, locale: Locale, from?: End): string | undefined {
  const { fields } = words[locale];
  return fields[`${key}@${from ?? ''}`] ?? fields[key];
}

/** What is wrong, as a sentence. An unknown code is said by its name rather than not at all. */
export function errorWords(error: SpanError, locale: Locale): string {
  const sentence = words[locale].errors[error.code];
  if (!sentence) return `${locale === 'th' ? 'ผิดกติกา' : 'Broken'}: ${error.code.replaceAll('-', ' ')}`;
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
