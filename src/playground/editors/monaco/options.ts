/** How Monaco is set: quiet, in the house's type, for code with Thai in it. */
import type { editor, IDisposable } from 'monaco-editor/editor';

const root = () => getComputedStyle(document.documentElement);
/** Sizes grow with the projector, because rem does. */
const rem = (factor: number) => factor * (Number.parseFloat(root().fontSize) || 16);

export const OPTIONS: editor.IStandaloneEditorConstructionOptions = {
  automaticLayout: true,
  // A text area, which the page's own keys (`/` searches), input methods and screen readers know for what it is.
  editContext: false,
  fontFamily: root().getPropertyValue('--font-mono').trim(),
  fontSize: rem(0.9375),
  lineHeight: 1.65,
  fontLigatures: false,
  padding: { top: 12, bottom: 12 },
  wordWrap: 'on',
  wrappingIndent: 'none',
  tabSize: 2,
  minimap: { enabled: false },
  stickyScroll: { enabled: false },
  bracketPairColorization: { enabled: false },
  guides: { indentation: false },
  overviewRulerLanes: 0,
  overviewRulerBorder: false,
  hideCursorInOverviewRuler: true,
  lineNumbersMinChars: 3,
  lineDecorationsWidth: 4,
  folding: true,
  showFoldingControls: 'always',
  glyphMargin: false,
  renderLineHighlight: 'line',
  scrollBeyondLastLine: false,
  fixedOverflowWidgets: true,
  occurrencesHighlight: 'singleFile',
  // Names of events and members come from types, not from whatever word stands in the file.
  wordBasedSuggestions: 'off',
  quickSuggestions: { other: true, comments: false, strings: false },
  'semanticHighlighting.enabled': false,
  // Thai is no look-alike of anything, and its words have no spaces between them.
  unicodeHighlight: { ambiguousCharacters: false, nonBasicASCII: false, invisibleCharacters: true },
  wordSegmenterLocales: ['th', 'en'],
  // What a row says aloud is then what it shows.
  suggest: { showWords: false, preview: false, showInlineDetails: false },
  scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10, useShadows: false },
};

/** A caret that stands still, and no gliding, for who asked the system for less motion; followed while the editor lives. */
export function followMotion(view: editor.ICodeEditor): IDisposable {
  const less = matchMedia('(prefers-reduced-motion: reduce)');
  const apply = () => view.updateOptions({ cursorBlinking: less.matches ? 'solid' : 'blink', cursorSmoothCaretAnimation: 'off', smoothScrolling: false });
  apply();
  less.addEventListener('change', apply);
  return { dispose: () => less.removeEventListener('change', apply) };
}
