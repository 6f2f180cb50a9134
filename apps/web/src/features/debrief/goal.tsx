import { Trans, useLingui } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import { useId, useState } from 'react'
import { useForget } from '../../platform/queries.ts'
import { sayRefusal } from '../../platform/say-refusal.ts'
import { send } from '../../platform/server-socket.ts'
import { TextArea } from '../../ui/field.tsx'
import { toast } from '../../ui/toast.tsx'

interface Goal {
  readonly text: string
  readonly write: (text: string) => void
  /** The id of the field, so that the button can lead to it. */
  readonly field: string
  readonly busy: boolean
  readonly save: () => Promise<boolean>
  readonly done: () => Promise<void>
}

/** One's own goal for the next round. `done` keeps it and goes home; without words it asks for them. */
export const useGoal = (start: string | null): Goal => {
  const { t } = useLingui()
  const navigate = useNavigate()
  const forget = useForget()
  const [text, write] = useState(start ?? '')
  const [kept, setKept] = useState(start ?? '')
  const [busy, setBusy] = useState(false)
  const field = useId()
  const save = async () => {
    if (text.trim() === kept) return true
    setBusy(true)
    try {
      await send('set-goal', { goal: text.trim() })
      setKept(text.trim())
      await forget('home', 'me')
      return true
    } catch (error) {
      sayRefusal(error)
      return false
    } finally {
      setBusy(false)
    }
  }
  const done = async () => {
    if (text.trim() === '') return document.getElementById(field)?.focus()
    if (!await save()) return
    toast(t`Your goal stands on your home page`)
    await navigate({ to: '/' })
  }
  return { text, write, field, busy, save, done }
}

/** The one thing to change, in one's own words. */
export const GoalField = ({ goal, peer, alone }: { readonly goal: Goal; readonly peer: string; /** Nobody else reads it. */ readonly alone: boolean }) => (
  <section className="goal">
    <h3 id={`${goal.field}-title`}><Trans>One thing you will change</Trans></h3>
    <TextArea serif id={goal.field} aria-labelledby={`${goal.field}-title`} maxLength={280} value={goal.text} onChange={event => goal.write(event.target.value)} onBlur={() => void goal.save()} />
    <p className="faint sm">{alone ? <Trans>Waits on your home page.</Trans> : <Trans>Waits on your home page. {peer} sees it next time.</Trans>}</p>
  </section>
)
