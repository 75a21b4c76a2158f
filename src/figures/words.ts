/** All that figures say beside the bytes themselves: one file a language, of which a page fetches only its own. */
import type { End, SpanError } from '../../protocol/span.ts';
import type { FaultName } from '../../protocol/trace/event.ts';
import { inLanguages } from '../demos/language.ts';

/** Numbers in sentences come as text, already grouped (`1,240`). */
export interface FigureText {
  rails: { crossings: string; open: string; closed: string; torn: string; tcp: string; faults: Record<FaultName, string> };
  /** Parts of the sentence that tells a crossing to a screen reader. */
  tell: { request: string; response: string; frame: string; left: string; took: string; way: string; lost: string; about: string; tcp: string };
  table: { label: string; hint: string; more(n: string): string; less: string; cutOff(kept: string, length: string): string };
  bits: {
    header: string; key: string; extended: string; payload: string; wire: string; xor: string; plain: string; char: string;
    sizes(characters: string, bytes: string): string; same(bytes: string): string; more(n: string): string;
    empty: string; squeezed: string; total(head: string, payload: string): string;
  };
  accept: { title: string; steps: [string, string, string]; same: string; differs: string; waiting: string; answered: string };
  /** What each field means, by `LAYER.FIELD`; `LAYER.FIELD@server` where the server means something else by it than the client. */
  fields: Record<string, string>;
  /** What is wrong, by `SpanError.code`; `{name}` stands for a param. */
  errors: Record<string, string>;
}

export const { text: figureText } = await inLanguages<{ text: FigureText }>({ th: () => import('./words.th.ts'), en: () => import('./words.en.ts') });

/** The meaning of a field (`LAYER.FIELD`), or of the header of that name; undefined where its bytes speak for themselves. */
export function fieldMeaning({ fields }: FigureText, key: string, from?: End, header?: string): string | undefined {
  if (key === 'http.header') return fields[`http.${header?.toLowerCase()}`] ?? fields[key];
  return fields[`${key}@${from ?? ''}`] ?? fields[key];
}

/** What is wrong, as a sentence. An unknown code is said by its name rather than not at all. */
export function errorWords({ errors }: FigureText, error: SpanError): string {
  const sentence = errors[error.code];
  if (!sentence) return error.code.replaceAll('-', ' ');
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(error.params?.[name] ?? '?'));
}
