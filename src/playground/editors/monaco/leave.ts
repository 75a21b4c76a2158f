/** Escape, then Tab leaves the editor, as it does in CodeMirror: who is used to one must not be caught in the other. */
import { KeyCode, type editor, type IDisposable } from 'monaco-editor/editor';

/** How long after Escape, ms: CodeMirror's own. */
const WITHIN_MS = 2000;
const MODIFIERS: readonly KeyCode[] = [KeyCode.Shift, KeyCode.Ctrl, KeyCode.Alt, KeyCode.Meta];

export function leaveByEscape(view: editor.ICodeEditor): IDisposable {
  let until = 0;
  const tabLeaves = (yes: boolean) => view.updateOptions({ tabFocusMode: yes });
  const forget = () => {
    if (until === 0) return;
    until = 0;
    tabLeaves(false);
  };
  const stops = [
    // Told before the key is looked up among the editor's commands.
    view.onKeyDown(({ keyCode }) => {
      if (keyCode === KeyCode.Escape) {
        until = Date.now() + WITHIN_MS;
        tabLeaves(true);
      } else if (!MODIFIERS.includes(keyCode) && (keyCode !== KeyCode.Tab || Date.now() > until)) forget();
    }),
    view.onDidBlurEditorText(forget),
  ];
  return { dispose: () => stops.forEach((stop) => stop.dispose()) };
}
