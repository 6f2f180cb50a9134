import type { IncomingMessage, ServerResponse } from 'node:http'
import { refuse, type Clock, type Refusal, type Result } from '@unanimous/kernel'
import { commands, contract, httpStatusOf, limits, queries, type CommandName, type QueryName } from '@unanimous/protocol'
import { OpenAPIGenerator } from '@orpc/openapi'
import { OpenAPIHandler } from '@orpc/openapi/node'
import { implement, ORPCError } from '@orpc/server'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import { answerRefusal, dataOf } from './answer-refusal.ts'
import type { Caller } from './caller.ts'
import { createRateLimit } from './rate-limit.ts'
import type { Door } from './run-command.ts'

interface RequestContext { caller: Caller; commandId: string | undefined }

/** Unwraps a result for HTTP: a refusal becomes an error whose code is the refusal's own. */
const orThrow = (result: Result<unknown>): unknown => {
  if (result.ok) return result.value
  const { code, message } = result.refusal
  const { data } = dataOf(result.refusal)
  const said = { status: httpStatusOf(code), message }
  throw data === undefined ? new ORPCError(code, said) : new ORPCError(code, { ...said, data })
}

/** The door parses all input and output itself, once, so that both doors refuse in the same words. */
const unvalidated = { initialInputValidationIndex: Number.NaN, initialOutputValidationIndex: Number.NaN }

const routerOf = (door: () => Door) => {
  const implementer = (key: string) => {
    const procedure = contract[key]
    if (!procedure) throw new Error(`the contract has no ${key}`)
    return implement(procedure).$context<RequestContext>().$config(unvalidated)
  }
  const commandEntries = (Object.keys(commands) as CommandName[]).map(name =>
    [name, implementer(name).handler(async ({ input, context }) => orThrow(await door().command(name, input, context.commandId, context.caller)))] as const)
  const queryEntries = (Object.keys(queries) as QueryName[]).map(name =>
    [`get-${name}`, implementer(`get-${name}`).handler(async ({ input, context }) => orThrow(await door().query(name, input, context.caller)))] as const)
  return Object.fromEntries([...commandEntries, ...queryEntries])
}

/** Before a body that is larger than usual is read into memory: by whom, and how often. */
const createLargeBodyGuard = () => {
  const rate = createRateLimit(limits.largeTasksPerMinute, 60_000)
  return async ({ signedIn }: Caller): Promise<Refusal | undefined> =>
    (signedIn ? rate.take(signedIn.person) : refuse('account/sign-in-first', 'Sign in first.').refusal)
}

/**
 * The HTTP door: every command as POST with its id in the header Idempotency-Key, every query as GET, under one path.
 * Calls `next` for a path that is not an operation.
 */
export const createHttpDoor = (door: () => Door, callerOf: (request: IncomingMessage) => Promise<Caller>, clock: Clock) => {
  const handler = new OpenAPIHandler<RequestContext>(routerOf(door))
  const refuseLarge = createLargeBodyGuard()
  return async (request: IncomingMessage, response: ServerResponse, next: () => void): Promise<void> => {
    const header = request.headers['idempotency-key']
    const caller = await callerOf(request)
    response.setHeader('Cache-Control', 'no-store')
    // Pages that have no socket draw the server's time as well.
    response.setHeader('Server-Time', String(clock.now()))
    const refusal = Number(request.headers['content-length'] ?? 0) > limits.httpBodyBytes ? await refuseLarge(caller) : undefined
    if (refusal) return answerRefusal(response, refusal)
    const { matched } = await handler.handle(
      request, response, { prefix: '/api/v1', context: { caller, commandId: typeof header === 'string' ? header : undefined } }
    )
    if (!matched) next()
  }
}

/** What a refusal looks like, with the codes that this operation answers under this status. */
const refusalBody = (defined: readonly (readonly [code: string, ...unknown[]])[]) => ({
  type: 'object' as const, required: ['code', 'message'],
  properties: {
    code: { enum: defined.map(([code]) => code) },
    message: { type: 'string' as const, description: 'One sentence for a person.' },
    data: { type: 'object' as const, properties: { retryAfterMs: { type: 'number' as const }, incident: { type: 'string' as const, description: "Under which number the server's log has what failed." } } },
  },
})

/** The document at `/api/openapi.json`, generated from the same tables as the door. */
export const generateOpenApi = async (version: string): Promise<unknown> => {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] })
  return generator.generate(contract, {
    customErrorResponseBodySchema: refusalBody,
    info: {
      title: 'Unanimous', version,
      description: 'Everything the pages can do. Commands are POST and carry an id of your making in the header Idempotency-Key; repeating one with the same id applies it once. Sign in at /api/auth and send its cookie. Everything of yours is at GET /api/export.json, described by /api/export.schema.json, and as a page at /api/export.html.',
    },
    servers: [{ url: '/api/v1' }],
  })
}
