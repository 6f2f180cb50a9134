import type { IncomingMessage } from 'node:http'
import { refuse, type Ids, type PersonId } from '@unanimous/kernel'
import { schema, type Storage } from '@unanimous/db'
import { limits } from '@unanimous/protocol'
import { betterAuth } from 'better-auth'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { APIError } from 'better-auth/api'
import { fromNodeHeaders, toNodeHandler } from 'better-auth/node'
import { anonymous } from 'better-auth/plugins'
import type { Caller } from '../../platform/caller.ts'
import { addressHeader } from '../../platform/origin.ts'
import { handleProblem } from './profiles.ts'

interface AuthNeeds {
  readonly storage: Storage
  readonly ids: Ids
  readonly secret: string
  readonly secureCookies: boolean
  readonly trustedOrigins: (request: Request | undefined) => string[]
  readonly createProfile: (person: string, handle: string, guest: boolean) => Promise<void>
}

/** The library leaves some refusals without a code or without a body; every refusal here has a code and a sentence. */
const withCode = async (response: Response): Promise<Response> => {
  if (response.status < 400) return response
  const body = await response.clone().json().catch(() => undefined) as { code?: unknown } | undefined
  if (typeof body?.code === 'string') return response
  const { refusal } = response.status === 429 ? refuse('rate/too-many', 'Too many tries from here. Wait a little and try again.')
    : response.status === 404 ? refuse('http/not-found', 'There is no such operation.') : refuse('http/refused', 'The server refused this request.')
  const headers = new Headers(response.headers)
  headers.delete('content-length')
  return Response.json(refusal, { status: response.status, headers })
}

/** Password and guest sign-in. Needs no mail server and no other host. */
export const createAuth = (needs: AuthNeeds) => {
  const auth = betterAuth({
    secret: needs.secret,
    basePath: '/api/auth',
    database: drizzleAdapter(needs.storage.db, {
      provider: 'pg',
      schema: {
        user: schema.authUser, session: schema.authSession, account: schema.authAccount, verification: schema.authVerification,
      },
    }),
    emailAndPassword: { enabled: true, minPasswordLength: limits.passwordMinChars, maxPasswordLength: limits.passwordMaxChars },
    plugins: [anonymous({ disableDeleteAnonymousUser: true, emailDomainName: 'guest.invalid', generateName: () => 'Guest' })],
    session: { expiresIn: 30 * 24 * 3600, updateAge: 24 * 3600, cookieCache: { enabled: false } },
    rateLimit: {
      enabled: true, window: 60, max: 200,
      customRules: {
        '/sign-in/email': { window: 60, max: limits.signInsPerMinute },
        '/sign-up/email': { window: 3600, max: limits.signUpsPerHour },
        '/sign-in/anonymous': { window: 3600, max: limits.signUpsPerHour },
      },
    },
    telemetry: { enabled: false },
    // Its advice about a fixed base URL does not fit a server that is reached under several names.
    logger: { level: 'error' },
    trustedOrigins: request => needs.trustedOrigins(request),
    advanced: {
      useSecureCookies: needs.secureCookies,
      cookiePrefix: 'unanimous',
      ipAddress: { ipAddressHeaders: [addressHeader] },
      database: { generateId: () => needs.ids.fresh() },
    },
    databaseHooks: {
      user: {
        create: {
          before: async user => {
            const problem = user['isAnonymous'] ? undefined : await handleProblem(needs.storage.db, user.name)
            if (problem) throw new APIError('UNPROCESSABLE_ENTITY', { code: problem.code, message: problem.message })
            return { data: user }
          },
          after: user => needs.createProfile(user.id, user.name, Boolean(user['isAnonymous'])),
        },
      },
    },
  })

  /** Who sent this request, from its cookie; a caller without a sign-in is still a caller. */
  const callerOf = async (request: IncomingMessage): Promise<Caller> => {
    const address = String(request.headers[addressHeader] ?? request.socket.remoteAddress ?? 'unknown')
    const found = await auth.api.getSession({ headers: fromNodeHeaders(request.headers) })
    if (!found) return { address }
    return {
      address, signedIn: { person: found.user.id as PersonId, guest: Boolean(found.user.isAnonymous), signIn: found.session.id },
    }
  }
  const hashPassword = async (password: string) => (await auth.$context).password.hash(password)
  const handler = toNodeHandler(async request => withCode(await auth.handler(request)))
  return { handler, callerOf, hashPassword }
}

export type Auth = ReturnType<typeof createAuth>
