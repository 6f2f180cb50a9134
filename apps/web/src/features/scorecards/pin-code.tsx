import { Trans, useLingui } from '@lingui/react/macro'
import type { CommandInput } from '@unanimous/protocol'
import { useState } from 'react'
import { allCodeLanguages } from '../../platform/words.ts'
import { Button } from '../../ui/button.tsx'
import { TextInput } from '../../ui/field.tsx'

type Selection = NonNullable<CommandInput<'capture-evidence'>['selection']>

interface PinCodeProps {
  /** The final code by language; none where the server has not said so. */
  readonly texts: Readonly<Record<string, string>> | undefined
  readonly busy: boolean
  readonly onPin: (selection: Selection, text: string) => Promise<boolean>
}

const MAX_CHARS = 4_000

const lineOf = (typed: string, of: number): number => Math.min(of, Math.max(1, Math.floor(Number(typed)) || 1))

/** Pins lines of the final code, named by their numbers. */
export const PinCode = ({ texts = {}, busy, onPin }: PinCodeProps) => {
  const { t } = useLingui()
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const [text, setText] = useState('')
  const language = allCodeLanguages.find(each => (texts[each] ?? '').trim() !== '')
  if (language === undefined) return null
  const lines = (texts[language] ?? '').split('\n')
  const pin = async () => {
    const first = lineOf(from, lines.length)
    const last = Math.max(first, lineOf(to === '' ? from : to, lines.length))
    const selection = { language, fromLine: first, toLine: last, text: lines.slice(first - 1, last).join('\n').slice(0, MAX_CHARS) }
    if (await onPin(selection, text.trim() === '' ? t`Final code` : text)) setText('')
  }
  return (
    <form className="row pin-code" onSubmit={event => { event.preventDefault(); void pin() }}>
      <TextInput aria-label={t`From line`} placeholder={t`Line`} inputMode="numeric" value={from} onChange={event => setFrom(event.target.value)} />
      <TextInput aria-label={t`To line`} placeholder={t`to`} inputMode="numeric" value={to} onChange={event => setTo(event.target.value)} />
      <TextInput aria-label={t`What the lines show`} placeholder={t`What these lines of the final code show`} maxLength={280} value={text} onChange={event => setText(event.target.value)} />
      <Button type="submit" busy={busy} disabled={from === ''}><Trans>Pin lines</Trans></Button>
    </form>
  )
}
