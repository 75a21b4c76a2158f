/**
 * What an error means, in the reader's language. Engines have no codes, only names and English sentences: the name
 * tells the kind, and of the sentence only the learner's own word is taken. Hints that a trace proves are `hints/`.
 */
import type { Problem } from '../../protocol/programs.ts';
import { fill } from '../line/words.ts';

export interface Meanings {
  reference: string;
  notFunction: string;
  ofNothing: string;
  syntax: string;
  recursion: string;
  loop: string;
  frozen: string;
  /** What can't be had in the playground, and what to do instead, by its name; `*` for any other package. */
  notHere: Record<string, string>;
}

/** Same reason for several names. */
const ALIKE: Record<string, string> = { 'fs/promises': 'fs', tls: 'net', dgram: 'net', dns: 'net', http2: 'https', cluster: 'child_process', worker_threads: 'child_process', vm: 'child_process', sqlite3: 'sqlite', 'better-sqlite3': 'sqlite' };

/** One sentence; undefined where nothing can be said beyond the error itself. */
export function meaningOf(problem: Pick<Problem, 'name' | 'message' | 'hint'>, words: Meanings): string | undefined {
  const { name, message, hint } = problem;
  if (hint?.code === 'not-here') {
    const what = String(hint.params?.what ?? '');
    const sentence = words.notHere[ALIKE[what] ?? what] ?? (/^[./]/.test(what) ? words.notHere['./'] : words.notHere['*']);
    return fill(sentence ?? '', { what });
  }
  switch (name) {
    case 'ReferenceError':
      return fill(words.reference, { word: /'?([\w$]+)'? is not defined/.exec(message)?.[1] ?? /(?:access|reading) '?([\w$]+)'?/.exec(message)?.[1] ?? '?' });
    case 'SyntaxError':
      return words.syntax;
    case 'RangeError':
      if (/2 seconds/.test(message)) return words.loop;
      return /call stack/i.test(message) ? words.recursion : undefined;
    case 'InternalError':
      return /stack overflow/i.test(message) ? words.recursion : undefined;
    case 'TypeError': {
      if (/not a function/.test(message)) return words.notFunction;
      if (/constant|read-only|Assignment to/.test(message)) return words.frozen;
      const read = /(?:reading|setting) '([^']+)'|property '([^']+)' of (?:null|undefined)/.exec(message);
      return read ? fill(words.ofNothing, { word: read[1] ?? read[2] ?? '?' }) : undefined;
    }
    default:
      return undefined;
  }
}
