import { ok, refuse, type Result } from '@unanimous/kernel'
import { schema } from '@unanimous/db'
import { and, eq } from 'drizzle-orm'
import type { Standing } from '../../platform/caller.ts'
import type { Authorise } from '../../platform/run-command.ts'
import { holdSession, type Reader } from './sessions.store.ts'

type Ask = Parameters<Authorise['toRead']> extends [unknown, ...infer Rest] ? Rest : never

const unknownSession = refuse('session/unknown', 'There is no such session.')
const unknownRound = refuse('round/unknown', 'There is no such round.')

const notTheTwo = refuse('round/not-your-role', 'Only the two who hold the rounds can do this.')

interface Held { readonly id: string; readonly isRater: boolean; readonly hasLeft: boolean }

const seatIn = async (db: Reader, session: string, person: string): Promise<Held | undefined> => {
  const { id, position, leftAt } = schema.seat
  const [seat] = await db.select({ id, position, leftAt }).from(schema.seat).where(and(eq(schema.seat.session, session), eq(schema.seat.person, person)))
  return seat && { id: seat.id, isRater: seat.position > 1, hasLeft: seat.leftAt !== null }
}
const roundOf = async (db: Reader, id: string) => {
  const { session, interviewer, candidate, rater } = schema.round
  const [round] = await db.select({ session, interviewer, candidate, rater }).from(schema.round).where(eq(schema.round.id, id))
  return round
}
type Round = NonNullable<Awaited<ReturnType<typeof roundOf>>>

/** Whether a seat may do in a round what is for `who`. A rater who left has their card of what they rated, and nothing else. */
const mayIn = (who: Ask[0], round: Round, { id, isRater, hasLeft }: Held): boolean => {
  switch (who) {
    case 'seat': return !isRater
    case 'interviewer': return round.interviewer === id
    case 'candidate': return round.candidate === id
    case 'voter': return round.interviewer === id || round.rater === id
    case 'present': return !isRater || (round.rater === id && !hasLeft)
    case 'reader': return !isRater || round.rater === id
    case 'rater': return round.rater === id
  }
}

const inRound = async (db: Reader, who: Ask[0], id: string, person: string): Promise<Result<Standing>> => {
  const round = await roundOf(db, id)
  const seat = round && await seatIn(db, round.session, person)
  if (!round || !seat) return unknownRound
  if (!mayIn(who, round, seat)) return refuse('round/not-your-role', who === 'interviewer' || who === 'candidate' ? `Only the ${who} of this round can do this.` : 'That is not for your seat in this round to do.')
  return ok({ session: round.session, seat: seat.id, round: id })
}

const hasRated = async (db: Reader, seat: string): Promise<boolean> =>
  (await db.select({ id: schema.round.id }).from(schema.round).where(eq(schema.round.rater, seat)).limit(1)).length > 0

const inSession = async (db: Reader, who: Ask[0], session: string, person: string): Promise<Result<Standing>> => {
  const seat = await seatIn(db, session, person)
  if (!seat) return unknownSession
  const standing = ok({ session, seat: seat.id })
  if (who === 'reader') return !seat.isRater || !seat.hasLeft || await hasRated(db, seat.id) ? standing : unknownSession
  if (seat.hasLeft) return unknownSession
  if (who === 'present' || (who === 'rater') === seat.isRater) return standing
  return notTheTwo
}

const read = async (db: Reader, ...[who, input, me]: Ask): Promise<Result<Standing>> => {
  if (typeof input.round === 'string') return inRound(db, who, input.round, me.person)
  if (typeof input.session !== 'string') throw new Error(`a command for ${who} names neither session nor round`)
  return inSession(db, who, input.session, me.person)
}

/**
 * Says which seat the caller holds in the session or round that the input names. A stranger learns nothing about
 * whether it exists.
 */
export const authorise: Authorise = {
  toRead: read,
  async toChange(tx, ...ask) {
    const before = await read(tx, ...ask)
    if (!before.ok || before.value.session === undefined) return before
    // Plan, roles and rounds may have changed while another command held the session.
    await holdSession(tx, before.value.session)
    return read(tx, ...ask)
  },
}
