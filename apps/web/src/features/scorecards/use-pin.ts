import type { CommandInput } from '@unanimous/protocol'
import { useState } from 'react'
import { freshId } from '../../platform/api.ts'
import { useForget } from '../../platform/queries.ts'
import { sentenceOf } from '../../platform/say-refusal.ts'
import { send } from '../../platform/server-socket.ts'

type Capture = Omit<CommandInput<'capture-evidence'>, 'round' | 'evidence'>

/** Pins something that was recorded to a round that has ended: the server marks it as added later. */
export const usePin = (round: string) => {
  const forget = useForget()
  const [refusal, setRefusal] = useState<string>()
  const [busy, setBusy] = useState(false)
  const pin = async (capture: Capture): Promise<boolean> => {
    setBusy(true)
    setRefusal(undefined)
    try {
      await send('capture-evidence', { round, evidence: freshId(), ...capture })
      await forget('scorecard')
      return true
    } catch (error) {
      setRefusal(sentenceOf(error))
      return false
    } finally {
      setBusy(false)
    }
  }
  return { pin, refusal, busy }
}
