/** The polling meter's words: `words` as the shell shows them, `text` what only the figure says. */
import { inLanguages } from '../../line/language.ts';
import { fill } from '../../line/words.ts';
import type { Verdict, Way } from './model.ts';

/** A verdict's numbers as they are read: `480 ms`, `8.6`, `2.4 MB`, `1 s`. */
export interface Said {
  kind: Verdict['kind'];
  median: string;
  worst: string;
  empty: number;
  requests: number;
  times: string;
  perHour: string;
  /** How far apart the asks were. */
  pace: string;
}

export interface Text {
  born: string;
  ways: Record<Way, string>;
  /** In the order in which they stand. */
  columns: { way: string; requests: string; empty: string; up: string; down: string; median: string; worst: string };
  table: string;
  /** Opens the delay of each news: its title, and the columns of its number and its birth. */
  each: { title: string; n: string; born: string };
  legend: { news: string; nothing: string; waits: string; arrived: string; open: string };
  /** A lane in one sentence, for readers who can't see it: `{name}`, `{requests}`, `{empty}`, `{arrived}`, `{news}`. */
  lane: string;
  /** What `{median}` adds to it, once there is one. */
  late: string;
  /** `{n}` */
  births: string;
  verdictTitle: string;
  /** Sentences with the names of `Said` in braces; the last one by the kind of verdict. */
  verdict: string[];
  judged: Record<Verdict['kind'], string>;
}

// In a browser they stand in the page that holds the demo: nothing is fetched.
export const { words, text } = await inLanguages(import.meta.env?.SSR === false ? undefined : { th: () => import('./words.th.ts'), en: () => import('./words.en.ts') }, 'polling-meter');

/** The verdict in sentences. */
export const verdictWords = ({ verdict, judged }: Text, said: Said): string[] => [...verdict, judged[said.kind]].map((sentence) => fill(sentence, { ...said }));
