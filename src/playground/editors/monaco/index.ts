/** Monaco as the workbench's editor, fetched when it is wanted: first its words, then itself, in this order. */
import type { Locale } from '../../../line/demo.ts';
import type { Editor, EditorParts } from '../editor.ts';

/** Fetches what is needed (once a page); what it resolves with makes an editor at once. Rejects where something could not be fetched. */
export async function fetchMonaco(locale: Locale): Promise<(parts: EditorParts) => Editor> {
  // Monaco asks for its words while it is evaluated, from this very place.
  if (locale === 'th') (globalThis as { _VSCODE_NLS_MESSAGES?: Record<number, string> })._VSCODE_NLS_MESSAGES = (await import('virtual:monaco/thai')).default;
  return (await import('./make.ts')).makeEditor;
}
