import type { Instant } from '@unanimous/kernel'
import { schema } from '@unanimous/db'
import type { LoopSeat, RoundKind } from '@unanimous/rounds'
import { mayHoldMore } from '@unanimous/verdict'
import { and, eq, inArray, isNotNull, isNull, ne } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { readFacts, verdictOf, type Reader } from './loop-cards.ts'

const { loop, round, seat, session } = schema

/** Somebody who would be interviewed, and in what. */
export interface Wish {
  readonly person: string
  readonly kind: RoundKind
}

/** Every seat of these loops that somebody interviews in or has: planned, sealed or opened, but not dropped and not void. */
const heldIn = async (db: Reader, loops: readonly string[]) => {
  if (loops.length === 0) return []
  const rows = await db.select({ round: round.id, loop: round.loop, loopSeat: round.loopSeat, counts: round.counts, interviewer: seat.person }).from(round)
    .innerJoin(seat, eq(seat.id, round.interviewer)).where(and(inArray(round.loop, loops), ne(round.state, 'dropped'), isNotNull(round.loopSeat)))
  return rows.filter(row => row.counts !== false)
}

/**
 * Tells who ever met one of these people by a link. They are friends from then on, however they meet again; whoever met in the queue alone
 * stays a stranger, a rematch included.
 */
const friendsOf = async (db: Reader, people: readonly string[]) => {
  if (people.length === 0) return () => false
  const [mine, theirs] = [alias(seat, 'mine'), alias(seat, 'theirs')]
  const rows = await db.select({ one: mine.person, other: theirs.person }).from(mine).innerJoin(session, eq(session.id, mine.session))
    .innerJoin(theirs, eq(theirs.session, session.id)).where(and(inArray(mine.person, people), eq(session.origin, 'invite')))
  return (one: string, other: string): boolean => rows.some(row => row.one === one && row.other === other)
}

/** The other seats of this candidate's loop that the interviewer of a round holds, if the two are strangers. */
export const heldByStranger = async (
  db: Reader, candidate: string, { loop: loopId, round: roundId }: { readonly loop: string; readonly round: string }
): Promise<readonly LoopSeat[] | undefined> => {
  const [row] = await db.select({ interviewer: seat.person }).from(round).innerJoin(seat, eq(seat.id, round.interviewer)).where(eq(round.id, roundId))
  // While nobody sits there a link is out, and whoever comes by it is no stranger.
  if (row === undefined || row.interviewer === null || (await friendsOf(db, [candidate]))(candidate, row.interviewer)) return undefined
  return (await heldIn(db, [loopId])).flatMap(held => (held.round !== roundId && held.interviewer === row.interviewer ? held.loopSeat ?? [] : []))
}

/** Strangers whom the queue keeps apart: `other` may hold no more of what `one` asks for in a loop of theirs that is under way. */
export const interviewersToAvoid = async (db: Reader, wishes: readonly Wish[], now: Instant): Promise<{ readonly one: string; readonly other: string }[]> => {
  if (wishes.length === 0) return []
  const rows = await db.select().from(loop).where(and(inArray(loop.candidate, wishes.map(({ person }) => person)), isNull(loop.closedAt)))
  const open = (await readFacts(db, rows)).filter(facts => ['IN_PROGRESS', 'ON_HOLD'].includes(verdictOf(facts, now).status)).map(facts => facts.row)
  const held = await heldIn(db, open.map(({ id }) => id))
  const areFriends = await friendsOf(db, open.map(({ candidate }) => candidate))
  return open.flatMap(({ id, candidate }) => {
    const kind = wishes.find(({ person }) => person === candidate)?.kind
    const inLoop = held.filter(each => each.loop === id)
    const people = [...new Set(inLoop.flatMap(({ interviewer }) => interviewer ?? []))]
    const seatsOf = (person: string): LoopSeat[] => inLoop.flatMap(each => (each.interviewer === person ? each.loopSeat ?? [] : []))
    return people.filter(person => kind !== undefined && !areFriends(candidate, person) && !mayHoldMore(kind, seatsOf(person)).ok).map(other => ({ one: candidate, other }))
  })
}
