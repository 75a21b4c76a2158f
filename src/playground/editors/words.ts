/** What the code pane says of its editors, in the page's language. */
import { inLanguages } from '../../line/language.ts';
import type { EditorKind } from './choose.ts';

export interface EditorWords {
  /** The switch between the editors, and what it means as it stands. */
  monaco: string;
  about: Record<EditorKind, string>;
  /** It is fetched when the reader goes to the code; on its way; could not be fetched, and may be asked for again. */
  comes: string;
  loading: string;
  failed: Record<EditorKind, string>;
  again: string;
  format: string;
  escape: Record<EditorKind, string>;
  /** Where the name of an event comes from: `{file}` is the other end's. */
  events: { reserved: string; hears: string; sends: string };
  /** What is wrong with `{word}`, while one types. */
  findings: Record<'member' | 'export' | 'arguments' | 'type' | 'twice' | 'stripped' | 'typed', string>;
}

export const { words } = await inLanguages<{ words: EditorWords }>({ th: () => import('./words.th.ts'), en: () => import('./words.en.ts') });
