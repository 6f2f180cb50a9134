import { refuse } from '@unanimous/kernel'
import { z } from 'zod'

/** The library's operations that this server offers, below /api/auth. What is not here, such as its own change of e-mail, is not reachable. */
const operations = {
  always: ['POST /sign-up/email', 'POST /sign-in/email', 'POST /sign-in/anonymous', 'POST /sign-out', 'GET /get-session'],
  mail: ['POST /sign-in/magic-link', 'POST /magic-link/verify', 'POST /request-password-reset', 'POST /reset-password'],
  github: ['POST /sign-in/social', 'GET /callback/github'],
} as const

interface AuthDoorNeeds {
  readonly basePath: string
  readonly offers: { readonly mail: boolean; readonly github: boolean }
  readonly handle: (request: Request) => Promise<Response>
}

const answer = (refused: ReturnType<typeof refuse>, status: number, headers?: Headers) => {
  const kept = new Headers(headers)
  kept.delete('content-length')
  return Response.json(refused.refusal, { status, headers: kept })
}
const notOffered = refuse('http/not-found', 'There is no such operation.')

/** The library leaves some refusals without a code or without a body; every refusal here has a code and a sentence. */
const withCode = async (response: Response): Promise<Response> => {
  if (response.status < 400) return response
  const body = await response.clone().json().catch(() => undefined) as { code?: unknown } | undefined
  if (typeof body?.code === 'string') return response
  if (response.status === 429) return answer(refuse('rate/too-many', 'Too many tries from here. Wait a little and try again.'), 429, response.headers)
  return answer(response.status === 404 ? notOffered : refuse('http/refused', 'The server refused this request.'), response.status, response.headers)
}

const tokenSchema = z.object({ token: z.string().max(128) })

/**
 * The library spends a mailed link on GET, as programs that look into mails do; here that takes a press on a page, which sends
 * the token in a body, where no log keeps it.
 */
const openMailedLink = async (request: Request, handle: AuthDoorNeeds['handle']): Promise<Response> => {
  const input = tokenSchema.safeParse(await request.json().catch(() => undefined))
  if (!input.success) return answer(refuse('input/invalid', 'token: is missing.'), 400)
  const url = new URL(request.url)
  url.searchParams.set('token', input.data.token)
  const headers = new Headers(request.headers)
  headers.delete('content-length')
  headers.delete('content-type')
  const response = await handle(new Request(url, { headers }))
  if (response.status === 302) return answer(refuse('account/link-spent', 'This link was used before or is too old. Ask for a new one.'), 410)
  return response.ok ? Response.json({}, { headers: response.headers.getSetCookie().map(cookie => ['Set-Cookie', cookie] as [string, string]) }) : response
}

const signingIn = /^\/(sign-in|sign-up|magic-link|callback)\//

/**
 * Who begins a sign-in is nobody yet, whatever an older cookie says: where that sign-in has ended, the library would clear the
 * cookie of the new one together with it.
 */
const asNobody = (request: Request): Request => {
  const headers = new Headers(request.headers)
  const kept = (headers.get('cookie') ?? '').split('; ').filter(cookie => !cookie.split('=')[0]?.endsWith('.session_token'))
  headers.delete('cookie')
  if (kept.join('') !== '') headers.set('cookie', kept.join('; '))
  return new Request(request, { headers })
}

/** Lets through what is offered, and answers in this product's words. */
export const createAuthDoor = ({ basePath, offers, handle }: AuthDoorNeeds) => {
  const offered = new Set<string>([...operations.always, ...(offers.mail ? operations.mail : []), ...(offers.github ? operations.github : [])])
  return async (request: Request): Promise<Response> => {
    const path = new URL(request.url).pathname.slice(basePath.length)
    if (!offered.has(`${request.method} ${path}`)) return answer(notOffered, 404)
    const asked = signingIn.test(path) ? asNobody(request) : request
    return withCode(await (path === '/magic-link/verify' ? openMailedLink(asked, handle) : handle(asked)))
  }
}
