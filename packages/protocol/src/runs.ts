import { LANGUAGES, type Language } from '@unanimous/rounds'
import { z } from 'zod'
import { limits } from './limits.ts'
import { commandIdSchema, idSchema } from './words.ts'

const inRun = { session: idSchema, round: idSchema, run: commandIdSchema }

/** What a run says while it is under way. `running` follows `started` once its runtime is ready; `truncated`: more was printed than is shown. */
export const runEventSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('started'), language: z.enum(LANGUAGES), cases: z.boolean() }),
  z.strictObject({ kind: z.literal('running') }),
  z.strictObject({ kind: z.literal('output'), text: z.string().max(limits.runOutputChars) }),
  z.strictObject({
    kind: z.literal('ended'), status: z.enum(['done', 'failed', 'stopped', 'timed-out', 'unavailable']), ms: z.number().int().min(0), truncated: z.boolean(),
  }),
])

/** From the page that runs the code, for the other person of the session. Kept nowhere. */
export const runLiveMessageSchema = z.strictObject({ ...inRun, event: runEventSchema })
/** From either person, for the page that runs the code. */
export const runStopMessageSchema = z.strictObject(inRun)

/** Answer to `run:live`: when the server heard that the run began, by its own clock. */
export interface RunStarted { readonly startedAt: number }

/** The same with who runs what since when, so that a page that came later understands it. `gone`: the page that ran it has left. */
export interface RunLiveNews {
  readonly session: string
  readonly round: string
  readonly run: string
  readonly seat: string
  readonly language: Language
  readonly cases: boolean
  readonly startedAt: number
  readonly event: z.infer<typeof runEventSchema> | { readonly kind: 'gone' }
  readonly now: number
}
