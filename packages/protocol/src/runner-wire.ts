import { z } from 'zod'
import { limits } from './limits.ts'
import { RUNNER_LANGUAGES } from './runner-languages.ts'
import { commandIdSchema } from './words.ts'

/*
 * Between the server and the process that runs code (apps/runner): JSON, one message a line, over a local socket. In order:
 * the runner says `challenge {nonce}`; the server answers `hello {nonce, proof}`; the runner checks the proof and says
 * `welcome {proof, languages}`, which the server checks, so that neither speaks with a stranger on that socket. A proof is
 * the HMAC-SHA256 of `runnerProofText` under the shared secret, in base64url. From then on `run` and `stop` go one way,
 * `started`, `output` and exactly one `ended` for every run come back. Whoever reads a line that is none of these closes
 * the connection; with it every run of it is stopped.
 */

/** Raised with every change of these messages; both ends refuse another number. */
export const RUNNER_WIRE_VERSION = 1

export const runnerLanguageSchema = z.enum(RUNNER_LANGUAGES)

/** What both ends sign: who says it, in which version, to which two nonces. */
export const runnerProofText = (who: 'server' | 'runner', runnerNonce: string, serverNonce: string): string =>
  `unanimous-runner/${RUNNER_WIRE_VERSION}/${who}/${runnerNonce}/${serverNonce}`

const version = z.literal(RUNNER_WIRE_VERSION)
const nonce = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'must be 32 bytes in base64url')

export const runnerChallengeSchema = z.strictObject({ type: z.literal('challenge'), version, nonce })
export const runnerHelloSchema = z.strictObject({ type: z.literal('hello'), version, nonce, proof: nonce })

/** A language that the runner found the tools of, with what they call themselves. */
const offeredSchema = z.strictObject({ language: runnerLanguageSchema, tool: z.string().max(200) })
export type RunnerOffer = z.infer<typeof offeredSchema>
export const runnerWelcomeSchema = z.strictObject({ type: z.literal('welcome'), proof: nonce, languages: z.array(offeredSchema).max(RUNNER_LANGUAGES.length) })

/** One program with its whole input. `owner` is who waits for it: turns are taken by owner. */
export const runnerRunSchema = z.strictObject({
  type: z.literal('run'), id: commandIdSchema, owner: z.string().min(1).max(100), language: runnerLanguageSchema,
  code: z.string().min(1).max(limits.hostRunCodeChars), input: z.string().max(limits.hostRunInputChars),
})
export const runnerStopSchema = z.strictObject({ type: z.literal('stop'), id: commandIdSchema })
export const toRunnerSchema = z.discriminatedUnion('type', [runnerRunSchema, runnerStopSchema])
export type ToRunner = z.infer<typeof toRunnerSchema>

/**
 * How a run came to its end. `finished` has an exit code, of whatever value; `refused` never began; `broken` is the
 * runner's own failure.
 */
export const RUNNER_ENDS = ['finished', 'does-not-compile', 'too-long', 'too-much-memory', 'too-much-output', 'stopped', 'refused', 'broken'] as const
export const runnerEndSchema = z.strictObject({
  how: z.enum(RUNNER_ENDS),
  exitCode: z.number().int().nullable(),
  /** One sentence where there is something to say beside the output. */
  note: z.string().max(300),
  compileMs: z.number().int().nonnegative(),
  runMs: z.number().int().nonnegative(),
  truncated: z.boolean(),
})
export type RunnerEnd = z.infer<typeof runnerEndSchema>

const started = z.strictObject({ type: z.literal('started'), id: commandIdSchema, step: z.enum(['compile', 'run']) })
const output = z.strictObject({ type: z.literal('output'), id: commandIdSchema, stream: z.enum(['out', 'err']), text: z.string().max(limits.hostRunBatchChars) })
const ended = z.strictObject({ type: z.literal('ended'), id: commandIdSchema, end: runnerEndSchema })
export const fromRunnerSchema = z.discriminatedUnion('type', [started, output, ended])
export type FromRunner = z.infer<typeof fromRunnerSchema>
