import type { CommandInput, CommandName } from '@unanimous/protocol'
import { sayRefusal } from '../../platform/say-refusal.ts'
import { send } from '../../platform/server-socket.ts'

/** Sends a command and says it when the server refuses. Gives whether it was done. */
export const act = async <N extends CommandName>(name: N, input: CommandInput<N>): Promise<boolean> => {
  try {
    await send(name, input)
    return true
  } catch (error) {
    sayRefusal(error)
    return false
  }
}
