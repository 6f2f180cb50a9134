import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { Metrics } from '@unanimous/protocol'
import { Minus, Plus } from 'lucide-react'
import { formatShortDay } from '../../platform/dates.ts'
import { DimensionName, Figure, FromRounds } from './figure.tsx'

type Seen = Metrics['received']['recurring'][number]

/** As many as one reads: what speaks against, then what speaks for. */
const SHOWN_OF_EACH = 3
const shownOf = (recurring: readonly Seen[]): readonly Seen[] =>
  (['against', 'for'] as const).flatMap(speaks => recurring.filter(each => each.speaks === speaks).slice(0, SHOWN_OF_EACH))

/** What was rated the same way again and again, and what interviewers asked for in their own words. Words are quoted and not counted. */
export const Recurring = ({ received: { recurring, changeOnes } }: { readonly received: Metrics['received'] }) => {
  const { t } = useLingui()
  if (recurring.length + changeOnes.length === 0) return null
  const saidOf = ({ speaks, times, of }: Seen) =>
    speaks === 'against' ? <Trans>Below the bar in {times} of the last {of}</Trans> : <Trans>At the top in {times} of the last {of}</Trans>
  return (
    <Figure
      title={t`What keeps coming up`}
      caption={recurring.length === 0 ? <Trans>Nothing was rated the same way three times in five.</Trans> : <Plural value={recurring.length} one="# dimension goes one way most of the time." other="# dimensions go one way most of the time." />}
      table={{
        head: [t`What`, t`How often`, t`Rounds`],
        rows: [
          ...recurring.map(each => [<DimensionName key="name" of={each} />, saidOf(each), <FromRounds key="rounds" rounds={each.rounds} />]),
          ...changeOnes.map(({ by, text, round }) => [t`${by} asked for`, text, <FromRounds key="rounds" rounds={[round]} />]),
        ],
      }}
    >
      <ul className="themes">
        {shownOf(recurring).map(each => (
          <li key={`${each.dimension} ${each.speaks}`}>
            <span className={each.speaks}>{each.speaks === 'against' ? <Minus className="s" /> : <Plus className="s" />}</span>
            <div><b><DimensionName of={each} /></b><FromRounds rounds={each.rounds}>{saidOf(each)}</FromRounds></div>
          </li>
        ))}
      </ul>
      {changeOnes.length > 0 && <h3><Trans>Asked to change, last</Trans></h3>}
      <ul className="asked-for">
        {changeOnes.map(({ round, by, heldAt, text }) => {
          const day = formatShortDay(heldAt)
          return <li key={round}><p className="q">{text}</p><a className="faint sm" href={`/history/${round}`}><Trans>{by}, {day}</Trans></a></li>
        })}
      </ul>
    </Figure>
  )
}
