import { z } from 'zod'
import { command, query } from './command.ts'
import { idSchema, instantSchema, nameSchema, nothing, roundKindSchema } from './words.ts'

const inSession = { session: idSchema }

/** Whoever votes beside the interviewer, as everybody in the room is told: who it is, and nothing of what they do. */
export const secondRaterSchema = z.object({
  /** asked: one has not agreed yet · open: both agreed, the link waits · seated: somebody came by it. */
  state: z.enum(['asked', 'open', 'seated']),
  askedBy: z.enum(['you', 'peer']).nullable(), youAgreed: z.boolean().nullable(), expiresAt: instantSchema.nullable(),
  seat: idSchema.nullable(), handle: z.string().nullable(), here: z.boolean(), hasFiled: z.boolean(),
})

/** One of the two who hold the rounds, as their second rater sees them. */
export const ratedWithSchema = z.object({ seat: idSchema, handle: z.string(), here: z.boolean(), hasFiled: z.boolean() })

export const raterCommands = {
  'ask-second-rater': command({
    summary: 'The interviewer of the present round makes a link for a second rater, and agrees by it. `token` is the link’s, made by the page; only its hash is kept. Asking again makes the link before useless.',
    who: 'seat', path: '/raters/ask-second-rater', input: z.strictObject({ ...inSession, token: idSchema }), output: nothing,
    refusals: ['session/unknown', 'session/alone', 'session/over', 'rater/not-now', 'rater/seated', 'rater/token-used'],
  }),
  'agree-second-rater': command({
    summary: 'Agree to a second rater who was asked for, or take it back: then the link is useless, and whoever came by it has left the room.',
    who: 'seat', path: '/raters/agree-second-rater', input: z.strictObject({ ...inSession, agreed: z.boolean() }), output: nothing,
    refusals: ['session/unknown', 'session/already-revealed', 'rater/not-asked'],
  }),
  'join-as-rater': command({
    summary: 'Come in by the link as second rater, once both have agreed. A signed-out person becomes a guest with the name given.',
    who: 'person', path: '/raters/join-as-rater', input: z.strictObject({ token: idSchema, name: nameSchema.optional() }),
    output: z.object(inSession),
    refusals: ['rater/unknown', 'rater/expired', 'rater/seated', 'rater/not-agreed', 'rater/one-of-the-two', 'rater/too-many', 'rater/blocked', 'session/over'],
  }),
  'leave-rating': command({
    summary: 'Leave as second rater. A round that is still running then owes no card of yours; one that has ended still does.',
    who: 'rater', path: '/raters/leave-rating', input: z.strictObject(inSession), output: nothing, refusals: ['session/unknown'],
  }),
} as const

export const raterQueries = {
  'rater-link': query({
    summary: 'What the page behind a second rater’s link says: who holds which rounds, and whether one may come in.',
    who: 'anyone', path: '/raters/links/{token}', input: z.strictObject({ token: idSchema }),
    output: z.object({
      state: z.enum(['asked', 'open', 'taken', 'expired', 'yours', 'over']), session: idSchema.nullable(), people: z.array(z.string()),
      rounds: z.array(z.object({ kind: roundKindSchema, interviewer: z.string(), candidate: z.string() })), expiresAt: instantSchema,
    }),
    refusals: ['rater/unknown'],
  }),
} as const
