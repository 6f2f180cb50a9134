import { Trans } from '@lingui/react/macro'
import type { OpenedCard } from '@unanimous/protocol'
import { OpenedCardView } from '../../platform/opened-card.tsx'
import { toVote } from '../../platform/vote-words.ts'
import { useWords } from '../../platform/words.ts'
import { VoteLabel } from '../../ui/vote.tsx'
import type { Opened, OpenedRound } from './sides.ts'

/** Rounds that two rated: for their two people the second card, for the second rater both. Each was written without the other. */
export const RatedByTwo = ({ data }: { readonly data: Opened }) => (
  <>{data.rounds.filter(round => round.second !== null).map(round => <Round key={round.round} round={round} />)}</>
)

/** The vote of a round, once its two cards are in. */
const lowestOf = ({ card, second }: OpenedRound) => {
  const votes = [card, second?.card].flatMap(each => each?.vote ?? [])
  return votes.length > 0 ? toVote(Math.min(...votes) as 1 | 2 | 3 | 4) : undefined
}

/** Over the interviewer's card: it is not the round's vote alone. */
export const VotesOfTwo = ({ data }: { readonly data: Opened }) => (
  <>{data.rounds.filter(({ second, youAre }) => second !== null && youAre !== 'rater').map(round => <Votes key={round.round} round={round} />)}</>
)

const Votes = ({ round }: { readonly round: OpenedRound }) => {
  const lowest = lowestOf(round)
  if (lowest === undefined) return null
  return (
    <p className="row wrap g2 votes-of-two">
      {[round.card, round.second?.card].map(card => card && card.vote !== null && <span key={card.rater} className="row g2">{card.raterIs === 'you' ? <Trans>You</Trans> : card.rater} <VoteLabel vote={toVote(card.vote)} /></span>)}
      <span className="sp" />
      <span className="row g2"><Trans>The round’s vote, the lowest</Trans> <VoteLabel vote={lowest} /></span>
    </p>
  )
}

const Round = ({ round }: { readonly round: OpenedRound }) => {
  const words = useWords()
  const { second, card, youAre } = round
  const lowest = youAre === 'rater' ? lowestOf(round) : undefined
  const kind = words.kind(round.kind)
  const rater = second?.rater ?? ''
  return (
    <section className="marks rated-by-two">
      <div className="row wrap g2">
        <h2>{youAre === 'rater' ? <Trans>{kind}, rated by two</Trans> : <Trans>{rater} rated too</Trans>}</h2>
        <span className="sp" />
        {lowest !== undefined && <span className="row g2 sm"><Trans>The round’s vote, the lowest</Trans> <VoteLabel vote={lowest} /></span>}
      </div>
      {youAre === 'rater' && <One card={card} round={round} />}
      <One card={second?.card ?? null} round={round} />
    </section>
  )
}

const One = ({ card, round }: { readonly card: OpenedCard | null; readonly round: OpenedRound }) => {
  if (!card) return <p className="dim"><VoteLabel vote="none"><Trans>No vote</Trans></VoteLabel> <Trans>This card was not filed by the deadline.</Trans></p>
  const { rater } = card
  return (
    <details className="fold" open={card.vote !== null && card.vote <= 2}>
      <summary className="row g2">{card.raterIs === 'you' ? <Trans>Your card</Trans> : <Trans>{rater}’s card</Trans>} {card.vote !== null && <VoteLabel vote={toVote(card.vote)} />}</summary>
      <OpenedCardView card={card} evidence={round.record.evidence} />
    </details>
  )
}
