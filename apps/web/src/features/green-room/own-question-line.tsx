import { Trans, useLingui } from '@lingui/react/macro'
import type { RoundSummary } from '@unanimous/protocol'
import { useRead } from '../../platform/queries.ts'
import { Select } from '../../ui/field.tsx'
import { act } from './act.ts'

const isAskedIn = (kind: RoundSummary['kind'], question: string | null): boolean => question === (kind === 'tech' ? 'coding' : kind)

/** Whoever wrote questions of this kind may ask one of them instead, in practice. */
export const OwnQuestionLine = ({ round }: { readonly round: RoundSummary }) => {
  const { t } = useLingui()
  const read = useRead('questions', {})
  const own = round.deal?.own ?? ''
  const fitting = (read.data?.questions ?? []).filter(({ kind, faults, question }) => question !== own && faults === 0 && isAskedIn(round.kind, kind))
  if (round.standing === 'loop' || (fitting.length === 0 && own === '')) return null
  const options = [
    { value: '', label: t`No, what the bank deals` },
    // Its last text without faults, whatever became of it since.
    ...(own === '' ? [] : [{ value: own, label: round.deal?.titles[0] ?? '' }]),
    ...fitting.map(({ question, title }) => ({ value: question, label: title })),
  ]
  return (
    <li>
      <b><Trans>Your own</Trans></b>
      <span className="what">
        <Select bare size="sm" aria-label={t`A question of your own`} value={own} options={options} onChange={value => void act('use-own-question', { round: round.round, question: value === '' ? null : value })} />
      </span>
    </li>
  )
}
