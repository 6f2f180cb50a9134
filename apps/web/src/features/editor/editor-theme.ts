import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import { panelTheme } from './panel-theme.ts'

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.modifier, tags.operatorKeyword, tags.self, tags.controlKeyword, tags.definitionKeyword, tags.moduleKeyword], color: 'var(--syn-kw)' },
  { tag: [tags.function(tags.variableName), tags.function(tags.propertyName), tags.macroName], color: 'var(--syn-fn)' },
  { tag: [tags.typeName, tags.className, tags.namespace, tags.tagName, tags.standard(tags.name)], color: 'var(--syn-ty)' },
  { tag: [tags.string, tags.character, tags.special(tags.string), tags.regexp], color: 'var(--syn-str)' },
  { tag: [tags.number, tags.bool, tags.null, tags.atom, tags.escape], color: 'var(--syn-num)' },
  { tag: [tags.comment, tags.meta], color: 'var(--syn-com)' },
  { tag: tags.heading, fontWeight: '600' },
])

/** The editor in the colours of the page; the rest of its look is in editor.css. */
export const editorTheme = [
  syntaxHighlighting(colours),
  EditorView.theme({
    '&': { height: '100%', backgroundColor: 'var(--surface)', color: 'var(--ink)', fontSize: 'var(--code-size, 13px)' },
    '&.cm-focused': { outline: 'none' },
    '.cm-scroller': { fontFamily: 'var(--code-face, var(--mono))', lineHeight: '1.6925', letterSpacing: '-.005em', overflow: 'auto' },
    '.cm-content': { padding: '10px 0', caretColor: 'var(--you)' },
    // One more class than the library's own rule, which is not always mounted first.
    '.cm-content .cm-line': { padding: '0 16px 0 16px' },
    '.cm-gutters': { backgroundColor: 'var(--surface)', color: 'var(--ink-3)', border: 'none', minWidth: '44px' },
    '.cm-lineNumbers .cm-gutterElement': { minWidth: '44px', padding: '0', textAlign: 'right' },
    '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--hover)' },
    '.cm-placeholder': { color: 'var(--ink-3)' },
    '.cm-cursor': { borderLeft: '2px solid var(--you)' },
    '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': { backgroundColor: 'var(--you-soft)' },
    '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--press)', outline: 'none' },
  }),
  panelTheme,
]
