import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { Metrics } from '@unanimous/protocol'
import { toVote } from '../../platform/vote-words.ts'
import { roundKinds, useWords } from '../../platform/words.ts'
import { VoteGlyph, VoteLabel, useVoteWords, votes } from '../../ui/vote.tsx'
import { Figure } from './figure.tsx'

/** As many as fit a line; the table below the charts has them all. */
const VOTES_SHOWN = 8

/** Votes received, oldest left, by kind of round. Votes are never averaged. */
export const FormGuide = ({ received: { form, passRate } }: { readonly received: Metrics['received'] }) => {
  const { t } = useLingui()
  const words = useWords()
  const names = useVoteWords()
  const lines = roundKinds.flatMap(kind => form.find(each => each.kind === kind) ?? [])
  if (lines.length === 0) return null
  return (
    <Figure
      title={t`Votes, in order`} caption={<><Trans>Oldest left, each leads to its card.</Trans> <Passed of={passRate} /></>}
      table={{ head: [t`Round`, t`Votes, oldest first`, t`How many`], rows: lines.map(({ kind, votes: given, n }) => [words.kind(kind), given.map(each => names[toVote(each.vote)]).join(', '), n]) }}
    >
      <ul className="form-guide">
        {lines.map(({ kind, votes: given, n }) => (
          <li key={kind}>
            <span>{words.kind(kind)}</span>
            <span className="row">{given.slice(-VOTES_SHOWN).map(({ round, vote }, index) => <a key={`${round} ${index}`} href={`/history/${round}`}><VoteGlyph vote={toVote(vote)} label={names[toVote(vote)]} /></a>)}</span>
            <span className="faint num">{n}</span>
          </li>
        ))}
      </ul>
      <p className="legend-votes">{votes.toReversed().map(vote => <VoteLabel key={vote} vote={vote} />)}</p>
    </Figure>
  )
}

const Passed = ({ of: { n, passed, value, mayShowPercent } }: { readonly of: Metrics['received']['passRate'] }) => {
  if (value === null) return null
  const percent = Math.round(value * 100)
  return mayShowPercent
    ? <Trans>Of {n} finished loops {passed} were unanimous, {percent} %.</Trans>
    : <Plural value={n} one={`Of # finished loop ${passed} was unanimous.`} other={`Of # finished loops ${passed} were unanimous.`} />
}
