import { ok, refuse, type Result } from '@unanimous/kernel'
import { schema, type Storage } from '@unanimous/db'
import { eq } from 'drizzle-orm'
import type { Standing } from '../../platform/caller.ts'
import type { Authorise } from '../../platform/run-command.ts'
import { readMeeting, seatOfPerson } from './sessions.store.ts'

const unknownSession = refuse('session/unknown', 'There is no such session.')
const unknownRound = refuse('round/unknown', 'There is no such round.')

/**
 * Says which seat the caller holds in the session or round that the input names. A stranger learns nothing about
 * whether it exists.
 */
export const createAuthorise = (storage: Storage): Authorise => {
  const seatIn = async (session: string, person: string) => {
    const meeting = await readMeeting(storage.db, session)
    return meeting && seatOfPerson(meeting, person)
  }
  const inRound = async (who: Parameters<Authorise>[0], id: string, person: string): Promise<Result<Standing>> => {
    const [round] = await storage.db.select().from(schema.round).where(eq(schema.round.id, id))
    const seat = round && await seatIn(round.session, person)
    if (!round || !seat) return unknownRound
    if (who !== 'seat' && round[who] !== seat.id) return refuse('round/not-your-role', `Only the ${who} of this round can do this.`)
    return ok({ session: round.session, seat: seat.id, round: round.id })
  }
  return async (who, input, me) => {
    if (typeof input.round === 'string') return inRound(who, input.round, me.person)
    if (typeof input.session !== 'string') throw new Error(`a command for ${who} names neither session nor round`)
    const seat = await seatIn(input.session, me.person)
    return seat ? ok({ session: input.session, seat: seat.id }) : unknownSession
  }
}
