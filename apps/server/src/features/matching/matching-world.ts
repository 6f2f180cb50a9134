import { instant, type Clock, type Instant, type PersonId } from '@unanimous/kernel'
import { schema, type Storage } from '@unanimous/db'
import { commands, type CommandInput, type CommandName, type CommandOutput, type QueueView } from '@unanimous/protocol'
import { eq, sql } from 'drizzle-orm'
import type { AllCommandHandlers, AllQueryHandlers } from '../../platform/handlers.ts'
import { systemIds } from '../../platform/ids.ts'
import { createKeyedQueue } from '../../platform/keyed-queue.ts'
import { silentLog } from '../../platform/log.ts'
import { createDoor } from '../../platform/run-command.ts'
import type { Timers } from '../../platform/time.ts'
import type { SessionMaking } from './invites.ts'
import { createMatching, type MatchingNeeds } from './matching.feature.ts'
import type { Criteria } from './tickets.store.ts'

type MatchingCommand = 'join-queue' | 'leave-queue' | 'accept-offer' | 'decline-offer' | 'extend-offer' | 'rematch'

/** The start of every world's time. */
const MORNING = instant(Date.UTC(2026, 0, 12, 9))

export const wish = (changes: Partial<Criteria> = {}): Criteria => ({
  kind: 'coding', level: 'L5', codeLanguages: ['typescript'], spokenLanguages: ['en'], direction: 'both-ways', minutes: 60, ...changes,
})

/** Timers of a clock that only turns when it is told to. */
const turnedTimers = () => {
  const pending = new Map<number, { at: Instant; work: () => void }>()
  let keys = 0
  const timers: Timers = {
    at(at, work) {
      const key = ++keys
      pending.set(key, { at, work })
      return () => void pending.delete(key)
    },
    every: () => () => {},
    stop: () => pending.clear(),
  }
  const ring = (now: Instant) => {
    for (const [key, { at, work }] of pending) {
      if (at > now) continue
      pending.delete(key)
      work()
    }
  }
  return { timers, ring, pending: () => pending.size }
}

/** One server process: its own queue, timers and memory over a storage that others may share. */
const startProcess = (storage: Storage, clock: Clock, createSession: SessionMaking['createSession']) => {
  const queue = createKeyedQueue()
  const pushed: { room: string; event: string; message: unknown }[] = []
  const timing = turnedTimers()
  const failures: string[] = []
  const log = silentLog.child({})
  log.error = (details: unknown) => void failures.push(JSON.stringify(details))
  const unused = () => { throw new Error('not part of this world') }
  const hub: MatchingNeeds['hub'] = {
    send: (room, event, message) => void pushed.push({ room, event, message }), onlinePeople: () => new Set(['somebody', 'else']),
  }
  const matching = createMatching({
    storage, clock, timers: timing.timers, ids: systemIds, queue, hub, log, createSession, seatGuest: unused, publish: unused, renamed: unused, checkDeclaration: unused, interviewersToAvoid: async () => [],
  })
  const door = createDoor({
    storage, clock, log, queue, authorise: { toRead: unused, toChange: unused },
    commandHandlers: matching.commands as unknown as AllCommandHandlers, queryHandlers: matching.queries as unknown as AllQueryHandlers,
  })
  return { matching, door, queue, pushed, failures, ...timing }
}

const callerOf = (person: string) => ({
  signedIn: { person: person as PersonId, guest: false, signIn: `sign-in of ${person}` }, address: '127.0.0.1',
})

const command = async <N extends MatchingCommand>(
  process: ReturnType<typeof startProcess>, person: string, name: N, input: CommandInput<N>
): Promise<CommandOutput<N> | string> => {
  const result = await process.door.command(name, input, systemIds.fresh(), callerOf(person))
  const spec = commands[name as CommandName]
  if (result.ok) return spec.output.parse(result.value) as CommandOutput<N>
  const named: readonly string[] = spec.refusals
  if (named.includes(result.refusal.code)) return result.refusal.code
  const why = process.failures.splice(0).join()
  // A crowd on a busy machine may wait longer for a connection than is allowed; like the page, try again.
  if (why.includes('timeout exceeded when trying to connect')) return command(process, person, name, input)
  throw new Error(`the wire does not name ${result.refusal.code} for ${name}: ${why}`)
}

