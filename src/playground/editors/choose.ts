/**
 * Which editor a reader gets. Monaco is 2 MB and does not support phones: on wide screens with a fine pointer it is the
 * reader's, unless they chose CodeMirror; elsewhere everyone has CodeMirror. When Monaco comes is the seat's affair.
 */
export type EditorKind = 'codemirror' | 'monaco';

/** Where Monaco can be worked with: two columns, and a mouse or the like. */
export const ROOMY = '(min-width: 56.0625em) and (pointer: fine)';
const KEY = 'saitrong-editor';

/** `chosen` is what the reader chose on this device, if ever. */
export const chooseEditor = (roomy: boolean, chosen: EditorKind | undefined): EditorKind => (roomy && chosen !== 'codemirror' ? 'monaco' : 'codemirror');

/** What the reader chose; undefined where nothing was kept or storage is blocked. `storage` is looked up late: reading it may throw. */
export function wantedEditor(storage: () => Pick<Storage, 'getItem'> = () => localStorage): EditorKind | undefined {
  try {
    const kept = storage().getItem(KEY);
    return kept === 'monaco' || kept === 'codemirror' ? kept : undefined;
  } catch {
    return undefined;
  }
}
export function keepWantedEditor(kind: EditorKind, storage: () => Pick<Storage, 'setItem'> = () => localStorage): void {
  try {
    storage().setItem(KEY, kind);
  } catch {
    // Storage is blocked: the choice holds as long as the page.
  }
}
