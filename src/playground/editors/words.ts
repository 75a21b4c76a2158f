/** What the code pane says of its editors, in the page's language. */
import { inLanguages } from '../../line/language.ts';

export interface EditorWords {
  /** The switch between the editors, and what it is good for. */
  monaco: string;
  monacoAbout: string;
  loading: string;
  failed: string;
  format: string;
  escape: { codemirror: string; monaco: string };
  /** Where the name of an event comes from: `{file}` is the other end's. */
  events: { reserved: string; hears: string; sends: string };
  /** What is wrong with `{word}`, while one types. */
  findings: Record<'member' | 'export' | 'arguments' | 'type' | 'twice' | 'stripped' | 'typed', string>;
}

export const { words } = await inLanguages<{ words: EditorWords }>({ th: () => import('./words.th.ts'), en: () => import('./words.en.ts') });
