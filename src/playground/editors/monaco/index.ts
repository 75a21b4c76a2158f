/** Monaco as the workbench's editor, fetched when it is asked for: first its words, then itself, in this order. */
import type { Editor, EditorParts } from '../editor.ts';

/** Fetches what is needed (once a page) and makes an editor. Rejects where something could not be fetched. */
export async function monaco(parts: EditorParts): Promise<Editor> {
  // Monaco asks for its words while it is evaluated, from this very place.
  if (parts.locale === 'th') (globalThis as { _VSCODE_NLS_MESSAGES?: Record<number, string> })._VSCODE_NLS_MESSAGES = (await import('virtual:monaco/thai')).default;
  const { makeEditor } = await import('./make.ts');
  return makeEditor(parts);
}
