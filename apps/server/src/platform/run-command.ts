import { ok, refuse, type Clock, type Result } from '@unanimous/kernel'
import { isUnavailable, isUniqueViolation, schema, type Database, type Storage, type Transaction } from '@unanimous/db'
import { anyRefusals, commandIdSchema, idSchema, commands, limits, queries, type CommandName, type CommandSpec, type QueryName, type Who } from '@unanimous/protocol'
import { and, eq } from 'drizzle-orm'
import type { Call, Caller, SignedIn, Standing } from './caller.ts'
import type { AllCommandHandlers, AllQueryHandlers } from './handlers.ts'
import type { KeyedQueue } from './keyed-queue.ts'
import { logIncident } from './incident.ts'
import { described, type Log } from './log.ts'
import { parse } from './parse.ts'
import { createRateLimit } from './rate-limit.ts'

type SeatHolder = Exclude<Who, 'anyone' | 'person' | 'member'>

/** Finds which seat a caller holds in what the input names, or refuses. Supplied by the feature that owns seats. */
export interface Authorise {
  toRead(db: Database, who: SeatHolder, input: { session?: unknown; round?: unknown }, me: SignedIn): Promise<Result<Standing>>
  /** The same for a command; what it found stays true until the transaction ends. */
  toChange(tx: Transaction, who: SeatHolder, input: { session?: unknown; round?: unknown }, me: SignedIn): Promise<Result<Standing>>
}

interface DoorNeeds {
  readonly storage: Storage
  readonly clock: Clock
  readonly log: Log
  readonly queue: KeyedQueue
  readonly authorise: Authorise
  readonly commandHandlers: AllCommandHandlers
  readonly queryHandlers: AllQueryHandlers
  /** Fails instead of answering with a code that the table does not name for the operation. Set by tests. */
  readonly strict?: boolean
}

/** The room behind both doors: socket and HTTP call the same two functions. */
export interface Door {
  command(name: string, rawInput: unknown, commandId: unknown, caller: Caller): Promise<Result<unknown>>
  query(name: string, rawInput: unknown, caller: Caller): Promise<Result<unknown>>
}

class Refused extends Error {
  readonly result: Result<never>
  constructor(result: Result<never>) {
    super('refused')
    this.result = result
  }
}

const checkSignedIn = (who: string, caller: Caller): Result<SignedIn | undefined> => {
  if (who === 'anyone') return ok(caller.signedIn)
  if (!caller.signedIn) return refuse('account/sign-in-first', 'Sign in first.')
  if (who === 'member' && caller.signedIn.guest) return refuse(
    'account/members-only', 'Keep your account first; guests cannot do this.'
  )
  return ok(caller.signedIn)
}

const needsSeat = (who: Who): who is SeatHolder => who !== 'anyone' && who !== 'person' && who !== 'member'
const keyOf = (input: { round?: unknown; session?: unknown }, me: SignedIn) => String(input.round ?? input.session ?? me.person)

const specOf = <T extends object>(table: T, name: string): T[keyof T] | undefined => (Object.hasOwn(table, name) ? table[name as keyof T] : undefined)

/** A command that may be applied: parsed, from somebody signed in. */
interface Asked { readonly name: CommandName; readonly input: unknown; readonly id: string; readonly me: SignedIn }

/** Applies a parsed command in one transaction with its receipt, exactly once a person and id. */
const createApply = ({ storage, clock, log, authorise, commandHandlers }: DoorNeeds) => {
  const receiptOf = async (actor: string, id: string) => {
    const { commandReceipt } = schema
    const [row] = await storage.db.select().from(commandReceipt).where(and(eq(commandReceipt.actor, actor), eq(commandReceipt.id, id)))
    return row
  }
  const repeat = (receipt: { name: string; output: unknown }, name: string): Result<unknown> =>
    receipt.name === name ? ok(receipt.output) : refuse('command/id-reused', 'This command id was already used for something else.')

  const apply = async ({ name, input, id, me }: Asked): Promise<Result<unknown>> => {
    const afterwards: (() => void | Promise<void>)[] = []
    const handler = commandHandlers[name] as (input: unknown, call: Call) => Promise<Result<unknown>>
    const inside = async (tx: Transaction) => {
      afterwards.length = 0
      const { who } = commands[name]
      const standing = needsSeat(who) ? await authorise.toChange(tx, who, input as object, me) : ok({})
      if (!standing.ok) throw new Refused(standing)
      const now = clock.now()
      const call: Call = { ...me, commandId: id, now, standing: standing.value, tx, after: work => void afterwards.push(work) }
      const result = await handler(input, call)
      if (!result.ok) throw new Refused(result)
      const { leavesReceipt }: CommandSpec = commands[name]
      if (leavesReceipt !== false) await tx.insert(schema.commandReceipt).values({ actor: me.person, id, name, output: result.value ?? {}, at: now })
      return result
    }
    const result = await storage.transaction(inside)
    // Committed is committed: what fails now is logged, and never makes a command look refused that was applied.
    for (const work of afterwards) {
      await Promise.resolve().then(work).catch((error: unknown) => log.error(
        { name, error: described(error) }, 'failed after the commit'
      ))
    }
    return result
  }

  const applyOnce = async (asked: Asked): Promise<Result<unknown>> => {
    const { name, id, me } = asked
    const receipt = await receiptOf(me.person, id)
    if (receipt) return repeat(receipt, name)
    try {
      return await apply(asked)
    } catch (error) {
      if (error instanceof Refused) return error.result
      // The same command came through twice at once and the other one won.
      const other = isUniqueViolation(error, 'command_receipt_actor_id_pk') ? await receiptOf(me.person, id) : undefined
      if (other) return repeat(other, name)
      throw error
    }
  }

  return applyOnce
}

