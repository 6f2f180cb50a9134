import { Trans, useLingui } from '@lingui/react/macro'
import { Eye, FileCode2, NotebookText } from 'lucide-react'
import { type ReactNode, useCallback, useRef, useState } from 'react'
import { announce } from '../../platform/announce.tsx'
import { type CodeLanguage, useWords } from '../../platform/words.ts'
import { Chip } from '../../ui/chip.tsx'
import { Select } from '../../ui/field.tsx'
import { Avatar, Loading } from '../../ui/surfaces.tsx'
import { EditorMenu } from './editor-menu.tsx'
import type { EditorPort } from './editor-port.ts'
import { fileNameOf } from './languages.ts'
import { LineChip } from './line-chip.tsx'
import { SharedEditor } from './shared-editor.tsx'
import type { DocumentStatus, SharedDocument } from './shared-document.ts'
import './editor.css'

export interface EditorPaneProps {
  readonly shared: SharedDocument | undefined
  readonly status: DocumentStatus
  readonly language: CodeLanguage | 'outline'
  readonly languages: readonly CodeLanguage[]
  /** Absent where the shared choice of language may not be changed. */
  readonly onLanguage?: ((language: CodeLanguage) => void) | undefined
  readonly you: string
  /** Missing while they are away. */
  readonly peer: string | undefined
  readonly marks: readonly string[]
  /** Offers to keep the other's caret in sight. */
  readonly mayFollow: boolean
  readonly onPort: (port: EditorPort | undefined) => void
  /** In place of the file's name. */
  readonly head?: ReactNode
  /** Last in the bar: the button that runs the text. */
  readonly tools?: ReactNode
  /** Over the text, inside its pane. */
  readonly above?: ReactNode
  /** Right under the text: what a run printed. */
  readonly output?: ReactNode
  /** Below the editor, inside its pane: the evidence tray. */
  readonly below?: ReactNode
}

/** The middle of a room: one shared text, who is in it, and how it stands with the server. */
export const EditorPane = (props: EditorPaneProps) => {
  const { shared, status, language, marks, onPort, above, output, below } = props
  const { t } = useLingui()
  const [following, setFollowing] = useState(false)
  const port = useRef<EditorPort>(undefined)
  const takePort = useCallback((next: EditorPort | undefined) => {
    port.current = next
    onPort(next)
  }, [onPort])
  const writable = status.access === 'write'
  return (
    <section
      className="panel editor"
      data-pane
      data-main
      tabIndex={-1}
      aria-label={language === 'outline' ? t`Outline` : t`Editor`}
      onFocus={event => event.target === event.currentTarget && port.current?.focus()}
    >
      <Head {...props} text={() => port.current?.text() ?? ''} following={following} onFollow={setFollowing} />
      {above}
      {shared && status.line !== 'opening'
        ? <SharedEditor shared={shared} language={language} writable={writable} marks={marks} following={following} onPort={takePort} />
        : <div className="code-view waits"><Loading label={t`Opening the shared text`} withLead={false} /></div>}
      <p className="help-line faint"><Trans>Tab indents. Esc, then Tab, leaves the editor.</Trans></p>
      {output}
      {below}
    </section>
  )
}

interface HeadProps extends EditorPaneProps {
  readonly text: () => string
  readonly following: boolean
  readonly onFollow: (following: boolean) => void
}

const Head = ({ head, tools, status, language, languages, onLanguage, you, peer, mayFollow, text, following, onFollow }: HeadProps) => {
  const { t } = useLingui()
  const fileName = language === 'outline' ? 'outline.md' : fileNameOf(language)
  const writable = status.access === 'write'
  return (
    <div className="ph">
      {head ?? <>{language === 'outline' ? <NotebookText /> : <FileCode2 />}<h2 className="mono">{fileName}</h2></>}
      <span className="sp" />
      <LineChip status={status} writable={writable} />
      {!writable && status.line === 'connected' && <Chip><Trans>Read only</Trans></Chip>}
      {mayFollow && peer !== undefined && <FollowChip peer={peer} following={following} onFollow={onFollow} />}
      <span className="row g1 opt">
        {peer !== undefined && <Avatar name={peer} who="peer" size="s" />}
        <Avatar name={you} who="you" size="s" />
      </span>
      {language !== 'outline' && <LanguageChoice language={language} languages={languages} onLanguage={onLanguage} />}
      <EditorMenu fileName={fileName} text={text} onCopied={() => announce(t`Copied`)} />
      {tools}
    </div>
  )
}

const FollowChip = ({ peer, following, onFollow }: { readonly peer: string } & Pick<HeadProps, 'following' | 'onFollow'>) => (
  <button type="button" className={following ? 'chip peer' : 'chip line'} aria-pressed={following} onClick={() => onFollow(!following)}>
    <Eye />
    {following ? <Trans>Following {peer}</Trans> : <Trans>Follow {peer}</Trans>}
  </button>
)

const LanguageChoice = ({ language, languages, onLanguage }: { readonly language: CodeLanguage } & Pick<EditorPaneProps, 'languages' | 'onLanguage'>) => {
  const { t } = useLingui()
  const words = useWords()
  if (!onLanguage) return <span className="faint sm">{words.codeLanguage(language)}</span>
  const options = languages.map(value => ({ value, label: words.codeLanguage(value) }))
  return <Select bare size="sm" aria-label={t`Language, for both of you`} title={t`Each language keeps its own text`} value={language} options={options} onChange={onLanguage} />
}
