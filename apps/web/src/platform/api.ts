import { i18n } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { commandPaths, queryPaths, type CommandInput, type CommandName, type CommandOutput, type QueryInput, type QueryName, type QueryOutput } from '@unanimous/protocol'
import { serverClock } from './clock.ts'

/** The server refused, or could not be reached (`network/unreachable`). The message is a sentence for the person. */
export class Refused extends Error {
  readonly code: string
  readonly retryAfterMs: number | undefined
  /** Under which number the server's log has what failed. */
  readonly incident: string | undefined
  constructor(code: string, message: string, more: { readonly retryAfterMs?: number | undefined; readonly incident?: string | undefined } = {}) {
    super(message)
    this.name = 'Refused'
    this.code = code
    this.retryAfterMs = more.retryAfterMs
    this.incident = more.incident
  }
}

/** Nobody said no: the server is away, busy or broke at it, so that waiting or trying again may help. */
export const hasFailed = ({ code }: Pick<Refused, 'code'>): boolean => /^(network|server|storage|rate)\/|^http\/5/.test(code)

/** 128 random bits; `crypto.randomUUID` does not exist on pages over plain http. */
export const freshId = (): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

const call = async (url: string, init: RequestInit): Promise<unknown> => {
  const sentMs = Date.now()
  const response = await fetch(url, { credentials: 'same-origin', ...init }).catch(() => {
    throw new Refused('network/unreachable', i18n._(msg`The server does not answer. Check your connection; nothing you typed is lost.`))
  })
  const serverMs = Number(response.headers.get('Server-Time') ?? Number.NaN)
  if (Number.isFinite(serverMs)) serverClock.observe({ sentMs, serverMs, receivedMs: Date.now() })
  const body: unknown = await response.json().catch(() => undefined)
  if (response.ok) return body
  const { code, message, data } = (body ?? {}) as { code?: string; message?: string; data?: { retryAfterMs?: number; incident?: string } }
  throw new Refused(code ?? `http/${response.status}`, message ?? i18n._(msg`The server failed at this. Try again.`), data)
}

const fill = (path: string, input: Record<string, unknown>) => {
  const rest = { ...input }
  const filled = path.replace(/\{(\w+)\}/g, (_, key: string) => {
    const value = String(rest[key])
    delete rest[key]
    return encodeURIComponent(value)
  })
  return { filled, rest }
}

/** Reads for a page. Throws `Refused`. */
export const read = async <N extends QueryName>(name: N, input: QueryInput<N>, signal?: AbortSignal): Promise<QueryOutput<N>> => {
  const { filled, rest } = fill(queryPaths[name], input)
  const query = new URLSearchParams(Object.entries(rest).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]]))).toString()
  return await call(`/api/v1${filled}${query ? `?${query}` : ''}`, signal ? { signal } : {}) as QueryOutput<N>
}

/** Sends a command over HTTP, for pages without a socket. The same id applies it once however often it is sent. */
export const sendOverHttp = async <N extends CommandName>(name: N, input: CommandInput<N>, id = freshId()): Promise<CommandOutput<N>> => {
  const { filled, rest } = fill(commandPaths[name], input)
  return await call(`/api/v1${filled}`, { method: 'POST', headers: { 'Content-Type': 'application/json', 'Idempotency-Key': id }, body: JSON.stringify(rest) }) as CommandOutput<N>
}

type SignInOperation = 'sign-up/email' | 'sign-in/email' | 'sign-in/anonymous' | 'sign-out' | 'sign-in/magic-link' | 'magic-link/verify' | 'request-password-reset' | 'reset-password' | 'sign-in/social'

/** The authentication library's own operations: sign-up, sign-in by password, mailed link or GitHub, guest, reset, sign-out. */
export const authenticate = (path: SignInOperation, body: Record<string, unknown> = {}): Promise<unknown> =>
  call(`/api/auth/${path}`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) })

/** Where GitHub asks somebody whether this server may know who they are; they come back to `to`, or to `onError` with its reason. */
export const addressOfGitHub = async (to: string, onError: string): Promise<string> => {
  const { url } = await authenticate('sign-in/social', { provider: 'github', callbackURL: to, errorCallbackURL: onError }) as { url: string }
  return url
}
