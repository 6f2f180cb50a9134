import { z } from 'zod'
import { command, query } from './command.ts'
import { limits } from './limits.ts'
import { declarationRefusals } from './loops.ts'
import { ratedWithSchema, secondRaterSchema } from './raters.ts'
import { idSchema, instantSchema, lengthSchema, levelSchema, loopSeatSchema, nothing, roundKindSchema, saidSchema, textSchema } from './words.ts'

const seatView = z.object({
  seat: idSchema, position: z.number().int(), handle: z.string(), guest: z.boolean(), here: z.boolean(), lastSeenAt: instantSchema.nullable(), ready: z.boolean(),
  replayAgreed: z.boolean().nullable(), narrationAgreed: z.boolean().nullable(), recordingAgreed: z.boolean().nullable(),
  timeZone: z.string().nullable(), level: levelSchema,
})

/** A round of the session as one seat may see it. `deal` reaches its interviewer only. */
export const roundSummarySchema = z.object({
  round: idSchema, ordinal: z.number().int(), kind: roundKindSchema, minutes: z.number().int(), stretch: z.number(),
  state: z.enum(['planned', 'running', 'ended', 'dropped']), youAre: z.enum(['interviewer', 'candidate', 'rater']), interviewer: idSchema,
  standing: z.enum(['practice', 'loop']), loop: idSchema.nullable(), loopSeat: loopSeatSchema.nullable(),
  startedAt: instantSchema.nullable(), endedAt: instantSchema.nullable(), counts: z.boolean().nullable(), document: idSchema,
  deal: z.object({ titles: z.array(z.string()), packs: z.array(z.string()), seen: z.boolean(), mayRedeal: z.boolean(), own: idSchema.nullable() }).nullable(),
})

/**
 * A session as one seat sees it, pushed whole whenever it changes. It says of the other's filing only the bare
 * fact that everything owed is filed, once and for good.
 */
export const sessionViewSchema = z.object({
  session: idSchema, origin: z.enum(['invite', 'queue', 'rematch']), bothWays: z.boolean(), createdAt: instantSchema,
  phase: z.enum(['green-room', 'round', 'between', 'filing', 'revealed', 'over']),
  you: seatView, peer: seatView.nullable(),
  /** Pages of one's own that stand beside the one that holds the seat, such as a phone. */
  companions: z.number().int(), inviteCode: idSchema.nullable(), inviteExpiresAt: instantSchema.nullable(),
  rounds: z.array(roundSummarySchema), currentRound: idSchema.nullable(),
  /** Null where no second rater was asked for. */
  second: secondRaterSchema.nullable(),
  /** For the second rater: the two who hold the rounds. Null for either of those, who read of each other in `peer`. */
  ratedWith: z.array(ratedWithSchema).nullable(),
  switchAskedBy: z.enum(['you', 'peer']).nullable(),
  /** The call as it is being recorded right now, by whom and since when; both are told. */
  recordings: z.array(z.object({ recording: idSchema, by: z.enum(['you', 'peer']), video: z.boolean(), since: instantSchema })),
  yourWish: z.string().nullable(), peerWish: z.string().nullable(), peerGoal: z.string().nullable(),
  youFiled: z.array(z.object({ round: idSchema, form: z.enum(['scorecard', 'self-estimate']), filed: z.boolean() })),
  peerHasFiled: z.boolean(), deadlineAt: instantSchema.nullable(), revealedAt: instantSchema.nullable(),
})

export const chatMessageSchema = z.object({ seq: z.number().int(), /** Told apart by seat where a second rater reads. */ by: idSchema, from: z.enum(['you', 'peer']), at: instantSchema, text: z.string() })

const inSession = { session: idSchema }

