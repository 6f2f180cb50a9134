import { Trans, useLingui } from '@lingui/react/macro'
import { type KeyboardEvent, useRef, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { FieldError } from '../ui/field.tsx'
import type { TalkKey } from './call-wishes.ts'
import { mayBeTalkKey, talkKeyLabel } from './talk-key.ts'

interface TalkKeyFieldProps {
  readonly talkKey: TalkKey
  readonly onChoose: (key: TalkKey) => void
}

/** The key to hold: shown, and chosen by pressing another. Escape keeps the old one. */
export const TalkKeyField = ({ talkKey, onChoose }: TalkKeyFieldProps) => {
  const { t } = useLingui()
  const [asking, setAsking] = useState(false)
  const [refused, setRefused] = useState(false)
  const writes = /^(Space|Key|Digit)/.test(talkKey.code)
  // Some browsers press a button when its space bar goes up, whoever took the press.
  const chosen = useRef(false)
  const take = (event: KeyboardEvent) => {
    chosen.current = false
    // Tab leaves, as everywhere; a modifier pressed with it is on its way to another key.
    if (!asking || event.key === 'Tab') return
    event.preventDefault()
    event.stopPropagation()
    const may = mayBeTalkKey(event)
    setRefused(!may && event.key !== 'Escape')
    chosen.current = may
    if (may) onChoose({ code: event.code, label: talkKeyLabel(event) })
    if (may || event.key === 'Escape') setAsking(false)
  }
  return (
    <div className="talk-key">
      <span className="row g2">
        <Trans>Hold</Trans> <kbd>{talkKey.label}</kbd>
        <Button size="sm" aria-label={asking ? t`Press the key to hold` : t`Choose another key`} aria-pressed={asking} onKeyDown={take} onKeyUp={event => chosen.current && event.preventDefault()} onBlur={() => setAsking(false)} onClick={() => setAsking(true)}>
          {asking ? <Trans>Press a key</Trans> : <Trans>Choose another key</Trans>}
        </Button>
      </span>
      {refused && <FieldError><Trans>That key has a use of its own here. Choose another.</Trans></FieldError>}
      <p className="dim sm">{writes ? <Trans>Works while you are not writing. A key such as F8 works while you write, too.</Trans> : <Trans>Works also while you write.</Trans>}</p>
    </div>
  )
}
