import { schema, type Storage, type Transaction } from '@unanimous/db'
import type { RoundState } from '@unanimous/rounds'
import { and, eq, isNotNull, isNull, lt, or, sql } from 'drizzle-orm'
import { described, type Log } from '../../platform/log.ts'
import { DIGEST_VERSION, digestOf, type OpenedRound } from './digest-facts.ts'

export interface DigestNeeds {
  readonly storage: Storage
  readonly log: Log
  readonly stateIn: (tx: Transaction, round: string) => Promise<RoundState | undefined>
}

/** Keeps what opened rounds add to history. */
export interface Digests {
  /** Makes the digests of an opened session, anew where they are there; in the caller's transaction. A sealed session has none. */
  keep(tx: Transaction, session: string): Promise<void>
  /** Makes those that are missing or that older code made. */
  recover(): Promise<void>
}

const { narration, round, roundDigest, scorecard, seat, selfEstimate, session } = schema

type Found = Omit<OpenedRound, 'state'>

const openedRounds = async (tx: Transaction, id: string): Promise<Found[]> => {
  const [opened] = await tx.select({ at: session.revealedAt }).from(session).where(eq(session.id, id))
  if (!opened || opened.at === null) return []
  const openedAt = opened.at
  const seats = await tx.select().from(seat).where(eq(seat.session, id))
  const cards = await tx.select({ card: scorecard }).from(scorecard).innerJoin(round, eq(round.id, scorecard.round)).where(and(eq(round.session, id), isNotNull(scorecard.openedAt)))
  const rows = await tx.select({ row: round, estimate: selfEstimate, counted: narration }).from(round)
    .leftJoin(selfEstimate, and(eq(selfEstimate.round, round.id), isNotNull(selfEstimate.openedAt)))
    .leftJoin(narration, and(eq(narration.round, round.id), eq(narration.seat, round.candidate)))
    .where(and(eq(round.session, id), eq(round.state, 'ended')))
  return rows.flatMap(({ row, estimate, counted }) => [row.interviewer, ...row.rater === null ? [] : [row.rater]].map((rater): Found => ({
    row, seats, openedAt, rater, card: cards.find(({ card }) => card.round === row.id && card.seat === rater)?.card, estimate: estimate ?? undefined, counted: counted ?? undefined,
  })))
}

export const createDigests = ({ storage, log, stateIn }: DigestNeeds): Digests => {
  /** A round whose pack is gone can't be read; what it lacks in history must not keep its cards shut. */
  const readable = async (tx: Transaction, found: Found): Promise<OpenedRound | undefined> => {
    try {
      const state = await stateIn(tx, found.row.id)
      return state && { ...found, state }
    } catch (error) {
      log.error({ round: found.row.id, error: described(error) }, 'an opened round is missing in history')
      return undefined
    }
  }
  const keep: Digests['keep'] = async (tx, id) => {
    for (const found of await openedRounds(tx, id)) {
      const opened = await readable(tx, found)
      if (!opened) continue
      const { columns, words } = digestOf(opened)
      const values = { ...columns, words: sql`array_to_tsvector(${sql.param(words)}::text[])` }
      await tx.insert(roundDigest).values(values).onConflictDoUpdate({ target: [roundDigest.round, roundDigest.raterSeat], set: values })
    }
  }
  return {
    keep,
    async recover() {
      const stale = await storage.db.selectDistinct({ session: round.session }).from(round)
        .innerJoin(session, eq(session.id, round.session)).leftJoin(roundDigest, eq(roundDigest.round, round.id))
        .where(and(eq(round.state, 'ended'), isNotNull(session.revealedAt), or(isNull(roundDigest.round), lt(roundDigest.v, DIGEST_VERSION))))
      for (const { session: id } of stale) {
        // One session that fails must not keep the whole server from starting.
        await storage.transaction(tx => keep(tx, id)).catch((error: unknown) => log.error({ session: id, error: described(error) }, 'an opened session is missing in history'))
      }
    },
  }
}
