import { Trans, useLingui } from '@lingui/react/macro'
import { lazy, type ReactNode, Suspense, useCallback, useRef, useState } from 'react'
import { usePhone } from '../../platform/phone.ts'
import { ReadsAlong } from '../../platform/reads-along.tsx'
import { Loading } from '../../ui/surfaces.tsx'
import type { CodeView } from './code-view.ts'
import { EditorBar } from './editor-bar.tsx'
import { type EditorPaneProps, type EditorTab, tabsId } from './editor-pane-props.ts'
import type { EditorPort } from './editor-port.ts'
import { look } from './look.ts'
import { useEditorPreferences } from './preferences.ts'
import { SharedEditor } from './shared-editor.tsx'
import { useEditorActs } from './use-editor-acts.ts'
import { useFollow } from './use-follow.ts'
import { useNotice } from './use-notice.ts'
import './editor.css'
import './editor-themes.css'

const EditorSettings = lazy(() => import('./editor-settings.tsx').then(module => ({ default: module.EditorSettings })))
const EditorKeys = lazy(() => import('./editor-keys.tsx').then(module => ({ default: module.EditorKeys })))
const ScratchEditor = lazy(() => import('./scratch.tsx').then(module => ({ default: module.ScratchEditor })))

/** The middle of a room: one shared text, who is in it, and how it stands with the server; and one's own scratch behind it. */
export const EditorPane = (props: EditorPaneProps) => {
  const reads = usePhone()
  return <Pane {...props} {...(reads ? { mayFollow: true, onLanguage: undefined } : {})} reads={reads} />
}

/** `reads`: on a phone, where the text is looked at and the other person followed. */
const Pane = (props: EditorPaneProps & { readonly reads: boolean }) => {
  const { shared, status, language, marks, peer, head, onPort, above, output, below, reads } = props
  const { t } = useLingui()
  const mayWrite = status.access === 'write'
  const writable = mayWrite && !reads
  const [dialog, setDialog] = useState<'settings' | 'keys'>()
  const [tab, setTab] = useState<EditorTab>('file')
  const port = useRef<EditorPort>(undefined)
  const scratch = useRef<CodeView>(undefined)
  const follow = useFollow(peer, reads)
  const [notice, setNotice] = useNotice()
  const takePort = useCallback((next: EditorPort | undefined) => {
    port.current = next
    onPort(next && { ...next, focus: () => {
      setTab('file')
      next.focus()
    } })
  }, [onPort])
  const takeScratch = useCallback((code: CodeView | undefined) => {
    scratch.current = code
  }, [])
  const tooLarge = useCallback(() => setNotice(t`That is more than the shared text holds (768 KB). Nothing was put in.`), [setNotice, t])
  const open = tab === 'scratch' && head === undefined ? 'scratch' : 'file'
  const acts = useEditorActs({ port: () => port.current, shared, language, peer, follow, onNotice: setNotice, onDialog: setDialog, onTab: setTab })
  const looks = look(useEditorPreferences())
  return (
    <section
      className="panel editor"
      data-pane
      data-main
      tabIndex={-1}
      aria-label={language === 'outline' ? t`Outline` : t`Editor`}
      onFocus={event => event.target === event.currentTarget && (open === 'scratch' ? scratch.current?.view.focus() : port.current?.focus())}
    >
      <EditorBar {...props} writable={writable} tab={open} onTab={setTab} follow={follow} acts={acts} />
      {above}
      <div className="open-text" hidden={open !== 'file'} {...looks} {...(open === 'file' ? panelOf(head, 'file') : {})}>
        {shared && status.line !== 'opening'
          ? <SharedEditor shared={shared} language={language} writable={writable} marks={marks} following={follow.on} peer={peer} onOwnMove={follow.leave} onTooLarge={tooLarge} onPort={takePort} />
          : <div className="code-view waits"><Loading label={t`Opening the shared text`} withLead={false} /></div>}
      </div>
      {open === 'scratch' && shared && (
        <div className="open-text" {...looks} {...panelOf(head, 'scratch')}>
          <Suspense><ScratchEditor round={shared.name} seat={shared.seat} onTooLarge={tooLarge} onCode={takeScratch} /></Suspense>
        </div>
      )}
      <UnderText open={open} reads={mayWrite && reads} notice={notice} />
      {output}
      {below}
      <Dialogs dialog={dialog} onClose={() => setDialog(undefined)} />
    </section>
  )
}

/** Where something else stands for the file's name, it leads to the text. */
const panelOf = (head: ReactNode, tab: EditorTab) => (head === undefined ? { role: 'tabpanel', id: `${tabsId}-panel`, 'aria-labelledby': `${tabsId}-tab-${tab}` } : {})

const Dialogs = ({ dialog, onClose }: { readonly dialog: 'settings' | 'keys' | undefined; readonly onClose: () => void }) => (
  <Suspense>
    {dialog === 'settings' && <EditorSettings open onClose={onClose} />}
    {dialog === 'keys' && <EditorKeys open onClose={onClose} />}
  </Suspense>
)

interface UnderTextProps {
  readonly open: EditorTab
  /** This person could write, and reads because of what they hold. */
  readonly reads: boolean
  readonly notice: string | undefined
}

const UnderText = ({ open, reads, notice }: UnderTextProps) =>
  reads && open === 'file' ? <ReadsAlong writable /> : <p className="help-line faint" role="status">{notice ?? <HelpLine open={open} />}</p>

const HelpLine = ({ open }: { readonly open: EditorTab }) => {
  const { keys } = useEditorPreferences()
  if (open === 'scratch') return <Trans>Yours alone: it stays in this browser, outside the replay.</Trans>
  // There Escape is a key of its own.
  return keys === 'vim' || keys === 'emacs' ? <Trans>F6 leaves the editor.</Trans> : <Trans>Tab indents. Esc, then Tab, leaves the editor.</Trans>
}
