import { ok, refuse } from '@unanimous/kernel'
import { schema, type Storage } from '@unanimous/db'
import { eq } from 'drizzle-orm'
import type { Authorise } from '../../platform/run-command.ts'
import { readMeeting, seatOfPerson } from './sessions.store.ts'

const unknownSession = refuse('session/unknown', 'There is no such session.')
const unknownRound = refuse('round/unknown', 'There is no such round.')

/**
 * Says which seat the caller holds in the session or round that the input names. A stranger learns nothing about
 * whether it exists.
 */
export const createAuthorise = (storage: Storage): Authorise => async (who, input, me) => {
  if (typeof input.round === 'string') {
    const [round] = await storage.db.select().from(schema.round).where(eq(schema.round.id, input.round))
    const meeting = round ? await readMeeting(storage.db, round.session) : undefined
    const seat = meeting ? seatOfPerson(meeting, me.person) : undefined
    if (!round || !seat) return unknownRound
    if (who === 'interviewer' && round.interviewer !== seat.id) return refuse('round/not-your-role', 'Only the interviewer of this round can do this.')
    if (who === 'candidate' && round.candidate !== seat.id) return refuse('round/not-your-role', 'Only the candidate of this round can do this.')
    return ok({ session: round.session, seat: seat.id, round: round.id })
  }
  if (typeof input.session === 'string') {
    const meeting = await readMeeting(storage.db, input.session)
    const seat = meeting ? seatOfPerson(meeting, me.person) : undefined
    return meeting && seat ? ok({ session: meeting.session.id, seat: seat.id }) : unknownSession
  }
  throw new Error(`a command for ${who} names neither session nor round`)
}
