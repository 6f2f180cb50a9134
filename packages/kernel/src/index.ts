/**
 * The handful of words every other package is written in: results instead of exceptions for
 * refusals, branded ids, and time with a unit in its type.
 */

/** The outcome of something that may be refused. Refusals are data; bugs throw. */
export type Result<T, R extends Refusal = Refusal> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: R }

/**
 * Why something was refused.
 * `code` is `area/problem`, stable and matched by programs; `message` is one sentence for a person.
 * `retryAfterMs` is present when waiting helps; `incident` when the server failed, and its log has more under that number.
 */
export interface Refusal {
  readonly code: string
  readonly message: string
  readonly retryAfterMs?: number
  readonly incident?: string
}

/** Wraps a value that was granted. */
export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value })

/** Refuses with an `area/problem` code and one sentence for a person. */
export const refuse = (code: string, message: string, retryAfterMs?: number): { readonly ok: false; readonly refusal: Refusal } => ({
  ok: false,
  refusal: retryAfterMs === undefined ? { code, message } : { code, message, retryAfterMs },
})

declare const brand: unique symbol
/** A string or number that only its parser may mint, so that a round id is never passed as a seat id. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name }

/** Milliseconds since the Unix epoch on the server's clock. */
export type Instant = Brand<number, 'Instant'>
/** A length of time in milliseconds. */
export type Milliseconds = Brand<number, 'Milliseconds'>

/** Reads a number as an instant. Callers vouch that it came from the server's clock. */
export const instant = (ms: number): Instant => ms as Instant
/** Reads a number as a length of time in milliseconds. */
export const milliseconds = (ms: number): Milliseconds => ms as Milliseconds
/** Whole minutes as milliseconds. */
export const minutes = (count: number): Milliseconds => milliseconds(count * 60_000)

/** 128 random bits in base64url (22 characters), without meaning and without time inside. */
export type Id<Of extends string> = Brand<string, `${Of} id`>
export type SessionId = Id<'session'>
export type SeatId = Id<'seat'>
export type RoundId = Id<'round'>
export type PersonId = Id<'person'>
export type CommandId = Id<'command'>

/** Where time comes from. The only source of "now" outside tests. */
export interface Clock {
  now(): Instant
}

/** Where randomness comes from: a number in [0, 1). Never used for anything secret. */
export interface Random {
  next(): number
}

/** Where ids and tokens come from: each call is 128 fresh random bits in base64url. */
export interface Ids {
  fresh(): string
}

/** Marks a branch that types say cannot be reached; reaching it is a bug. */
export const unreachable = (value: never): never => {
  throw new Error(`unreachable: ${JSON.stringify(value)}`)
}
