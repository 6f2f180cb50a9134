import type { CommandOutput } from '@unanimous/protocol'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { Refused } from '../../platform/api.ts'
import type { DraftNow } from '../../platform/draft-keeper.ts'
import { patiently } from '../../platform/patiently.ts'
import { useForget } from '../../platform/queries.ts'
import { sentenceOf } from '../../platform/say-refusal.ts'
import type { KeptDraft } from '../../platform/use-draft.ts'

interface Filing<Draft> {
  readonly session: string
  readonly kept: Pick<KeptDraft<Draft>, 'flush' | 'outrun' | 'state'>
  readonly file: (now: DraftNow<Draft>, opensBoth: boolean) => Promise<CommandOutput<'file-scorecard'>>
}

const isRefusedAs = (error: unknown, problem: string): boolean => error instanceof Refused && error.code.endsWith(problem)

/**
 * Files a form, saved first, so that a refused filing loses nothing. When it is the last one owed the server asks to confirm, and
 * `confirming` is on. Nothing is filed over another tab's newer draft: this one then waits for a choice, and so long it is said here too.
 */
export const useFiling = <Draft>({ session, kept, file }: Filing<Draft>) => {
  const navigate = useNavigate()
  const forget = useForget()
  const [busy, setBusy] = useState(false)
  const [confirming, setConfirming] = useState(false)
  const [refused, setRefused] = useState<{ readonly sentence: string; readonly awaitsChoice: boolean }>()
  const run = async (opensBoth: boolean) => {
    setBusy(true)
    setRefused(undefined)
    try {
      const now = await kept.flush()
      const { revealed } = await patiently(() => file(now, opensBoth))
      setConfirming(false)
      await forget('home', 'debrief', 'session', 'history', 'loops', 'loop')
      if (revealed) await navigate({ to: '/s/$session', params: { session } })
      else await forget('scorecard', 'self-estimate')
    } catch (error) {
      const asks = isRefusedAs(error, '/confirm-opening')
      const awaitsChoice = isRefusedAs(error, '/newer-draft')
      setConfirming(asks)
      if (awaitsChoice) kept.outrun()
      if (!asks) setRefused({ sentence: sentenceOf(error), awaitsChoice })
    } finally {
      setBusy(false)
    }
  }
  const isSettled = refused?.awaitsChoice === true && kept.state.kind !== 'newer'
  return { busy, confirming, refusal: isSettled ? undefined : refused?.sentence, run, cancel: () => setConfirming(false) }
}
