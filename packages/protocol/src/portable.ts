import { z } from 'zod'
import { command, query } from './command.ts'
import { exportSchema, importedCardSchema } from './export.ts'
import { limits } from './limits.ts'
import { idSchema, instantSchema, loopSeatSchema, nothing, roundKindSchema, voteSchema } from './words.ts'

/** A card from elsewhere in a list. Its rater is a name and nobody here. */
export const importedRowSchema = z.object({
  card: idSchema, kind: roundKindSchema, loopSeat: loopSeatSchema.nullable(), title: z.string(), rater: z.string(), heldAt: instantSchema,
  vote: voteSchema.nullable(), screen: z.enum(['advance', 'hold']).nullable(), evidence: z.number().int(), from: z.string().nullable(),
  importedAt: instantSchema,
})

export const portableCommands = {
  'import-history': command({
    summary: 'Bring the feedback you received in another installation. It is yours to read, marked as imported, and counts in nothing. Your own questions come along. The same file twice changes nothing.',
    who: 'person', path: '/portable/import-history', bodyBytes: limits.importBytes,
    input: z.strictObject({ file: exportSchema }), output: z.object({ imported: z.number().int(), known: z.number().int(), questions: z.number().int() }),
    refusals: ['import/too-many', 'question/too-many'],
  }),
  'delete-account': command({
    summary: "Remove the account and everything that is yours alone; what is also your peers' record stays theirs, without your name. A guest, and whoever signed in in the last minutes without a password, sends null.",
    who: 'person', path: '/portable/delete-account', leavesReceipt: false,
    input: z.strictObject({ password: z.string().min(1).max(limits.passwordMaxChars).nullable() }), output: nothing,
    refusals: ['account/wrong-password', 'account/sign-in-again'],
  }),
} as const

export const portableQueries = {
  'imported-cards': query({
    summary: 'Feedback that you brought from other installations, newest first.', who: 'person', path: '/portable/imported-cards',
    input: nothing, output: z.object({ rows: z.array(importedRowSchema) }), refusals: [],
  }),
  'imported-card': query({
    summary: 'One card that you brought from another installation, whole.', who: 'person', path: '/portable/imported-cards/{card}',
    input: z.strictObject({ card: idSchema }), output: z.object({ row: importedRowSchema, content: importedCardSchema }), refusals: ['import/unknown'],
  }),
} as const
