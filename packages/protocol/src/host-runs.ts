import { z } from 'zod'
import { limits } from './limits.ts'
import { runnerLanguageSchema } from './runner-wire.ts'
import { commandIdSchema, idSchema } from './words.ts'

/*
 * Code that the host's own runner runs for a page. The page says `host-run:start` and hears `host-run:news` until it hears
 * `ended`; it passes on what the other person is to see, as it does for what runs in itself. A host without a runner knows none
 * of these messages.
 */

export const hostRunStartSchema = z.strictObject({
  session: idSchema, round: idSchema, run: commandIdSchema, language: runnerLanguageSchema,
  code: z.string().min(1).max(limits.hostRunCodeChars), stdin: z.string().max(limits.hostRunInputChars),
})
export const hostRunStopSchema = z.strictObject({ session: idSchema, run: commandIdSchema })

/** `unavailable`: it never ran, and `message` says why. Otherwise `message` is a sentence to be read after the output. */
export interface HostRunEnd {
  readonly status: 'done' | 'failed' | 'stopped' | 'timed-out' | 'unavailable'
  readonly ms: number
  readonly truncated: boolean
  readonly message: string
}

/** To the page that asked, and to no other. */
export interface HostRunNews {
  readonly session: string
  readonly run: string
  readonly event: { readonly kind: 'running' } | { readonly kind: 'output'; readonly text: string } | { readonly kind: 'ended'; readonly end: HostRunEnd }
}
