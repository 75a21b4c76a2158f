/**
 * Work kept on this device, keyed by the starter that it began from. Where storage is blocked or full nothing breaks:
 * the work then lives as long as the page, and `kept` says so.
 */
import { asFiles, type Files } from './files.ts';

/** Why a version was put aside. */
export type Why = 'run' | 'reset' | 'restored' | 'solution';
/** What stood there before something replaced it, or when it was run. */
export interface Version {
  /** Milliseconds since 1970. */
  at: number;
  why: Why;
  files: Files;
}
export interface Kept {
  files: Files;
  /** The newest first, at most `MOST_VERSIONS`. */
  versions: Version[];
}

export const MOST_VERSIONS = 20;
const PREFIX = 'saitrong-work:';
const LAST = 'saitrong-work-last';
const WHYS: readonly string[] = ['run', 'reset', 'restored', 'solution'] satisfies Why[];

export interface Keeper {
  load(starter: string): Kept | undefined;
  /** False where it could not be kept. Older versions give way where there is no room for all. */
  save(starter: string, work: Kept): boolean;
  /** The starter that was worked on last. */
  last(): string | undefined;
}

/** `storage` is looked up at each use, because reading `localStorage` may itself throw. */
export function createKeeper(storage: () => Storage | undefined): Keeper {
  function put(key: string, value: string): boolean {
    try {
      const place = storage();
      place?.setItem(key, value);
      return place !== undefined;
    } catch {
      return false;
    }
  }
  function get(key: string): string | undefined {
    try {
      return storage()?.getItem(key) ?? undefined;
    } catch {
      return undefined;
    }
  }
  return {
    load(starter) {
      const text = get(PREFIX + starter);
      return text === undefined ? undefined : readKept(text);
    },
    save(starter, work) {
      put(LAST, starter);
      for (let count = Math.min(work.versions.length, MOST_VERSIONS); ; count = Math.floor(count / 2)) {
        if (put(PREFIX + starter, JSON.stringify({ v: 1, files: work.files, versions: work.versions.slice(0, count) }))) return true;
        if (count === 0) return false;
      }
    },
    last: () => get(LAST),
  };
}

/** What was kept, as far as it can be trusted: another page or an older build may have written it. */
function readKept(text: string): Kept | undefined {
  try {
    const { files, versions } = JSON.parse(text) as { files?: unknown; versions?: unknown };
    const own = asFiles(files);
    if (!own) return undefined;
    const list = (Array.isArray(versions) ? versions : []).flatMap((one: Partial<Version> | null): Version[] => {
      const then = asFiles(one?.files);
      return then && typeof one?.at === 'number' && WHYS.includes(one.why ?? '') ? [{ at: one.at, why: one.why as Why, files: then }] : [];
    });
    return { files: own, versions: list.slice(0, MOST_VERSIONS) };
  } catch {
    return undefined;
  }
}

/** This browser's own; nothing where it is blocked. */
export const deviceKeeper = (): Keeper => createKeeper(() => globalThis.localStorage);
