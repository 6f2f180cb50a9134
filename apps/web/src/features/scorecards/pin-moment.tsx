import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { formatMmSs, readMoment } from '../../platform/clock.ts'
import { Button } from '../../ui/button.tsx'
import { TextInput } from '../../ui/field.tsx'

interface PinMomentProps {
  readonly lengthMs: number
  readonly busy: boolean
  readonly onPin: (atMs: number, text: string) => Promise<boolean>
}

/** Pins a moment of the round, named by its time. */
export const PinMoment = ({ lengthMs, busy, onPin }: PinMomentProps) => {
  const { t } = useLingui()
  const [typed, setTyped] = useState('')
  const [text, setText] = useState('')
  const atMs = typed.trim() === '' ? undefined : readMoment(typed)
  const isInside = atMs !== undefined && atMs <= lengthMs
  const last = formatMmSs(lengthMs)
  const pin = async () => {
    if (!isInside || !await onPin(atMs, text)) return
    setTyped('')
    setText('')
  }
  return (
    <form className="row pin-code" onSubmit={event => { event.preventDefault(); void pin() }}>
      <TextInput aria-label={t`Moment of the round, up to ${last}`} placeholder={t`mm:ss`} inputMode="numeric" value={typed} aria-invalid={typed !== '' && !isInside} onChange={event => setTyped(event.target.value)} />
      <TextInput aria-label={t`What happened then`} placeholder={t`What happened then`} maxLength={280} value={text} onChange={event => setText(event.target.value)} />
      <Button type="submit" busy={busy} disabled={!isInside || text.trim() === ''}><Trans>Pin moment</Trans></Button>
    </form>
  )
}
