import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { serverClock } from '../../platform/clock.ts'
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

/** Them on you at the left, you on them at the right, around a shared spine. */
export const BothCards = ({ data, peer }: BothCardsProps) => {
  const { received, given } = sidesOf(data)
  const guessed = received?.selfEstimate?.vote
  return (
    <>
      <h2 className="unseen"><Trans>Both cards</Trans></h2>
      <div className="sides">
        {received ? <SideHead who="peer" name={peer} title={<Trans>{peer} on you</Trans>} round={received} /> : <span />}
        <div className="spine">
          {guessed !== undefined && <><span className="cap"><Trans>You guessed</Trans></span><VoteLabel vote={toVote(guessed)} /></>}
        </div>
        {given ? <SideHead who="you" name={peer} title={<Trans>You on {peer}</Trans>} round={given} /> : <span />}
      </div>
      <div className={cx('flies', serverClock.now() - data.openedAt < FRESH_MS && 'reveal')}>
        {dimensionsOfBoth(data).map(({ id, name }) => (
          <ButterflyRow key={id} dimension={name} left={wing(received, id, true)} right={wing(given, id, false)} />
        ))}
      </div>
      <p className="faint sm row guess-note"><i /><Trans>your own guess, where it differs</Trans></p>
      <div className="hear">
        {received ? <Heard round={received} /> : <span />}
        {given ? <Heard round={given} /> : <span />}
      </div>
    </>
  )
}

const wing = (round: OpenedRound | undefined, id: Parameters<typeof evidenceOf>[1], mine: boolean): ButterflySide => {
  const dimension = round?.card?.dimensions.find(each => each.id === id)
  if (!dimension || dimension.rating === null) return { absent: true, note: dimension?.why ?? undefined }
  return { score: dimension.rating, note: evidenceOf(round, id)[0]?.text, guess: mine ? round?.selfEstimate?.guesses[id] : undefined }
}

interface SideHeadProps {
  readonly who: 'you' | 'peer'
  readonly name: string
  readonly title: ReactNode
  readonly round: OpenedRound
}

const SideHead = ({ who, name, title, round }: SideHeadProps) => {
  const { t } = useLingui()
  const home = useRead('home', {})
  const avatar = <Avatar name={who === 'you' ? home.data?.handle ?? t`You` : name} who={who} size="xl" />
  const theirGuess = who === 'you' ? round.selfEstimate?.vote : undefined
  return (
    <div className={`side-head ${who}`}>
      {who === 'peer' && avatar}
      <div>
        <a className="dim b" href={round.card ? `/history/${round.round}` : undefined}>{title}</a>
        <Outcome round={round} end={who === 'you'} />
        {theirGuess !== undefined && <p className="faint sm row theirs"><Trans>{name} guessed</Trans> <VoteLabel vote={toVote(theirGuess)} /></p>}
      </div>
      {who === 'you' && avatar}
    </div>
  )
}

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
