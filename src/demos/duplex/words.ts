/** The duplex demo's words: `words` as the shell shows them, `text` what only the figure says. */
import { inLanguages } from '../language.ts';

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
  fault(ms: number): string;
  queue(n: number): string;
  open: string;
  crossed: string;
  /** On tickets. */
  ask: string;
  spoke(text: string): string;
  answer(n: number): string;
  stats: { serverDelay: string; readerDelay: string; bytes: string; crossings: string };
  handshake(bytes: string): string;
  figure: { radio(queue: number, turns: number): string; phone(flights: number, crossings: number): string };
  /** Lines of the transcript, for readers who can't see the figure. */
  tell: {
    waits(text: string, waited: string | undefined): string;
    flight(from: 'client' | 'server', text: string, took: string | undefined): string;
    turn(kind: 'say' | 'ask', text: string, told: number | undefined): string;
  };
}

export const { words, text } = await inLanguages({ th: () => import('./words.th.ts'), en: () => import('./words.en.ts') });
