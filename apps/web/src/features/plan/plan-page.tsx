import { Trans } from '@lingui/react/macro'
import type { QueryOutput } from '@unanimous/protocol'
import { CalendarArrowDown, SlidersHorizontal } from 'lucide-react'
import { useState } from 'react'
import { WhenRead } from '../../platform/page-state.tsx'
import { PrepTabs } from '../../platform/prep-tabs.tsx'
import { useRead } from '../../platform/queries.ts'
import { Sheet } from '../../ui/app-shell.tsx'
import { Button, LinkButton } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/surfaces.tsx'
import { PlanBody } from './plan-body.tsx'
import { SetUpDialog } from './set-up-dialog.tsx'
import './plan.css'

export type PlanRead = QueryOutput<'plan'>

/** Four to six weeks: what comes next and why, what this week holds, and every other week beside it. */
export const PlanPage = () => {
  const read = useRead('plan', {})
  const [settingUp, setSettingUp] = useState(false)
  const tools = (
    <>
      <LinkButton size="sm" href="/api/v1/plan/calendar" download="prep-plan.ics" icon={<CalendarArrowDown className="s" />}><Trans>Calendar file</Trans></LinkButton>
      <Button size="sm" icon={<SlidersHorizontal className="s" />} onClick={() => setSettingUp(true)}><Trans>Change the plan</Trans></Button>
    </>
  )
  return (
    <Sheet title={<Trans>Prep plan</Trans>} beside={<PrepTabs current="plan" />} tools={read.data?.plan && <span className="row opt">{tools}</span>}>
      <WhenRead read={read}>
        {({ plan }) => plan ? <PlanBody plan={plan} tools={tools} /> : <NoPlan onStart={() => setSettingUp(true)} />}
      </WhenRead>
      {settingUp && read.data && <SetUpDialog read={read.data} onClose={() => setSettingUp(false)} />}
    </Sheet>
  )
}

const NoPlan = ({ onStart }: { readonly onStart: () => void }) => (
  <EmptyState
    title={<Trans>No plan yet</Trans>} about={<Trans>Four to six weeks: design first, then algorithms with their extensions, then your stories and live rounds.</Trans>}
    actions={<><Button variant="primary" onClick={onStart}><Trans>Make a plan</Trans></Button><LinkButton href="/stories"><Trans>Write a story</Trans></LinkButton></>}
  />
)
