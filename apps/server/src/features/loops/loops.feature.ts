import { ok, refuse, type Clock, type Ids, type Instant, type Result } from '@unanimous/kernel'
import { schema, type Storage, type Transaction } from '@unanimous/db'
import type { EvidenceItem } from '@unanimous/protocol'
import { kindOfLoopSeat, type LoopSeat, type RoundKind } from '@unanimous/rounds'
import { checkDeclaration, isLoopLength } from '@unanimous/verdict'
import { and, desc, eq, max } from 'drizzle-orm'
import type { CommandHandlers, QueryHandlers } from '../../platform/handlers.ts'
import { toBoard, toSummary } from './board.ts'
import { readOpenedCards, takenSeats, toLoop, verdictOf, type LoopRow, type OpenedLoopCard } from './loop-cards.ts'
import { sampleLoop } from './sample-loop.ts'

interface LoopsNeeds {
  readonly storage: Storage
  readonly clock: Clock
  readonly ids: Ids
  readonly handleOf: (person: string) => Promise<string>
  /** Everything recorded in a round, for the evidence a card cites. */
  readonly evidenceIn: (round: string) => Promise<EvidenceItem[]>
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
  readonly commands: CommandHandlers<'open-loop' | 'close-loop'>
  readonly queries: QueryHandlers<'loops' | 'loop' | 'sample-loop'>
  /** Whether this person's loop may take such a round in this seat, now, before it starts. */
  checkDeclaration(tx: Transaction, person: string, declaration: Declaration, now: Instant): Promise<Result<unknown>>
  /** The newest loop still under way, else the newest of all, for the home page. */
  newestOf(person: string): Promise<ReturnType<typeof toSummary> | null>
}

const unknown = refuse('loop/unknown', 'There is no such loop.')

export const createLoops = (needs: LoopsNeeds): Loops => {
  const { storage, clock } = needs

  const cited = async (card: OpenedLoopCard): Promise<EvidenceItem[]> => {
    const ids = new Set(card.filed.form === 'vote' ? card.filed.strongNo?.evidence ?? card.filed.ratings.filter(rating => rating.rating <= 2).flatMap(rating => rating.evidence) : [])
    return (await needs.evidenceIn(card.round.id)).filter(item => ids.has(item.id))
  }
  const summaries = async (person: string) => {
    const rows = await storage.db.select().from(schema.loop).where(eq(schema.loop.candidate, person)).orderBy(desc(schema.loop.number))
    return Promise.all(rows.map(async row => toSummary(row, verdictOf(row, await readOpenedCards(storage.db, row.id), clock.now()))))
  }
  const ownLoop = async (db: Pick<Transaction, 'select'>, loop: string, person: string): Promise<LoopRow | undefined> => {
    const [row] = await db.select().from(schema.loop).where(and(eq(schema.loop.id, loop), eq(schema.loop.candidate, person)))
    return row
  }
  return {
    commands: {
      'open-loop': async (input, call) => {
        const [newest] = await call.tx.select({ number: max(schema.loop.number) }).from(schema.loop).where(eq(schema.loop.candidate, call.person))
        const loop = needs.ids.fresh()
        await call.tx.insert(schema.loop).values({
          id: loop, candidate: call.person, number: (newest?.number ?? 0) + 1, createdAt: call.now, ...input,
        })
        return ok({ loop })
      },
      'close-loop': async (input, call) => {
        const row = await ownLoop(call.tx, input.loop, call.person)
        if (!row) return unknown
        if (row.closedAt !== null) return refuse('loop/closed', 'This loop is closed already.')
        await call.tx.update(schema.loop).set({ closedAt: call.now }).where(eq(schema.loop.id, row.id))
        return ok({})
      },
    },
    queries: {
      loops: async (_input, { me }) => ok({ loops: await summaries(me.person) }),
      loop: async (input, { me }) => {
        const row = await ownLoop(storage.db, input.loop, me.person)
        if (!row) return unknown
        const opened = await readOpenedCards(storage.db, row.id)
        return ok(await toBoard({
          row, opened, candidate: await needs.handleOf(me.person), verdict: verdictOf(row, opened, clock.now()), yours: true,
          evidenceOf: cited,
        }))
      },
      'sample-loop': async () => ok(await sampleLoop()),
    },
    async checkDeclaration(tx, person, { loop, loopSeat, kind, minutes, round }, now) {
      // Held, so that two rounds declared at once do not both take one seat.
      await tx.select({ id: schema.loop.id }).from(schema.loop).where(eq(schema.loop.id, loop)).for('update')
      const row = await ownLoop(tx, loop, person)
      if (!row) return unknown
      if (kindOfLoopSeat(loopSeat) !== kind) return refuse(
        'loop/wrong-kind', 'A round of this kind does not fill that place of the loop.'
      )
      if (!isLoopLength(kind, minutes)) return refuse(
        'session/loop-needs-full-length', 'A loop round keeps its full 60 minutes; only the hiring manager round may take 45.'
      )
      const verdict = verdictOf(row, await readOpenedCards(tx, loop), now)
      return checkDeclaration(toLoop(row), verdict, { seat: loopSeat, started: false, taken: await takenSeats(tx, loop, round) })
    },
    async newestOf(person) {
      const all = await summaries(person)
      return all.find(summary => summary.verdict.status === 'IN_PROGRESS' || summary.verdict.status === 'ON_HOLD') ?? all[0] ?? null
    },
  }
}