export const roomCommands = {
  'set-plan': command({
    summary: 'Before the first round: kinds, length, who interviews first, longer-round accommodation, loop or practice.',
    who: 'seat', path: '/rooms/set-plan',
    input: z.strictObject({
      ...inSession, minutes: lengthSchema.optional(), bothWays: z.boolean().optional(),
      stretch: z.union([z.literal(1), z.literal(1.25), z.literal(1.5)]).optional(),
      kinds: z.array(roundKindSchema).min(1).max(2).optional(),
    }),
    output: nothing, refusals: ['session/unknown', 'session/already-started', 'packs/none-left', 'session/loop-needs-full-length'],
  }),
  'declare-loop-round': command({
    summary: "Before a round starts: say which of the candidate's loops and which of its seats it fills, or that it is practice. Only its candidate may.",
    who: 'candidate', path: '/rooms/declare-loop-round',
    input: z.strictObject({ round: idSchema, loop: idSchema.nullable(), loopSeat: loopSeatSchema.nullable() }),
    output: nothing,
    refusals: [
      'round/unknown', 'round/already-started', 'loop/unknown', 'loop/wrong-kind', ...declarationRefusals,
      'session/loop-needs-full-length', 'packs/none-left',
    ],
  }),
  'ask-switch': command({
    summary: 'Ask to swap who interviews first; when the other asks too, it is done.',
    who: 'seat', path: '/rooms/ask-switch', input: z.strictObject({ ...inSession, wanted: z.boolean() }), output: nothing,
    refusals: ['session/unknown', 'session/already-started', 'session/alone'],
  }),
  'deal-again': command({
    summary: "The interviewer has their round's pack dealt again, once.",
    who: 'interviewer', path: '/rooms/deal-again', input: z.strictObject({ round: idSchema }), output: nothing,
    refusals: ['round/unknown', 'round/already-started', 'round/dealt-twice', 'packs/none-left'],
  }),
  'agree-replay': command({
    summary: 'Say whether a replay may be kept. It is kept only when both say yes; either may withdraw at any time, and then it is deleted.',
    who: 'seat', path: '/rooms/agree-replay', input: z.strictObject({ ...inSession, agreed: z.boolean() }), output: nothing,
    refusals: ['session/unknown', 'session/already-revealed'],
  }),
  'agree-narration': command({
    summary: 'Say whether seconds of own speech and own typing may be counted. They are counted only while both say yes; taking it back removes what was counted.',
    who: 'seat', path: '/rooms/agree-narration', input: z.strictObject({ ...inSession, agreed: z.boolean() }), output: nothing,
    refusals: ['session/unknown', 'session/already-revealed'],
  }),
  'agree-recording': command({
    summary: 'Say whether either may record the call on their own machine. Taking it back stops a recording for both.',
    who: 'seat', path: '/rooms/agree-recording', input: z.strictObject({ ...inSession, agreed: z.boolean() }), output: nothing,
    refusals: ['session/unknown', 'session/already-revealed'],
  }),
  'start-recording': command({
    summary: 'Tell both that this seat records the call from now on, on its own machine. The server keeps the times and nothing else.',
    who: 'seat', path: '/rooms/start-recording', input: z.strictObject({ ...inSession, video: z.boolean() }),
    output: z.object({ recording: idSchema, startedAt: instantSchema }), refusals: ['session/unknown', 'session/over', 'recording/not-agreed', 'recording/running', 'recording/too-many'],
  }),
  'stop-recording': command({
    summary: 'Stop every recording of this call, whoever began it, or one of them.',
    who: 'seat', path: '/rooms/stop-recording', input: z.strictObject({ ...inSession, recording: idSchema.optional() }), output: nothing, refusals: ['session/unknown'],
  }),
  'leave-wish': command({
    summary: 'As candidate ask for something ("press me on failover"); the interviewer sees it and answers in the debrief.',
    who: 'seat', path: '/rooms/leave-wish', input: z.strictObject({ ...inSession, wish: textSchema(limits.wishChars) }),
    output: nothing,
    refusals: ['session/unknown', 'session/already-started'],
  }),
  'be-ready': command({
    summary: 'Leave the green room for the room, or say that one is not ready after all.',
    who: 'seat', path: '/rooms/be-ready', input: z.strictObject({ ...inSession, ready: z.boolean() }), output: nothing,
    refusals: ['session/unknown', 'session/over'],
  }),
  'drop-round': command({
    summary: 'Do not hold the planned second round. The first reveals when both of its forms are in.',
    who: 'seat', path: '/rooms/drop-round', input: z.strictObject({ ...inSession }), output: nothing,
    refusals: ['session/unknown', 'round/already-started', 'round/nothing-to-drop'],
  }),
  'say-in-chat': command({
    summary: 'Text chat of the session; it survives a refresh.',
    who: 'seat', path: '/rooms/say-in-chat', input: z.strictObject({ ...inSession, text: saidSchema(limits.chatChars) }),
    output: chatMessageSchema,
    refusals: ['session/unknown', 'session/over', 'session/chat-full'],
  }),
  'open-document': command({
    summary: "A short ticket that opens one socket to a round's document once.",
    who: 'person', path: '/documents/{doc}/ticket',
    input: z.strictObject({ doc: idSchema }),
    output: z.object({ url: z.string(), ticket: z.string(), epoch: z.number().int(), access: z.enum(['read', 'write']) }),
    refusals: ['document/unknown'],
  }),
} as const

export const roomQueries = {
  session: query({
    summary: 'A session as your seat sees it.', who: 'present', path: '/sessions/{session}', input: z.strictObject(inSession),
    output: sessionViewSchema,
    refusals: ['session/unknown'],
  }),
  chat: query({
    summary: 'The newest messages of the session, oldest first.', who: 'present', path: '/sessions/{session}/chat',
    input: z.strictObject(inSession),
    output: z.object({ messages: z.array(chatMessageSchema) }), refusals: ['session/unknown'],
  }),
} as const

