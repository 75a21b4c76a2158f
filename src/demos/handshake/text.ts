/** What only this figure says, beside the words that the shell shows. */
import { inLanguages } from '../language.ts';

export interface Text {
  /** Beside the server's rail, between the request and the 101. */
  work: string;
  /** On the request's ticket. */
  upgrade: string;
  /** Whose bytes are taken apart below. */
  yours: { request: string; response: string; client: string; server: string };
  /** What a frame is, by its name (`label.ts`, `frameName`). */
  frames: Record<string, string>;
}

export const { text } = await inLanguages<{ text: Text }>({ th: () => import('./text.th.ts'), en: () => import('./text.en.ts') });
