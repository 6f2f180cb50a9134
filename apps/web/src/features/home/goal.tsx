import { Trans, useLingui } from '@lingui/react/macro'
import { Pencil } from 'lucide-react'
import { useState } from 'react'
import { useForget } from '../../platform/queries.ts'
import { sayRefusal } from '../../platform/say-refusal.ts'
import { send } from '../../platform/server-socket.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { TextArea } from '../../ui/field.tsx'

/** The one thing to do differently in the next round, in one's own words. */
export const Goal = ({ goal }: { readonly goal: string | null }) => {
  const { t } = useLingui()
  const [editing, setEditing] = useState(false)
  return (
    <section className="sec">
      <div className="sh">
        <h3 id="own-goal"><Trans>Your goal for the next round</Trans></h3>
        <span className="sp" />
        {goal !== null && !editing && <IconButton label={t`Change the goal`} size="sm" variant="ghost" onClick={() => setEditing(true)}><Pencil className="s" /></IconButton>}
      </div>
      {editing ? <EditGoal start={goal ?? ''} onDone={() => setEditing(false)} />
        : goal === null ? <Button size="sm" onClick={() => setEditing(true)}><Trans>Set one goal</Trans></Button>
        : <p className="q">{goal}</p>}
    </section>
  )
}

const EditGoal = ({ start, onDone }: { readonly start: string; readonly onDone: () => void }) => {
  const forget = useForget()
  const [text, setText] = useState(start)
  const save = async () => {
    try {
      await send('set-goal', { goal: text.trim() })
      await forget('home', 'me')
      onDone()
    } catch (error) {
      sayRefusal(error)
    }
  }
  return (
    <form className="edit-goal" onSubmit={event => { event.preventDefault(); void save() }}>
      <TextArea serif autoFocus aria-labelledby="own-goal" maxLength={280} value={text} onChange={event => setText(event.target.value)} />
      <div className="row"><Button type="submit" size="sm"><Trans>Keep it</Trans></Button><Button size="sm" variant="ghost" onClick={onDone}><Trans>Back</Trans></Button></div>
    </form>
  )
}
