/** All that figures say beside the bytes themselves: one file a language, of which a page fetches only its own. */
import type { End, SpanError } from '../../protocol/span.ts';
import type { FaultName } from '../../protocol/trace/event.ts';
import { inLanguages } from '../line/language.ts';
import { fill } from '../line/words.ts';

/** Data only: a page carries it in its HTML. `{name}` in a sentence is filled by `fill`; numbers come as text, already grouped (`1,240`). */
export interface FigureText {
  rails: { /** Under the figure, where a time stands with `~`. */ guessed: string; crossings: string; open: string; closed: string; torn: string; tcp: string; faults: Record<FaultName, string> };
  /** Parts of the sentence that tells a crossing to a screen reader. */
  tell: { request: string; response: string; frame: string; left: string; took: string; way: string; lost: string; about: string; tcp: string };
  table: { label: string; hint: string; more: string; less: string; cutOff: string };
  bits: {
    header: string; key: string; extended: string; payload: string; wire: string; xor: string; plain: string; char: string;
    sizes: string; same: string; more: string;
    empty: string; squeezed: string; total: string;
  };
  accept: { title: string; steps: [string, string, string]; same: string; differs: string; waiting: string; answered: string };
  /** What each field means, by `LAYER.FIELD`; `LAYER.FIELD@server` where the server means something else by it than the client. */
  fields: Record<string, string>;
  /** What is wrong, by `SpanError.code`; `{name}` stands for a param. */
  errors: Record<string, string>;
}

export const { text: figureText } = await inLanguages<{ text: FigureText }>({ th: () => import('./words.th.ts'), en: () => import('./words.en.ts') }, 'figures');

/** The meaning of a field (`LAYER.FIELD`), or of the header of that name; undefined where its bytes speak for themselves. */
export function fieldMeaning({ fields }: FigureText, key: string, from?: End, header?: string): string | undefined {
  if (key === 'http.header') return fields[`http.${header?.toLowerCase()}`] ?? fields[key];
  return fields[`${key}@${from ?? ''}`] ?? fields[key];
}

/** What is wrong, as a sentence. An unknown code is said by its name rather than not at all. */
export function errorWords({ errors }: FigureText, error: SpanError): string {
  const sentence = errors[error.code];
  if (!sentence) return error.code.replaceAll('-', ' ');
  return fill(sentence, error.params);
}
