import { ok, refuse, type Clock, type Ids, type Instant, type Result } from '@unanimous/kernel'
import { schema, type Storage, type Transaction } from '@unanimous/db'
import { limits, type EvidenceItem, type LoopBoard, type OpenedCard, type Team } from '@unanimous/protocol'
import { kindOfLoopSeat, type LoopSeat, type RoundKind } from '@unanimous/rounds'
import { checkDeclaration, decisiveEvidence, isLoopLength, type Standing } from '@unanimous/verdict'
import { and, desc, eq, inArray, lt, max, sql } from 'drizzle-orm'
import type { CommandHandlers, QueryHandlers } from '../../platform/handlers.ts'
import { toBoard, toSummary, type BoardNeeds } from './board.ts'
import { readFacts, takenSeats, toLoop, verdictOf, type LoopFacts, type LoopRow, type OpenedLoopCard, type Reader } from './loop-cards.ts'
import { createModeration } from './moderation.ts'
import { createReviseVote, debriefEntries, isDebriefOpen, movesOf, votesOfPerson } from './revisions.ts'
import { sampleLoop } from './sample-loop.ts'
import { createShares } from './shares.ts'
import { heldByStranger } from './spread.ts'
import { withheldBy, type WithheldBy } from './veto.ts'

interface LoopsNeeds {
  readonly storage: Storage
  readonly clock: Clock
  readonly ids: Ids
  readonly handleOf: (person: string, db?: Reader) => Promise<string>
  /** Everything recorded in a round, for the evidence a card cites. */
  readonly evidenceIn: (round: string, db?: Reader) => Promise<EvidenceItem[]>
  /** Whether the operator named this person. */
  readonly isModerator: (person: string, db?: Reader) => Promise<boolean>
  /** An opened card as pages read it, given by somebody else. */
  readonly openedCard: (card: OpenedLoopCard) => OpenedCard | null
  /** These people's pages read again. */
  readonly changed: (people: readonly (string | null)[]) => void
}

export interface Declaration {
  readonly loop: string
  readonly loopSeat: LoopSeat
  readonly kind: RoundKind
  readonly minutes: number
  /** The round that is declared, which does not stand in its own way; missing while it is being planned. */
  readonly round?: string
}

export interface Loops {
  readonly commands: CommandHandlers<'open-loop' | 'set-loop-teams' | 'close-loop' | 'revise-vote' | 'void-card' | 'share-loop' | 'revoke-share'>
  readonly queries: QueryHandlers<'loops' | 'loop' | 'loop-debrief' | 'loop-shares' | 'shared-loop' | 'card-to-void' | 'reports' | 'sample-loop'>
  /** Whether this person's loop may take such a round in this seat, now, before it starts, and as what. */
  checkDeclaration(tx: Transaction, person: string, declaration: Declaration, now: Instant): Promise<Result<Standing>>
  /** The newest loop still under way, else the newest of all, for the home page. */
  newestOf(person: string): Promise<ReturnType<typeof toSummary> | null>
  /** The teams that same loop aims at, and what withholds consent in it. */
  aimOf(person: string): Promise<{ readonly teams: readonly Team[]; readonly withheld: WithheldBy | undefined }>
  /** Their own loops, newest first, each with where it stands. */
  summariesOf(person: string): Promise<ReturnType<typeof toSummary>[]>
  /** The boards of a person's own loops, newest first. */
  boardsOf(person: string): Promise<readonly LoopBoard[]>
}

const unknown = refuse('loop/unknown', 'There is no such loop.')

