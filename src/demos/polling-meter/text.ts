/** What only this figure says, beside the words that the shell shows. */
import { inLanguages } from '../language.ts';
import type { Lane, Verdict, Way } from './model.ts';

export interface Text {
  born: string;
  ways: Record<Way, string>;
  columns: { way: string; requests: string; empty: string; up: string; down: string; median: string; worst: string };
  table: string;
  legend: { news: string; nothing: string; waits: string; arrived: string; open: string };
  /** A lane in one sentence, for readers who can't see it. */
  lane(name: string, lane: Lane): string;
  births(n: number): string;
  verdictTitle: string;
  verdict(v: Verdict, ask: number): string[];
}

export const text = await inLanguages<Text>({ th: () => import('./text.th.ts'), en: () => import('./text.en.ts') });
