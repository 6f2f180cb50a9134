import { Trans, useLingui } from '@lingui/react/macro'
import { Circle, CircleCheck } from 'lucide-react'
import { useRead } from '../../platform/queries.ts'
import { LinkButton } from '../../ui/button.tsx'
import { cx } from '../../ui/class-names.ts'

const shownTasks = 4

/** What the running week of the plan still holds, and the way to all of it. */
export const PlanWeek = () => {
  const { t } = useLingui()
  const { data } = useRead('plan', {})
  const plan = data?.plan
  const week = plan?.weekList.find(({ number }) => number === plan.current)
  if (!data) return null
  if (!plan || !week) return (
    <section className="sec">
      <div className="sh"><h3><Trans>Prep plan</Trans></h3></div>
      <LinkButton size="sm" href="/plan">{plan ? <Trans>Open the plan</Trans> : <Trans>Make a plan</Trans>}</LinkButton>
    </section>
  )
  const { number, tasks } = week
  const { weeks } = plan
  const all = tasks.length
  const done = tasks.filter(({ doneAt }) => doneAt !== null).length
  const shown = tasks.toSorted((left, right) => Number(left.doneAt !== null) - Number(right.doneAt !== null) || left.on.localeCompare(right.on)).slice(0, shownTasks)
  return (
    <section className="sec">
      <div className="sh">
        <h3><Trans>Week {number} of {weeks}</Trans></h3><span className="faint sm num"><Trans>{done} of {all} done</Trans></span><span className="sp" />
        <a className="dim sm" href="/plan"><Trans>Open the plan</Trans></a>
      </div>
      <ul className="plan-week">
        {shown.map(({ task, title, minutes, doneAt }) => (
          <li key={task} className={cx(doneAt !== null && 'faint')}>
            {doneAt === null ? <Circle aria-hidden="true" /> : <CircleCheck aria-hidden="true" />}
            <span>{title}{doneAt !== null && <span className="unseen"><Trans>, done</Trans></span>}</span><span className="sp" /><span className="faint sm num nowrap">{t`${minutes} min`}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
