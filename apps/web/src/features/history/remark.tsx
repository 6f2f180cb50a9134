import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { useForget } from '../../platform/queries.ts'
import { sentenceOf } from '../../platform/say-refusal.ts'
import { send } from '../../platform/server-socket.ts'
import { Button } from '../../ui/button.tsx'
import { FieldError, TextArea } from '../../ui/field.tsx'

/** An opened card never changes; its author may add one dated remark. */
export const Remark = ({ round }: { readonly round: string }) => {
  const { t } = useLingui()
  const forget = useForget()
  const [open, setOpen] = useState(false)
  const [text, setText] = useState('')
  const [refusal, setRefusal] = useState<string>()
  const add = async () => {
    try {
      await send('append-remark', { round, text })
      await forget('card', 'debrief')
    } catch (error) {
      setRefusal(sentenceOf(error))
    }
  }
  if (!open) return <Button size="sm" onClick={() => setOpen(true)}><Trans>Add a dated remark</Trans></Button>
  return (
    <form className="remark" onSubmit={event => { event.preventDefault(); void add() }}>
      <TextArea serif autoFocus label={t`Your remark. It can be added once and stands beside the card.`} maxLength={280} value={text} onChange={event => setText(event.target.value)} />
      {refusal && <p className="fieldset"><FieldError>{refusal}</FieldError></p>}
      <div className="row"><Button type="submit" size="sm" disabled={text.trim() === ''}><Trans>Add it</Trans></Button><Button size="sm" variant="ghost" onClick={() => setOpen(false)}><Trans>Back</Trans></Button></div>
    </form>
  )
}
