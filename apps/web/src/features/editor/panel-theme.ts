import { EditorView } from '@codemirror/view'

const control = {
  height: 'var(--h-sm)', margin: '0', border: '1px solid var(--edge)', borderRadius: 'var(--r-2)', backgroundColor: 'var(--surface)', backgroundImage: 'none', color: 'var(--ink)',
  font: '400 var(--t-13) / 20px var(--sans)',
}
const focused = { outline: '2px solid var(--focus)', outlineOffset: '1px' }
const wavy = (colour: string) => ({
  backgroundImage: 'none', paddingBottom: '0', textDecoration: `underline wavy ${colour} 1px`, textUnderlineOffset: '3px', textDecorationSkipInk: 'none',
})

/**
 * What opens in an editor: the fields for finding, suggestions, what is wrong, the line of Vim. It stands here and not in a style
 * sheet because the library's own rules are outside every layer.
 */
export const panelTheme = EditorView.theme({
  '.cm-searchMatch': { backgroundColor: 'var(--mark-soft)', outline: '1px solid var(--mark-line)' },
  '.cm-searchMatch.cm-searchMatch-selected': { backgroundColor: 'var(--mark-line)' },
  '.cm-selectionMatch': { backgroundColor: 'var(--hover)' },
  '.cm-panels': { backgroundColor: 'var(--sunken)', color: 'var(--ink)', zIndex: '4' },
  '.cm-panels.cm-panels-top': { borderBottom: '1px solid var(--line)' },
  '.cm-panels.cm-panels-bottom': { borderTop: '1px solid var(--line)' },
  '.cm-panel.cm-search': { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '6px', padding: '8px 46px 8px 14px' },
  '.cm-panel.cm-search br': { flexBasis: '100%', height: '0', content: '""', display: 'block' },
  '.cm-panel.cm-search .cm-textfield': { ...control, flex: '0 1 260px', minWidth: '90px', padding: '0 8px', fontFamily: 'var(--mono)' },
  '.cm-panel.cm-search .cm-button, .cm-gotoLine .cm-button': { ...control, padding: '0 10px', borderColor: 'var(--line-2)' },
  '.cm-panel.cm-search .cm-button:hover': { backgroundColor: 'var(--hover)' },
  '.cm-panel.cm-search .cm-button:active': { backgroundImage: 'none', backgroundColor: 'var(--press)' },
  '.cm-panel.cm-search :is(.cm-textfield, .cm-button, button, input):focus-visible': focused,
  '.cm-panel.cm-search label': { display: 'inline-flex', alignItems: 'center', gap: '5px', minHeight: '24px', margin: '0', color: 'var(--ink-2)', fontSize: 'var(--t-12)' },
  '.cm-panel.cm-search input[type=checkbox]': { accentColor: 'var(--action)', margin: '0' },
  '.cm-panel.cm-search button[name=close]': { top: '8px', right: '10px', width: '28px', height: '28px', borderRadius: 'var(--r-2)', color: 'var(--ink-2)', fontSize: '18px', cursor: 'pointer' },
  '.cm-dialog': { padding: '8px 46px 8px 14px', font: '400 var(--t-13) / 20px var(--sans)' },
  '.cm-tooltip': { backgroundColor: 'var(--raised)', color: 'var(--ink)', border: '1px solid var(--line-2)', borderRadius: '6px', boxShadow: 'var(--e-2)', overflow: 'hidden' },
  '.cm-tooltip.cm-tooltip-autocomplete, .cm-tooltip.cm-completionInfo': { overflow: 'visible' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--code-face, var(--mono))', fontSize: '12px', lineHeight: '20px' },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': { backgroundColor: 'var(--press)', color: 'var(--ink)' },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '600' },
  '.cm-completionIcon': { color: 'var(--ink-3)', opacity: '1' },
  '.cm-tooltip.cm-completionInfo': { padding: '0', maxWidth: 'min(420px, 60vw)' },
  '.cm-diagnostic': { padding: '5px 10px', marginLeft: '0', font: '400 var(--t-12) / 18px var(--sans)', maxWidth: 'min(560px, 80vw)', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' },
  '.cm-diagnostic-error': { borderLeft: '3px solid var(--sn)' },
  '.cm-diagnostic-warning': { borderLeft: '3px solid var(--n)' },
  '.cm-lintRange-error': wavy('var(--sn)'),
  '.cm-lintRange-warning': wavy('var(--n)'),
  '.cm-lintRange-active': { backgroundColor: 'var(--hover)' },
  '.cm-panel.cm-panel-lint ul': { font: '400 var(--t-13) / 20px var(--sans)' },
  '.cm-panel.cm-panel-lint ul [aria-selected]': { backgroundColor: 'var(--press)' },
  '.cm-panel.cm-panel-lint button[name=close]': { color: 'var(--ink-2)', top: '4px', right: '10px' },
  '.cm-foldPlaceholder': { backgroundColor: 'var(--press)', border: 'none', color: 'var(--ink-2)' },
  '.cm-fat-cursor': { background: 'var(--you) !important', color: 'var(--surface) !important' },
  '&:not(.cm-focused) .cm-fat-cursor': { background: 'none !important', outlineColor: 'var(--you) !important', color: 'transparent !important' },
  '.cm-vim-panel': { backgroundColor: 'var(--sunken)', fontFamily: 'var(--mono)', fontSize: '12px' },
  '.cm-vim-panel input': { backgroundColor: 'var(--surface)', color: 'var(--ink)' },
})
