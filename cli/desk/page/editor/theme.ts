import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** The colours are those of the style sheet, for light and dark. */
export const THEME = [
  EditorView.theme({
    '&': { color: 'var(--ink)', backgroundColor: 'transparent', fontSize: '0.8125rem' },
    '&.cm-focused': { outline: 'none' },
    '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.6', overflow: 'auto', maxHeight: '32rem' },
    '.cm-content': { padding: '0.75rem 0', caretColor: 'var(--accent)' },
    '.cm-line': { padding: '0 1rem 0 0.25rem' },
    '.cm-gutters': { backgroundColor: 'transparent', color: 'var(--faint)', border: 'none', paddingLeft: '0.5rem' },
    '.cm-cursor': { borderLeftColor: 'var(--accent)' },
    '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': { backgroundColor: 'var(--selection)' },
    '.cm-matchingBracket': { backgroundColor: 'transparent', color: 'inherit' },
    '&.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--selection)', color: 'inherit' },
    '.cm-specialChar': { color: 'var(--bad)' },
    '.cm-lintRange-error': { backgroundImage: 'none', backgroundColor: 'var(--bad-wash)', borderBottom: '2px solid var(--bad)' },
    '.cm-lintPoint::after': { borderBottomColor: 'var(--bad)' },
    '.cm-tooltip': { backgroundColor: 'var(--raised)', color: 'var(--ink)', border: '1px solid var(--line)', borderRadius: '6px', boxShadow: 'var(--shadow)', overflow: 'hidden' },
    '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--mono)', fontSize: '0.8125rem' },
    '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '0.25rem 0.75rem' },
    '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': { backgroundColor: 'var(--accent)', color: 'var(--on-accent)' },
    '.cm-completionDetail': { fontStyle: 'normal', opacity: '0.75' },
    '.cm-completionInfo': { padding: '0.5rem 0.75rem', maxWidth: '20rem', fontFamily: 'var(--sans)' },
    '.cm-diagnostic-error': { borderLeft: '3px solid var(--bad)', padding: '0.35rem 0.75rem', fontFamily: 'var(--sans)' },
  }),
  syntaxHighlighting(HighlightStyle.define([
    { tag: tags.propertyName, color: 'var(--ink)', fontWeight: '600' },
    { tag: tags.string, color: 'var(--text-string)' },
    { tag: [tags.number, tags.bool, tags.null], color: 'var(--text-value)' },
    { tag: [tags.punctuation, tags.separator, tags.brace, tags.squareBracket], color: 'var(--muted)' },
  ])),
];
