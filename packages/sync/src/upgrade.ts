import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { ok, refuse, type Refusal, type Result } from '@unanimous/kernel'
import { type TicketClaims, verifyTicket } from './ticket.ts'

/** What an upgrade asks for, once its ticket was found good. */
export interface Admission {
  readonly claims: TicketClaims
  /** The client wants to be told what is on the disk (message 100). */
  readonly saved: boolean
}

/** Reads `…/DOC?ticket=…&saved=1`. The ticket's document must be the end of the path. */
export const readUpgrade = (request: IncomingMessage, secret: string, nowMs: number): Result<Admission> => {
  const [path = '', query = ''] = (request.url ?? '').split('?', 2)
  const params = new URLSearchParams(query)
  const ticket = params.get('ticket')
  if (ticket === null) return refuse('documents/ticket-missing', 'A document is opened with a ticket.')
  const claims = verifyTicket(secret, ticket, nowMs)
  if (!claims.ok) return claims
  if (!decodePath(path).endsWith(`/${claims.value.doc}`)) return refuse('documents/ticket-elsewhere', 'This ticket is for another document.')
  return ok({ claims: claims.value, saved: params.get('saved') === '1' })
}

const decodePath = (path: string): string => {
  try {
    return decodeURIComponent(path)
  } catch {
    return ''
  }
}

const statusOf = (code: string): string => {
  switch (code) {
    case 'documents/ticket-elsewhere': return '403 Forbidden'
    case 'documents/too-many-rooms':
    case 'documents/too-many-sockets': return '429 Too Many Requests'
    case 'documents/closing': return '503 Service Unavailable'
    default: return '401 Unauthorized'
  }
}

/** Answers a refused upgrade with its code and sentence as JSON, and hangs up. */
export const refuseUpgrade = (socket: Duplex, { code, message }: Refusal): void => {
  const body = JSON.stringify({ code, message })
  const head = [`HTTP/1.1 ${statusOf(code)}`, 'connection: close', 'content-type: application/json; charset=utf-8',
    'cache-control: no-store', `content-length: ${Buffer.byteLength(body)}`]
  socket.on('error', () => socket.destroy())
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy())
}
