import { Trans } from '@lingui/react/macro'
import type { Home } from '@unanimous/protocol'
import { toVote } from '../../platform/vote-words.ts'
import { useWords } from '../../platform/words.ts'
import { Pips, type Score, scores } from '../../ui/score.tsx'
import { Avatar } from '../../ui/surfaces.tsx'
import { VoteLabel } from '../../ui/vote.tsx'

const toScore = (rating: number): Score | undefined => scores.find(score => score === rating)

/** The newest card received, in its author's words. */
export const LastFeedback = ({ last }: { readonly last: Home['lastFeedback'] }) => {
  const words = useWords()
  if (last === null) return null
  const kind = words.kind(last.kind)
  return (
    <section className="sec">
      <div className="sh"><h3><Trans>Last feedback</Trans></h3><span className="sp" /><a className="faint sm" href={`/s/${last.session}`}><Trans>Open debrief</Trans></a></div>
      <div className="row">
        <Avatar name={last.by} who="peer" />
        <span className="b">{last.by}</span>
        <span className="faint ell"><Trans>on your {kind}</Trans></span>
        <span className="sp" />
        {last.vote !== null && <VoteLabel vote={toVote(last.vote)} />}
      </div>
      <p className="q">{[last.keepDoing, last.changeOne].filter(Boolean).join(' ')}</p>
      <div className="dims">{last.ratings.slice(0, 3).map(({ dimension, name, rating }) => <span key={dimension}>{name} <Pips score={toScore(rating)} /></span>)}</div>
    </section>
  )
}
