import { Plural, Trans } from '@lingui/react/macro'
import type { Plan } from '@unanimous/protocol'
import { dimensionName } from '../../platform/dimension-names.ts'
import { useLoopWords } from '../../platform/loop-words.ts'
import { toVote } from '../../platform/vote-words.ts'
import { Chip } from '../../ui/chip.tsx'
import { VoteLabel } from '../../ui/vote.tsx'
import { useWords } from '../../platform/words.ts'
import { TickTask } from './tick-task.tsx'

type Next = NonNullable<Plan['next']>

/** The one task to do now, and why it is this one. */
export const NextUp = ({ plan }: { readonly plan: Plan }) => {
  const { next } = plan
  if (!next) return <section className="next"><h2 className="title"><Trans>Everything is done</Trans></h2><p className="dim"><Trans>Hold rounds, or set the plan up anew.</Trans></p></section>
  const minutes = next.minutes
  return (
    <section className="next" aria-labelledby="next-task">
      <div className="row g2"><Chip tone="mark"><Trans>Next</Trans></Chip><span className="dim sm"><Plural value={minutes} one="# minute" other="# minutes" /></span></div>
      <h2 className="title" id="next-task">{next.title}</h2>
      <p className="dim how">{next.how}</p>
      <div className="why">{next.veto ? <Lifts next={next} veto={next.veto} /> : <Weighs next={next} />}</div>
      <TickTask key={next.task} task={next} isPrimary />
    </section>
  )
}

/** It works on what withholds consent now. */
const Lifts = ({ next, veto }: { readonly next: Next; readonly veto: NonNullable<Next['veto']> }) => {
  const words = useLoopWords()
  const { by } = veto
  const seat = words.seat(veto.seat)
  const dimension = next.dimension && dimensionName(next.dimension)
  return (
    <>
      <p className="row g2 wrap"><VoteLabel vote={toVote(veto.vote)} /><a className="ul" href={`/history/${veto.round}`}><Trans>{by} in {seat}</Trans></a></p>
      <p className="sm dim">{dimension ? <Trans>{dimension} was rated low there. This is the shortest task that works on it.</Trans> : <Trans>This is the shortest task that prepares for that round.</Trans>}</p>
    </>
  )
}

/** It scores highest of its week; what the score is made of. */
const Weighs = ({ next }: { readonly next: Next }) => {
  const words = useWords()
  const round = words.kind(next.kind)
  const dimension = next.dimension && dimensionName(next.dimension)
  const mean = next.mean?.toFixed(1)
  return (
    <ul className="facts sm dim">
      {dimension && (mean === undefined ? <li><Trans>Too few have rated {dimension} yet, so it counts as a 2</Trans></li> : <li><Trans>{dimension} stands at {mean} of 3 wanted</Trans></li>)}
      {next.score.rusty > 0 && <li><Trans>Not practised for 14 days</Trans></li>}
      {next.score.forJob > 0 && <li><Trans>One of the job’s teams asks for it</Trans></li>}
      <li><Trans>Prepares for {round}</Trans></li>
    </ul>
  )
}
