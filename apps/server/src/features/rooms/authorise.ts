import { ok, refuse, type Result } from '@unanimous/kernel'
import { schema } from '@unanimous/db'
import { and, eq } from 'drizzle-orm'
import type { Standing } from '../../platform/caller.ts'
import type { Authorise } from '../../platform/run-command.ts'
import { holdSession, type Reader } from './sessions.store.ts'

type Ask = Parameters<Authorise['toRead']> extends [unknown, ...infer Rest] ? Rest : never

const unknownSession = refuse('session/unknown', 'There is no such session.')
const unknownRound = refuse('round/unknown', 'There is no such round.')

const seatIn = async (db: Reader, session: string, person: string): Promise<string | undefined> => {
  const [seat] = await db.select({ id: schema.seat.id }).from(schema.seat).where(and(
    eq(schema.seat.session, session), eq(schema.seat.person, person)
  ))
  return seat?.id
}
const roundOf = async (db: Reader, id: string) => {
  const { session, interviewer, candidate } = schema.round
  const [round] = await db.select({ session, interviewer, candidate }).from(schema.round).where(eq(schema.round.id, id))
  return round
}

const inRound = async (db: Reader, who: Ask[0], id: string, person: string): Promise<Result<Standing>> => {
  const round = await roundOf(db, id)
  const seat = round && await seatIn(db, round.session, person)
  if (!round || seat === undefined) return unknownRound
  if (who !== 'seat' && round[who] !== seat) return refuse('round/not-your-role', `Only the ${who} of this round can do this.`)
  return ok({ session: round.session, seat, round: id })
}

const read = async (db: Reader, ...[who, input, me]: Ask): Promise<Result<Standing>> => {
  if (typeof input.round === 'string') return inRound(db, who, input.round, me.person)
  if (typeof input.session !== 'string') throw new Error(`a command for ${who} names neither session nor round`)
  const seat = await seatIn(db, input.session, me.person)
  return seat === undefined ? unknownSession : ok({ session: input.session, seat })
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