/** What was stored, without asking the feature. */
const readsOf = (storage: Storage) => ({
  sessionsOf: (person: string) => storage.db.select({ id: schema.seat.session }).from(schema.seat).where(eq(schema.seat.person, person)),
  rounds: (session: string) => storage.db.select({ kind: schema.round.kind, minutes: schema.round.minutes, stretch: schema.round.stretch, candidate: schema.seat.person }).from(schema.round)
    .innerJoin(schema.seat, eq(schema.seat.id, schema.round.candidate)).where(eq(schema.round.session, session)).orderBy(schema.round.ordinal),
  setRounds: (session: string, state: 'running' | 'ended') => storage.db.update(schema.round).set({ state }).where(eq(schema.round.session, session)),
})

export type World = ReturnType<typeof createWorld>

/** People, server processes and a clock to turn, over a real storage: what the tests of this feature play in. */
export const createWorld = (storage: Storage, createSession: SessionMaking['createSession'], processCount = 1) => {
  let now = MORNING
  const clock: Clock = { now: () => now }
  const start = () => startProcess(storage, clock, createSession)
  let processes = Array.from({ length: processCount }, start)
  const people: string[] = []
  const processOf = (person: string) => {
    const found = processes[Math.max(0, people.indexOf(person)) % processes.length]
    if (!found) throw new Error('no process runs')
    return found
  }
  const idle = async () => {
    for (const process of processes) await process.queue.idle()
  }

  const attempt = <N extends MatchingCommand>(person: string, name: N, input: CommandInput<N>) => command(processOf(person), person, name, input)
  const view = async (person: string): Promise<QueueView> => {
    const result = await processOf(person).door.query('queue', {}, callerOf(person))
    if (!result.ok) throw new Error(result.refusal.code)
    return result.value as QueueView
  }
  const offerOf = async (person: string): Promise<string> => {
    const seen = await view(person)
    return seen.state === 'offered' ? seen.offer : systemIds.fresh()
  }
  return {
    storage, idle, view,
    now: () => now,
    async person(handle: string, timeZone = 'Europe/Vienna') {
      const person = systemIds.fresh()
      await storage.db.insert(schema.authUser).values({ id: person, name: handle, email: `${person}@example.org` })
      await storage.db.insert(schema.profile).values({ person, handle, timeZone, createdAt: now })
      people.push(person)
      return person
    },
    /** The output, or the code of the refusal, which the wire must name; then whatever followed from it has happened. */
    async does<N extends MatchingCommand>(person: string, name: N, input: CommandInput<N>) {
      const output = await attempt(person, name, input)
      await idle()
      return output
    },
    async joins(person: string, changes: Partial<Criteria> = {}) {
      const output = await attempt(person, 'join-queue', wish(changes))
      await idle()
      return output
    },
    async answers(person: string, name: 'accept-offer' | 'decline-offer' | 'extend-offer') {
      const output = await attempt(person, name, { offer: await offerOf(person) })
      await idle()
      return output
    },
    async turn(ms: number) {
      now = instant(now + ms)
      for (const process of processes) process.ring(now)
      await idle()
    },
    async restart() {
      processes = processes.map(start)
      for (const process of processes) await process.matching.start()
    },
    async blocks(person: string, other: string) {
      await storage.db.insert(schema.block).values({ blocker: person, blocked: other, at: now })
      processOf(person).matching.blocked(person, other)
      await idle()
    },
    /** Views pushed to a person, oldest first. */
    pushesTo: (person: string, event = 'queue:view') => processes.flatMap(process => process.pushed)
      .filter(sent => sent.room === `person:${person}` && sent.event === event).map(sent => (sent.message as { view?: QueueView }).view),
    pendingTimers: () => processes.reduce((sum, process) => sum + process.pending(), 0),
    ...readsOf(storage),
    clear: () => storage.db.execute(sql`truncate auth_user, session, command_receipt cascade`),
  }
}
