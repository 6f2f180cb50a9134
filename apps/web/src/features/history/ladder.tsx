import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { Metrics } from '@unanimous/protocol'
import { useLadderWords } from '../../platform/ladder-words.ts'
import { useWords } from '../../platform/words.ts'
import { DimensionName, Figure, FromRounds, TooFew } from './figure.tsx'
import { Meter } from './meter.tsx'

type Received = Metrics['received']

const MOST_DEPTH = 5

/** Which kind of follow-up answers break at, the weakest first. Under the minimum there are dots, one for each answer. */
export const WhereItBreaks = ({ received: { breaks } }: { readonly received: Received }) => {
  const { t } = useLingui()
  const ladder = useLadderWords()
  if (breaks.length === 0) return null
  const [worst] = breaks
  const name = worst && worst.value !== null && worst.value > 0 ? ladder.followUp(worst.kind) : undefined
  return (
    <Figure
      title={t`Where it breaks`}
      caption={name === undefined ? <Trans>No kind of follow-up was answered often enough and broke.</Trans> : <Trans>Answers break at “{name}” most often.</Trans>}
      table={{
        head: [t`Follow-up`, t`Struggled`, t`Answered`, t`Rounds it broke in`],
        rows: breaks.map(each => [ladder.followUp(each.kind), each.struggled, each.n, <FromRounds key="rounds" rounds={each.rounds} />]),
      }}
    >
      <ul className="meters">
        {breaks.map(({ kind, struggled, n, needs, value, rounds }) => (
          <li key={kind}>
            <span>{ladder.followUp(kind)}</span>
            {value === null ? <Answers n={n} struggled={struggled} /> : <Meter value={value} against />}
            <FromRounds rounds={rounds}>{value === null ? <TooFew of={{ n, needs }} /> : <Trans>{struggled} of {n}</Trans>}</FromRounds>
          </li>
        ))}
      </ul>
    </Figure>
  )
}

const Answers = ({ n, struggled }: { readonly n: number; readonly struggled: number }) => {
  const { t } = useLingui()
  return (
    <span className="answers" role="img" aria-label={t`${struggled} of ${n} answers broke`}>
      {Array.from({ length: n }, (_, index) => <i key={index} className={index < struggled ? 'broke' : undefined} />)}
    </span>
  )
}

/** How deep the answers went, by kind of round, from 0 to 5. */
export const HowDeep = ({ received: { depth } }: { readonly received: Received }) => {
  const { t } = useLingui()
  const words = useWords()
  if (depth.length === 0) return null
  return (
    <Figure
      title={t`How deep it goes`} caption={<Trans>Median of the last five rounds of a kind: 3 is a failure or a load, 5 a changed premise.</Trans>}
      table={{
        head: [t`Round`, t`Depths, oldest first`, t`Median of the last five`, t`Rounds`],
        rows: depth.map(({ kind, reached, recent }) => [words.kind(kind), reached.map(each => each.depth).join(', '), recent.value ?? <TooFew key="few" of={recent} />, <FromRounds key="rounds" rounds={reached.map(each => each.round)} />]),
      }}
    >
      <ul className="meters">
        {depth.map(({ kind, reached, recent }) => (
          <li key={kind}>
            <span>{words.kind(kind)}</span>
            <Meter dots={reached.slice(-MOST_DEPTH).map(each => each.depth / MOST_DEPTH)} {...(recent.value === null ? {} : { value: recent.value / MOST_DEPTH })} />
            <FromRounds rounds={recent.rounds}>{recent.value === null ? <TooFew of={recent} /> : <Trans>{recent.value} of 5</Trans>}</FromRounds>
          </li>
        ))}
      </ul>
    </Figure>
  )
}

/** What help cost, by the dimension that it helped with. */
export const HelpTaken = ({ received: { hints } }: { readonly received: Received }) => {
  const { t } = useLingui()
  if (hints.points.length === 0) return null
  const mean = hints.mean.value?.toFixed(1)
  const most = Math.max(1, ...hints.byDimension.map(each => each.points))
  return (
    <Figure
      title={t`Help taken`}
      caption={mean === undefined ? <TooFew of={hints.mean} /> : <><Trans>{mean} hint points a round over</Trans> <Plural value={hints.mean.n} one="# round" other="# rounds" />. <Direction trend={hints.trend} /></>}
      table={{ head: [t`Dimension`, t`Points`], rows: hints.byDimension.map(each => [<DimensionName key="name" of={each} />, each.points]) }}
    >
      <ul className="meters">
        {hints.byDimension.map(each => (
          <li key={each.dimension}><span><DimensionName of={each} /></span><Meter value={each.points / most} /><span className="dim sm num"><Plural value={each.points} one="# point" other="# points" /></span></li>
        ))}
      </ul>
      <FromRounds rounds={hints.points.map(each => each.round)} />
    </Figure>
  )
}

const Direction = ({ trend: { value, n, needs } }: { readonly trend: Received['hints']['trend'] }) => {
  if (value === null) return <Trans>A trend takes {needs} rounds, there are {n}.</Trans>
  if (value.arrow === 'up') return <Trans>You need more of it than before.</Trans>
  return value.arrow === 'down' ? <Trans>You need less of it than before.</Trans> : <Trans>It neither rises nor falls.</Trans>
}
