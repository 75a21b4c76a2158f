/** Monaco itself as the workbench's editor: a model a file, one view over them. */
import './environment.ts';
import { editor, KeyCode, KeyMod, MarkerSeverity, Range, Uri, type IDisposable } from 'monaco-editor/editor';
// Brings the features of the editor, as far as the build leaves them in (scripts/build/monaco.ts).
import 'monaco-editor/internal/common/workers';
import { words as allWords } from '../../words.ts';
import { endOf, fileNames, type ProgramFile } from '../../model/files.ts';
import type { Editor, EditorParts, Mark } from '../editor.ts';
import type { Stand, Stands } from '../stand.ts';
import { words as editorWords } from '../words.ts';
import { check } from './checks.ts';
import { offerEvents } from './complete.ts';
import { knowledgeOf, languageOf, scriptEnd } from './languages.ts';
import { leaveByEscape } from './leave.ts';
import { followMotion, OPTIONS } from './options.ts';
import { begin, pastOf, relive, selectionOf } from './past.ts';
import { followTheme } from './theme.ts';

/** Pause in typing before the file is checked, ms. */
const REST = 350;
const OWNER = 'saitrong-program';

interface Open {
  model: editor.ITextModel;
  view: editor.ICodeEditorViewState | null;
}
/** Every editor of the page, for what Monaco registers once. */
const living = new Set<{ files: ReadonlyMap<ProgramFile, Open>; locale: EditorParts['locale'] }>();
let made = 0;

const ownerOf = (model: editor.ITextModel) => [...living].find(({ files }) => [...files.values()].some((one) => one.model === model));
offerEvents({
  fileOf: (model) => [...(ownerOf(model)?.files ?? [])].find(([, one]) => one.model === model)?.[0],
  otherEnd(model, end) {
    const other = [...(ownerOf(model)?.files ?? [])].find(([file]) => scriptEnd(file) !== undefined && endOf(file) !== end);
    return other && { file: other[0], text: other[1].model.getValue() };
  },
  words(model) {
    const owner = ownerOf(model);
    return owner && editorWords[owner.locale].events;
  },
});

// One key on every system, the same as CodeMirror's here; Monaco has another on Linux.
editor.addKeybindingRule({ keybinding: KeyMod.Shift | KeyMod.Alt | KeyCode.KeyF, command: 'editor.action.formatDocument', when: 'editorTextFocus' });

