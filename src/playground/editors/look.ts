/** The house's colours for CodeMirror: tokens, so that day and night need nothing more. */
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const theme = EditorView.theme({
  '&': { height: '100%', backgroundColor: 'var(--sheet)', color: 'var(--ink)', fontSize: '0.9375rem' },
  '&.cm-focused': { outline: 'none' },
  // Whole pixels, as Monaco has them: lines stay where they are when one editor takes the other's place.
  '.cm-scroller': { fontFamily: 'var(--font-mono)', lineHeight: 'round(1.65em, 1px)', overflow: 'auto', scrollbarWidth: 'thin', scrollbarColor: 'var(--edge) transparent' },
  '.cm-content': { caretColor: 'var(--ink)', paddingBlock: '0.75rem', paddingInlineEnd: '10px' },
  '.cm-cursor, .cm-dropCursor': { borderLeftColor: 'var(--ink)', borderLeftWidth: '2px' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground, .cm-content ::selection': { backgroundColor: 'var(--client-wash)' },
  '.cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--open) 45%, transparent)' },
  '.cm-gutters': { backgroundColor: 'var(--sheet)', color: 'var(--soft)', border: 'none' },
  '.cm-activeLineGutter': { backgroundColor: 'transparent', color: 'var(--ink)' },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: 'calc(3ch + 3px)', paddingInline: '0 3px', fontVariantNumeric: 'tabular-nums' },
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

/**
 * Few colours, the same as code in lessons wears: blue and orange mean the two ends, green "arrived", red a fault, so code
 * has none of them. Monaco wears the same (`monaco/theme.ts`).
 */
const highlight = HighlightStyle.define([
  { tag: tags.comment, color: 'var(--soft)' },
  { tag: [tags.keyword, tags.tagName, tags.bool], fontWeight: '700' },
  // These count as keywords elsewhere.
  { tag: [tags.atom, tags.unit, tags.color], fontWeight: '400' },
  { tag: [tags.string, tags.regexp, tags.attributeValue], color: 'var(--quote)' },
  { tag: [tags.operator, tags.punctuation, tags.separator, tags.bracket], color: 'var(--soft)', fontWeight: '400' },
  { tag: [tags.operatorKeyword], fontWeight: '700', color: 'var(--ink)' },
]);

export const look = [theme, syntaxHighlighting(highlight)];
