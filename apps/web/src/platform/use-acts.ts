import type { CommandInput, CommandName, CommandOutput } from '@unanimous/protocol'
import { useCallback, useState } from 'react'
import { Refused } from './api.ts'
import { useAuthority } from './authority.ts'
import { sayRefusal } from './say-refusal.ts'

/** Sends a command and gives its output, or nothing when it was refused. */
export type Act = <N extends CommandName>(name: N, input: CommandInput<N>) => Promise<CommandOutput<N> | undefined>

export interface Acts {
  readonly act: Act
  /** Why the last command was refused, until the next one is accepted. Shown where the act was made. */
  readonly refusal: Refused | undefined
  readonly forget: () => void
  /** Commands on their way. */
  readonly pending: number
}

/** Commands of one part of a page, with the refusal to be said beside it. What was typed is the caller's to keep. */
export const useActs = (): Acts => {
  const { send } = useAuthority()
  const [refusal, setRefusal] = useState<Refused>()
  const [pending, setPending] = useState(0)
  const act = useCallback<Act>(async (name, input) => {
    setPending(count => count + 1)
    try {
      const output = await send(name, input)
      setRefusal(undefined)
      return output
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      setRefusal(error)
      return undefined
    } finally {
      setPending(count => count - 1)
    }
  }, [send])
  return { act, refusal, forget: useCallback(() => setRefusal(undefined), []), pending }
}

/** Commands of a part that has no place to say a refusal under: a message says it. */
export const useAct = (): Act => {
  const { send } = useAuthority()
  return useCallback<Act>(async (name, input) => {
    try {
      return await send(name, input)
    } catch (error) {
      sayRefusal(error)
      return undefined
    }
  }, [send])
}
