/** The house's colours for Monaco, which takes colours and no variables: read from the tokens, again whenever they change. */
import { editor } from 'monaco-editor/editor';

const NAME = 'saitrong';

const token = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
/** Monaco's rules want six digits without the mark. */
const bare = (colour: string): string => colour.replace('#', '');

function define(): void {
  const root = getComputedStyle(document.documentElement);
  const dark = root.colorScheme.includes('dark');
  const t = (name: string) => root.getPropertyValue(name).trim();
  editor.defineTheme(NAME, {
    base: dark ? 'vs-dark' : 'vs',
    // Its own rules are finer than ours and would go before them.
    inherit: false,
    rules: [
      { token: '', foreground: bare(t('--ink')) },
      { token: 'comment', foreground: bare(t('--soft')) },
      { token: 'keyword', foreground: bare(t('--ink')), fontStyle: 'bold' },
      { token: 'tag.css', foreground: bare(t('--ink')), fontStyle: '' },
      { token: 'tag', foreground: bare(t('--ink')), fontStyle: 'bold' },
      { token: 'string', foreground: bare(t('--quote')) },
      { token: 'regexp', foreground: bare(t('--quote')) },
      { token: 'attribute.value', foreground: bare(t('--quote')) },
      ...['attribute.value.css', 'attribute.value.hex', 'attribute.value.number', 'attribute.value.unit'].map((token) => ({ token, foreground: bare(t('--ink')) })),
      { token: 'number', foreground: bare(t('--ink')) },
      { token: 'type', foreground: bare(t('--ink')) },
      { token: 'attribute.name', foreground: bare(t('--ink')) },
      { token: 'delimiter', foreground: bare(t('--soft')) },
      { token: 'metatag', foreground: bare(t('--soft')) },
    ],
    colors: {
      'editor.background': t('--sheet'),
      'editor.foreground': t('--ink'),
      'editorCursor.foreground': t('--ink'),
      'editor.selectionBackground': t('--client-wash'),
      'editor.inactiveSelectionBackground': t('--open'),
      'editor.selectionHighlightBackground': t('--open'),
      'editor.wordHighlightBackground': t('--open'),
      'editor.wordHighlightStrongBackground': t('--open'),
      'editor.wordHighlightTextBackground': t('--open'),
      'editor.lineHighlightBackground': `${t('--open')}73`,
      'editor.lineHighlightBorder': '#00000000',
      'editorLineNumber.foreground': t('--soft'),
      'editorLineNumber.activeForeground': t('--ink'),
      'editorGutter.background': t('--sheet'),
      'editorIndentGuide.background1': t('--rule'),
      'editor.rangeHighlightBackground': t('--open'),
      'editorBracketMatch.background': t('--open'),
      'editorBracketMatch.border': t('--edge'),
      'editor.findMatchBackground': t('--server-wash'),
      'editor.findMatchBorder': t('--server'),
      'editor.findMatchHighlightBackground': t('--server-wash'),
      'editorError.foreground': t('--fault'),
      'editorWarning.foreground': t('--server'),
      'editorInfo.foreground': t('--client'),
      'editorWidget.background': t('--sheet'),
      'editorWidget.foreground': t('--ink'),
      'editorWidget.border': t('--edge'),
      'editorSuggestWidget.background': t('--sheet'),
      'editorSuggestWidget.foreground': t('--ink'),
      'editorSuggestWidget.border': t('--edge'),
      'editorSuggestWidget.selectedBackground': t('--client-wash'),
      'editorSuggestWidget.selectedForeground': t('--ink'),
      'editorSuggestWidget.highlightForeground': t('--client'),
      'editorSuggestWidget.focusHighlightForeground': t('--client'),
      'editorMarkerNavigation.background': t('--sheet'),
      'editorMarkerNavigationError.background': t('--fault'),
      'editorMarkerNavigationWarning.background': t('--server'),
      'peekView.border': t('--edge'),
      'editorHoverWidget.background': t('--sheet'),
      'editorHoverWidget.foreground': t('--ink'),
      'editorHoverWidget.border': t('--edge'),
      'input.background': t('--sheet'),
      'input.foreground': t('--ink'),
      'input.border': t('--edge'),
      'inputOption.activeBackground': t('--client-wash'),
      'inputOption.activeForeground': t('--ink'),
      'inputOption.activeBorder': t('--client'),
      'focusBorder': t('--client'),
      'foreground': t('--ink'),
      'descriptionForeground': t('--soft'),
      'icon.foreground': t('--ink'),
      'textLink.foreground': t('--client'),
      'menu.background': t('--sheet'),
      'menu.foreground': t('--ink'),
      'menu.border': t('--edge'),
      'menu.selectionBackground': t('--client-wash'),
      'menu.selectionForeground': t('--ink'),
      'list.hoverBackground': t('--open'),
      'list.focusBackground': t('--client-wash'),
      'list.focusForeground': t('--ink'),
      'list.activeSelectionBackground': t('--client-wash'),
      'list.activeSelectionForeground': t('--ink'),
      'list.highlightForeground': t('--client'),
      'quickInput.background': t('--sheet'),
      'quickInput.foreground': t('--ink'),
      'scrollbarSlider.background': `${t('--edge')}59`,
      'scrollbarSlider.hoverBackground': `${t('--edge')}8c`,
      'scrollbarSlider.activeBackground': `${t('--edge')}b3`,
      'scrollbar.shadow': '#00000000',
      'widget.shadow': '#00000024',
    },
  });
  editor.setTheme(NAME);
}

let followed = false;
/** Puts the theme on and follows the reader's choice and the system's. High contrast of the system goes before it, by Monaco's own themes. */
export function followTheme(): void {
  if (followed) return;
  followed = true;
  define();
  let paper = token('--sheet');
  const changed = () => {
    if (token('--sheet') === paper) return;
    paper = token('--sheet');
    define();
  };
  new MutationObserver(changed).observe(document.documentElement, { attributes: true, attributeFilter: ['data-tone', 'data-theme'] });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', changed);
}
