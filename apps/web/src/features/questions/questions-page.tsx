import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { limits, type QueryOutput } from '@unanimous/protocol'
import { useNavigate } from '@tanstack/react-router'
import { FileUp, PencilLine, Plus } from 'lucide-react'
import { useRef, useState } from 'react'
import { formatDay } from '../../platform/dates.ts'
import { KindIcon } from '../../platform/kind-icon.tsx'
import { WhenRead } from '../../platform/page-state.tsx'
import { useForget, useRead } from '../../platform/queries.ts'
import { useActs } from '../../platform/use-acts.ts'
import { useWords } from '../../platform/words.ts'
import { Sheet } from '../../ui/app-shell.tsx'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { FieldError } from '../../ui/field.tsx'
import { EmptyState } from '../../ui/surfaces.tsx'
import { NewQuestionDialog } from './new-question-dialog.tsx'
import './questions.css'

type Question = QueryOutput<'questions'>['questions'][number]

/** Questions one wrote oneself, to ask in practice rounds. */
export const QuestionsPage = () => {
  const me = useRead('me', {})
  const read = useRead('questions', {})
  const [isNew, setIsNew] = useState(false)
  if (me.data?.guest === true) return <Sheet title={<Trans>Your questions</Trans>}><GuestQuestions /></Sheet>
  return (
    <Sheet title={<Trans>Your questions</Trans>} tools={<><ImportButton /><Button size="sm" variant="primary" icon={<Plus className="s" />} onClick={() => setIsNew(true)}><Trans>New question</Trans></Button></>}>
      <WhenRead read={read}>
        {({ questions }) => questions.length === 0
          ? <div className="questions-empty"><EmptyState title={<Trans>No question of your own yet</Trans>} about={<Trans>Paste one that you were asked, or would ask. It gets a ladder of follow-ups, and you ask it in practice rounds.</Trans>} actions={<Button variant="primary" onClick={() => setIsNew(true)}><Trans>Paste a question</Trans></Button>} /></div>
          : <ul className="questions">{questions.map(question => <Row key={question.question} question={question} />)}</ul>}
      </WhenRead>
      {isNew && <NewQuestionDialog onClose={() => setIsNew(false)} />}
    </Sheet>
  )
}

const GuestQuestions = () => (
  <EmptyState
    title={<Trans>Questions of your own need an account</Trans>}
    about={<Trans>Keep this account with an e-mail and a password, and everything you did stays yours.</Trans>}
    actions={<LinkButton variant="primary" href="/settings"><Trans>Keep my account</Trans></LinkButton>}
  />
)

const Row = ({ question: { question, title, kind, faults, savedAt } }: { readonly question: Question }) => {
  const words = useWords()
  return (
    <li>
      <a className="question-row" href={`/library/mine/${question}`}>
        <span className="sign">{kind === null ? <PencilLine /> : <KindIcon kind={kind} />}</span>
        <span><b>{title}</b><em>{kind === null ? <Trans>Not readable as a question yet</Trans> : words.kind(kind)}</em></span>
        {faults > 0 ? <Chip tone="warn"><Plural value={faults} one="# objection" other="# objections" /></Chip> : <Chip><Trans>Ready to ask</Trans></Chip>}
        <span className="faint sm">{formatDay(savedAt)}</span>
      </a>
    </li>
  )
}

/** A shared pack file becomes a question of one's own, faults and all. */
const ImportButton = () => {
  const { t } = useLingui()
  const navigate = useNavigate()
  const forget = useForget()
  const { act, refusal, pending } = useActs()
  const [problem, setProblem] = useState<string>()
  const file = useRef<HTMLInputElement>(null)
  const take = async (chosen: File) => {
    const size = Math.ceil(chosen.size / 1_000)
    const most = limits.ownQuestionChars / 1_000
    const source = chosen.size > 4 * limits.ownQuestionChars ? undefined : await chosen.text()
    if (source === undefined || source.length > limits.ownQuestionChars) return setProblem(t`This file has ${size} kB; a question has ${most} kB at most.`)
    setProblem(undefined)
    const made = await act('import-question', { source })
    if (!made) return
    await forget('questions')
    await navigate({ to: '/library/mine/$question', params: { question: made.question } })
  }
  return (
    <>
      {(problem ?? refusal) && <FieldError>{problem ?? refusal?.message}</FieldError>}
      <input
        ref={file} type="file" accept=".yaml,.yml" className="unseen" tabIndex={-1} aria-label={t`Pack file`}
        onChange={event => {
          const [chosen] = event.target.files ?? []
          event.target.value = ''
          if (chosen) void take(chosen)
        }}
      />
      <Button size="sm" icon={<FileUp className="s" />} busy={pending > 0} onClick={() => file.current?.click()}><Trans>Import a file</Trans></Button>
    </>
  )
}
