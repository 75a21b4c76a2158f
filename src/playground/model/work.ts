/**
 * The work on one program: its files as they are edited, what they began from, and a way back from everything that
 * replaces them. Framework-free; editors and the workbench watch it.
 */
import { sameFiles, type Files, type ProgramFile } from './files.ts';
import { isShared, MOST_VERSIONS, type Keeper, type Version, type Why } from './keep.ts';

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
  /** What another tab wrote last stands here now; or was put among the versions, because this one was just typed into. */
  elsewhere: 'followed' | 'aside' | undefined;
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
  /** Stops following what other tabs write. */
  close(): void;
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
  let elsewhere: WorkView['elsewhere'];
  /** The files as this tab last read or wrote them: what stands there otherwise, another tab wrote. */
  let agreed: Files | undefined;
  /** This tab typed since it last took over what another wrote. */
  let own = false;
  let cancel: (() => void) | undefined;
  let view = compose();
  const stopWatching = keeper.watch((id) => {
    if (id === starter) follow();
  });

  function compose(): WorkView {
    return { starter, files, replaced, changed: !sameFiles(files, original), versions, kept, undo, elsewhere };
  }
  function changed() {
    view = compose();
    for (const watcher of [...watchers]) watcher(view);
  }
  function flush() {
    cancel?.();
    cancel = undefined;
    // What was never changed needs no place; what was changed before and is now as it began, does.
    if (starter === '') return;
    const there = keeper.load(starter);
    if (!there && sameFiles(files, original) && versions.length === 0) return;
    const before = [kept, versions, elsewhere];
    if (there) {
      addVersions(there.versions);
      // Written by another tab since, and not yet heard of.
      if (agreed && !sameFiles(there.files, agreed) && !sameFiles(there.files, files)) aside(there.files);
    }
    kept = keeper.save(starter, { files, versions, ...(isShared(starter) ? { begin: original } : {}) });
    agreed = files;
    if ([kept, versions, elsewhere].some((now, i) => now !== before[i])) changed();
  }
  /** Another tab wrote: this one shows the same, unless it was just typed into. Either way nothing is lost. */
  function follow() {
    const there = keeper.load(starter);
    if (!there) return;
    addVersions(there.versions);
    if (sameFiles(there.files, files)) agreed = there.files;
    else if (cancel) aside(there.files);
    else {
      if (own) undo = putAside('elsewhere');
      own = false;
      agreed = files = there.files;
      elsewhere = 'followed';
      replaced += 1;
      // The other tab shall have what was put aside here.
      if (undo) flush();
    }
    changed();
  }
  function aside(theirs: Files) {
    elsewhere = 'aside';
    agreed = theirs;
    if (versions.some((one) => sameFiles(one.files, theirs))) return;
    versions = [{ at: now(), why: 'elsewhere' as const, files: theirs }, ...versions].slice(0, MOST_VERSIONS);
  }
  /** Versions that another tab put aside, among ours. */
  function addVersions(others: readonly Version[]) {
    const news = others.filter((one) => !versions.some((known) => known.at === one.at && sameFiles(known.files, one.files)));
    if (news.length > 0) versions = [...versions, ...news].sort((a, b) => b.at - a.at).slice(0, MOST_VERSIONS);
  }
  function keepSoon() {
    cancel?.();
    cancel = after(REST, flush);
  }
  function putAside(why: Why): Version | undefined {
    const [last] = versions;
    if (last && sameFiles(last.files, files)) return last;
    // Each has a time of its own: it is known by it.
    const version = { at: Math.max(now(), (last?.at ?? 0) + 1), why, files };
    versions = [version, ...versions].slice(0, MOST_VERSIONS);
    return version;
  }
  function replace(to: Files, why: Why) {
    if (sameFiles(to, files)) return;
    undo = putAside(why);
    own = true;
    elsewhere = undefined;
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
      agreed = known?.files ?? begin;
      own = false;
      undo = elsewhere = undefined;
      replaced += 1;
      changed();
    },
    edit(name, text) {
      if (files[name] === text) return;
      files = { ...files, [name]: text };
      undo = elsewhere = undefined;
      own = true;
      keepSoon();
      changed();
    },
    remember(why) {
      if (sameFiles(files, original) && versions.length === 0 && !isShared(starter)) return;
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
    close: stopWatching,
  };
}
