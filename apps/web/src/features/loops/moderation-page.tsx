import { Trans, useLingui } from '@lingui/react/macro'
import type { QueryOutput } from '@unanimous/protocol'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { formatDay } from '../../platform/dates.ts'
import { useLoopWords } from '../../platform/loop-words.ts'
import { OpenedCardView } from '../../platform/opened-card.tsx'
import { WhenRead } from '../../platform/page-state.tsx'
import { useForget, useRead } from '../../platform/queries.ts'
import { useActs } from '../../platform/use-acts.ts'
import { toVote } from '../../platform/vote-words.ts'
import { Sheet } from '../../ui/app-shell.tsx'
import { Button } from '../../ui/button.tsx'
import { Segmented } from '../../ui/choices.tsx'
import { FieldError, TextArea } from '../../ui/field.tsx'
import { Banner } from '../../ui/surfaces.tsx'
import { VoteLabel } from '../../ui/vote.tsx'
import './loops.css'

type Found = QueryOutput<'card-to-void'>
type Cause = NonNullable<Found['voided']>['cause']

/** For a moderator who was sent here: one card of a loop, and whether it was abuse or a leaked pack. */
export const ModerationPage = () => {
  const { round = '' } = useParams({ strict: false })
  const read = useRead('card-to-void', { round })
  return <Sheet title={<Trans>A card in question</Trans>}><WhenRead read={read} whose={<Trans>Only moderators read this. Whoever runs this server names them.</Trans>}>{found => <InQuestion found={found} />}</WhenRead></Sheet>
}

const InQuestion = ({ found }: { readonly found: Found }) => {
  const words = useLoopWords()
  const [seat, candidate, number, rater] = [words.seat(found.seat), found.candidate, found.number, found.card.rater]
  const day = found.heldAt === null ? '' : formatDay(found.heldAt)
  return (
    <div className="in-question">
      <p className="dim"><Trans>{seat} of {candidate}’s loop {number}, held {day} by {rater}.</Trans></p>
      {found.voided && <AlreadyVoid line={found.voided} />}
      <h2 className="row">{found.card.vote !== null && <VoteLabel vote={toVote(found.card.vote)} size="l" />}</h2>
      <OpenedCardView card={found.card} evidence={found.evidence} />
      {!found.voided && <Decide round={found.round} />}
    </div>
  )
}

const AlreadyVoid = ({ line }: { readonly line: NonNullable<Found['voided']> }) => {
  const [day, by] = [formatDay(line.at), line.by]
  return <Banner title={<Trans>Taken out of its loop by {by}, {day}</Trans>} about={line.words} />
}

const Decide = ({ round }: { readonly round: string }) => {
  const { t } = useLingui()
  const { act, refusal, pending } = useActs()
  const forget = useForget()
  const [cause, setCause] = useState<Cause>('abuse')
  const [words, setWords] = useState('')
  const take = async () => {
    if (await act('void-card', { round, cause, words })) await forget('card-to-void')
  }
  return (
    <form className="revise" onSubmit={event => { event.preventDefault(); void take() }}>
      <p><Trans>A card leaves its loop for these two causes only, never because a vote seems wrong. It stays readable; the loop is judged anew without it.</Trans></p>
      <Segmented<Cause> label={t`Cause`} value={cause} onChange={setCause} options={[{ value: 'abuse', label: t`Abuse` }, { value: 'leaked-pack', label: t`A leaked pack` }]} />
      <TextArea serif label={t`One sentence that the board shows for good, with your name`} rows={2} maxLength={280} value={words} onChange={event => setWords(event.target.value)} />
      {refusal && <p className="fieldset"><FieldError>{refusal.message}</FieldError></p>}
      <div className="row"><Button type="submit" variant="danger" busy={pending > 0} disabled={words.trim() === ''}><Trans>Take it out of the loop</Trans></Button></div>
    </form>
  )
}
