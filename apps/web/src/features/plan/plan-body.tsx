import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { Plan } from '@unanimous/protocol'
import { type ReactNode, useState } from 'react'
import { formatDay } from '../../platform/dates.ts'
import { dimensionName } from '../../platform/dimension-names.ts'
import { Met, MetList } from '../../platform/met-list.tsx'
import { useTeamWords } from '../../platform/team-words.ts'
import { NextUp } from './next-up.tsx'
import { WeekStrip } from './week-strip.tsx'
import { WeekTasks } from './week-tasks.tsx'

/** A plan: the next task, the weeks, the tasks of the week that is looked at, and what stands beside it all. */
export const PlanBody = ({ plan, tools }: { readonly plan: Plan; readonly tools: ReactNode }) => {
  const { t } = useLingui()
  const [chosen, setChosen] = useState<number>()
  const shown = plan.weekList.find(({ number }) => number === (chosen ?? plan.current ?? 1)) ?? plan.weekList[0]
  return (
    <div className="plan">
      <div className="c1">
        <NextUp plan={plan} />
        <WeekStrip plan={plan} shown={shown?.number} onShow={setChosen} />
        {shown && <WeekTasks key={shown.number} plan={plan} week={shown} />}
      </div>
      <div className="c2" role="group" aria-label={t`Where the plan stands`}>
        <DesignDone design={plan.design} />
        <About plan={plan} />
        <div className="plan-tools">{tools}</div>
      </div>
    </div>
  )
}

/** What ends the design phase. (domain.md 8) */
const DesignDone = ({ design }: { readonly design: Plan['design'] }) => (
  <section className="sec">
    <h3>{design.done ? <Trans>Design is done</Trans> : <Trans>Design is done when</Trans>}</h3>
    <MetList>
      {design.boxes.map(({ dimension, answered }) => {
        const name = dimensionName(dimension)
        return <Met key={dimension} met={answered}><Trans>{name}, answered in your own words</Trans></Met>
      })}
      <Met met={design.failover}><Trans>A peer gave Failover a 3</Trans></Met>
    </MetList>
  </section>
)

const About = ({ plan }: { readonly plan: Plan }) => {
  const teamWords = useTeamWords()
  const { hoursPerWeek, level, unplaced } = plan
  const dropped = plan.dropped.length
  const teams = teamWords.list(plan.teams)
  const day = plan.interviewOn === null ? '' : formatDay(Date.parse(plan.interviewOn), 'UTC')
  return (
    <section className="sec">
      <h3><Trans>This plan</Trans></h3>
      <ul className="facts sm dim">
        <li><Trans>{hoursPerWeek} hours a week, for {level}</Trans></li>
        {day !== '' && <li><Trans>Interview on {day}; the last three days are light</Trans></li>}
        {plan.teams.length > 0 && <li><Trans>For a job in {teams}</Trans></li>}
        {unplaced > 0 && <li><Plural value={unplaced} one="# task has no room in these hours" other="# tasks have no room in these hours" /></li>}
        {dropped > 0 && <li><Trans>{dropped} given up because a week was missed; nothing is stacked</Trans></li>}
      </ul>
    </section>
  )
}
