import type { z } from 'zod'

/**
 * Who may ask. `anyone` needs no account; `person` is a member or a guest; `member` has an account;
 * `seat` holds one of the two seats of the session named in the input; `interviewer` and `candidate` hold that role
 * in the round named in the input. A second rater holds none of these: `rater` is the one in the room, `present` the two
 * and that rater, `voter` a round's interviewer and its rater, `reader` the two and whoever rated with them.
 * The server checks this before the handler runs.
 */
export type Who = 'anyone' | 'person' | 'member' | 'seat' | 'interviewer' | 'candidate' | 'rater' | 'present' | 'voter' | 'reader'

/** One thing a person can ask of the server, by socket or by HTTP, with everything a door needs to know about it. */
export interface CommandSpec<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  readonly summary: string
  readonly who: Who
  readonly input: Input
  readonly output: Output
  /** Codes this command may refuse with, besides those that any command may (`anyRefusals`). */
  readonly refusals: readonly string[]
  /** Path below the API root; `/area/name` unless the outside world fixed another. */
  readonly path: `/${string}`
  /** What its HTTP body may weigh where the usual limit is too small; such a body is read for signed-in people only. */
  readonly bodyBytes?: number
  /** `false` where the answer must not be kept under the person's id, because nobody of that id is left. */
  readonly leavesReceipt?: boolean
}

/** Reads for a page: HTTP GET, never writes, needs no command id. */
export interface QuerySpec<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  readonly summary: string
  readonly who: Who
  readonly input: Input
  readonly output: Output
  readonly refusals: readonly string[]
  readonly path: `/${string}`
}

/** Keeps the exact schema types while checking the shape. */
export const command = <I extends z.ZodType, O extends z.ZodType>(spec: CommandSpec<I, O>): CommandSpec<I, O> => spec
/** Keeps the exact schema types while checking the shape. */
export const query = <I extends z.ZodType, O extends z.ZodType>(spec: QuerySpec<I, O>): QuerySpec<I, O> => spec

/** Refusals that any command or query may answer with, whatever it is about. */
export const anyRefusals = [
  'input/invalid', 'input/too-large', 'command/unknown', 'command/id-reused', 'account/sign-in-first', 'account/members-only',
  'session/unknown', 'round/unknown', 'round/not-your-role', 'rate/too-many', 'storage/unavailable', 'server/internal',
] as const
