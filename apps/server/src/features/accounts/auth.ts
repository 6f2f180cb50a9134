import type { IncomingMessage } from 'node:http'
import type { Ids, PersonId } from '@unanimous/kernel'
import { schema, type Storage } from '@unanimous/db'
import { limits } from '@unanimous/protocol'
import { betterAuth, type BetterAuthOptions } from 'better-auth'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { APIError, isAPIError } from 'better-auth/api'
import { fromNodeHeaders, toNodeHandler } from 'better-auth/node'
import { anonymous, magicLink } from 'better-auth/plugins'
import { eq } from 'drizzle-orm'
import type { Caller } from '../../platform/caller.ts'
import { described, type Log } from '../../platform/log.ts'
import { addressHeader } from '../../platform/origin.ts'
import { createAuthDoor } from './auth-door.ts'
import type { Writing } from './letters.ts'
import { handleFrom, handleProblem } from './profiles.ts'

interface AuthNeeds {
  readonly storage: Storage
  readonly ids: Ids
  readonly secret: string
  readonly log: Log
  readonly secureCookies: boolean
  readonly trustedOrigins: (request: Request | undefined) => string[]
  readonly createProfile: (person: string, handle: string, guest: boolean) => Promise<void>
  readonly publicUrl: string | undefined
  /** How letters are sent, where they can be. */
  readonly writing: Writing | undefined
  readonly github: { readonly clientId: string; readonly clientSecret: string } | undefined
  /** Somebody has an account now: that mail to their address arrives is still to be shown. */
  readonly proveAddress: (person: string, email: string) => void
}

/** A link to a new password, which only who reads the mail can open: opening it proves the address too. */
const forgottenPasswords = ({ storage }: AuthNeeds, { post, letters }: Writing) => ({
  resetPasswordTokenExpiresIn: limits.mailedLinkMs / 1000,
  revokeSessionsOnPasswordReset: true,
  sendResetPassword: async ({ user, token }: { user: { email: string }; token: string }) => post(user.email, letters.reset(token)),
  onPasswordReset: async ({ user }: { user: { id: string; email: string } }) => {
    await storage.db.update(schema.authUser).set({ emailVerified: true }).where(eq(schema.authUser.id, user.id))
    post(user.email, letters.passwordChanged())
  },
})

const mailedLinks = ({ post, letters }: Writing) => magicLink({
  expiresIn: limits.mailedLinkMs / 1000, storeToken: 'hashed',
  sendMagicLink: async ({ email, url, token }) => post(email, letters.signIn(token, new URL(url).searchParams.get('callbackURL') ?? '/')),
})

const basePath = '/api/auth'
const perHour = (max: number) => ({ window: 3600, max })
const perMinute = (max: number) => ({ window: 60, max })

const rateLimit = {
  enabled: true, ...perMinute(200),
  customRules: {
    '/sign-in/email': perMinute(limits.signInsPerMinute),
    '/sign-up/email': perHour(limits.signUpsPerHour),
    '/sign-in/anonymous': perHour(limits.signUpsPerHour),
    '/sign-in/magic-link': perHour(limits.mailRequestsPerHour),
    '/request-password-reset': perHour(limits.mailRequestsPerHour),
    '/magic-link/verify': perMinute(limits.signInsPerMinute),
    '/reset-password': perMinute(limits.signInsPerMinute),
    '/sign-in/social': perMinute(limits.signInsPerMinute),
    '/callback/*': perMinute(limits.signInsPerMinute),
  },
}

const hooksFor = (needs: AuthNeeds): BetterAuthOptions['databaseHooks'] => ({
  user: {
    create: {
      before: async (user, context) => {
        if (user['isAnonymous']) return { data: user }
        if (context?.path !== '/sign-up/email') return { data: { ...user, name: handleFrom(user.name, needs.ids) } }
        const problem = await handleProblem(needs.storage.db, user.name)
        if (problem) throw new APIError('UNPROCESSABLE_ENTITY', { code: problem.code, message: problem.message })
        return { data: user }
      },
      after: async user => {
        const guest = Boolean(user['isAnonymous'])
        await needs.createProfile(user.id, user.name, guest)
        if (!guest && !user.emailVerified) needs.proveAddress(user.id, user.email)
      },
    },
  },
  // Who somebody is was asked once; the key to their account elsewhere is not kept.
  account: { create: { before: async account => ({ data: { ...account, accessToken: null, refreshToken: null, idToken: null } }) } },
})

/** Sign-in by password or as a guest, which need no mail server and no other host; by a link in a mail and by GitHub where these are set up. */
export const createAuth = (needs: AuthNeeds) => {
  const { db } = needs.storage
  const { writing, github } = needs
  const auth = betterAuth({
    secret: needs.secret,
    basePath,
    // A link that opens an account begins with what the operator said, never with the host that a request named.
    ...(needs.publicUrl === undefined ? {} : { baseURL: new URL(needs.publicUrl).origin }),
    database: drizzleAdapter(db, {
      provider: 'pg',
      schema: {
        user: schema.authUser, session: schema.authSession, account: schema.authAccount, verification: schema.authVerification,
      },
    }),
    emailAndPassword: {
      enabled: true, minPasswordLength: limits.passwordMinChars, maxPasswordLength: limits.passwordMaxChars,
      ...(writing ? forgottenPasswords(needs, writing) : {}),
    },
    plugins: [
      anonymous({ disableDeleteAnonymousUser: true, emailDomainName: 'guest.invalid', generateName: () => 'Guest' }),
      ...(writing ? [mailedLinks(writing)] : []),
    ],
    ...(github ? { socialProviders: { github: { ...github, disableDefaultScope: true, scope: ['user:email'], mapProfileToUser: ({ login }: { login: string }) => ({ name: login, image: undefined }) } } } : {}),
    onAPIError: {
      errorURL: '/sign-in',
      onError: error => {
        if (!isAPIError(error) || error.status === 'INTERNAL_SERVER_ERROR') needs.log.error({ error: described(error) }, 'a sign-in failed')
      },
    },
    // Once an hour a used sign-in is written down as used, and lasts longer.
    session: { expiresIn: 30 * 24 * 3600, updateAge: 3600, cookieCache: { enabled: false } },
    account: { updateAccountOnSignIn: false },
    verification: { storeIdentifier: 'hashed' },
    rateLimit,
    telemetry: { enabled: false },
    // Its advice about a fixed base URL does not fit a server that is reached under several names.
    logger: { level: 'error', log: (_level, message) => needs.log.warn({ message }, 'sign-in') },
    trustedOrigins: request => needs.trustedOrigins(request),
    advanced: {
      useSecureCookies: needs.secureCookies,
      cookiePrefix: 'unanimous',
      // Said, because the library leaves both out of its checks while tests run.
      disableOriginCheck: false, disableCSRFCheck: false,
      ipAddress: { ipAddressHeaders: [addressHeader] },
      database: { generateId: () => needs.ids.fresh() },
    },
    databaseHooks: hooksFor(needs),
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
  const verifyPassword = async (password: string, hash: string) => (await auth.$context).password.verify({ password, hash })
  const handler = toNodeHandler(createAuthDoor({ basePath, offers: { mail: writing !== undefined, github: github !== undefined }, handle: auth.handler }))
  return { handler, callerOf, hashPassword, verifyPassword }
}

export type Auth = ReturnType<typeof createAuth>
