/** What hints say: what happened, why, and what to do. One file a language, of which a page fetches only its own. */
import { inLanguages } from '../../line/language.ts';
import type { HintCode } from './evidence.ts';

/** `{name}` in a sentence is filled by `fill`; text between backticks is code. */
export interface HintText {
  /** What happened. */
  what: string;
  why: string;
  /** What to do. */
  todo: string;
}
export interface HintWords {
  title: string;
  /** Buttons: where it is in the code, on the line, in the glossary; and away with it. */
  code: string;
  line: string;
  term: string;
  dismiss: string;
  hints: Record<HintCode, HintText>;
}

export const { words } = await inLanguages<{ words: HintWords }>({ th: () => import('./words.th.ts'), en: () => import('./words.en.ts') });

/** The glossary's entry that tells more, where there is one. */
export const TERMS: Partial<Record<HintCode, string>> = {
  'no-listener': 'event',
  'ack-nobody': 'acknowledgement',
  'late-listener': 'event',
  'repeated-listener': 'reconnection',
  'ack-dropped': 'acknowledgement',
  'ack-missing': 'acknowledgement',
  'ack-no-timeout': 'acknowledgement',
  'ack-left': 'acknowledgement',
  'gone-id': 'session-id',
  'own-id': 'room',
  'to-empty': 'room',
  'room-type': 'room',
  'lost-in-json': 'payload',
  'ping-timeout': 'heartbeat',
  burst: 'reconnection',
  'cors-never': 'origin',
  'cors-blocked': 'origin',
  'invalid-namespace': 'namespace',
  'refused-unheard': 'namespace',
  'wrong-path': 'handshake',
  'old-protocol': 'engine-io',
  'transport-unknown': 'transport',
  'too-large': 'payload',
};

/** A sentence in parts: plain text and code in turn, the first part plain. */
export const inParts = (sentence: string): string[] => sentence.split('`');
