import { createHmac, timingSafeEqual } from 'node:crypto'
import { ok, refuse, type Result } from '@unanimous/kernel'

/**
 * What a ticket grants: one document, to one seat, until an instant. `exp` is in Unix **seconds**. `id` makes two tickets of one second
 * different and, with single use on, is remembered until `exp`. `session` lets every socket of a sign-in be closed at once. Name and
 * colours are what the others see at the cursor; a client cannot choose them when they stand here.
 */
export interface TicketClaims {
  readonly doc: string
  readonly user: string
  readonly access: 'read' | 'write'
  readonly exp: number
  readonly id?: string
  readonly session?: string
  readonly name?: string
  readonly color?: string
  readonly colorLight?: string
}

const maxTicketLength = 4096
const maxDocBytes = 100
const maxFieldLength = 256

/** A signed ticket: `base64url(JSON) + '.' + base64url(HMAC-SHA256(secret, first part))`. The secret never leaves the server. */
export const signTicket = (secret: string, claims: TicketClaims): string => {
  const body = Buffer.from(JSON.stringify(claims)).toString('base64url')
  return `${body}.${macOf(secret, body).toString('base64url')}`
}

/**
 * Reads a ticket that a stranger brought. Checked in this order: form and length, signature (in constant time), fields, expiry.
 * Refusals: `documents/ticket-invalid`, `documents/ticket-expired`. Whether its document is the one asked for is the caller's question.
 */
export const verifyTicket = (secret: string, ticket: string, nowMs: number): Result<TicketClaims> => {
  const [body = '', mac = '', ...rest] = ticket.length > maxTicketLength ? [] : ticket.split('.')
  if (!isBase64Url(body) || !isBase64Url(mac) || rest.length > 0) return invalid()
  const given = Buffer.from(mac, 'base64url')
  const wanted = macOf(secret, body)
  // Decoding ignores the last character's spare bits, so only the canonical spelling counts: one ticket, one string.
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted) || wanted.toString('base64url') !== mac) return invalid()
  const claims = readClaims(body)
  if (claims === undefined) return invalid()
  if (claims.exp * 1000 <= nowMs) return refuse('documents/ticket-expired', 'This document ticket has expired; ask for a new one.')
  return ok(claims)
}

/** Whether a document name may be used at all: 1 to 100 bytes of UTF-8 without control characters. */
export const isDocumentName = (name: string): boolean =>
  name.length > 0 && Buffer.byteLength(name) <= maxDocBytes && !/[\p{Cc}\p{Cs}]/u.test(name)

const invalid = () => refuse('documents/ticket-invalid', 'This document ticket is not valid; ask for a new one.')
const isBase64Url = (text: string): boolean => /^[A-Za-z0-9_-]+$/.test(text)
const macOf = (secret: string, body: string): Buffer => createHmac('sha256', secret).update(body).digest()

const readClaims = (body: string): TicketClaims | undefined => {
  let raw: unknown
  try {
    raw = JSON.parse(Buffer.from(body, 'base64url').toString('utf8'))
  } catch {
    return undefined
  }
  return typeof raw === 'object' && raw !== null ? checkClaims(new Map<string, unknown>(Object.entries(raw))) : undefined
}

const checkClaims = (fields: ReadonlyMap<string, unknown>): TicketClaims | undefined => {
  const [doc, user, access, exp] = ['doc', 'user', 'access', 'exp'].map((name) => fields.get(name))
  if (typeof doc !== 'string' || !isDocumentName(doc)) return undefined
  if (typeof user !== 'string' || user === '' || user.length > maxFieldLength) return undefined
  if (access !== 'read' && access !== 'write') return undefined
  if (typeof exp !== 'number' || !Number.isSafeInteger(exp)) return undefined
  const optional = readOptional(fields)
  return optional === undefined ? undefined : { doc, user, access, exp, ...optional }
}

type OptionalClaims = { -readonly [Name in 'id' | 'session' | 'name' | 'color' | 'colorLight']?: string }

const readOptional = (fields: ReadonlyMap<string, unknown>): OptionalClaims | undefined => {
  const optional: OptionalClaims = {}
  for (const key of ['id', 'session', 'name', 'color', 'colorLight'] as const) {
    const value = fields.get(key)
    if (value === undefined) continue
    if (typeof value !== 'string' || value.length > maxFieldLength) return undefined
    optional[key] = value
  }
  return optional
}

/** Remembers which single-use tickets were spent, each until it expires. In memory: a restart forgets, and tickets live seconds. */
export class SpentTickets {
  readonly #untilMs = new Map<string, number>()

  /** Marks a ticket as spent; false when it was already. */
  spend(id: string, expSeconds: number): boolean {
    if (this.#untilMs.has(id)) return false
    this.#untilMs.set(id, expSeconds * 1000)
    return true
  }

  /** Forgets tickets that have expired anyway. */
  sweep(nowMs: number): void {
    for (const [id, untilMs] of this.#untilMs) if (untilMs <= nowMs) this.#untilMs.delete(id)
  }
}
