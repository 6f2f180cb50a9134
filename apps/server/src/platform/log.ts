import { pino, type Logger } from 'pino'

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error' | 'child'>

/** One JSON line an event on standard output. Tickets, passwords and cookies never reach it. */
export const createLog = (level: string): Log => pino({
  level,
  base: null,
  redact: { paths: ['req.headers.cookie', 'req.headers.authorization', 'ticket', 'password', '*.ticket', '*.password'], remove: true },
})

/** A log that says nothing, for tests that read refusals instead. */
export const silentLog: Log = pino({ level: 'silent' })
