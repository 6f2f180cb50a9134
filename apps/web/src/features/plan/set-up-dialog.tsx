import { Trans, useLingui } from '@lingui/react/macro'
import { limits, type CommandInput } from '@unanimous/protocol'
import { useState } from 'react'
import { formatDay, viewerZone } from '../../platform/dates.ts'
import { useForget } from '../../platform/queries.ts'
import { TeamsField } from '../../platform/teams-field.tsx'
import { useActs } from '../../platform/use-acts.ts'
import { type Level, useWords } from '../../platform/words.ts'
import { Button } from '../../ui/button.tsx'
import { Segmented, Switch } from '../../ui/choices.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field, FieldError, TextInput } from '../../ui/field.tsx'
import { GiveUp } from './give-up.tsx'
import type { PlanRead } from './plan-page.tsx'

type SetUp = CommandInput<'start-plan'>
const lengths = ['4', '5', '6'] as const
const usualHours = 8

const startOf = ({ plan, from }: PlanRead): SetUp => plan
  ? { level: plan.level, weeks: plan.weeks, hoursPerWeek: plan.hoursPerWeek, givesWeek: plan.givesWeek, teams: plan.teams, interviewOn: plan.interviewOn, timeZone: plan.timeZone }
  : { level: from.level, weeks: 6, hoursPerWeek: usualHours, givesWeek: false, teams: from.teams, interviewOn: null, timeZone: viewerZone() }

/** How a plan is set up, and how it is changed: what was ticked stays ticked. */
export const SetUpDialog = ({ read, onClose }: { readonly read: PlanRead; readonly onClose: () => void }) => {
  const { t } = useLingui()
  const words = useWords()
  const forget = useForget()
  const { act, refusal, pending } = useActs()
  const [setUp, setSetUp] = useState(() => startOf(read))
  const [hours, setHours] = useState(String(setUp.hoursPerWeek))
  const change = (part: Partial<SetUp>) => setSetUp(before => ({ ...before, ...part }))
  const hoursPerWeek = Number(hours)
  const areHours = Number.isInteger(hoursPerWeek) && hoursPerWeek >= limits.planHoursLeast && hoursPerWeek <= limits.planHoursMost
  const day = setUp.interviewOn === null ? '' : formatDay(Date.parse(setUp.interviewOn), 'UTC')
  const save = async () => {
    if (!await act('start-plan', { ...setUp, hoursPerWeek })) return
    await forget('plan')
    onClose()
  }
  return (
    <Dialog
      open onClose={onClose} title={read.plan ? <Trans>Change the plan</Trans> : <Trans>Make a plan</Trans>}
      description={read.plan ? <Trans>What you ticked stays ticked.</Trans> : <Trans>Each week is planned anew from how your rounds went.</Trans>}
      footer={
        <>
          <Button variant="ghost" keys="Escape" onClick={onClose}><Trans>Back</Trans></Button>
          {read.plan && <GiveUp onGone={onClose} />}
          <span className="sp" />
          <Button variant="primary" busy={pending > 0} disabled={!areHours} onClick={() => void save()}>{read.plan ? <Trans>Change it</Trans> : <Trans>Make the plan</Trans>}</Button>
        </>
      }
    >
      <div className="plan-set-up">
        <Segmented<Level> wide label={t`Target level`} value={setUp.level} onChange={level => change({ level })} options={[{ value: 'L4', label: words.level('L4') }, { value: 'L5', label: words.level('L5') }]} />
        <Segmented
          wide label={t`Weeks`} value={lengths.find(each => Number(each) === setUp.weeks)} onChange={weeks => change({ weeks: weeks === '4' ? 4 : weeks === '5' ? 5 : 6 })}
          options={[{ value: '4', label: t`4 weeks` }, { value: '5', label: t`5 weeks` }, { value: '6', label: t`6 weeks` }]}
        />
        <div className="pair">
          <Field label={t`Hours a week`} hint={areHours ? undefined : t`From ${limits.planHoursLeast} to ${limits.planHoursMost} whole hours.`}>
            {wiring => <TextInput {...wiring} inputMode="numeric" value={hours} onChange={event => setHours(event.target.value)} />}
          </Field>
          <Field label={t`Interview on`} hint={day === '' ? t`Leave it empty and the plan starts today.` : t`The plan ends the day before ${day}.`}>
            {wiring => <TextInput {...wiring} type="date" value={setUp.interviewOn ?? ''} onChange={event => change({ interviewOn: event.target.value || null })} />}
          </Field>
        </div>
        <Switch checked={setUp.givesWeek} onChange={givesWeek => change({ givesWeek })}>
          <b><Trans>One week more of design</Trans></b><span className="sm dim"><Trans>Taken from algorithms. Design outweighs all coding together, so never the other way.</Trans></span>
        </Switch>
        <TeamsField teams={setUp.teams} onChange={teams => change({ teams: [...teams] })} about={<Trans>Prompts of these teams come first.</Trans>} none={<Trans>With no team named, prompts come from five of them.</Trans>} />
        {refusal && <p className="fieldset"><FieldError>{refusal.message}</FieldError></p>}
      </div>
    </Dialog>
  )
}
