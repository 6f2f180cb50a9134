import { z } from 'zod'
import { command, query } from './command.ts'
import { limits } from './limits.ts'
import { roundRecordSchema } from './scorecards.ts'
import { idSchema, instantSchema, nothing, roundKindSchema, saidSchema, voteSchema } from './words.ts'

const inRound = { round: idSchema }
const roundMs = z.number().int().nonnegative()
const by = z.enum(['you', 'peer'])

/** What somebody says of one moment. */
export const replayCommentSchema = z.object({ comment: idSchema, by, atMs: roundMs, text: z.string(), at: instantSchema })
/** A named stretch to show each other. */
export const replayClipSchema = z.object({ clip: idSchema, by, name: z.string(), fromMs: roundMs, toMs: roundMs })

const comments = ['replay/round-running', 'replay/not-kept', 'replay/outside'] as const

export const replayCommands = {
  'comment-on-replay': command({
    summary: 'Say something of one moment of a replay. Until the cards are open only its author reads it.',
    who: 'seat', path: '/replays/comment-on-replay',
    input: z.strictObject({ ...inRound, comment: idSchema, atMs: roundMs, text: saidSchema(limits.replayCommentChars) }),
    output: nothing, refusals: [...comments, 'replay/too-many-comments'],
  }),
  'delete-replay-comment': command({
    summary: 'Take back what one said of a moment.', who: 'seat', path: '/replays/delete-replay-comment',
    input: z.strictObject({ ...inRound, comment: idSchema }), output: nothing, refusals: ['replay/unknown'],
  }),
  'cut-clip': command({
    summary: 'Name a stretch of a replay of at most ten minutes, to be linked to. Until the cards are open only its author sees it; afterwards both seats and nobody else.',
    who: 'seat', path: '/replays/cut-clip',
    input: z.strictObject({ ...inRound, clip: idSchema, name: saidSchema(limits.clipNameChars), fromMs: roundMs, toMs: roundMs }),
    output: nothing, refusals: [...comments, 'replay/clip-length', 'replay/too-many-clips'],
  }),
  'delete-clip': command({
    summary: 'Remove a stretch that one named.', who: 'seat', path: '/replays/delete-clip',
    input: z.strictObject({ ...inRound, clip: idSchema }), output: nothing, refusals: ['replay/unknown'],
  }),
} as const

export const replayQueries = {
  replay: query({
    summary: 'An ended round as it came about, for one of its two seats: the tape of its document, what this seat saw of the round, and once the cards are open what was captured. Kept only where both agreed.',
    who: 'seat', path: '/rounds/{round}/replay', input: z.strictObject(inRound),
    output: z.object({
      round: idSchema, session: idSchema, kind: roundKindSchema, title: z.string(), youAre: z.enum(['interviewer', 'candidate']), peer: z.string().nullable(),
      heldAt: instantSchema, lengthMs: roundMs, opened: z.boolean(), vote: voteSchema.nullable(), language: z.string().nullable(),
      /** Whether the tape is there. Until then there are no parts, and it is being made: ask again. */
      prepared: z.boolean(),
      /** Whose the edits of the tape are, by the place that they name. */
      seats: z.array(z.enum(['you', 'peer', 'server'])),
      /** The tape as it is stored, part by part; `bytes` in base64. */
      parts: z.array(z.object({ part: z.number().int(), fromMs: roundMs, toMs: roundMs, changes: z.number().int(), bytes: z.string() })),
      /** Records of the document that could not be read when the tape was made; null where the whole document could not. */
      unreadable: z.number().int().nullable(),
      phases: z.array(z.object({ phase: z.string(), startMs: roundMs, endMs: roundMs })),
      /** The view of this seat as it moved. */
      scenes: z.object({ first: z.unknown(), changes: z.array(z.tuple([roundMs, z.unknown()])) }),
      /** What was captured and asked: for the interviewer, and once the cards are open for both. */
      record: roundRecordSchema.nullable(),
      /** Tenths of each second with speech, `0` to `9` and `a` for ten, a dot where nothing was counted: one's own, and once the cards are open both's. */
      talked: z.array(z.object({ by, spoke: z.string(), approximate: z.boolean() })),
      comments: z.array(replayCommentSchema), clips: z.array(replayClipSchema),
    }),
    refusals: ['replay/round-running', 'replay/not-kept'],
  }),
} as const
