/**
 * Work kept on this device, keyed by the starter that it began from. Where storage is blocked or full nothing breaks:
 * the work then lives as long as the page, and `save` says so.
 */
import { asFiles, type Files } from './files.ts';

/** Why a version was put aside. `elsewhere`: another tab wrote over it. */
export type Why = 'run' | 'reset' | 'restored' | 'solution' | 'elsewhere';
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
  /** What it began with, where only a link held that. */
  begin?: Files;
}

export const MOST_VERSIONS = 20;
const PREFIX = 'saitrong-work:';
const LAST = 'saitrong-work-last';
const WHYS: readonly string[] = ['run', 'reset', 'restored', 'solution', 'elsewhere'] satisfies Why[];

/** A program that came by link: this site does not have what it began with. */
export const isShared = (starter: string): boolean => starter.startsWith('shared-');

export interface Keeper {
  load(starter: string): Kept | undefined;
  /** False where it could not be kept. Older versions give way where there is no room for all. */
  save(starter: string, work: Kept): boolean;
  /** The starter that was worked on last. */
  last(): string | undefined;
  /** This starter is looked at now. */
  visit(starter: string): void;
  /** The programs that came by link and were worked on, in no order. */
  shared(): string[];
  /** Calls back when another tab kept something of a starter; returns how to end that. */
  watch(heard: (starter: string) => void): () => void;
}

/**
 * `storage` is looked up at each use, because reading `localStorage` may itself throw. `listen` tells the keys that other
 * tabs write.
 */
export function createKeeper(storage: () => Storage | undefined, listen: (heard: (key: string) => void) => () => void = () => () => {}): Keeper {
  /** What there was no room for: it lives as long as the page. */
  const held = new Map<string, string>();
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
      return held.get(key) ?? storage()?.getItem(key) ?? undefined;
    } catch {
      return undefined;
    }
  }
  function keys(): string[] {
    try {
      return [...held.keys(), ...Object.keys(storage() ?? {})];
    } catch {
      return [...held.keys()];
    }
  }
  return {
    load(starter) {
      const text = get(PREFIX + starter);
      return text === undefined ? undefined : readKept(text);
    },
    save(starter, work) {
      const key = PREFIX + starter;
      const text = (count: number) => JSON.stringify({ v: 1, files: work.files, versions: work.versions.slice(0, count), ...(work.begin ? { begin: work.begin } : {}) });
      put(LAST, starter);
      for (let count = Math.min(work.versions.length, MOST_VERSIONS); ; count = Math.floor(count / 2)) {
        if (put(key, text(count))) {
          held.delete(key);
          return true;
        }
        if (count > 0) continue;
        held.set(key, text(MOST_VERSIONS));
        return false;
      }
    },
    last: () => get(LAST),
    visit: (starter) => void put(LAST, starter),
    shared: () => [...new Set(keys().flatMap((key) => (key.startsWith(PREFIX) && isShared(key.slice(PREFIX.length)) ? [key.slice(PREFIX.length)] : [])))],
    watch: (heard) => listen((key) => key.startsWith(PREFIX) && heard(key.slice(PREFIX.length))),
  };
}

/** What was kept, as far as it can be trusted: another page or an older build may have written it. */
function readKept(text: string): Kept | undefined {
  try {
    const { files, versions, begin } = JSON.parse(text) as { files?: unknown; versions?: unknown; begin?: unknown };
    const own = asFiles(files);
    if (!own) return undefined;
    const list = (Array.isArray(versions) ? versions : []).flatMap((one: Partial<Version> | null): Version[] => {
      const then = asFiles(one?.files);
      return then && typeof one?.at === 'number' && WHYS.includes(one.why ?? '') ? [{ at: one.at, why: one.why as Why, files: then }] : [];
    });
    const began = begin === undefined ? undefined : asFiles(begin);
    return { files: own, versions: list.slice(0, MOST_VERSIONS), ...(began ? { begin: began } : {}) };
  } catch {
    return undefined;
  }
}

/** This browser's own; nothing where it is blocked. */
export const deviceKeeper = (): Keeper =>
  createKeeper(
    () => globalThis.localStorage,
    (heard) => {
      const ear = ({ key, storageArea, newValue }: StorageEvent) => key !== null && newValue !== null && storageArea !== null && heard(key);
      addEventListener('storage', ear);
      return () => removeEventListener('storage', ear);
    },
  );
