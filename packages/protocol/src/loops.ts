import { z } from 'zod'
import { command, query } from './command.ts'
import { openedCardSchema, evidenceSchema } from './scorecards.ts'
import { idSchema, instantSchema, levelSchema, loopSeatSchema, nothing, roundKindSchema, voteSchema } from './words.ts'

/** Why a round may not be declared for a loop. */
export const declarationRefusals = ['loop/closed', 'loop/ended', 'loop/seat-taken', 'loop/not-declared', 'loop/seat-filled', 'loop/on-hold', 'loop/screens-first', 'loop/round-started'] as const

export const loopOptionsSchema = z.strictObject({
  strictOrder: z.boolean(), strictGates: z.boolean(), cultureGate: z.boolean(), debriefRevision: z.boolean(),
})

/** The verdict as the rules give it, flat for pages. Computed from opened cards only. */
export const verdictSchema = z.object({
  status: z.enum(['IN_PROGRESS', 'ON_HOLD', 'INCOMPLETE', 'ENDED', 'REJECT', 'UNANIMOUS']),
  outlook: z.enum(['open', 'needs_revision', 'cannot_pass']).nullable(),
  reason: z.enum(['strong_no', 'gate', 'culture_gate', 'not_unanimous']).nullable(),
  /** The seats that ended the loop or withheld consent. */
  seats: z.array(loopSeatSchema), strength: z.enum(['champion', 'no_champion']).nullable(),
})

const arc = z.object({
  seat: loopSeatSchema, weight: z.number(), state: z.enum(['next', 'todo', 'sealed', 'no', 'yes', 'strong', 'broken', 'notRun']),
})

export const loopRowSchema = z.object({
  seat: loopSeatSchema, kind: roundKindSchema, weight: z.number(), vote: voteSchema.nullable(),
  screen: z.enum(['advance', 'hold']).nullable(),
  round: idSchema.nullable(), session: idSchema.nullable(), by: z.string().nullable(), heldAt: instantSchema.nullable(),
  decidedBy: z.string().nullable(), counted: z.boolean(), void: z.boolean(),
})

export const loopBoardSchema = z.object({
  loop: idSchema, number: z.number().int(), candidate: z.string(), level: levelSchema, deepDeclared: z.boolean(),
  options: loopOptionsSchema,
  createdAt: instantSchema, closedAt: instantSchema.nullable(), verdict: verdictSchema, hadItGoneOn: verdictSchema.nullable(),
  arcs: z.array(arc), rows: z.array(loopRowSchema), practiceRows: z.array(loopRowSchema), voters: z.number().int(),
  closestFlip: z.object({ seat: loopSeatSchema, vote: voteSchema, by: z.string(), round: idSchema, sentence: z.string().nullable(), evidence: z.array(evidenceSchema), alsoWithholding: z.array(loopSeatSchema) }).nullable(),
  next: loopSeatSchema.nullable(), yours: z.boolean(),
})

export const loopSummarySchema = z.object({
  loop: idSchema, number: z.number().int(), level: levelSchema, verdict: verdictSchema, arcs: z.array(arc),
  filed: z.number().int(), required: z.number().int(), createdAt: instantSchema,
})

export const loopCommands = {
  'open-loop': command({
    summary: 'Start a loop. Level, deep dive and options are fixed from now on.', who: 'member', path: '/loops/open-loop',
    input: z.strictObject({ level: levelSchema, deepDeclared: z.boolean(), options: loopOptionsSchema }),
    output: z.object({ loop: idSchema }), refusals: [],
  }),
  'close-loop': command({
    summary: 'Close a loop with rounds missing: it ends incomplete and never reads as a yes.', who: 'member', path: '/loops/close-loop',
    input: z.strictObject({ loop: idSchema }), output: nothing, refusals: ['loop/unknown', 'loop/closed'],
  }),
} as const

export const loopQueries = {
  loops: query({
    summary: "One's own loops, newest first.", who: 'person', path: '/loops', input: nothing,
    output: z.object({ loops: z.array(loopSummarySchema) }), refusals: [],
  }),
  loop: query({
    summary: 'The board of one of your loops.', who: 'person', path: '/loops/{loop}', input: z.strictObject({ loop: idSchema }),
    output: loopBoardSchema, refusals: ['loop/unknown'],
  }),
  'sample-loop': query({
    summary: 'A finished loop to look at without an account: read only, seeded.', who: 'anyone', path: '/sample/loop', input: nothing,
    output: z.object({ board: loopBoardSchema, cards: z.array(openedCardSchema), evidence: z.array(evidenceSchema) }), refusals: [],
  }),
} as const