export function makeEditor({ host, locale, label, describedBy, edited }: EditorParts): Editor {
  // Several workbenches may stand on a page: each has a folder of its own.
  const folder = `file:///program-${++made}/`;
  const files = new Map<ProgramFile, Open>();
  const self = { files, locale };
  living.add(self);
  const text = { findings: editorWords[locale].findings, meanings: allWords[locale].problems.meanings };
  let shown: ProgramFile | undefined;
  let marks: readonly Mark[] = [];
  let taking = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let alive = true;

  // Widgets may reach over the edge of the pane, which clips and is a container of its own.
  const over = document.createElement('div');
  over.className = 'monaco-editor monaco-over';
  document.body.append(over);
  // Menus stand beside the editor and ask for its colours.
  host.classList.add('monaco-component');
  followTheme();
  const view = editor.create(host, { ...OPTIONS, model: null, overflowWidgetsDomNode: over });
  const stops: IDisposable[] = [followMotion(view), leaveByEscape(view)];
  view.addCommand(KeyMod.CtrlCmd | KeyCode.KeyS, () => {
    // All is kept as it is typed: the browser shall not save the page instead.
  });
  // As the button does: what formats may still be on its way.
  view.addCommand(KeyMod.Shift | KeyMod.Alt | KeyCode.KeyF, () => void format());
  void document.fonts.ready.then(() => alive && editor.remeasureFonts());

  function inspect(file: ProgramFile) {
    clearTimeout(timer);
    const one = files.get(file);
    if (!one) return;
    const version = one.model.getVersionId();
    // Without types the text can still be written; they are asked for again when the file is shown again.
    void check(one.model, file, text).then(
      () => {
        if (alive && file === shown && !one.model.isDisposed() && one.model.getVersionId() === version) host.dataset.checked = file;
      },
      () => undefined,
    );
  }
  function open(file: ProgramFile, content: string, stand: Stand | undefined): Open {
    const { text: first, steps, back } = begin(content, stand);
    const model = editor.createModel(first, languageOf(file), Uri.parse(folder + file));
    model.setEOL(editor.EndOfLineSequence.LF);
    relive(model, steps, back);
    model.updateOptions({ tabSize: 2, insertSpaces: true, bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false } });
    model.onDidChangeContent(() => {
      delete host.dataset.checked;
      if (taking) return;
      edited(file, model.getValue());
      clearTimeout(timer);
      timer = setTimeout(() => shown && inspect(shown), REST);
    });
    return { model, view: null };
  }
  function mark() {
    for (const [file, { model }] of files) {
      const own = marks
        .filter(({ place }) => place.file === file && place.line >= 1 && place.line <= model.getLineCount())
        .map(({ place: { line }, severity, message }): editor.IMarkerData => {
          // QuickJS tells the column late: the whole line is marked, without its indentation.
          const startColumn = model.getLineFirstNonWhitespaceColumn(line) || 1;
          return { severity: severity === 'error' ? MarkerSeverity.Error : MarkerSeverity.Warning, message, startLineNumber: line, startColumn, endLineNumber: line, endColumn: model.getLineMaxColumn(line) };
        });
      editor.setModelMarkers(model, OWNER, own);
    }
  }
  async function format() {
    const file = shown;
    if (!file) return;
    await knowledgeOf(file).catch(() => undefined);
    // The reader may have gone on to another file meanwhile.
    if (alive && file === shown) await view.getAction('editor.action.formatDocument')?.run();
  }
  function show(file: ProgramFile) {
    const next = files.get(file);
    if (!next || shown === file) return;
    const before = shown && files.get(shown);
    if (before) before.view = view.saveViewState();
    shown = file;
    view.setModel(next.model);
    if (next.view) view.restoreViewState(next.view);
    view.updateOptions({ ariaLabel: label(file) });
    for (const input of host.querySelectorAll('textarea.inputarea')) input.setAttribute('aria-describedby', describedBy);
    delete host.dataset.checked;
    void knowledgeOf(file).catch(() => undefined);
    inspect(file);
  }
  /** Where the reader stood in a file that is not shown, as Monaco puts a view aside. */
  function asView(model: editor.ITextModel, { spots, scroll }: Stand): editor.ICodeEditorViewState {
    const cursorState = spots.map((one) => {
      const at = selectionOf(model, one);
      return { inSelectionMode: false, selectionStart: at.getSelectionStart(), position: at.getPosition() };
    });
    const { line, over } = scroll ?? { line: 1, over: 0 };
    return { cursorState, viewState: { scrollLeft: 0, firstPosition: { lineNumber: Math.min(line, model.getLineCount()), column: 1 }, firstPositionDeltaTop: -over }, contributionsState: {} };
  }
  function place(file: ProgramFile, stand: Stand) {
    const one = files.get(file);
    if (!one) return;
    one.view = asView(one.model, stand);
    if (file === shown) view.restoreViewState(one.view);
  }
  /** Where the reader stands in a file; its model is walked back for that. */
  function standIn(file: ProgramFile, { model, view: aside }: Open): Stand {
    const state = file === shown ? view.saveViewState() : aside;
    const { firstPosition, firstPositionDeltaTop = 0 } = state?.viewState ?? {};
    // The first row in sight may be a later one of a line that was wrapped.
    const over = firstPosition && file === shown ? view.getScrollTop() - view.getTopForLineNumber(firstPosition.lineNumber) : -firstPositionDeltaTop;
    const spots = (state?.cursorState ?? []).map(({ selectionStart, position }) => ({ anchor: model.getOffsetAt(selectionStart), head: model.getOffsetAt(position) }));
    return { spots, ...(firstPosition ? { scroll: { line: firstPosition.lineNumber, over } } : {}), ...pastOf(model) };
  }

  return {
    take(given, stands = {}) {
      taking = true;
      for (const [file, { model }] of [...files]) {
        if (given[file] !== undefined) continue;
        model.dispose();
        files.delete(file);
      }
      for (const file of fileNames(given)) {
        const content = given[file] ?? '';
        const known = files.get(file);
        if (known && known.model.getValue() !== content) {
          // A new begin: what was typed before can't be undone into it.
          known.model.setValue(content);
          known.view = null;
        } else if (!known) files.set(file, open(file, content, stands[file]));
      }
      taking = false;
      const next = shown && files.has(shown) ? shown : fileNames(given)[0];
      if (next && next !== shown) {
        shown = undefined;
        show(next);
      } else if (next) inspect(next);
      for (const [file, stand] of Object.entries(stands)) place(file as ProgramFile, stand);
      mark();
    },
    show,
    mark(given) {
      marks = given;
      mark();
    },
    reveal({ file, line }) {
      show(file as ProgramFile);
      if (shown !== file) return;
      const { model } = files.get(shown) as Open;
      const at = Math.min(Math.max(1, line), model.getLineCount());
      view.setSelection(new Range(at, 1, at, model.getLineMaxColumn(at)));
      view.revealLineInCenter(at);
      view.focus();
    },
    format,
    stands() {
      taking = true;
      const stands: Stands = {};
      for (const [file, one] of files) stands[file] = standIn(file, one);
      return stands;
    },
    busy: () => [host, over].some((part) => part.querySelector('.suggest-widget.visible, .find-widget.visible, .rename-box') !== null),
    focus: () => view.focus(),
    close() {
      alive = false;
      clearTimeout(timer);
      living.delete(self);
      for (const stop of stops) stop.dispose();
      view.dispose();
      for (const { model } of files.values()) model.dispose();
      over.remove();
    },
  };
}
