/** CodeMirror 6 as the workbench's editor: on phones and tablets always, elsewhere until Monaco is wanted (`choose.ts`). */
import { indentSelection, indentWithTab } from '@codemirror/commands';
import { css } from '@codemirror/lang-css';
import { html } from '@codemirror/lang-html';
import { javascript } from '@codemirror/lang-javascript';
import { lintGutter, setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { EditorState, type Extension } from '@codemirror/state';
import { keymap } from '@codemirror/view';
import { basicSetup, EditorView } from 'codemirror';
import { fileNames, type ProgramFile } from '../model/files.ts';
import type { Editor, EditorParts, Mark, Spot, Spots } from './editor.ts';
import { phrases } from './phrases.ts';
import { look } from './look.ts';

function language(file: ProgramFile): Extension {
  if (file.endsWith('.html')) return html();
  if (file.endsWith('.css')) return css();
  return javascript({ typescript: file.endsWith('.ts') });
}

/** Indents every line anew, in one step; the rest of the layout is the writer's own. */
function format(view: EditorView): boolean {
  const { state } = view.state.update({ selection: { anchor: 0, head: view.state.doc.length } });
  indentSelection({ state, dispatch: ({ changes }) => view.dispatch({ changes, userEvent: 'input.indent', scrollIntoView: true }) });
  return true;
}

export function codeMirror({ host, locale, label, describedBy, edited }: EditorParts): Editor {
  const states = new Map<ProgramFile, EditorState>();
  let shown: ProgramFile | undefined;
  let marks: readonly Mark[] = [];
  const view = new EditorView({ parent: host });

  const stateOf = (file: ProgramFile, text: string, spot: Spot = { anchor: 0, head: 0 }) => {
    const doc = EditorState.create({ doc: text }).doc;
    return EditorState.create({
      doc,
      selection: { anchor: Math.min(spot.anchor, doc.length), head: Math.min(spot.head, doc.length) },
      extensions: [
        basicSetup,
        keymap.of([indentWithTab, { key: 'Shift-Alt-f', run: format }]),
        lintGutter(),
        language(file),
        look,
        phrases(locale),
        EditorState.tabSize.of(2),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ 'aria-label': label(file), 'aria-describedby': describedBy, tabindex: '0', lang: 'en', translate: 'no', spellcheck: 'false', autocapitalize: 'off' }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) edited(file, update.state.doc.toString());
        }),
      ],
    });
  };

  function diagnose() {
    if (!shown) return;
    const { doc } = view.state;
    const own = marks
      .filter(({ place }) => place.file === shown && place.line >= 1 && place.line <= doc.lines)
      .map(({ place, severity, message }): Diagnostic => {
        const line = doc.line(place.line);
        // QuickJS tells the column late: the whole line is marked, without its indentation.
        return { from: line.from + (/^\s*/.exec(line.text)?.[0].length ?? 0), to: line.to, severity, message };
      });
    view.dispatch(setDiagnostics(view.state, own));
  }
  function show(file: ProgramFile) {
    const state = states.get(file);
    if (!state || shown === file) return;
    if (shown && states.has(shown)) states.set(shown, view.state);
    shown = file;
    view.setState(state);
    diagnose();
  }
  return {
    take(files, spots = {}) {
      const before = shown;
      states.clear();
      shown = undefined;
      for (const file of fileNames(files)) states.set(file, stateOf(file, files[file] ?? '', spots[file]));
      const [first] = states.keys();
      const next = before && states.has(before) ? before : first;
      if (next) show(next);
    },
    show,
    mark(given) {
      marks = given;
      diagnose();
    },
    reveal({ file, line }) {
      show(file as ProgramFile);
      if (shown !== file) return;
      const { doc } = view.state;
      const at = doc.line(Math.min(Math.max(1, line), doc.lines));
      view.dispatch({ selection: { anchor: at.from, head: at.to }, effects: EditorView.scrollIntoView(at.from, { y: 'center' }) });
      view.focus();
    },
    format: () => Promise.resolve(void format(view)),
    spots() {
      const spots: Spots = {};
      for (const [file, state] of states) {
        const { anchor, head } = (file === shown ? view.state : state).selection.main;
        spots[file] = { anchor, head };
      }
      return spots;
    },
    focus: () => view.focus(),
    close: () => view.destroy(),
  };
}
