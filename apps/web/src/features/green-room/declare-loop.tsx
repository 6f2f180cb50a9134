import { Trans, useLingui } from '@lingui/react/macro'
import type { RoundSummary } from '@unanimous/protocol'
import { kindOfLoopSeat, LOOP_SEATS } from '@unanimous/rounds'
import { useRead } from '../../platform/queries.ts'
import { useWords } from '../../platform/words.ts'
import { Select } from '../../ui/field.tsx'
import { act } from './act.ts'

type LoopSeat = NonNullable<RoundSummary['loopSeat']>

/** The seats of a loop that a kind of round fills; none where it is practice by its form. */
const seatsOf = (kind: RoundSummary['kind']): readonly LoopSeat[] => LOOP_SEATS.filter(seat => kindOfLoopSeat(seat) === kind)

/**
 * The candidate says whether the round fills a seat of one of their loops. Not said means practice, and so does a seat of their newest
 * loop once that has ended: its board then shows what would have been.
 */
export const DeclareLoop = ({ round }: { readonly round: RoundSummary }) => {
  const { t } = useLingui()
  const words = useWords()
  const loops = useRead('loops', {})
  const all = loops.data?.loops ?? []
  const newest = Math.max(...all.map(({ number }) => number))
  const open = all.filter(({ number, verdict: { status } }) => status === 'IN_PROGRESS' || status === 'ON_HOLD' || (status === 'ENDED' && number === newest))
  const seats = seatsOf(round.kind)
  const options = open.flatMap(({ loop, number, verdict }) => seats.map((seat, index) => {
    const name = seats.length > 1 ? `${words.kind(round.kind)} ${index + 1}` : words.kind(round.kind)
    return { value: `${loop} ${seat}`, label: verdict.status === 'ENDED' ? t`Loop ${number}, which ended: ${name} as practice` : t`Loop ${number}, ${name}`, loop, seat }
  }))
  const declared = round.loop !== null && round.loopSeat !== null ? `${round.loop} ${round.loopSeat}` : ''
  const choose = (value: string) => {
    const chosen = options.find(option => option.value === value)
    void act('declare-loop-round', { round: round.round, loop: chosen?.loop ?? null, loopSeat: chosen?.seat ?? null })
  }
  return (
    <li>
      <b><Trans>You answer</Trans></b>
      <span className="what">
        {options.length === 0
          ? <Trans>Practice, it counts for no loop</Trans>
          : <Select bare size="sm" aria-label={t`What your round counts for`} value={declared} options={[{ value: '', label: t`Practice, it counts for no loop` }, ...options]} onChange={choose} />}
      </span>
    </li>
  )
}
