import { TEAMS } from '@unanimous/prep'
import { z } from 'zod'
import { command, query } from './command.ts'
import { limits } from './limits.ts'
import { aspectSchema, openedCardSchema, evidenceSchema } from './scorecards.ts'
import { idSchema, instantSchema, levelSchema, loopSeatSchema, nothing, pageEndSchema, roundKindSchema, saidSchema, voteSchema } from './words.ts'

/** Why a round may not be declared for a loop. */
export const declarationRefusals = ['loop/practice-only', 'loop/closed', 'loop/ended', 'loop/seat-taken', 'loop/not-declared', 'loop/seat-filled', 'loop/on-hold', 'loop/screens-first', 'loop/round-started', 'loop/same-interviewer'] as const

/** Why a vote may not be revised; the rules' own words for it. */
const revisionRefusals = [
  'revision/not-offered', 'revision/not-all-revealed', 'revision/no-such-vote', 'revision/strong-no-stands', 'revision/move-not-allowed',
  'revision/already-revised', 'revision/not-in-writing', 'revision/no-evidence',
] as const

export const loopOptionsSchema = z.strictObject({
  strictOrder: z.boolean(), strictGates: z.boolean(), cultureGate: z.boolean(), debriefRevision: z.boolean(),
})

/** Teams that packs are written for, as the packs name them. */
export const teamSchema = z.enum(TEAMS)
/** Teams of a job, the likeliest first. */
export const teamsSchema = z.array(teamSchema).max(teamSchema.options.length).refine(list => new Set(list).size === list.length, 'must not name a team twice')

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
  /** The vote before a revision; the same as `vote` where there was none. */
  firstVote: voteSchema.nullable(),
  /** Every voting rater; the lowest of their votes is the round's. */
  raters: z.array(z.object({ name: z.string(), vote: voteSchema, firstVote: voteSchema })),
})

/** A line of a loop's public log. */
const logLine = z.object({
  at: instantSchema, round: idSchema, seat: loopSeatSchema, cause: z.enum(['abuse', 'leaked-pack']), words: z.string(), by: z.string(), rater: z.string(),
})

export const loopBoardSchema = z.object({
  loop: idSchema, number: z.number().int(), candidate: z.string(), level: levelSchema, deepDeclared: z.boolean(),
  options: loopOptionsSchema,
  createdAt: instantSchema, closedAt: instantSchema.nullable(), verdict: verdictSchema, hadItGoneOn: verdictSchema.nullable(),
  arcs: z.array(arc), rows: z.array(loopRowSchema), practiceRows: z.array(loopRowSchema), voters: z.number().int(),
  closestFlip: z.object({ seat: loopSeatSchema, vote: voteSchema, by: z.string(), round: idSchema, sentence: z.string().nullable(), evidence: z.array(evidenceSchema), alsoWithholding: z.array(loopSeatSchema),
    /** Whether the reader may open a replay of that round. */
    replay: z.boolean() }).nullable(),
  next: loopSeatSchema.nullable(), yours: z.boolean(), teams: z.array(teamSchema), log: z.array(logLine),
})

/** A round in the debrief: what was captured first, then the vote that rests on it. */
const debriefEntry = z.object({
  seat: loopSeatSchema, round: idSchema, by: z.string(), heldAt: instantSchema.nullable(), evidence: z.array(evidenceSchema),
  firstVote: voteSchema, vote: voteSchema, sentence: z.string().nullable(),
  /** Whether the reader may open a replay of the round. */
  replay: z.boolean(),
  /** What it cites need not be what the card cited: all that was captured in the round was there to cite. */
  revision: z.object({ at: instantSchema, to: voteSchema, reason: z.string(), evidence: z.array(evidenceSchema) }).nullable(),
  /** To its own rater, while they may revise it: everything captured in the round, and what the vote may become. */
  yours: z.object({ captured: z.array(evidenceSchema), to: z.array(voteSchema) }).nullable(),
})

const share = z.object({
  share: idSchema, shows: z.enum(['board', 'cards']), names: z.boolean(), createdAt: instantSchema, expiresAt: instantSchema,
  revokedAt: instantSchema.nullable(),
})

export const loopSummarySchema = z.object({
  loop: idSchema, number: z.number().int(), level: levelSchema, verdict: verdictSchema, arcs: z.array(arc),
  filed: z.number().int(), required: z.number().int(), createdAt: instantSchema,
})

