import { randomBytes } from 'node:crypto'
import type { Refusal } from '@unanimous/kernel'
import { described, type Log } from './log.ts'

/** The server failed: logged under a number, which is all that the person is told of the reason. */
export const logIncident = (log: Log, error: unknown, context: Record<string, unknown>, sentence: string): { readonly ok: false; readonly refusal: Refusal } => {
  const incident = randomBytes(4).toString('hex')
  log.error({ ...context, incident, error: described(error) }, 'failed')
  return { ok: false, refusal: { code: 'server/internal', message: sentence, incident } }
}
