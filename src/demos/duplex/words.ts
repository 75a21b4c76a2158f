/** The duplex demo's words: `words` as the shell shows them, `text` what only the figure says (`{name}` is filled by `fill`). */
import { inLanguages } from '../../line/language.ts';
import { fill } from '../../line/words.ts';

/** A sentence for none, for one and for `{n}`. */
export type Numbered = [none: string, one: string, many: string];
export const numbered = (sentences: Numbered, n: number): string => fill(sentences[Math.min(n, 2)]!, { n });

export interface Text {
  radio: string;
  phone: string;
  /** Under the figure's name: what it is on the wire. */
  radioWire: string;
  phoneWire: string;
  wordLabel: string;
  /** What stands in the field at first. */
  first: string;
  say: string;
  hold: string;
  over: string;
  talk: string;
  /** Where the reader can't act, because this is a recording. */
  recorded: string;
  /** `{ms}` */
  fault: string;
  /** How many words wait: none, one, `{n}`. */
  queue: Numbered;
  open: string;
  crossed: string;
  /** On tickets. */
  ask: string;
  /** `{text}` */
  spoke: string;
  answer: Numbered;
  stats: { serverDelay: string; readerDelay: string; bytes: string; crossings: string };
  /** `{bytes}` */
  handshake: string;
  /** `{turns}` and `{queue}`; `{flights}` and `{crossings}`. */
  figure: { radio: string; phone: string };
  /** Lines of the transcript, for readers who can't see the figure. */
  tell: {
    /** The server's `{text}`, after `{waited}` or still. */
    waited: string;
    waits: string;
    /** Who says `{text}`; then how long it `{took}`, or that it is under way. */
    speaks: { client: string; server: string };
    took: string;
    way: string;
    /** `{text}` by POST, or a GET; then what the answer brings, or that there is none. */
    turn: { say: string; ask: string };
    brings: Numbered;
    none: string;
  };
}

// In a browser they stand in the page that holds the demo: nothing is fetched.
export const { words, text } = await inLanguages(import.meta.env?.SSR === false ? undefined : { th: () => import('./words.th.ts'), en: () => import('./words.en.ts') }, 'duplex');
