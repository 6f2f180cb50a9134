import { Trans, useLingui } from '@lingui/react/macro'
import type { Plan } from '@unanimous/protocol'
import { serverClock } from '../../platform/clock.ts'
import { formatShortDay } from '../../platform/dates.ts'
import { cx } from '../../ui/class-names.ts'
import { usePlanWords } from './plan-words.ts'

type Week = Plan['weekList'][number]

interface WeekStripProps {
  readonly plan: Plan
  readonly shown: number | undefined
  readonly onShow: (week: number) => void
}

/** The weeks as columns, each with a square a task. Pressing one shows its tasks. */
export const WeekStrip = ({ plan, shown, onShow }: WeekStripProps) => {
  const { t } = useLingui()
  return (
    <div className="week-strip scroll-x" role="group" aria-label={t`Weeks`}>
      {plan.weekList.map(week => <WeekColumn key={week.number} week={week} zone={plan.timeZone} standing={standingOf(plan, week)} isShown={week.number === shown} onPress={() => onShow(week.number)} />)}
    </div>
  )
}

type Standing = 'past' | 'current' | 'coming'

const standingOf = ({ current }: Plan, { number, endsAt }: Week): Standing => (number === current ? 'current' : current === null ? (endsAt <= serverClock.now() ? 'past' : 'coming') : number < current ? 'past' : 'coming')

interface WeekColumnProps {
  readonly week: Week
  readonly zone: string
  readonly standing: Standing
  readonly isShown: boolean
  readonly onPress: () => void
}

const noonMs = 12 * 3_600_000

const WeekColumn = ({ week, zone, standing, isShown, onPress }: WeekColumnProps) => {
  const { t } = useLingui()
  const words = usePlanWords()
  const { number } = week
  const all = week.tasks.length
  const done = week.tasks.filter(({ doneAt }) => doneAt !== null).length
  return (
    <button type="button" className={cx('week', standing, isShown && 'on')} aria-pressed={isShown} onClick={onPress}>
      <span className="row g2"><b><Trans>Week {number}</Trans></b>{standing === 'current' && <span className="cap"><Trans>now</Trans></span>}</span>
      <span className="sm dim">{words.phase(week.phase)}</span>
      <span className="sm faint num nowrap">{formatShortDay(week.startsAt + noonMs, zone)} – {formatShortDay(week.endsAt - noonMs, zone)}</span>
      <span className="cells" aria-hidden="true">{week.tasks.map(task => <i key={task.task} className={task.doneAt !== null ? 'done' : standing === 'past' ? 'missed' : undefined} />)}</span>
      <span className="sm num" aria-label={t`${done} of ${all} done`}>{t`${done} of ${all}`}</span>
    </button>
  )
}