/** What came through a door, as far as a refusal and the log need it. */
interface Knock {
  readonly name: string
  readonly spec: { readonly refusals: readonly string[] } | undefined
  readonly caller: Caller
  readonly rawInput: unknown
}

/** The round or session that an input names, for the log: only when it looks like an id of ours. */
const roomOf = (rawInput: unknown): string | undefined => {
  const { round, session } = (rawInput ?? {}) as { round?: unknown; session?: unknown }
  return [round, session].find((id): id is string => idSchema.safeParse(id).success)
}

export const createDoor = (needs: DoorNeeds): Door => {
  const { log, queue, authorise } = needs
  const rate = createRateLimit(limits.commandsPer10s, 10_000)
  const applyOnce = createApply(needs)

  /** Pages and the API's document know a refusal from the table only; one that is not there is a bug, but the person is still answered. */
  const checkDeclared = (name: string, spec: { readonly refusals: readonly string[] } | undefined, code: string) => {
    if (!spec || spec.refusals.includes(code) || anyRefusals.some(known => known === code)) return
    if (needs.strict) throw new Error(`${name} answers ${code}, which the table does not name`)
    log.error({ name, code }, 'a refusal that the table does not name')
  }
  const guarded = async ({ name, spec, caller, rawInput }: Knock, work: () => Promise<Result<unknown>>): Promise<Result<unknown>> => {
    const tooMany = await rate.take(caller.signedIn?.person ?? caller.address)
    if (tooMany) return { ok: false, refusal: tooMany }
    try {
      const result = await work()
      if (!result.ok) {
        log.info({ name, person: caller.signedIn?.person, room: roomOf(rawInput), code: result.refusal.code }, 'refused')
        checkDeclared(name, spec, result.refusal.code)
      }
      return result
    } catch (error) {
      const context = { name, person: caller.signedIn?.person, room: roomOf(rawInput) }
      if (isUnavailable(error)) {
        log.error({ ...context, error: described(error) }, 'failed')
        return refuse(
          'storage/unavailable', 'The database cannot be reached right now. Try again in a moment; nothing is applied twice.'
        )
      }
      return logIncident(log, error, context, 'The server failed at this. Nothing was changed; try again.')
    }
  }

  return {
    command: (name, rawInput, commandId, caller) => guarded({ name, spec: specOf(commands, name), caller, rawInput }, async () => {
      const spec = specOf(commands, name)
      if (!spec) return refuse('command/unknown', `There is no command ${name.slice(0, 60)}.`)
      const id = commandIdSchema.safeParse(commandId)
      if (!id.success) return refuse('input/invalid', 'A command needs an id of 16 to 64 base64url characters.')
      const signedIn = checkSignedIn(spec.who, caller)
      if (!signedIn.ok) return signedIn
      const me = signedIn.value
      if (!me) return refuse('account/sign-in-first', 'Sign in first.')
      const input = parse(spec.input, rawInput ?? {})
      if (!input.ok) return input
      const named = input.value as { round?: unknown; session?: unknown }
      return queue.run(keyOf(named, me), () => applyOnce({ name: name as CommandName, input: input.value, id: id.data, me }))
    }),
    query: (name, rawInput, caller) => guarded({ name, spec: specOf(queries, name), caller, rawInput }, async () => {
      const spec = specOf(queries, name)
      if (!spec) return refuse('command/unknown', `There is no query ${name.slice(0, 60)}.`)
      const signedIn = checkSignedIn(spec.who, caller)
      if (!signedIn.ok) return signedIn
      const input = parse(spec.input, rawInput ?? {})
      if (!input.ok) return input
      const me = signedIn.value
      const standing = needsSeat(spec.who) && me ? await authorise.toRead(needs.storage.db, spec.who, input.value as { round?: unknown }, me) : ok({})
      if (!standing.ok) return standing
      const handler = needs.queryHandlers[name as QueryName] as (input: unknown, asker: unknown) => Promise<Result<unknown>>
      const result = await handler(input.value, { caller, me, standing: standing.value })
      // Parsing what leaves drops every field the wire does not name, so that a query cannot leak by carelessness.
      return result.ok ? ok(spec.output.parse(result.value)) : result
    }),
  }
}
