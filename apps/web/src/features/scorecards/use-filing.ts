import type { CommandOutput } from '@unanimous/protocol'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { Refused } from '../../platform/api.ts'
import { patiently } from '../../platform/patiently.ts'
import { useForget } from '../../platform/queries.ts'
import { sentenceOf } from '../../platform/say-refusal.ts'

interface Filing {
  readonly session: string
  /** Saves the draft first, so that a refused filing loses nothing. */
  readonly flush: () => Promise<void>
  readonly file: (opensBoth: boolean) => Promise<CommandOutput<'file-scorecard'>>
}

/** Files a form. When it is the last one owed the server asks to confirm, and `confirming` is on. */
export const useFiling = ({ session, flush, file }: Filing) => {
  const navigate = useNavigate()
  const forget = useForget()
  const [busy, setBusy] = useState(false)
  const [confirming, setConfirming] = useState(false)
  const [refusal, setRefusal] = useState<string>()
  const run = async (opensBoth: boolean) => {
    setBusy(true)
    setRefusal(undefined)
    try {
      await flush()
      const { revealed } = await patiently(() => file(opensBoth))
      setConfirming(false)
      await forget('home', 'debrief', 'session', 'history', 'loops', 'loop')
      if (revealed) await navigate({ to: '/s/$session', params: { session } })
      else await forget('scorecard', 'self-estimate')
    } catch (error) {
      const asks = error instanceof Refused && error.code.endsWith('/confirm-opening')
      setConfirming(asks)
      if (!asks) setRefusal(sentenceOf(error))
    } finally {
      setBusy(false)
    }
  }
  return { busy, confirming, refusal, run, cancel: () => setConfirming(false) }
}