export const loopCommands = {
  'open-loop': command({
    summary: 'Start a loop. Level, deep dive and options are fixed from now on.', who: 'member', path: '/loops/open-loop',
    input: z.strictObject({ level: levelSchema, deepDeclared: z.boolean(), options: loopOptionsSchema, teams: teamsSchema.default([]) }),
    output: z.object({ loop: idSchema }), refusals: ['loop/too-many'],
  }),
  'set-loop-teams': command({
    summary: 'Say which teams the job of a loop is in, the likeliest first. Only packs dealt from now on follow it.', who: 'member',
    path: '/loops/set-loop-teams', input: z.strictObject({ loop: idSchema, teams: teamsSchema }), output: nothing, refusals: ['loop/unknown'],
  }),
  'revise-vote': command({
    summary: 'In a loop opened with revisions, once all is open: change your one vote from no to yes or from yes to no, in writing, citing what was captured.',
    who: 'voter', path: '/loops/revise-vote',
    input: z.strictObject({
      round: idSchema, to: voteSchema, reason: saidSchema(limits.cardTextChars),
      evidence: z.array(z.string().min(1).max(160)).max(limits.pinsPerDimension),
    }),
    output: nothing, refusals: revisionRefusals,
  }),
  'void-card': command({
    summary: 'As a moderator take a card out of its loop, for abuse or a leaked pack only, with a line that its board shows for good.',
    who: 'member', path: '/loops/void-card',
    input: z.strictObject({ round: idSchema, cause: z.enum(['abuse', 'leaked-pack']), words: saidSchema(limits.sentenceChars) }),
    output: nothing, refusals: ['moderation/not-a-moderator', 'moderation/no-such-card', 'moderation/void-already'],
  }),
  'share-loop': command({
    summary: 'Make a read-only link to a loop. The token is 128 random bits of your making; the server keeps its hash only.',
    who: 'member', path: '/loops/share-loop',
    input: z.strictObject({
      loop: idSchema, token: idSchema, days: z.union([z.literal(1), z.literal(7), z.literal(30), z.literal(90)]),
      shows: z.enum(['board', 'cards']), names: z.boolean(),
    }),
    output: share, refusals: ['loop/unknown', 'share/too-many', 'share/token-used'],
  }),
  'revoke-share': command({
    summary: 'Take a link back. It stops at once and for good.', who: 'member', path: '/loops/revoke-share',
    input: z.strictObject({ share: idSchema }), output: nothing, refusals: ['share/unknown'],
  }),
  'close-loop': command({
    summary: 'Close a loop with rounds missing: it ends incomplete and never reads as a yes.', who: 'member', path: '/loops/close-loop',
    input: z.strictObject({ loop: idSchema }), output: nothing, refusals: ['loop/unknown', 'loop/closed'],
  }),
} as const

export const loopQueries = {
  loops: query({
    summary: "One's own loops, newest first, and those of others whose debrief one may speak in.", who: 'person', path: '/loops', input: nothing,
    output: z.object({
      loops: z.array(loopSummarySchema),
      debriefs: z.array(z.object({ loop: idSchema, candidate: z.string(), number: z.number().int(), mayRevise: z.boolean() })),
    }),
    refusals: [],
  }),
  loop: query({
    summary: 'The board of one of your loops.', who: 'person', path: '/loops/{loop}', input: z.strictObject({ loop: idSchema }),
    output: loopBoardSchema, refusals: ['loop/unknown'],
  }),
  'loop-debrief': query({
    summary: 'What every counted round of a loop rests on, evidence first: for its candidate, and where revisions were chosen for its interviewers once all is open.',
    who: 'person', path: '/loops/{loop}/debrief', input: z.strictObject({ loop: idSchema }),
    output: z.object({
      loop: idSchema, number: z.number().int(), candidate: z.string(), level: levelSchema, yours: z.boolean(), revisable: z.boolean(),
      entries: z.array(debriefEntry),
    }),
    refusals: ['loop/unknown'],
  }),
  'loop-shares': query({
    summary: 'The links you made to one of your loops, newest first.', who: 'person', path: '/loops/{loop}/shares',
    input: z.strictObject({ loop: idSchema }), output: z.object({ shares: z.array(share) }), refusals: ['loop/unknown'],
  }),
  'shared-loop': query({
    summary: 'A loop as its link shows it, without an account. Changes nothing, counts nothing.', who: 'anyone', path: '/share/{token}',
    input: z.strictObject({ token: idSchema }),
    output: z.object({
      board: loopBoardSchema, cards: z.array(openedCardSchema), evidence: z.array(evidenceSchema), expiresAt: instantSchema,
      shows: z.enum(['board', 'cards']),
    }),
    refusals: ['share/unknown', 'share/expired', 'share/revoked'],
  }),
  'card-to-void': query({
    summary: 'What a moderator must know of an opened card of a loop before voiding it.', who: 'person', path: '/moderation/{round}',
    input: z.strictObject({ round: idSchema }),
    output: z.object({
      round: idSchema, number: z.number().int(), candidate: z.string(), seat: loopSeatSchema, heldAt: instantSchema.nullable(),
      card: openedCardSchema, evidence: z.array(evidenceSchema), voided: logLine.nullable(),
    }),
    refusals: ['moderation/not-a-moderator', 'moderation/no-such-card'],
  }),
  reports: query({
    summary: 'For a moderator: every time that a candidate ticked disrespect, once open, the newest first, in pages.',
    who: 'person', path: '/moderation',
    input: z.strictObject({
      /** `next` of the page before. */
      after: pageEndSchema.optional(),
    }),
    output: z.object({
      reports: z.array(z.object({
        round: idSchema, kind: roundKindSchema, openedAt: instantSchema, by: z.string(), about: z.string(),
        /** How many such ticks stand against the same person, this one among them. */
        times: z.number().int(),
        said: z.array(z.object({ aspect: aspectSchema, rating: voteSchema, example: z.string() })),
        /** Whether a card of a loop came of it, which a moderator may void. */
        inLoop: z.boolean(),
      })),
      next: z.string().nullable(),
    }),
    refusals: ['moderation/not-a-moderator'],
  }),
  'sample-loop': query({
    summary: 'A finished loop to look at without an account: read only, seeded.', who: 'anyone', path: '/sample/loop', input: nothing,
    output: z.object({ board: loopBoardSchema, cards: z.array(openedCardSchema), evidence: z.array(evidenceSchema) }), refusals: [],
  }),
} as const
