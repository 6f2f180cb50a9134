import { Trans, useLingui } from '@lingui/react/macro'
import { CircleCheck, CircleDashed, DoorOpen, Hand } from 'lucide-react'
import { RadioCards } from '../../ui/choices.tsx'
import type { CardForm } from './card-form.ts'

/** The recruiter's screen rates nothing: what was covered, and whether it goes on. */
export const ChecklistPart = ({ card: { data } }: { readonly card: CardForm }) => (
  <ul className="screen-list">
    {data.checklist.map(({ ask, tick, done }) => (
      <li key={ask} className={done ? 'done' : 'open'}>
        {done ? <CircleCheck /> : <CircleDashed />}
        <div>
          <b>{ask}</b>
          <p className="dim sm">{tick} · {done ? <Trans>ticked in the round</Trans> : <Trans>not ticked</Trans>}</p>
        </div>
      </li>
    ))}
  </ul>
)

/** Advance or hold, in place of a vote. */
export const ScreenPart = ({ card: { draft, change } }: { readonly card: CardForm }) => {
  const { t } = useLingui()
  return (
    <section aria-label={t`Outcome`}>
      <h2><Trans>Advance or hold</Trans></h2>
      <p className="dim"><Trans>A screen has no vote. A hold freezes a loop only where strict order was chosen.</Trans></p>
      <RadioCards
        label={t`Outcome`} value={draft.screen} onChange={screen => change(now => ({ ...now, screen }))} className="outcome"
        options={[
          { value: 'advance', label: t`Advance`, about: t`They know why this team, and what they would own.`, icon: <DoorOpen /> },
          { value: 'hold', label: t`Hold`, about: t`Something must be cleared up before the other rounds are worth holding.`, icon: <Hand /> },
        ]}
      />
    </section>
  )
}
