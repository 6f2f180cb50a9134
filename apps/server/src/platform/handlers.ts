import type { Result } from '@unanimous/kernel'
import type { CommandName, CommandOutput, ParsedInput, ParsedQuery, QueryName, QueryOutput } from '@unanimous/protocol'
import type { Call, Caller, SignedIn, Standing } from './caller.ts'

/** Decides a command inside its transaction. A refusal rolls everything back. */
export type CommandHandler<N extends CommandName> = (input: ParsedInput<N>, call: Call) => Promise<Result<CommandOutput<N>>>
export type CommandHandlers<N extends CommandName> = { readonly [K in N]: CommandHandler<K> }

/** What a query's handler may know of who asks. */
export interface Asker {
  readonly caller: Caller
  /** Present for every query that is not open to anyone. */
  readonly me: SignedIn
  readonly standing: Standing
}
export type QueryHandler<N extends QueryName> = (input: ParsedQuery<N>, asker: Asker) => Promise<Result<QueryOutput<N>>>
export type QueryHandlers<N extends QueryName> = { readonly [K in N]: QueryHandler<K> }

/** Both doors' view of the features: one handler a name, whoever owns it. */
export type AllCommandHandlers = CommandHandlers<CommandName>
export type AllQueryHandlers = QueryHandlers<QueryName>
