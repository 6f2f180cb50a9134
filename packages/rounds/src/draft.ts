import type { CommandId, Instant, Result, SeatId } from '@unanimous/kernel'
import type { RoundCommand, ServerRoundCommand } from './commands.ts'
import type { RoundEventBodies, RoundEventType } from './events.ts'
import type { RoundState } from './state.ts'

/** What only the server knows when a command arrives. */
export interface CommandStamp {
  readonly commandId: CommandId
  /** The document log's newest sequence, stamped on evidence from code. */
  readonly codeSequence?: number
  /** The session's cards are open: nothing of the round may change any more. */
  readonly opened?: boolean
  /** The seat of the round's second rater, who is no part of what was set up. */
  readonly rater?: SeatId
  /** The asking seat's own card of the round is filed: what it may cite is neither taken away nor changed. */
  readonly filed?: boolean
}

/** An event before its envelope. */
export type Draft = { readonly [Type in RoundEventType]: { readonly type: Type; readonly body: RoundEventBodies[Type] } }[RoundEventType]

/** What every answer may look at. */
export interface Asking {
  readonly state: RoundState
  readonly by: SeatId | 'server'
  readonly now: Instant
  readonly stamp: CommandStamp
}

type AnyCommand = RoundCommand | ServerRoundCommand

/** Every command under its name. */
export type CommandByName = { readonly [Name in AnyCommand['name']]: Extract<AnyCommand, { readonly name: Name }> }

/** The rule of one command; role and status were checked before it is asked. */
export type Answer<Name extends AnyCommand['name']> = (asking: Asking, command: CommandByName[Name]) => Result<readonly Draft[]>
