import { useLingui } from '@lingui/react/macro'
import { codeText, outlineText } from '@unanimous/room-doc'
import { announce } from '../../platform/announce.tsx'
import { copyText } from '../../platform/copy-text.ts'
import { useCommands } from '../../platform/keyboard.ts'
import { allCodeLanguages, type CodeLanguage } from '../../platform/words.ts'
import type { EditorTab } from './editor-pane-props.ts'
import type { EditorPort } from './editor-port.ts'
import type { Formatted } from './format/format.ts'
import { fileNameOf } from './languages.ts'
import type { SharedDocument } from './shared-document.ts'
import type { Follow } from './use-follow.ts'

interface ActNeeds {
  readonly port: () => EditorPort | undefined
  readonly shared: SharedDocument | undefined
  readonly language: CodeLanguage | 'outline'
  readonly peer: string | undefined
  readonly follow: Follow
  readonly onNotice: (sentence: string) => void
  readonly onDialog: (dialog: 'settings' | 'keys') => void
  readonly onTab: (tab: EditorTab) => void
}

/** What a person may do with the text besides writing it; each has a place in the menu, and some a key. */
export interface EditorActs {
  readonly find: () => void
  readonly format: () => void
  readonly goToPeer: () => void
  readonly follow: () => void
  readonly copy: () => void
  readonly download: () => void
  readonly downloadAll: () => void
  readonly settings: () => void
  readonly keys: () => void
}

export const fileName = (language: CodeLanguage | 'outline'): string => (language === 'outline' ? 'outline.md' : fileNameOf(language))

const save = (name: string, content: BlobPart[], type: string): void => {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob(content, { type }))
  link.download = name
  link.click()
  // The browser has taken hold of it by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

/** Every text of the round that holds something, under the name its language gives it. */
const allTexts = (shared: SharedDocument) => (['outline', ...allCodeLanguages] as const).flatMap(language => {
  const text = shared.doc.getText(language === 'outline' ? outlineText : codeText(language)).toString()
  return text === '' ? [] : [{ name: fileName(language), text }]
})

const useSayFormatted = (onNotice: ActNeeds['onNotice'], language: ActNeeds['language']) => {
  const { t } = useLingui()
  const sentences: Readonly<Record<Formatted, string>> = {
    done: t`Formatted. Undo takes it back.`,
    nothing: language === 'python' ? t`Nothing to format. In Python the indentation is yours: only spaces at the ends of lines go.` : t`Nothing to format.`,
    busy: t`The text is being written in. Format again in a moment.`,
    failed: t`This text could not be formatted. It stands as it was.`,
  }
  return (result: Formatted) => onNotice(sentences[result])
}

export const useEditorActs = ({ port, shared, language, peer, follow, onNotice, onDialog, onTab }: ActNeeds): EditorActs => {
  const { t } = useLingui()
  const sayFormatted = useSayFormatted(onNotice, language)
  const name = peer ?? ''
  const inFile = (act: (port: EditorPort) => void) => () => {
    onTab('file')
    const to = port()
    if (to) act(to)
  }
  const acts: EditorActs = {
    // The tab has to be shown before anything in it takes the focus.
    find: inFile(to => setTimeout(() => to.find())),
    format: inFile(to => void to.format().then(sayFormatted)),
    goToPeer: inFile(to => setTimeout(() => !to.goToPeer() && announce(t`${name} is not in the text.`))),
    follow: inFile(() => follow.turn()),
    copy: () => void copyText(port()?.text() ?? '').then(() => announce(t`Copied`), () => undefined),
    download: () => save(fileName(language), [port()?.text() ?? ''], 'text/plain;charset=utf-8'),
    downloadAll: () => shared && void import('./archive.ts').then(({ zipOf }) => save('texts.zip', zipOf(allTexts(shared)), 'application/zip'), () => undefined),
    settings: () => onDialog('settings'),
    keys: () => onDialog('keys'),
  }
  useCommands(t`Editor`, [
    { id: 'editor-format', label: t`Format`, keys: ['Shift+Alt+KeyF'], run: acts.format, disabled: language === 'outline' },
    { id: 'editor-go-to-peer', label: t`Go to their caret`, keys: ['y'], fromText: true, run: acts.goToPeer, disabled: peer === undefined },
    { id: 'editor-follow', label: t`Follow them, or stop`, keys: ['Shift+KeyY'], fromText: true, run: acts.follow, disabled: peer === undefined },
  ], 'part')
  return acts
}
