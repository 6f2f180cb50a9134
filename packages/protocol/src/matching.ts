import { z } from 'zod'
import { command, query } from './command.ts'
import { limits } from './limits.ts'
import { declarationRefusals } from './loops.ts'
import { idSchema, instantSchema, languageSchema, lengthSchema, levelSchema, loopSeatSchema, nameSchema, nothing, roundKindSchema, spokenLanguageSchema } from './words.ts'

/** What a waiting person asks for. */
export const criteriaSchema = z.strictObject({
  kind: roundKindSchema,
  level: levelSchema,
  codeLanguages: z.array(languageSchema).max(limits.languagesPerProfile),
  spokenLanguages: z.array(spokenLanguageSchema).min(1, 'name a language you speak').max(limits.languagesPerProfile),
  direction: z.enum(['both-ways', 'one-way-candidate', 'one-way-interviewer']),
  minutes: lengthSchema,
})

/** What is relaxed at which minute of waiting, shown in advance. */
export const wideningStepSchema = z.object({ afterMs: z.number().int(), relaxes: z.array(z.string()), suggests: z.boolean() })

/** The queue as one waiting person may see it. */
export const queueViewSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('idle'), online: z.number().int(), searching: z.number().int(), medianWaitMs: z.number().nullable() }),
  z.object({
    // `searching` counts everybody who waits, oneself included; `wantSame` the others of them who ask for the same kind.
    state: z.literal('waiting'), ticket: idSchema, criteria: criteriaSchema, joinedAt: instantSchema, inFront: z.boolean(),
    widening: z.array(wideningStepSchema), relaxed: z.array(z.string()), online: z.number().int(), searching: z.number().int(),
    wantSame: z.number().int(),
    medianWaitMs: z.number().nullable(),
  }),
  z.object({
    state: z.literal('offered'), ticket: idSchema, criteria: criteriaSchema, joinedAt: instantSchema, offer: idSchema,
    expiresAt: instantSchema, extended: z.boolean(),
    youAccepted: z.boolean(), peer: z.object({ handle: z.string(), level: levelSchema, timeZone: z.string().nullable() }),
    relaxed: z.array(z.string()),
  }),
  z.object({ state: z.literal('matched'), session: idSchema }),
])

export const matchingCommands = {
  'join-queue': command({
    summary: 'Wait for somebody to swap rounds with.',
    who: 'member', path: '/matching/join-queue', input: criteriaSchema, output: queueViewSchema,
    refusals: ['matching/already-waiting', 'matching/in-a-session'],
  }),
  'leave-queue': command({
    summary: 'Stop waiting. An open offer counts as declined.',
    who: 'member', path: '/matching/leave-queue', input: nothing, output: nothing, refusals: ['matching/not-waiting'],
  }),
  'accept-offer': command({
    summary: 'Accept the person offered. When both have accepted the session exists.',
    who: 'member', path: '/matching/accept-offer', input: z.strictObject({ offer: idSchema }), output: queueViewSchema,
    refusals: ['matching/offer-gone', 'matching/in-a-session', 'offer/over', 'offer/lapsed', 'packs/none-left'],
  }),
  'decline-offer': command({
    summary: 'Decline the person offered and leave the queue; the other goes back in front.',
    who: 'member', path: '/matching/decline-offer', input: z.strictObject({ offer: idSchema }), output: nothing,
    refusals: ['matching/offer-gone', 'offer/over', 'offer/lapsed'],
  }),
  'extend-offer': command({
    summary: 'Ask for 30 seconds more, once an offer.',
    who: 'member', path: '/matching/extend-offer', input: z.strictObject({ offer: idSchema }), output: queueViewSchema,
    refusals: ['matching/offer-gone', 'offer/over', 'offer/lapsed', 'offer/already-extended'],
  }),
  'create-invite': command({
    summary: 'Open a session for a friend and get its link. The guest is candidate first.',
    who: 'member', path: '/matching/create-invite',
    input: z.strictObject({
      kind: roundKindSchema, minutes: lengthSchema, bothWays: z.boolean(), loop: idSchema.optional(),
      loopSeat: loopSeatSchema.optional(),
    }),
    output: z.object({ session: idSchema, code: idSchema }),
    refusals: [
      'matching/too-many-invites', 'loop/unknown', 'loop/wrong-kind', 'session/loop-needs-full-length', ...declarationRefusals,
    ],
  }),
  'accept-invite': command({
    summary: 'Take the second seat. A signed-out person becomes a guest with the name given.',
    who: 'person', path: '/matching/accept-invite',
    input: z.strictObject({ code: idSchema, name: nameSchema.optional() }),
    output: z.object({ session: idSchema }),
    refusals: ['invite/unknown', 'invite/expired', 'invite/taken', 'invite/revoked', 'invite/blocked', 'packs/none-left'],
  }),
  'revoke-invite': command({
    summary: 'Make an unused link useless.',
    who: 'member', path: '/matching/revoke-invite', input: z.strictObject({ session: idSchema }), output: nothing,
    refusals: ['invite/unknown', 'invite/taken'],
  }),
  rematch: command({
    summary: 'Open a new session with the same person, roles the other way round first, or with the same roles where the last one broke off. They find it on their home page.',
    who: 'member', path: '/matching/rematch', input: z.strictObject({ session: idSchema, roles: z.enum(['turned', 'same']).optional() }), output: z.object({ session: idSchema }),
    refusals: ['session/unknown', 'matching/in-a-session', 'matching/blocked', 'account/nobody-there', 'packs/none-left'],
  }),
} as const

export const matchingQueries = {
  queue: query({
    summary: "One's own place in the queue.", who: 'member', path: '/matching/queue', input: nothing, output: queueViewSchema,
    refusals: [],
  }),
  invite: query({
    summary: 'What the page behind an invite link says: who invites, how long, what is kept.',
    who: 'anyone', path: '/matching/invites/{code}', input: z.strictObject({ code: idSchema }),
    output: z.object({
      state: z.enum(['open', 'taken', 'yours', 'expired', 'revoked']), inviter: z.string(), session: idSchema.nullable(),
      rounds: z.array(z.object({ kind: roundKindSchema, minutes: z.number().int(), longer: z.boolean(), youAre: z.enum(['candidate', 'interviewer']) })),
      totalMinutes: z.number().int(), expiresAt: instantSchema,
    }),
    refusals: ['invite/unknown'],
  }),
} as const
