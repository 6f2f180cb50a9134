import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { RoundSummary, SessionView } from '@unanimous/protocol'
import { heldMinutes, meetingMinutes } from '@unanimous/rounds'
import { useState } from 'react'
import type { LiveSession } from '../../platform/live-session.ts'
import { useWords } from '../../platform/words.ts'
import { Button } from '../../ui/button.tsx'
import { DeclareLoop } from './declare-loop.tsx'
import { OwnQuestionLine } from './own-question-line.tsx'
import { PlanDialog } from './plan-dialog.tsx'
import { ReadingDialog } from './reading-dialog.tsx'
import { WishDialog } from './wish-dialog.tsx'

interface PlanProps {
  readonly view: SessionView
  readonly rounds: LiveSession['rounds']
}

/** What will be held: the plan, the pack to read, what the round counts for, and what was wished. */
export const Plan = ({ view, rounds }: PlanProps) => {
  const youAsk = view.rounds.find(round => round.youAre === 'interviewer')
  const youAnswer = view.rounds.find(round => round.youAre === 'candidate')
  return (
    <ul className="checks plan">
      <PlanLine view={view} />
      {youAsk && <PackLine round={youAsk} rounds={rounds} alone={view.peer === null} />}
      {youAsk && !view.you.guest && <OwnQuestionLine round={youAsk} />}
      {youAnswer && <DeclareLoop round={youAnswer} />}
      {youAnswer && <WishLine view={view} />}
      {youAsk && <TheirWish view={view} />}
    </ul>
  )
}

const PlanLine = ({ view }: { readonly view: SessionView }) => {
  const words = useWords()
  const [open, setOpen] = useState(false)
  const { rounds } = view
  const kinds = [...new Set(rounds.map(round => words.kind(round.kind)))].join(', ')
  const minutes = [...new Set(rounds.map(heldMinutes))].join(', ')
  const longer = rounds.some(round => round.stretch > 1)
  return (
    <li>
      <b><Trans>Plan</Trans></b>
      <span className="what">
        {rounds.length > 1 ? <Trans>{kinds}, 2 × {minutes} min</Trans> : <Trans>{kinds}, {minutes} min</Trans>}
        {longer && <>, <Trans>longer round</Trans></>}
        <span className="faint"> <Plural value={meetingMinutes(rounds)} one="About # minute in all." other="About # minutes in all." /></span>
      </span>
      <Button size="sm" variant="ghost" onClick={() => setOpen(true)}><Trans>Change</Trans></Button>
      {open && <PlanDialog view={view} onClose={() => setOpen(false)} />}
    </li>
  )
}

const PackLine = ({ round, rounds, alone }: { readonly round: RoundSummary; readonly rounds: LiveSession['rounds']; readonly alone: boolean }) => {
  const [open, setOpen] = useState(false)
  const titles = round.deal?.titles ?? []
  const roundView = rounds.get(round.round)
  if (titles.length === 0) return <li><b><Trans>You ask</Trans></b><span className="what">{alone ? <Trans>Dealt when your guest is here</Trans> : <Trans>Being dealt</Trans>}</span></li>
  return (
    <li>
      <b><Trans>You ask</Trans></b>
      <span className="what ell">{titles.join(', ')}</span>
      <Button size="sm" onClick={() => setOpen(true)}><Trans>Read it, 3 min</Trans></Button>
      {open && <ReadingDialog round={round} view={roundView?.role === 'interviewer' ? roundView : undefined} onClose={() => setOpen(false)} />}
    </li>
  )
}

const WishLine = ({ view }: { readonly view: SessionView }) => {
  const [open, setOpen] = useState(false)
  return (
    <li>
      <b><Trans>Your wish</Trans></b>
      <span className="what ell">{view.yourWish ?? <Trans>Ask for it harder, or for one topic</Trans>}</span>
      <Button size="sm" variant="ghost" onClick={() => setOpen(true)}>{view.yourWish === null ? <Trans>Leave one</Trans> : <Trans>Change</Trans>}</Button>
      {open && <WishDialog view={view} onClose={() => setOpen(false)} />}
    </li>
  )
}

const TheirWish = ({ view: { peer, peerWish, peerGoal } }: { readonly view: SessionView }) => {
  const { t } = useLingui()
  const said = peerWish ?? peerGoal
  if (peer === null || said === null) return null
  const handle = peer.handle
  return (
    <li className="said">
      <b>{peerWish === null ? <Trans>Their goal</Trans> : <Trans>Their wish</Trans>}</b>
      <span className="q" aria-label={t`${handle} wrote`}>{said}</span>
    </li>
  )
}
