import { pino, type Logger } from 'pino'

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error' | 'child'>

/** One JSON line an event on standard output. Tickets, passwords and cookies never reach it. */
export const createLog = (level: string): Log => pino({
  level,
  base: null,
  redact: { paths: ['req.headers.cookie', 'req.headers.authorization', 'ticket', 'password', '*.ticket', '*.password'], remove: true },
})

/**
 * A failure as it may be logged: what went wrong, why and where. A failed query's parameters are left out, because they are
 * what people wrote.
 */
export const described = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  const told = (error.stack ?? error.message).replaceAll(/\nparams: [\s\S]*?(?=\n {4}at |$)/g, '')
  return error.cause === undefined ? told : `${told}\ncaused by ${described(error.cause)}`
}

/** A log that says nothing, for tests that read refusals instead. */
export const silentLog: Log = pino({ level: 'silent' })
