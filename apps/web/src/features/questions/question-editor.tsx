import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { limits, type QueryOutput } from '@unanimous/protocol'
import { useNavigate } from '@tanstack/react-router'
import { Download, Trash2 } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { NewerDraft } from '../../platform/newer-draft.tsx'
import { useForget } from '../../platform/queries.ts'
import { read } from '../../platform/api.ts'
import { SaveNote } from '../../platform/save-note.tsx'
import { send } from '../../platform/server-socket.ts'
import { useActs } from '../../platform/use-acts.ts'
import { useDraft } from '../../platform/use-draft.ts'
import { Sheet } from '../../ui/app-shell.tsx'
import { Button } from '../../ui/button.tsx'
import { AlertDialog } from '../../ui/dialog.tsx'
import { FieldError } from '../../ui/field.tsx'
import { EmptyState } from '../../ui/surfaces.tsx'
import './questions.css'

type Loaded = QueryOutput<'question'>
type Reading = Pick<Loaded, 'findings' | 'pack'>

/** What other features draw of the page. */
export interface QuestionParts {
  /** The text in an editor; drawn by the feature that owns editors. */
  readonly editor: (text: { readonly first: string; readonly onChange: (text: string) => void; readonly faults: readonly number[] }) => ReactNode
  /** Both sides of a round with it. */
  readonly preview: (pack: NonNullable<Loaded['pack']>) => ReactNode
}

interface QuestionEditorProps extends QuestionParts {
  readonly question: string
  readonly loaded: Loaded
  readonly onReload: () => void
  readonly onLine: (line: number) => void
}

/** One's own question as a file: the text, what the linter says of it as one types, and both sides of a round with it. */
export const QuestionEditor = ({ question, loaded, onReload, editor, onLine, preview }: QuestionEditorProps) => {
  const [reading, setReading] = useState<Reading>(loaded)
  // What has no shape yet leaves the sides as they were, so that nothing jumps while one types.
  const [shown, setShown] = useState(loaded.pack)
  const [length, setLength] = useState(loaded.source.length)
  const draft = useDraft({
    draft: loaded.source, version: loaded.version,
    save: async (version, source) => {
      const saved = await send('save-question', { question, version, source })
      setReading(saved)
      if (saved.pack) setShown(saved.pack)
      return saved
    },
    newest: async () => (await read('question', { question })).version,
  })
  const isLong = length > limits.ownQuestionChars
  const onChange = (text: string) => {
    setLength(text.length)
    if (text.length <= limits.ownQuestionChars) draft.change(() => text)
  }
  const title = reading.pack?.title ?? loaded.title
  return (
    <Sheet
      still
      title={title}
      beside={<SaveNote state={draft.state} loadedAt={loaded.savedAt} />}
      tools={<><DownloadButton title={title} source={draft.draft} /><DeleteButton question={question} title={title} /></>}
    >
      <div className="question-page">
        <section className="written">
          {draft.state.kind === 'newer' && <NewerDraft onLoad={onReload} onKeep={() => void draft.overwrite()} />}
          {editor({ first: loaded.source, onChange, faults: reading.findings.map(({ line }) => line) })}
          {isLong ? <TooLong length={length} /> : <Findings findings={reading.findings} onLine={onLine} />}
        </section>
        <section className="sides">
          {shown ? preview(shown) : <EmptyState title={<Trans>Nothing to show yet</Trans>} about={<Trans>Both sides of the round appear here as soon as the text has the shape of a question.</Trans>} />}
        </section>
      </div>
    </Sheet>
  )
}

const TooLong = ({ length }: { readonly length: number }) => (
  <div className="findings" role="status">
    <p className="bad-ink sm"><Trans>This has {length} characters, and a question has {limits.ownQuestionChars} at most. It stays here and is saved as soon as it is shorter.</Trans></p>
  </div>
)

/** Every objection with its line, which it leads to. */
const Findings = ({ findings, onLine }: { readonly findings: Reading['findings']; readonly onLine: (line: number) => void }) => {
  const { t } = useLingui()
  return (
    <div className="findings" role="region" aria-label={t`Objections`}>
      <p className="sm" role="status">
        {findings.length === 0
          ? <Trans>No objections. Choose it in the green room of a practice round that you interview in.</Trans>
          : <b><Plural value={findings.length} one="# objection" other="# objections" /></b>}
      </p>
      {findings.length > 0 && (
        <ol>
          {findings.map(({ rule, line, sentence }, index) => (
            <li key={`${index} ${rule}`}>
              <button type="button" onClick={() => onLine(line)}><span className="num faint">{line}</span><span>{sentence}</span><code className="faint">{rule}</code></button>
            </li>
          ))}
        </ol>
      )}
    </div>
  )
}

const fileNameOf = (title: string): string => `${title.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-').replaceAll(/^-|-$/g, '') || 'question'}.yaml`

const DownloadButton = ({ title, source }: { readonly title: string; readonly source: string }) => {
  const save = () => {
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob([source], { type: 'application/yaml' }))
    link.download = fileNameOf(title)
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 1_000)
  }
  return <Button size="sm" icon={<Download className="s" />} onClick={save}><Trans>Download</Trans></Button>
}

const DeleteButton = ({ question, title }: { readonly question: string; readonly title: string }) => {
  const navigate = useNavigate()
  const forget = useForget()
  const { act, refusal, forget: forgetRefusal, pending } = useActs()
  const [asking, setAsking] = useState(false)
  const remove = async () => {
    if (!await act('delete-question', { question })) return
    await forget('questions')
    await navigate({ to: '/library/mine' })
  }
  const keep = () => {
    forgetRefusal()
    setAsking(false)
  }
  return (
    <>
      <Button size="sm" variant="ghost" icon={<Trash2 className="s" />} onClick={() => setAsking(true)}><Trans>Delete</Trans></Button>
      <AlertDialog
        open={asking} narrow onClose={keep} title={<Trans>Delete “{title}”?</Trans>}
        description={<Trans>Rounds that were held with it keep what they had.</Trans>}
        footer={<><Button autoFocus onClick={keep}><Trans>Keep it</Trans></Button><span className="sp" /><Button variant="danger" busy={pending > 0} onClick={() => void remove()}><Trans>Delete it</Trans></Button></>}
      >
        {refusal && <FieldError>{refusal.message}</FieldError>}
      </AlertDialog>
    </>
  )
}
