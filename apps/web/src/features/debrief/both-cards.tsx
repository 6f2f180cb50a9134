import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { serverClock } from '../../platform/clock.ts'
import { evidenceWords } from '../../platform/evidence-words.ts'
import { useRead } from '../../platform/queries.ts'
import { toVote } from '../../platform/vote-words.ts'
import { cx } from '../../ui/class-names.ts'
import { ButterflyRow, type ButterflySide } from '../../ui/debrief-charts.tsx'
import { Avatar } from '../../ui/surfaces.tsx'
import { VoteLabel } from '../../ui/vote.tsx'
import { dimensionsOfBoth, evidenceOf, sidesOf, type Opened, type OpenedRound } from './sides.ts'

/** So soon after the opening both columns wipe from the spine, once. */
const FRESH_MS = 30_000

interface BothCardsProps {
  readonly data: Opened
  readonly peer: string
}

/** What each saw of the other; a one-way session has one column, so that nothing stands beside an empty half. */
export const BothCards = ({ data, peer }: BothCardsProps) => {
  const { received, given } = sidesOf(data)
  const round = received ?? given
  if (!round) return null
  return (
    <div className={cx('cards-opened', serverClock.now() - data.openedAt < FRESH_MS && 'reveal')}>
      <h2 className="unseen"><Trans>Both cards</Trans></h2>
      {received && given ? <BothWays data={data} peer={peer} received={received} given={given} /> : <OneWay data={data} peer={peer} round={round} />}
    </div>
  )
}

interface BothWaysProps extends BothCardsProps {
  readonly received: OpenedRound
  readonly given: OpenedRound
}

/** Them on you at the left, you on them at the right, around a shared spine. */
const BothWays = ({ data, peer, received, given }: BothWaysProps) => (
  <>
    <div className="sides">
      <SideHead name={peer} round={received} />
      <YouGuessed round={received} />
      <SideHead name={peer} round={given} />
    </div>
    {dimensionsOfBoth(data).map(({ id, name }) => <ButterflyRow key={id} dimension={name} left={wing(received, id)} right={wing(given, id)} />)}
    <GuessNote round={received} />
    <div className="hear">
      <Heard round={received} />
      <Heard round={given} />
    </div>
  </>
)

const OneWay = ({ data, peer, round }: BothCardsProps & { readonly round: OpenedRound }) => (
  <div className="one">
    <div className="sides">
      <SideHead name={peer} round={round} />
      {round.youAre === 'candidate' && <YouGuessed round={round} />}
    </div>
    {dimensionsOfBoth(data).map(({ id, name }) => <ButterflyRow key={id} dimension={name} left={{ absent: true }} right={wing(round, id)} />)}
    {round.youAre === 'candidate' && <GuessNote round={round} />}
    <div className="hear"><Heard round={round} /></div>
  </div>
)

const YouGuessed = ({ round: { selfEstimate } }: { readonly round: OpenedRound }) => (
  <div className="spine">
    {selfEstimate && <><span className="cap"><Trans>You guessed</Trans></span><VoteLabel vote={toVote(selfEstimate.vote)} /></>}
  </div>
)

const GuessNote = ({ round: { selfEstimate } }: { readonly round: OpenedRound }) =>
  selfEstimate && <p className="faint sm row guess-note"><i /><Trans>your own guess, where it differs</Trans></p>

const wing = (round: OpenedRound, id: Parameters<typeof evidenceOf>[1]): ButterflySide => {
  const dimension = round.card?.dimensions.find(each => each.id === id)
  if (!dimension || dimension.rating === null) return { absent: true, note: dimension?.why ? <NotAssessed why={dimension.why} /> : undefined }
  const [told] = evidenceOf(round, id)
  return { score: dimension.rating, note: told && evidenceWords(told), guess: round.youAre === 'candidate' ? round.selfEstimate?.guesses[id] : undefined }
}

const NotAssessed = ({ why }: { readonly why: string }) => <><span className="faint"><Trans>Not assessed:</Trans></span> {why}</>

interface SideHeadProps {
  readonly name: string
  readonly round: OpenedRound
}

const SideHead = ({ name, round }: SideHeadProps) => {
  const home = useRead('home', {})
  if (round.youAre === 'candidate') {
    return (
      <div className="side-head peer">
        <Avatar name={name} who="peer" size="xl" />
        <div><CardLink round={round}><Trans>{name} on you</Trans></CardLink><Outcome round={round} end={false} /></div>
      </div>
    )
  }
  return (
    <div className="side-head you">
      <div>
        <CardLink round={round}><Trans>You on {name}</Trans></CardLink>
        <Outcome round={round} end />
        {round.selfEstimate && <p className="faint sm row theirs"><Trans>{name} guessed</Trans> <VoteLabel vote={toVote(round.selfEstimate.vote)} /></p>}
      </div>
      <Avatar name={home.data?.handle ?? ''} who="you" size="xl" />
    </div>
  )
}

/** The whole card is a press away, where there is one. */
const CardLink = ({ round, children }: { readonly round: OpenedRound; readonly children: ReactNode }) =>
  round.card ? <a className="dim b" href={`/history/${round.round}`}>{children}</a> : <span className="dim b">{children}</span>

const Outcome = ({ round: { card }, end }: { readonly round: OpenedRound; readonly end: boolean }) => {
  if (!card) return <p><VoteLabel vote="none" size="l" end={end}><Trans>No vote</Trans></VoteLabel></p>
  if (card.screen !== null) return <p className="title-s">{card.screen === 'advance' ? <Trans>Advance</Trans> : <Trans>Hold</Trans>}</p>
  return <p>{card.vote === null ? null : <VoteLabel vote={toVote(card.vote)} size="l" end={end} />}</p>
}

const Heard = ({ round: { card, counts, standing } }: { readonly round: OpenedRound }) => {
  if (!card) return <p className="dim"><Trans>Not filed by the deadline. What was recorded is open all the same.</Trans></p>
  return (
    <div>
      {standing === 'loop' && counts === false && <p className="bad-ink"><Trans>Too short to count in the loop. It is held again with another pack.</Trans></p>}
      {card.strongNoSentence !== null && <Said cap={<Trans>The reason</Trans>} text={card.strongNoSentence} />}
      {card.keepDoing && <Said cap={<Trans>Keep doing</Trans>} text={card.keepDoing} />}
      {card.changeOne && <Said cap={<Trans>Change one thing</Trans>} text={card.changeOne} />}
      {card.disagreement !== null && <Said cap={<Trans>Why the vote departs from the ratings</Trans>} text={card.disagreement} />}
      {card.remark && <Said cap={<Trans>Added later</Trans>} text={card.remark.text} />}
    </div>
  )
}

const Said = ({ cap, text }: { readonly cap: ReactNode; readonly text: string }) => (
  <>
    <span className="cap">{cap}</span>
    <p className="q">{text}</p>
  </>
)
