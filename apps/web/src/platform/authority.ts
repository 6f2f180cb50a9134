import type { Instant } from '@unanimous/kernel'
import type { CommandInput, CommandName, CommandOutput } from '@unanimous/protocol'
import { createContext, useContext } from 'react'
import { serverClock } from './clock.ts'
import { send } from './server-socket.ts'

/** Where the commands of a page are decided, and by whose clock. */
export interface Authority {
  /** Rejects with `Refused`. */
  readonly send: <N extends CommandName>(name: N, input: CommandInput<N>) => Promise<CommandOutput<N>>
  readonly now: () => Instant
  /** How many seconds its clock shows in one. */
  readonly rate: number
  /** Everything happens in this browser, so that no line can be down. */
  readonly isLocal: boolean
}

/** The server, unless a page decides by itself, as a rehearsal does. */
export const AuthorityContext = createContext<Authority>({ send, now: serverClock.now, rate: 1, isLocal: false })

export const useAuthority = (): Authority => useContext(AuthorityContext)
