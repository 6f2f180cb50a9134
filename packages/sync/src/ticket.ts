import { createHmac, timingSafeEqual } from 'node:crypto'
import { ok, refuse, type Refusal, type Result } from '@unanimous/kernel'

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

/** Remembers which single-use tickets were spent and which were taken back, until they expire. In memory: a restart forgets, and tickets live seconds. */
export class UsedTickets {
  readonly #spent = new Map<string, number>()
  /** By user: tickets that expire by then, in Unix seconds, are void. */
  readonly #takenBack = new Map<string, number>()

  /** Uses a valid ticket, for the first and last time where it is for single use, or says why it opens nothing. */
  use({ id, user, exp }: TicketClaims, singleUse: boolean): Refusal | undefined {
    if (exp <= (this.#takenBack.get(user) ?? 0)) return { code: 'documents/ticket-taken-back', message: 'This ticket was taken back; ask for a new one.' }
    if (!singleUse) return undefined
    if (id === undefined || this.#spent.has(id)) return { code: 'documents/ticket-spent', message: 'This ticket was used already; ask for a new one.' }
    this.#spent.set(id, exp * 1000)
    return undefined
  }

  /** A user's tickets that expire by then open nothing any more; later ones do. */
  takeBack(user: string, expSeconds: number): void {
    this.#takenBack.set(user, Math.max(expSeconds, this.#takenBack.get(user) ?? 0))
  }

  /** Forgets tickets that have expired anyway. */
  sweep(nowMs: number): void {
    for (const [user, exp] of this.#takenBack) if (exp * 1000 <= nowMs) this.#takenBack.delete(user)
    for (const [id, untilMs] of this.#spent) if (untilMs <= nowMs) this.#spent.delete(id)
  }
}
