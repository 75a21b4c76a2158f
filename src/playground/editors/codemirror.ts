/** CodeMirror 6 as the workbench's editor: on phones and tablets always, elsewhere until Monaco has come, or on choice (`choose.ts`). */
import { indentSelection, indentWithTab, redo, undo } from '@codemirror/commands';
import { css } from '@codemirror/lang-css';
import { html } from '@codemirror/lang-html';
import { javascript } from '@codemirror/lang-javascript';
import { setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { EditorState, type Extension } from '@codemirror/state';
import { keymap } from '@codemirror/view';
import { basicSetup, EditorView } from 'codemirror';
import { fileNames, type ProgramFile } from '../model/files.ts';
import { relive, selectionOf, spotsOf, stepsOf } from './codemirror-past.ts';
import type { Editor, EditorParts, Mark } from './editor.ts';
import { look } from './look.ts';
import { phrases } from './phrases.ts';
import { history, type Scroll, type Stand, type Stands } from './stand.ts';

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
  const scrolls = new Map<ProgramFile, Scroll>();
  let shown: ProgramFile | undefined;
  let marks: readonly Mark[] = [];
  const view = new EditorView({ parent: host });

  const extensions = (file: ProgramFile): Extension => [
    basicSetup,
    keymap.of([indentWithTab, { key: 'Shift-Alt-f', run: format }]),
    language(file),
    look,
    phrases(locale),
    EditorState.tabSize.of(2),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ 'aria-label': label(file), 'aria-describedby': describedBy, tabindex: '0', lang: 'en', translate: 'no', spellcheck: 'false', autocapitalize: 'off' }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) edited(file, update.state.doc.toString());
    }),
  ];
  function stateOf(file: ProgramFile, text: string, stand: Stand | undefined): EditorState {
    if (!stand) return EditorState.create({ doc: text, extensions: extensions(file) });
    const steps = history({ text, spots: stand.spots }, stand);
    const [first] = steps;
    const begin = EditorState.create({ doc: first?.text ?? text, selection: selectionOf(first?.spots ?? [], first?.text.length ?? 0), extensions: extensions(file) });
    const lived = relive(begin, steps, stand.after.length);
    return lived.update({ selection: selectionOf(stand.spots, lived.doc.length) }).state;
  }

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
  function scroll(): Scroll {
    const edge = view.scrollDOM.getBoundingClientRect().top - view.documentTop;
    const block = view.lineBlockAtHeight(edge);
    return { line: view.state.doc.lineAt(block.from).number, over: edge - block.top };
  }
  function scrollTo({ line, over }: Scroll) {
    const at = view.state.doc.line(Math.min(Math.max(1, line), view.state.doc.lines)).from;
    view.dispatch({ effects: EditorView.scrollIntoView(at, { y: 'start', yMargin: -over }) });
  }
  /** What is shown leaves the view: its state and scroll are put aside. */
  function putAside() {
    if (!shown || !states.has(shown)) return;
    states.set(shown, view.state);
    scrolls.set(shown, scroll());
  }
  function show(file: ProgramFile) {
    const state = states.get(file);
    if (!state || shown === file) return;
    putAside();
    shown = file;
    view.setState(state);
    const before = scrolls.get(file);
    if (before) scrollTo(before);
    diagnose();
  }
  return {
    take(files, stands = {}) {
      const before = shown;
      states.clear();
      scrolls.clear();
      shown = undefined;
      for (const file of fileNames(files)) {
        const stand = stands[file];
        states.set(file, stateOf(file, files[file] ?? '', stand));
        if (stand?.scroll) scrolls.set(file, stand.scroll);
      }
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
    stands() {
      putAside();
      const stands: Stands = {};
      for (const [file, state] of states) {
        const scroll = scrolls.get(file);
        stands[file] = { spots: spotsOf(state), ...(scroll ? { scroll } : {}), before: stepsOf(state, undo).reverse(), after: stepsOf(state, redo) };
      }
      return stands;
    },
    // A panel is where the reader finds; a list, where they choose what to complete.
    busy: () => view.composing || host.querySelector('.cm-panels input, .cm-tooltip-autocomplete') !== null,
    focus: () => view.focus(),
    close: () => view.destroy(),
  };
}
