/** The handshake's words: `words` as the shell shows them, `text` what only the figure says. */
import { inLanguages } from '../../line/language.ts';

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

// In a browser they stand in the page that holds the demo: nothing is fetched.
export const { words, text } = await inLanguages(import.meta.env?.SSR === false ? undefined : { th: () => import('./words.th.ts'), en: () => import('./words.en.ts') }, 'handshake');
