/**
 * Where the editor sits. CodeMirror comes first, at once; another takes its place when it has been fetched, with the
 * same text, file, cursor and focus. Until then, and where it can't be fetched, the old one stays.
 */
import type { EditorKind } from './choose.ts';
import type { Editor, EditorParts, Spots } from './editor.ts';

export interface SeatState {
  editor: Editor | undefined;
  kind: EditorKind;
  /** What was asked for is on its way, or could not be fetched. */
  coming: 'loading' | 'failed' | undefined;
}
export interface SeatParts {
  host: HTMLElement;
  parts: Omit<EditorParts, 'host'>;
  /** Gives a new editor the files as they stand, and shows the one that is looked at. */
  settle(made: Editor, spots: Spots | undefined): void;
  changed(now: SeatState): void;
}
export interface EditorSeat {
  /** Asks for an editor. Never rejects: `changed` tells what came of it. */
  use(kind: EditorKind): Promise<void>;
  close(): void;
}

const makers: Record<EditorKind, (parts: EditorParts) => Promise<Editor>> = {
  codemirror: async (parts) => (await import('./codemirror.ts')).codeMirror(parts),
  monaco: async (parts) => (await import('./monaco/index.ts')).monaco(parts),
};

export function createSeat({ host, parts, settle, changed }: SeatParts): EditorSeat {
  let now: SeatState = { editor: undefined, kind: 'codemirror', coming: undefined };
  let holder: HTMLElement | undefined;
  let asked = 0;
  let closed = false;
  const tell = (next: Partial<SeatState>) => {
    now = { ...now, ...next };
    if (!closed) changed(now);
  };

  /** Resolves with whether the editor sits there, or another was asked for meanwhile. */
  async function seat(kind: EditorKind, mine: number): Promise<boolean> {
    const element = document.createElement('div');
    // It is laid out over the old one, unseen, so that it can measure its letters.
    element.className = now.editor ? 'holder unseen' : 'holder';
    host.append(element);
    try {
      const made = await makers[kind]({ ...parts, host: element });
      if (closed || mine !== asked) {
        made.close();
        element.remove();
        return true;
      }
      const focused = host.contains(document.activeElement);
      settle(made, now.editor?.spots());
      now.editor?.close();
      holder?.remove();
      element.classList.remove('unseen');
      holder = element;
      if (focused) made.focus();
      tell({ editor: made, kind });
      return true;
    } catch {
      element.remove();
      return false;
    }
  }

  return {
    async use(kind) {
      const mine = ++asked;
      if (!now.editor && kind !== 'codemirror') await seat('codemirror', mine);
      if (mine !== asked || closed) return;
      if (now.editor && now.kind === kind) return tell({ coming: undefined });
      tell({ coming: kind === 'monaco' ? 'loading' : undefined });
      const there = await seat(kind, mine);
      if (mine === asked) tell({ coming: there ? undefined : 'failed' });
    },
    close() {
      closed = true;
      asked += 1;
      now.editor?.close();
    },
  };
}
