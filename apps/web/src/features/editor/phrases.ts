import { EditorState, type Extension } from '@codemirror/state'
import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react'
import { useMemo } from 'react'

/** What the library itself says, by its own words; `$` is its own place for a number. */
const phrases = {
  Find: msg`Find`, Replace: msg`Replace with`, next: msg`Next`, previous: msg`Previous`, all: msg`Select all`, 'match case': msg`Match case`, regexp: msg`Pattern`, 'by word': msg`Whole words`,
  replace: msg`Replace`, 'replace all': msg`Replace all`, close: msg`Close`, 'current match': msg`current match`, 'replaced $ matches': msg`replaced $ matches`,
  'replaced match on line $': msg`replaced match on line $`, 'on line': msg`on line`, 'Go to line': msg`Go to line`, go: msg`Go`,
  Diagnostics: msg`Problems`, 'No diagnostics': msg`No problems`, Completions: msg`Suggestions`,
  'folded code': msg`folded code`, unfold: msg`unfold`, 'Folded lines': msg`Folded lines`, 'Unfolded lines': msg`Unfolded lines`, to: msg`to`,
  'Selection deleted': msg`Selection deleted`, 'Control character': msg`Control character`,
}

/** The library in the words of the page. */
export const usePhrases = (): Extension => {
  const { i18n } = useLingui()
  return useMemo(() => EditorState.phrases.of(Object.fromEntries(Object.entries(phrases).map(([own, ours]) => [own, i18n._(ours)]))), [i18n])
}
