/** All that the workbench says: one file a language, of which a page fetches only its own. */
import type { FloodName, LimitName } from '../../protocol/program-limits.ts';
import type { ProgramError, ProgramState, StopReason } from '../../protocol/programs.ts';
import { inLanguages } from '../line/language.ts';
import type { LineErrorCode } from '../line/errors.ts';
import type { Meanings } from './meaning.ts';
import type { Why } from './model/keep.ts';

/** `{name}` in a sentence is filled by `fill` of src/line/words.ts. */
export interface Words {
  examples: string;
  shared: string;
  /** Several of them, in the list of what to start from. */
  sharedMany: string;
  sharedOne: string;
  run: string;
  stop: string;
  restart: string;
  auto: string;
  more: string;
  share: string;
  download: string;
  reset: string;
  history: string;
  close: string;
  undo: string;
  undone: { label: string };
  /** Another tab has the same program open: what stands here now, or what was put aside. */
  elsewhere: { followed: string; aside: string };
  notKept: string;
  tooLarge: string;
  broken: string;
  unknown: string;
  /** `bench`: the whole of them; `all` and `lower`: the tabs that choose one of all, and one of the last two. */
  panes: { code: string; result: string; console: string; line: string; bench: string; all: string; lower: string };
  files: string;
  editor: string;
  resize: { columns: string; rows: string };
  state: Record<'idle' | ProgramState, string>;
  listening: string;
  place: string;
  reasons: Record<StopReason, string>;
  errors: Record<ProgramError['code'] | 'unreachable' | 'timeout' | 'version' | 'channel-lost' | 'load-failed', string>;
  /** What there was too much of, with `output-flood`. */
  flood: Record<FloodName, string>;
  /** A `deadline` that came while it loaded. */
  neverUp: string;
  /** It was started again by itself. */
  restarted: string;
  limits: Record<LimitName, string>;
  client: { add: string; close: string; reload: string; idle: string; starting: string; stopped: string; failed: string; frame: string; remote: string; link: string };
  log: {
    empty: string;
    filter: string;
    levels: Record<'log' | 'info' | 'warn' | 'error' | 'debug', string>;
    level: string;
    copy: string;
    copied: string;
    notCopied: string;
    clear: string;
    dropped: string;
    times: string;
    toLine: string;
    newest: string;
    none: string;
  };
  problems: { title: string; place: string; meanings: Meanings };
  line: { none: string; invite: string; choose: string; pick: string; wrote: string; lost: string };
  sharing: { title: string; code: string; codeAbout: string; client: string; clientAbout: string; notYet: string; far: string; here: string; local: string; copy: string; copied: string; notCopied: string; qr: string; long: string };
  versions: { title: string; about: string; none: string; lines: string; restore: string; why: Record<Why, string> };
}

export const { words } = await inLanguages<{ words: Words }>({ th: () => import('./words.th.ts'), en: () => import('./words.en.ts') });

/** What went wrong with a request, in words; what has none of its own is said as an inner error. */
export const errorText = (text: Words, code: ProgramError['code'] | LineErrorCode): string => (text.errors as Record<string, string>)[code] ?? text.errors.internal;
