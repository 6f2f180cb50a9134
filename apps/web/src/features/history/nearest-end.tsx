import { Trans } from '@lingui/react/macro'
import type { Metrics } from '@unanimous/protocol'
import { ArrowRight } from 'lucide-react'
import { useId } from 'react'
import { formatDay } from '../../platform/dates.ts'
import { toVote } from '../../platform/vote-words.ts'
import { useWords } from '../../platform/words.ts'
import { LinkButton } from '../../ui/button.tsx'
import { VoteGlyph } from '../../ui/vote.tsx'

type End = NonNullable<Metrics['received']['nearestEnd']>

/** The first thing to read after a while: what would have ended the loop, in the words of whoever said it, and one action. */
export const NearestEnd = ({ end }: { readonly end: End }) => {
  const words = useWords()
  const id = useId()
  const kind = words.kind(end.kind)
  const [by, day] = [end.by, formatDay(end.heldAt)]
  return (
    <section className="nearest-end" aria-labelledby={id}>
      {end.why === 'vote' && <VoteGlyph vote={toVote(end.vote)} />}
      <div>
        <h2 id={id}><Trans>What would have ended your loop</Trans></h2>
        <p className="dim"><Why end={end} kind={kind} /></p>
        {end.sentence !== null && <p className="q">{end.sentence}</p>}
        <a className="faint sm" href={`/history/${end.round}`}><Trans>{by}, {day}</Trans></a>
      </div>
      <LinkButton variant="primary" href={`/practice?kind=${end.kind}`}><Trans>Practise {kind}</Trans> <ArrowRight className="s" /></LinkButton>
    </section>
  )
}

const Why = ({ end, kind }: { readonly end: End; readonly kind: string }) => {
  if (end.why === 'vote') return end.vote === 1 ? <Trans>A strong no in your newest {kind} round. One is enough.</Trans> : <Trans>A no in your newest {kind} round withholds consent: with it no loop closes.</Trans>
  const { name, rating } = end
  return <Trans>No newest vote would. Nearest to it stands {name} in {kind}, {rating} of 4.</Trans>
}
