import { Trans, useLingui } from '@lingui/react/macro'
import type { SessionView } from '@unanimous/protocol'
import { hasChosenLength } from '@unanimous/rounds'
import { roundKinds, useWords } from '../../platform/words.ts'
import { Button } from '../../ui/button.tsx'
import { Segmented } from '../../ui/choices.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field, Select } from '../../ui/field.tsx'
import { act } from './act.ts'
import { Timetable } from './timetable.tsx'

const stretches = ['1', '1.25', '1.5'] as const

/** Kinds, length and who takes part, for both; each change is made at once and both see it. */
export const PlanDialog = ({ view, onClose }: { readonly view: SessionView; readonly onClose: () => void }) => {
  const { t } = useLingui()
  const words = useWords()
  const { session, rounds } = view
  const change = (part: Omit<Parameters<typeof act<'set-plan'>>[1], 'session'>) => void act('set-plan', { session, ...part })
  const kinds = rounds.map(round => round.kind)
  const longest = Math.max(...rounds.map(round => round.minutes))
  const options = roundKinds.map(value => ({ value, label: words.kind(value) }))
  return (
    <Dialog open onClose={onClose} narrow title={<Trans>The plan</Trans>} description={<Trans>Both of you see each change. A changed round is dealt a new pack.</Trans>} footer={<Button variant="primary" onClick={onClose}><Trans>Done</Trans></Button>}>
      <div className="plan-form">
        {kinds.map((kind, index) => (
          <Field key={rounds[index]?.round ?? index} label={index === 0 ? t`First round` : t`Second round`}>
            {wiring => <Select {...wiring} value={kind} options={options} onChange={chosen => change({ kinds: kinds.map((each, at) => (at === index ? chosen : each)) })} />}
          </Field>
        ))}
        <Segmented wide label={t`Who interviews`} value={kinds.length > 1 ? 'both' : 'one'} onChange={who => change({ bothWays: who === 'both' })} options={[{ value: 'both', label: t`Both, in turn` }, { value: 'one', label: t`One round only` }]} />
        <Segmented wide label={t`Length of a round`} value={String(longest)} disabled={!kinds.some(hasChosenLength)} onChange={minutes => change({ minutes: minutes === '45' ? 45 : 60 })} options={[{ value: '60', label: t`60 minutes` }, { value: '45', label: t`45, practice only` }]} />
        {kinds.includes('recruiter') && <p className="hint"><Trans>A recruiter screen takes 30 minutes.</Trans></p>}
        {kinds.includes('extension') && <p className="hint"><Trans>Extensions only takes 20 minutes: a finished solution, and nothing but changed rules. It is practice and counts for no loop.</Trans></p>}
        <div className="fieldset">
          <span className="label" aria-hidden="true"><Trans>Longer round</Trans></span>
          <Segmented
            wide
            label={t`Longer round`}
            value={stretches.find(each => Number(each) === rounds[0]?.stretch) ?? '1'}
            onChange={stretch => change({ stretch: stretch === '1.5' ? 1.5 : stretch === '1.25' ? 1.25 : 1 })}
            options={[{ value: '1', label: t`As planned` }, { value: '1.25', label: t`+25 %` }, { value: '1.5', label: t`+50 %` }]}
          />
          <span className="hint"><Trans>An accommodation that both see as “longer round”. Nothing else changes.</Trans></span>
        </div>
        <Timetable rounds={rounds} peer={view.peer?.handle} />
      </div>
    </Dialog>
  )
}
