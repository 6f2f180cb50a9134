import { z } from 'zod'
import { command, query } from './command.ts'
import { limits } from './limits.ts'
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
  signInMethods: z.array(z.enum(['password'])),
  /** `this-machine`: only here. `network`: on the local network. `public`: PUBLIC_URL is set. */
  reach: z.enum(['this-machine', 'network', 'public']),
  publicUrl: z.string().nullable(),
  turn: z.boolean(),
  version: z.string(),
  protocolVersion: z.number().int(),
})

const email = z.email().max(limits.emailChars)
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
  me: query({
    summary: 'Who is signed in, and their profile.',
    who: 'person', path: '/me', input: nothing,
    output: z.object({
      person: idSchema, guest: z.boolean(), email: z.string().nullable(), profile: profileSchema,
      goal: z.string().nullable(), goalSetAt: instantSchema.nullable(),
      blocked: z.array(z.object({ person: idSchema, handle: z.string() })),
    }),
    refusals: [],
  }),
} as const

