import { ok, refuse, type Result } from '@unanimous/kernel'
import { schema, type Storage } from '@unanimous/db'
import type { EvidenceItem, OpenedCard } from '@unanimous/protocol'
import { eq } from 'drizzle-orm'
import type { CommandHandlers, QueryHandlers } from '../../platform/handlers.ts'
import { readFacts, type OpenedLoopCard, type Reader } from './loop-cards.ts'
import { readReports } from './reports.ts'
import { holdLoop } from './revisions.ts'

interface ModerationNeeds {
  readonly storage: Storage
  readonly handleOf: (person: string, db?: Reader) => Promise<string>
  /** Whether the operator named this person. */
  readonly isModerator: (person: string, db?: Reader) => Promise<boolean>
  readonly evidenceIn: (round: string) => Promise<EvidenceItem[]>
  readonly openedCard: (card: OpenedLoopCard) => OpenedCard | null
  readonly changed: (people: readonly (string | null)[]) => void
}

interface Moderation {
  readonly commands: CommandHandlers<'void-card'>
  readonly queries: QueryHandlers<'card-to-void' | 'reports'>
}

const notYours = refuse('moderation/not-a-moderator', 'Only a moderator of this installation may do this.')
const noCard = refuse('moderation/no-such-card', 'There is no opened card of a loop at this address.')
const already = refuse('moderation/void-already', 'This card is void already; its line stands on the board.')

const loopOfRound = async (db: Reader, round: string) => {
  const [row] = await db.select({ loop: schema.loop }).from(schema.round).innerJoin(schema.loop, eq(schema.loop.id, schema.round.loop))
    .where(eq(schema.round.id, round))
  return row?.loop
}

/** A card leaves its loop for abuse or a leaked pack only: it stays readable, the board says why for good, the verdict is folded anew. */
export const createModeration = (needs: ModerationNeeds): Moderation => {
  const allowed = async (person: string, db?: Reader): Promise<Result<undefined>> => (await needs.isModerator(person, db) ? ok(undefined) : notYours)
  return {
    commands: {
      'void-card': async ({ round, cause, words }, call) => {
        const may = await allowed(call.person, call.tx)
        if (!may.ok) return may
        const facts = await holdLoop(call.tx, (await loopOfRound(call.tx, round))?.id ?? null)
        const cards = facts?.opened.filter(card => card.round.id === round) ?? []
        if (!facts || cards.length === 0) return noCard
        const by = await needs.handleOf(call.person, call.tx)
        const made = await call.tx.insert(schema.voidedCard).values(cards.map(({ rater }) => ({
          round, seat: rater.seat, loop: facts.row.id, cause, words, by, moderator: call.person, at: call.now,
        }))).onConflictDoNothing().returning()
        if (made.length === 0) return already
        call.after(() => needs.changed([facts.row.candidate, ...cards.map(card => card.rater.person)]))
        return ok({})
      },
    },
    queries: {
      reports: async ({ after }, { me }) => {
        const may = await allowed(me.person)
        return may.ok ? ok(await readReports(needs.storage.db, after)) : may
      },
      'card-to-void': async ({ round }, { me }) => {
        const may = await allowed(me.person)
        if (!may.ok) return may
        const { db } = needs.storage
        const row = await loopOfRound(db, round)
        const [facts] = row ? await readFacts(db, [row]) : []
        const found = facts?.opened.find(each => each.round.id === round)
        const card = found && needs.openedCard(found)
        if (!facts || !found?.round.loopSeat || !card) return noCard
        const seat = found.round.loopSeat
        const voided = facts.voided.find(each => each.round === round)
        return ok({
          round, number: facts.row.number, candidate: await needs.handleOf(facts.row.candidate), seat, heldAt: found.round.startedAt, card,
          evidence: await needs.evidenceIn(round),
          voided: voided ? { at: voided.at, round, seat, cause: voided.cause, words: voided.words, by: voided.by, rater: found.rater.name } : null,
        })
      },
    },
  }
}
