import type { Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { useEffect } from 'react'
import type { CodeLanguage } from '../../platform/words.ts'
import { helpOf } from './help/help-of.ts'
import type { CodeView, Part } from './code-view.ts'
import { keysOf } from './keys/key-maps.ts'
import { grammarOf } from './languages.ts'
import { usePhrases } from './phrases.ts'
import { useEditorPreferences } from './preferences.ts'

/** Colours and help can wait until the first key has been taken. */
const afterTheFirstKeyMs = 150

/** Puts a part into an editor when it has arrived, unless another was asked for meanwhile. Without a line the editor goes on as it was. */
const bring = (code: CodeView, part: Part, load: () => Promise<Extension>, waitMs = 0): (() => void) => {
  let wanted = true
  const timer = setTimeout(() => void load().then(extension => wanted && code.set(part, extension), () => undefined), waitMs)
  return () => {
    wanted = false
    clearTimeout(timer)
  }
}

/** Keeps an editor as its language and its person want it. */
export const useOwnWays = (code: CodeView | undefined, language: CodeLanguage | 'outline'): void => {
  const phrases = usePhrases()
  const { keys, tab, wrap, suggest, problems } = useEditorPreferences()
  useEffect(() => code && bring(code, 'keys', () => keysOf(keys)), [code, keys])
  useEffect(() => code && bring(code, 'grammar', async () => (language === 'outline' ? [] : await grammarOf(language) ?? []), afterTheFirstKeyMs), [code, language])
  useEffect(() => code && bring(code, 'extras', async () => (await import('./extras.ts')).extras(language === 'outline' || language === 'plain'), afterTheFirstKeyMs), [code, language])
  useEffect(() => code && bring(code, 'help', () => helpOf(language, { suggest: suggest === 'on', problems: problems === 'on' }), afterTheFirstKeyMs), [code, language, suggest, problems])
  useEffect(() => code?.set('phrases', phrases), [code, phrases])
  useEffect(() => code?.setTabWidth(Number(tab)), [code, tab])
  useEffect(() => code?.set('wrap', wrap === 'on' ? EditorView.lineWrapping : []), [code, wrap])
}
