import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Select, TextInput } from '../../ui/field.tsx'
import type { CardData } from './card-form.ts'

type Component = CardData['components'][number]

interface PinComponentProps {
  /** None where the server has not said so. */
  readonly components: readonly Component[] | undefined
  readonly busy: boolean
  readonly onPin: (component: Component, text: string) => Promise<boolean>
}

/** Pins a component of the final board, by what it is called. */
export const PinComponent = ({ components = [], busy, onPin }: PinComponentProps) => {
  const { t } = useLingui()
  const [chosen, choose] = useState(components[0]?.element ?? '')
  const [text, setText] = useState('')
  const component = components.find(({ element }) => element === chosen)
  if (component === undefined) return null
  const pin = async () => {
    if (await onPin(component, text.trim() === '' ? component.label : text)) setText('')
  }
  return (
    <form className="row pin-code" onSubmit={event => { event.preventDefault(); void pin() }}>
      <Select aria-label={t`Component of the board`} value={chosen} onChange={choose} options={components.map(({ element, label }) => ({ value: element, label }))} />
      <TextInput aria-label={t`What the component shows`} placeholder={t`What this part of the board shows`} maxLength={280} value={text} onChange={event => setText(event.target.value)} />
      <Button type="submit" busy={busy}><Trans>Pin component</Trans></Button>
    </form>
  )
}
