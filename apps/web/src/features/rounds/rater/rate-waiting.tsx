import { Trans } from '@lingui/react/macro'
import type { RoundSummary, SessionView } from '@unanimous/protocol'
import { Lock, LogOut } from 'lucide-react'
import { useWords } from '../../../platform/words.ts'
import { Button, LinkButton } from '../../../ui/button.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { FullPage } from '../../../ui/room-frame.tsx'
import { InTheRoom } from './rate-room.tsx'
import './rater.css'

interface RateWaitingProps {
  readonly session: SessionView
  readonly hasRated: boolean
  readonly onLeave: () => void
}

/** Before, between and after the rounds: who interviews whom next, and which cards the rater owes. */
export const RateWaiting = ({ session, hasRated, onLeave }: RateWaitingProps) => {
  const planned = session.rounds.filter(round => round.state === 'planned' && round.kind !== 'recruiter')
  return (
    <FullPage bare title={<Trans>You rate here</Trans>} tools={planned.length > 0 && <Button size="sm" variant="ghost" icon={<LogOut className="s" />} onClick={onLeave}><Trans>Leave</Trans></Button>}>
      <div className="rate-wait">
        {session.rounds.filter(round => round.state === 'ended').map(round => <Owed key={round.round} session={session} round={round} />)}
        {planned.map(round => <Planned key={round.round} session={session} round={round} />)}
        {session.revealedAt !== null && (
          <section className="card pad">
            <h2><Trans>The cards are open</Trans></h2>
            {hasRated ? <LinkButton variant="primary" href={`/s/${session.session}`}><Trans>Read both cards</Trans></LinkButton> : <p className="dim"><Trans>You rated no round here, so none of them is yours to read.</Trans></p>}
          </section>
        )}
        <InTheRoom session={session} className="card pad rate-people" calls={planned.length > 0} />
      </div>
    </FullPage>
  )
}

interface RoundProps {
  readonly session: SessionView
  readonly round: RoundSummary
}

const names = ({ ratedWith }: SessionView, { interviewer }: RoundSummary) => ({
  interviewer: ratedWith?.find(each => each.seat === interviewer)?.handle ?? '', candidate: ratedWith?.find(each => each.seat !== interviewer)?.handle ?? '',
})

const Planned = ({ session, round }: RoundProps) => {
  const words = useWords()
  const kind = words.kind(round.kind)
  const { interviewer, candidate } = names(session, round)
  return (
    <section className="card pad">
      <h2>{kind}</h2>
      <p className="dim"><Trans>{interviewer} interviews {candidate} and starts the round. The script opens for you with the clock.</Trans></p>
    </section>
  )
}

const Owed = ({ session, round }: RoundProps) => {
  const words = useWords()
  const kind = words.kind(round.kind)
  const { interviewer, candidate } = names(session, round)
  const form = session.youFiled.find(each => each.round === round.round)
  if (!form || session.revealedAt !== null) return null
  return (
    <section className="card pad">
      <h2>{kind}</h2>
      <p className="dim"><Trans>{interviewer} interviewed {candidate}. Your card is your own until all are in.</Trans></p>
      {form.filed
        ? <p className="row g2"><Chip icon={<Lock />}><Trans>Filed</Trans></Chip><a className="ul sm" href={`/r/${session.session}/score/${round.round}`}><Trans>Open it again</Trans></a></p>
        : <LinkButton variant="primary" href={`/r/${session.session}/score/${round.round}`}><Trans>File the scorecard</Trans></LinkButton>}
    </section>
  )
}
