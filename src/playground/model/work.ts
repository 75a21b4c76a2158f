/**
 * The work on one program: its files as they are edited, what they began from, and a way back from everything that
 * replaces them. Framework-free; editors and the workbench watch it.
 */
import { sameFiles, type Files, type ProgramFile } from './files.ts';
import { MOST_VERSIONS, type Keeper, type Version, type Why } from './keep.ts';

/** How long typing must rest before it is kept, ms. */
export const REST = 400;

export interface WorkView {
  /** The id of the starter: an example, an exercise, or a shared program. */
  starter: string;
  files: Files;
  /** Counts replacements of the files as a whole: an editor that sees another number takes the files anew. */
  replaced: number;
  /** The files differ from the starter's. */
  changed: boolean;
  versions: readonly Version[];
  /** False where this device does not let the page keep anything. */
  kept: boolean;
  /** What the last replacement can be taken back to. */
  undo: Version | undefined;
}

export interface Work {
  readonly now: WorkView;
  watch(changed: (view: WorkView) => void): () => void;
  /** Begins with a starter, or goes on with what was kept of it. */
  open(starter: string, files: Files): void;
  /** One file was typed into. */
  edit(name: ProgramFile, text: string): void;
  /** Puts a version aside where it differs from the last. */
  remember(why: Why): void;
  /** Replaces all files, after putting the present ones aside. */
  replace(files: Files, why: Why): void;
  /** Back to the starter. */
  reset(): void;
  /** Takes the last replacement back. */
  undo(): void;
  /** Keeps at once what typing has left. */
  flush(): void;
}

export interface WorkParts {
  keeper: Keeper;
  now(): number;
  /** Runs `run` after `ms`; returns how to take it back. */
  after(ms: number, run: () => void): () => void;
}

export function createWork({ keeper, now, after }: WorkParts): Work {
  const watchers = new Set<(view: WorkView) => void>();
  let starter = '';
  let original: Files = {};
  let files: Files = {};
  let versions: Version[] = [];
  let replaced = 0;
  let kept = true;
  let undo: Version | undefined;
  let cancel: (() => void) | undefined;
  let view = compose();

  function compose(): WorkView {
    return { starter, files, replaced, changed: !sameFiles(files, original), versions, kept, undo };
  }
  function changed() {
    view = compose();
    for (const watcher of [...watchers]) watcher(view);
  }
  function flush() {
    cancel?.();
    cancel = undefined;
    // What was never changed needs no place; what was changed before and is now as it began, does.
    if (starter === '' || (sameFiles(files, original) && versions.length === 0 && !keeper.load(starter))) return;
    const before = kept;
    kept = keeper.save(starter, { files, versions });
    if (kept !== before) changed();
  }
  function keepSoon() {
    cancel?.();
    cancel = after(REST, flush);
  }
  function putAside(why: Why): Version | undefined {
    const [last] = versions;
    if (last && sameFiles(last.files, files)) return last;
    const version = { at: now(), why, files };
    versions = [version, ...versions].slice(0, MOST_VERSIONS);
    return version;
  }
  function replace(to: Files, why: Why) {
    if (sameFiles(to, files)) return;
    undo = putAside(why);
    files = { ...to };
    replaced += 1;
    changed();
    flush();
  }

  return {
    get now() {
      return view;
    },
    watch(watcher) {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    open(id, begin) {
      flush();
      const known = keeper.load(id);
      starter = id;
      original = begin;
      files = { ...(known?.files ?? begin) };
      versions = known?.versions ?? [];
      undo = undefined;
      replaced += 1;
      changed();
    },
    edit(name, text) {
      if (files[name] === text) return;
      files = { ...files, [name]: text };
      undo = undefined;
      keepSoon();
      changed();
    },
    remember(why) {
      if (sameFiles(files, original) && versions.length === 0) return;
      putAside(why);
      changed();
      flush();
    },
    replace,
    reset: () => replace(original, 'reset'),
    undo() {
      if (!undo) return;
      const to = undo;
      replace(to.files, 'restored');
      undo = undefined;
      changed();
    },
    flush,
  };
}
