/** The house's colours for CodeMirror: tokens, so that day and night need nothing more. */
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const theme = EditorView.theme({
  '&': { height: '100%', backgroundColor: 'var(--sheet)', color: 'var(--ink)', fontSize: '0.9375rem' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--font-mono)', lineHeight: '1.65', overflow: 'auto' },
  '.cm-content': { caretColor: 'var(--ink)', paddingBlock: '0.75rem' },
  '.cm-cursor, .cm-dropCursor': { borderLeftColor: 'var(--ink)', borderLeftWidth: '2px' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground, .cm-content ::selection': { backgroundColor: 'var(--client-wash)' },
  '.cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--open) 45%, transparent)' },
  '.cm-gutters': { backgroundColor: 'var(--sheet)', color: 'var(--soft)', border: 'none' },
  '.cm-activeLineGutter': { backgroundColor: 'transparent', color: 'var(--ink)' },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '2.2em', fontVariantNumeric: 'tabular-nums' },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--open)', outline: '1px solid var(--edge)' },
  '.cm-searchMatch': { backgroundColor: 'var(--server-wash)' },
  '.cm-searchMatch-selected': { backgroundColor: 'var(--server-wash)', outline: '1px solid var(--server)' },
  '.cm-selectionMatch': { backgroundColor: 'var(--open)' },
  '.cm-panels': { backgroundColor: 'var(--paper)', color: 'var(--ink)' },
  '.cm-panels.cm-panels-bottom': { borderTop: '1px solid var(--rule)' },
  '.cm-textfield, .cm-button': { backgroundColor: 'var(--sheet)', backgroundImage: 'none', color: 'var(--ink)', border: '1px solid var(--edge)', borderRadius: 'var(--radius-control)', fontSize: '0.875rem' },
  '.cm-tooltip': { backgroundColor: 'var(--sheet)', color: 'var(--ink)', border: '1px solid var(--edge)', borderRadius: 'var(--radius-control)', boxShadow: 'var(--lift)' },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': { backgroundColor: 'var(--client-wash)', color: 'var(--ink)' },
  '.cm-diagnostic': { fontFamily: 'var(--font-text)', padding: '0.4rem 0.7rem', overflowWrap: 'anywhere' },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--fault)' },
  '.cm-diagnostic-warning': { borderLeftColor: 'var(--server)' },
});

/** Few colours, the same as code in lessons wears. */
const highlight = HighlightStyle.define([
  { tag: tags.comment, color: 'var(--soft)' },
  { tag: [tags.keyword, tags.tagName, tags.modifier], fontWeight: '600' },
  { tag: [tags.string, tags.regexp, tags.attributeValue], color: 'var(--ok)' },
  { tag: [tags.number, tags.bool, tags.null, tags.atom, tags.unit, tags.color], color: 'var(--server)' },
  { tag: [tags.function(tags.variableName), tags.function(tags.propertyName), tags.attributeName, tags.className], color: 'var(--client)' },
  { tag: [tags.punctuation, tags.separator, tags.bracket], color: 'var(--soft)' },
  { tag: tags.invalid, color: 'var(--fault)' },
]);

export const look = [theme, syntaxHighlighting(highlight)];