/** Reads loops with what their verdicts are made of. */
const createReading = ({ storage, clock }: LoopsNeeds) => {
  const { loop, round, seat } = schema
  const ownLoop = async (db: Reader, id: string, person: string): Promise<LoopRow | undefined> => {
    const [row] = await db.select().from(loop).where(and(eq(loop.id, id), eq(loop.candidate, person)))
    return row
  }
  const judged = (facts: LoopFacts) => ({ facts, verdict: verdictOf(facts, clock.now()) })
  return {
    ownLoop,
    judged,
    /** A loop of this person's own. */
    async own(id: string, person: string) {
      const row = await ownLoop(storage.db, id, person)
      const [facts] = row ? await readFacts(storage.db, [row]) : []
      return facts && judged(facts)
    },
    async ofPerson(person: string) {
      const rows = await storage.db.select().from(loop).where(eq(loop.candidate, person)).orderBy(desc(loop.number))
      return (await readFacts(storage.db, rows)).map(judged)
    },
    /** The newest still under way, else the newest of all. */
    async newestOfPerson(person: string) {
      const all = await this.ofPerson(person)
      return all.find(({ verdict }) => verdict.status === 'IN_PROGRESS' || verdict.status === 'ON_HOLD') ?? all[0]
    },
    /** Loops of others in which this person voted and that are being talked over. */
    async inDebrief(person: string, only?: string) {
      const voted = storage.db.select({ loop: round.loop }).from(round).innerJoin(seat, eq(seat.id, round.interviewer)).where(eq(seat.person, person))
      const rows = await storage.db.select().from(loop).where(and(
        inArray(loop.id, voted), sql`${loop.options} ->> 'debriefRevision' = 'true'`, only === undefined ? undefined : eq(loop.id, only)
      )).orderBy(desc(loop.createdAt))
      return (await readFacts(storage.db, rows)).map(judged).filter(({ facts, verdict }) =>
        facts.row.candidate !== person && isDebriefOpen(facts, verdict) && votesOfPerson(facts, verdict, person).length > 0)
    },
  }
}

type Reading = ReturnType<typeof createReading>

/** Whether the two of a session agree to a replay, which is all that keeps one; a second rater is not asked. */
const isReplayKept = ({ db }: Storage) => async (session: string): Promise<boolean> => {
  const seats = await db.select({ agreed: schema.seat.replayAgreed }).from(schema.seat).where(and(eq(schema.seat.session, session), lt(schema.seat.position, 2)))
  return seats.every(({ agreed }) => agreed === true)
}

const createQueries = (needs: LoopsNeeds, reading: Reading, evidenceOf: BoardNeeds['evidenceOf']): QueryHandlers<'loops' | 'loop' | 'loop-debrief' | 'sample-loop'> => ({
  loops: async (_input, { me }) => {
    const [voted, own] = await Promise.all([reading.inDebrief(me.person), reading.ofPerson(me.person)])
    const debriefs = voted.map(async ({ facts, verdict }) => ({
      loop: facts.row.id, candidate: await needs.handleOf(facts.row.candidate), number: facts.row.number,
      mayRevise: votesOfPerson(facts, verdict, me.person).some(card => movesOf(facts, card).length > 0),
    }))
    return ok({ loops: own.map(({ facts, verdict }) => toSummary(facts, verdict)), debriefs: await Promise.all(debriefs) })
  },
  loop: async (input, { me }) => {
    const [found, candidate] = await Promise.all([reading.own(input.loop, me.person), needs.handleOf(me.person)])
    return found ? ok(await toBoard({ ...found, candidate, yours: true, evidenceOf, isReplayKept: isReplayKept(needs.storage) })) : unknown
  },
  'loop-debrief': async (input, { me }) => {
    const own = await reading.own(input.loop, me.person)
    const [found] = own ? [own] : await reading.inDebrief(me.person, input.loop)
    if (!found) return unknown
    const { row } = found.facts
    return ok({
      loop: row.id, number: row.number, level: row.level, candidate: await needs.handleOf(row.candidate), yours: own !== undefined,
      revisable: isDebriefOpen(found.facts, found.verdict), entries: await debriefEntries({ ...found, me: me.person, evidenceIn: needs.evidenceIn, isReplayKept: isReplayKept(needs.storage) }),
    })
  },
  'sample-loop': async () => ok(await sampleLoop()),
})

