import { PACK_KINDS, type Pack } from '@unanimous/rounds'
import { z } from 'zod'
import { command, query } from './command.ts'
import { teamSchema } from './loops.ts'
import { instantSchema, levelSchema, nothing, packSchema } from './words.ts'

/**
 * What anybody may know of a pack before meeting it. `reading`: `open` to this person, `hidden` until they say that they want
 * to read it, `closed` while a round of its kind is theirs to be asked in; its pattern, half the answer, is then not told.
 */
export const libraryRowSchema = z.object({
  id: packSchema, title: z.string(), kind: z.enum(PACK_KINDS), level: levelSchema, minutes: z.number().int(),
  pattern: z.string().nullable(), teams: z.array(teamSchema), reading: z.enum(['open', 'hidden', 'closed']),
  /** How and when this person has met it, the latest first. */
  met: z.array(z.object({ as: z.enum(['candidate', 'interviewer', 'reader']), at: instantSchema })),
})

/** A pack whole, as the interviewer of a round has it. Read from files by the bank, so it is not described again here. */
const packContentSchema = z.custom<Pack>(value => typeof value === 'object' && value !== null)

export const libraryCommands = {
  'open-pack': command({
    summary: 'Read a pack whole that one has not met. From then on one is its reader, and is not dealt it unknowingly.',
    who: 'person', path: '/library/open-pack', input: z.strictObject({ pack: packSchema }), output: nothing,
    refusals: ['library/unknown', 'library/closed'],
  }),
} as const

export const libraryQueries = {
  library: query({
    summary: 'Every pack of the bank by what may be known of it, and whether you have met it.', who: 'person', path: '/library', input: nothing,
    output: z.object({ rows: z.array(libraryRowSchema) }), refusals: [],
  }),
  'library-pack': query({
    summary: 'One pack; its content where it is open to you.', who: 'person', path: '/library/{pack}', input: z.strictObject({ pack: packSchema }),
    output: z.object({ row: libraryRowSchema, content: packContentSchema.nullable() }), refusals: ['library/unknown'],
  }),
} as const
