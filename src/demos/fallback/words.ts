/** The fallback demo's words. What the shell shows is `DemoWords`; what only this figure says is `text`. */
import type { DemoWords, Locale } from '../../line/demo.ts';
import type { Ended, Outcome, StepName } from './model.ts';
import * as en from './words.en.ts';
import * as th from './words.th.ts';

export interface Text {
  stepsTitle: string;
  steps: Record<StepName, (p: Record<string, string | number>) => string>;
  carriedTitle: string;
  yours: string;
  theirs: string;
  by: { polling: string; websocket: string };
  message(n: number, from: string, by: string, arrived: boolean): string;
  outcome: Record<Outcome, string>;
  /** `never`, where nobody answered at all. */
  silent: string;
  /** The table of what the reader has tried: its title, what to do with it, its columns, and how a run ended. */
  tried: string;
  triedHint: string;
  networks: Record<string, string>;
  ended: Record<Ended, string>;
  untried: string;
  count(sent: number, arrived: number): string;
  sum(exchanges: number, bytes: string): string;
}

export const words: Record<Locale, DemoWords> = { th: th.words, en: en.words };
export const text: Record<Locale, Text> = { th: th.text, en: en.text };
