import { useLingui } from '@lingui/react/macro'
import { useCallback, useState } from 'react'
import { announce } from '../../platform/announce.tsx'

/** Keeping the other person's caret in sight, until one moves oneself. Both turns are said aloud. */
export interface Follow {
  readonly on: boolean
  turn(): void
  /** One moved oneself. */
  leave(): void
}

/** `fromTheStart`: where one only reads, the other's caret is what one came to see. */
export const useFollow = (peer: string | undefined, fromTheStart: boolean): Follow => {
  const { t } = useLingui()
  const [wanted, setWanted] = useState(fromTheStart)
  const on = wanted && peer !== undefined
  const leave = useCallback(() => {
    setWanted(false)
    announce(t`No longer following ${peer ?? ''}.`)
  }, [peer, t])
  const turn = () => {
    if (on) return leave()
    setWanted(true)
    announce(t`Following ${peer ?? ''}. Scroll or type to stop.`)
  }
  return { on, turn, leave }
}
