import { z } from 'zod'
import { command, query } from './command.ts'
import { limits } from './limits.ts'
import { runnerLanguageSchema } from './runner-wire.ts'
import { handleSchema, idSchema, instantSchema, languageSchema, levelSchema, nothing, roundKindSchema, spokenLanguageSchema, textSchema } from './words.ts'

/** What others meet: how a person interviews and wants to be interviewed. */
export const profileSchema = z.strictObject({
  handle: handleSchema,
  targetLevel: levelSchema,
  wants: z.array(roundKindSchema).max(7),
  interviews: z.array(roundKindSchema).max(7),
  codeLanguages: z.array(languageSchema).max(limits.languagesPerProfile),
  spokenLanguages: z.array(spokenLanguageSchema).max(limits.languagesPerProfile),
  timeZone: z.string().max(64).nullable(),
})

/** What this host can do for a person outside it, in facts the pages turn into sentences. */
export const hostSchema = z.object({
  /** `mail`: by a link in a mail, which also means that this server can send any. */
  signInMethods: z.array(z.enum(['password', 'mail', 'github'])),
  /** `this-machine`: only here. `network`: on the local network. `public`: PUBLIC_URL is set. */
  reach: z.enum(['this-machine', 'network', 'public']),
  publicUrl: z.string().nullable(),
  turn: z.boolean(),
  /** What code beside the browser's own languages can be run here at this moment. */
  runs: z.array(runnerLanguageSchema),
  /** Calls run through the relay alone, whatever a person would rather. */
  relayOnly: z.boolean(),
  version: z.string(),
  protocolVersion: z.number().int(),
})

const email = z.email().max(limits.emailChars)
/** As it was typed, to be compared with what is kept. */
const knownPassword = z.string().max(limits.passwordMaxChars)
const password = z.string().min(limits.passwordMinChars, `needs ${limits.passwordMinChars} characters`).max(limits.passwordMaxChars)

export const accountCommands = {
  'update-profile': command({
    summary: 'Change what others meet: handle, level, rounds, languages, time zone. Only the given fields change.',
    who: 'person', path: '/accounts/update-profile',
    input: profileSchema.partial(), output: profileSchema,
    refusals: ['account/handle-taken', 'account/handle-length', 'account/unknown-time-zone'],
  }),
  'keep-account': command({
    summary: 'A guest keeps what they did: the same person, now with e-mail and password.',
    who: 'person', path: '/accounts/keep-account',
    input: z.strictObject({ email, password, handle: handleSchema }), output: z.object({ person: idSchema }),
    refusals: ['account/already-member', 'account/email-taken', 'account/handle-taken', 'account/handle-length'],
  }),
  'set-goal': command({
    summary: "Write down the one thing to change in one's next round; empty text clears it.",
    who: 'person', path: '/accounts/set-goal',
    input: z.strictObject({ goal: textSchema(limits.goalChars) }), output: nothing, refusals: [],
  }),
  'change-password': command({
    summary: 'Set another password, or a first one; every other sign-in of this person ends.',
    who: 'member', path: '/accounts/change-password',
    input: z.strictObject({ current: knownPassword.nullable(), password }), output: nothing, refusals: ['account/wrong-password', 'account/sign-in-again'],
  }),
  'change-email': command({
    summary: 'Sign in by another address from now on; where this server can send mail, only once a link sent there was opened.',
    who: 'member', path: '/accounts/change-email',
    input: z.strictObject({ email, current: knownPassword.nullable() }),
    output: z.object({ /** False: a link is on its way to the new address. */ changed: z.boolean() }),
    refusals: ['account/wrong-password', 'account/sign-in-again', 'account/email-taken', 'account/email-same'],
  }),
  'verify-email': command({
    summary: "Have a link sent to one's own address, to prove that mail to it arrives.",
    who: 'member', path: '/accounts/verify-email', input: nothing, output: nothing, refusals: ['account/no-mail', 'account/email-verified'],
  }),
  'confirm-email': command({
    summary: 'Open what such a link is for: the address is proven, and is the one to sign in by.',
    who: 'member', path: '/accounts/confirm-email',
    input: z.strictObject({ token: idSchema }), output: z.object({ email: z.string() }), refusals: ['account/link-spent', 'account/email-taken'],
  }),
  'end-sign-in': command({
    summary: "Sign out one browser of one's own, wherever it is; its sockets close.",
    who: 'member', path: '/accounts/end-sign-in',
    input: z.strictObject({ signIn: idSchema }), output: nothing, refusals: ['account/sign-in-unknown'],
  }),
  'end-other-sign-ins': command({
    summary: 'Sign out every browser but the one that asks.',
    who: 'member', path: '/accounts/end-other-sign-ins', input: nothing, output: nothing, refusals: [],
  }),
  'block-person': command({
    summary: 'Never be matched with this person again; it holds both ways.',
    who: 'member', path: '/accounts/block-person',
    input: z.strictObject({ session: idSchema }), output: nothing, refusals: ['session/unknown', 'account/nobody-there'],
  }),
  'unblock-person': command({
    summary: 'Lift one of your own blocks.',
    who: 'member', path: '/accounts/unblock-person',
    input: z.strictObject({ person: idSchema }), output: nothing, refusals: ['account/not-blocked'],
  }),
} as const

export const accountQueries = {
  host: query({
    summary: 'What this host offers: ways to sign in, reach, whether a relay is set up.',
    who: 'anyone', path: '/host', input: nothing, output: hostSchema, refusals: [],
  }),
  account: query({
    summary: "How one gets in: address, password, and the browsers signed in, this one first.",
    who: 'member', path: '/account', input: nothing,
    output: z.object({
      email: z.string(), verified: z.boolean(), password: z.boolean(), github: z.boolean(),
      /** An address that a link was sent to and that is not confirmed yet. */
      newEmail: z.string().nullable(),
      signIns: z.array(z.object({
        signIn: idSchema, here: z.boolean(),
        /** Coarse words for where: what browser, on what system. */
        browser: z.string().nullable(), system: z.string().nullable(),
        since: instantSchema, lastUsedAt: instantSchema, open: z.boolean(),
      })),
    }),
    refusals: [],
  }),
  me: query({
    summary: 'Who is signed in, and their profile.',
    who: 'person', path: '/me', input: nothing,
    output: z.object({
      person: idSchema, guest: z.boolean(), email: z.string().nullable(), profile: profileSchema,
      goal: z.string().nullable(), goalSetAt: instantSchema.nullable(),
      blocked: z.array(z.object({ person: idSchema, handle: z.string() })),
      /** Whether the operator named this person to moderate. */
      moderator: z.boolean(),
    }),
    refusals: [],
  }),
} as const