export const createLoops = (needs: LoopsNeeds): Loops => {
  const reading = createReading(needs)
  const { ownLoop } = reading

  const evidenceOf: BoardNeeds['evidenceOf'] = async ({ card, revision }) => {
    const ids = new Set(decisiveEvidence(card.filed, revision))
    return (await needs.evidenceIn(card.round.id)).filter(item => ids.has(item.id))
  }
  const moderation = createModeration(needs)
  const shares = createShares({ ...needs, ownLoop, judged: reading.judged, evidenceOf })
  return {
    commands: {
      ...moderation.commands, ...shares.commands, 'revise-vote': createReviseVote(needs),
      'open-loop': async (input, call) => {
        // Held, so that two opened at once do not take one number.
        await call.tx.select({ id: schema.authUser.id }).from(schema.authUser).where(eq(schema.authUser.id, call.person)).for('update')
        const [newest] = await call.tx.select({ number: max(schema.loop.number) }).from(schema.loop).where(eq(schema.loop.candidate, call.person))
        if ((newest?.number ?? 0) >= limits.loopsPerPerson) return refuse('loop/too-many', `A person opens at most ${limits.loopsPerPerson} loops.`)
        const loop = needs.ids.fresh()
        await call.tx.insert(schema.loop).values({
          id: loop, candidate: call.person, number: (newest?.number ?? 0) + 1, createdAt: call.now, ...input,
        })
        return ok({ loop })
      },
      'set-loop-teams': async ({ loop, teams }, call) => {
        const row = await ownLoop(call.tx, loop, call.person)
        if (!row) return unknown
        await call.tx.update(schema.loop).set({ teams }).where(eq(schema.loop.id, row.id))
        return ok({})
      },
      'close-loop': async (input, call) => {
        const row = await ownLoop(call.tx, input.loop, call.person)
        if (!row) return unknown
        if (row.closedAt !== null) return refuse('loop/closed', 'This loop is closed already.')
        await call.tx.update(schema.loop).set({ closedAt: call.now }).where(eq(schema.loop.id, row.id))
        return ok({})
      },
    },
    queries: { ...moderation.queries, ...shares.queries, ...createQueries(needs, reading, evidenceOf) },
    async checkDeclaration(tx, person, { loop, loopSeat, kind, minutes, round }, now) {
      // Held, so that two rounds declared at once do not both take one seat.
      await tx.select({ id: schema.loop.id }).from(schema.loop).where(eq(schema.loop.id, loop)).for('update')
      const row = await ownLoop(tx, loop, person)
      const [facts] = row ? await readFacts(tx, [row]) : []
      if (!facts) return unknown
      if (kindOfLoopSeat(loopSeat) !== kind) return refuse(
        'loop/wrong-kind', 'A round of this kind does not fill that place of the loop.'
      )
      if (!isLoopLength(kind, minutes)) return refuse(
        'session/loop-needs-full-length', 'A loop round keeps its full 60 minutes; only the hiring manager round may take 45.'
      )
      const stranger = round === undefined ? undefined : await heldByStranger(tx, person, { loop, round })
      return checkDeclaration(toLoop(facts), verdictOf(facts, now), {
        seat: loopSeat, started: false, taken: await takenSeats(tx, loop, round), ...(stranger === undefined ? {} : { heldByStranger: stranger }),
      })
    },
    async newestOf(person) {
      const newest = await reading.newestOfPerson(person)
      return newest ? toSummary(newest.facts, newest.verdict) : null
    },
    async aimOf(person) {
      const newest = await reading.newestOfPerson(person)
      return { teams: (newest?.facts.row.teams ?? []) as Team[], withheld: newest && withheldBy(newest.facts, newest.verdict) }
    },
    summariesOf: async person => (await reading.ofPerson(person)).map(({ facts, verdict }) => toSummary(facts, verdict)),
    async boardsOf(person) {
      const boards: LoopBoard[] = []
      const candidate = await needs.handleOf(person)
      for (const each of await reading.ofPerson(person)) boards.push(await toBoard({ ...each, candidate, yours: true, evidenceOf }))
      return boards
    },
  }
}
