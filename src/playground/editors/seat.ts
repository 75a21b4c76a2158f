/**
 * Where the editor sits. CodeMirror comes first, as soon as there are files. Another is fetched when the reader first
 * goes to the code, and takes its place in a moment of rest, with the same text, history, cursors, scroll and focus.
 * Until then, and where it can't be fetched, the old one stays.
 */
import type { Locale } from '../../line/demo.ts';
import type { EditorKind } from './choose.ts';
import type { Editor, EditorParts } from './editor.ts';
import type { Pause } from './pause.ts';
import type { Stands } from './stand.ts';

export interface SeatState {
  editor: Editor | undefined;
  kind: EditorKind;
  /** What was asked for waits until the reader goes to the code, is on its way, or could not be fetched. */
  coming: 'wanted' | 'loading' | 'failed' | undefined;
}
export interface SeatParts {
  host: HTMLElement;
  parts: Omit<EditorParts, 'host'>;
  pause: Pause;
  /** Resolves once there are files: an editor that stood open before them would lose to them what was typed. */
  ready: Promise<void>;
  /** Gives a new editor the files as they stand, and shows the one that is looked at. */
  settle(made: Editor, stands: Stands | undefined): void;
  changed(now: SeatState): void;
  /** For tests: how an editor is fetched. */
  fetch?: (kind: EditorKind, locale: Locale) => Promise<(parts: EditorParts) => Editor>;
}
export interface EditorSeat {
  /**
   * Asks for an editor. `atOnce`: it is fetched now, because the reader said so; else when they first go to the code.
   * Never rejects: `changed` tells what came of it.
   */
  use(kind: EditorKind, atOnce?: boolean): Promise<void>;
  close(): void;
}

const fetchEditor = async (kind: EditorKind, locale: Locale): Promise<(parts: EditorParts) => Editor> =>
  kind === 'codemirror' ? (await import('./codemirror.ts')).codeMirror : (await import('./monaco/index.ts')).fetchMonaco(locale);

/** How a reader goes to the code: by pointer, by Tab, or led there by an error that they pressed. */
const GOES = ['pointerdown', 'focusin', 'keydown'] as const;

export function createSeat({ host, parts, pause, ready, settle, changed, fetch = fetchEditor }: SeatParts): EditorSeat {
  let now: SeatState = { editor: undefined, kind: 'codemirror', coming: undefined };
  let holder: HTMLElement | undefined;
  let asked = 0;
  let closed = false;
  const tell = (next: Partial<SeatState>) => {
    now = { ...now, ...next };
    if (!closed) changed(now);
  };

  let go = () => {};
  const gone = new Promise<void>((resolve) => (go = resolve));
  const went = () => {
    for (const name of GOES) host.removeEventListener(name, went, true);
    go();
  };
  for (const name of GOES) host.addEventListener(name, went, true);

  const inside = () => host.contains(document.activeElement);

  /** Puts an editor in the place of the one before, in one go: no key falls between the two. */
  function sit(kind: EditorKind, make: (parts: EditorParts) => Editor) {
    const element = document.createElement('div');
    // It is laid out over the old one, unseen, so that it can measure its letters.
    element.className = now.editor ? 'holder unseen' : 'holder';
    host.append(element);
    try {
      const made = make({ ...parts, host: element });
      const focused = inside();
      settle(made, now.editor?.stands());
      now.editor?.close();
      holder?.remove();
      element.classList.remove('unseen');
      holder = element;
      if (focused) made.focus();
      tell({ editor: made, kind });
    } catch (error) {
      element.remove();
      throw error;
    }
  }

  return {
    async use(kind, atOnce = false) {
      const mine = ++asked;
      const over = () => mine !== asked || closed;
      try {
        if (!now.editor) {
          const [make] = await Promise.all([fetch('codemirror', parts.locale), ready]);
          if (over()) return;
          sit('codemirror', make);
        }
        if (now.kind === kind) return tell({ coming: undefined });
        if (!atOnce && kind !== 'codemirror') {
          tell({ coming: 'wanted' });
          await gone;
          if (over()) return;
        }
        tell({ coming: 'loading' });
        const make = await fetch(kind, parts.locale);
        if (over()) return;
        if (inside()) await pause.rest(() => inside() && (now.editor?.busy() ?? false));
        if (over()) return;
        sit(kind, make);
        tell({ coming: undefined });
      } catch {
        if (!over()) tell({ coming: 'failed' });
      }
    },
    close() {
      closed = true;
      asked += 1;
      for (const name of GOES) host.removeEventListener(name, went, true);
      pause.close();
      now.editor?.close();
    },
  };
}
