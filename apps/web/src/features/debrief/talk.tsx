import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useRead } from '../../platform/queries.ts'
import { Avatar } from '../../ui/surfaces.tsx'
import type { Opened, OpenedRound } from './sides.ts'

type Talk = NonNullable<OpenedRound['talk']>

const percentOf = (share: number): number => Math.round(share * 100)

const Silence = ({ typing }: { readonly typing: NonNullable<Talk['typing']> }) => {
  const share = percentOf(typing.typingBins === 0 ? 0 : typing.silentBins / typing.typingBins)
  return (
    <span>
      <Trans>Typed without a word: {share} % of the typing, {typing.longestSilenceS} s at the longest.</Trans>
      {typing.typingBins < 240 && <> <span className="faint"><Plural value={typing.typingBins} one="Only # second of typing was counted." other="Only # seconds of typing were counted." /></span></>}
    </span>
  )
}

const Line = ({ round, talk, peer }: { readonly round: OpenedRound; readonly talk: Talk; readonly peer: string }) => {
  const me = useRead('home', {}).data?.handle ?? ''
  const isYou = round.youAre === 'candidate'
  const [own, other] = [talk.candidate, talk.interviewer]
  return (
    <li className="row wrap g2">
      <Avatar name={isYou ? me : peer} who={isYou ? 'you' : 'peer'} size="s" />
      {own !== null && <span>{isYou ? <Trans>You spoke {percentOf(own)} % of your round.</Trans> : <Trans>{peer} spoke {percentOf(own)} % of theirs.</Trans>}</span>}
      {other !== null && <span className="dim"><Trans>The interviewer: {percentOf(other)} %.</Trans></span>}
      {talk.typing && <Silence typing={talk.typing} />}
      <span className="faint sm">{talk.approximate ? <Trans>Approximate, by loudness</Trans> : <Trans>Measured</Trans>}</span>
    </li>
  )
}

/** How much was said and how much was typed in silence, where both agreed to have it counted. */
export const TalkCounted = ({ data, peer }: { readonly data: Opened; readonly peer: string }) => {
  const { t } = useLingui()
  const counted = data.rounds.flatMap(round => (round.talk === null ? [] : [{ round, talk: round.talk }]))
  if (counted.length === 0) return null
  return (
    <section className="marks talk-counted" aria-label={t`Narration`}>
      <h2><Trans>Speech and typing</Trans></h2>
      <ul className="col g2">{counted.map(({ round, talk }) => <Line key={round.round} round={round} talk={talk} peer={peer} />)}</ul>
    </section>
  )
}
