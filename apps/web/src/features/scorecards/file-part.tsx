import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { asksOf, disagreements, type Ask } from '@unanimous/verdict'
import { CircleAlert, CircleCheck, CircleDashed, Stamp } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '../../ui/button.tsx'
import { FieldError } from '../../ui/field.tsx'
import { evidenceUnder, nextProblem, type CardForm } from './card-form.ts'

interface FilePartProps {
  readonly card: CardForm
  readonly busy: boolean
  readonly refusal: string | undefined
  readonly onFile: () => void
}

const Line = ({ state, children }: { readonly state: 'done' | 'open' | 'warn'; readonly children: ReactNode }) => (
  <li className={state}>{state === 'done' ? <CircleCheck className="s" /> : state === 'open' ? <CircleDashed className="s" /> : <CircleAlert className="s" />}<span>{children}</span></li>
)

/** What stands and what is missing, and the button. Nothing is refused here that the rules don't refuse. */
export const FilePart = ({ card, busy, refusal, onFile }: FilePartProps) => {
  const { draft, data } = card
  const problem = nextProblem(card)
  const strongNo = draft.vote === 1
  return (
    <div className="file-part">
      {data.kind === 'recruiter' ? null : <Checklist card={card} />}
      {refusal && <p className="fieldset"><FieldError>{refusal}</FieldError></p>}
      {!refusal && problem && !strongNo && <p className="dim sm" id="file-problem">{problem.message}</p>}
      <Button
        wide size="xl" variant={strongNo ? 'danger' : 'primary'} icon={<Stamp />} keys="$mod+Enter" busy={busy} onClick={onFile}
        aria-describedby={problem && !refusal && !strongNo ? 'file-problem' : undefined}
      >
        {strongNo ? <Trans>Review strong no</Trans> : <Trans>File scorecard</Trans>}
      </Button>
      <p className="faint sm end-note"><Trans>You can take it back until the reveal. After that it never changes.</Trans></p>
    </div>
  )
}

const useAskWords = (): Readonly<Record<Ask, string>> => {
  const { t } = useLingui()
  return { 'level-signal': t`Level not said`, 'keep-doing': t`Nothing to keep doing yet`, 'change-one': t`Nothing to change yet`, keeper: t`Keeper test open`, disagreement: t`One sentence asked above` }
}

const Checklist = ({ card }: { readonly card: CardForm }) => {
  const { draft, context, data } = card
  const asks = useAskWords()
  const all = data.dimensions.length
  const rated = data.dimensions.filter(({ id }) => draft.ratings?.[id] !== undefined)
  const aside = data.dimensions.filter(({ id }) => (draft.notAssessed?.[id] ?? '').trim() !== '').length
  const done = rated.length
  const bare = rated.filter(({ id }) => evidenceUnder(card, id).length === 0).length
  const pieces = new Set(data.dimensions.flatMap(({ id }) => evidenceUnder(card, id).map(item => item.id))).size
  const fits = !disagreements(draft, context).some(each => each.startsWith('vote-'))
  return (
    <ul className="ck">
      <Line state={done + aside === all ? 'done' : 'open'}>{aside > 0 ? <Trans>{done} of {all} scored, {aside} set aside</Trans> : <Trans>{done} of {all} scored</Trans>}</Line>
      <Line state={pieces > 0 && bare === 0 ? 'done' : 'open'}><Plural value={pieces} one="# piece of evidence attached" other="# pieces of evidence attached" /></Line>
      {draft.vote !== undefined && <Line state={fits ? 'done' : 'warn'}>{fits ? <Trans>Vote fits the scores</Trans> : <Trans>Vote departs from the scores</Trans>}</Line>}
      {draft.vote !== undefined && asksOf(draft, context).map(ask => <Line key={ask} state="open">{asks[ask]}</Line>)}
    </ul>
  )
}
