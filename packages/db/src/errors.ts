interface SqlFailure {
  readonly code?: unknown
  readonly constraint?: unknown
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** The database's own error, under as many wrappings as a query builder put around it. */
const sqlFailure = (error: unknown): SqlFailure | undefined => {
  for (let at: unknown = error; isObject(at); at = at['cause']) {
    if (typeof at['code'] === 'string' && /^[0-9A-Z]{5}$/.test(at['code'])) return at
  }
  return undefined
}

/** The five-character SQLSTATE of a failed query, for instance `40001`, or undefined when the database said nothing. */
export const sqlState = (error: unknown): string | undefined => {
  const code = sqlFailure(error)?.code
  return typeof code === 'string' ? code : undefined
}

/**
 * Whether a query failed because a row with the same key is there already; with `constraint`, because of that key.
 * It is how a race between two processes is decided: the loser reads again.
 */
export const isUniqueViolation = (error: unknown, constraint?: string): boolean => {
  const failure = sqlFailure(error)
  return failure?.code === '23505' && (constraint === undefined || failure.constraint === constraint)
}

/** Whether the same transaction may succeed when it is run again from its beginning. */
export const isRetryable = (error: unknown): boolean => {
  const state = sqlState(error)
  return state === '40001' || state === '40P01'
}

const connectionCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOTFOUND', 'ETIMEDOUT', '57P01', '57P02', '57P03', '53300'])
const connectionWords = /connection terminated|timeout exceeded when trying to connect|client has encountered a connection error/i

/**
 * Whether the database could not be reached, so that the same command may be sent again. If the line broke during a commit, nobody
 * knows here whether it was applied: its command id tells, on the next try.
 */
export const isUnavailable = (error: unknown): boolean => {
  for (let at: unknown = error; isObject(at); at = at['cause']) {
    const { code, message } = at
    if (typeof code === 'string' && (connectionCodes.has(code) || code.startsWith('08'))) return true
    if (typeof message === 'string' && connectionWords.test(message)) return true
  }
  return false
}
