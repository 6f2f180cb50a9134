import { refuse } from '@unanimous/kernel'
import { schema, type Database, type Transaction } from '@unanimous/db'
import { and, eq, lt } from 'drizzle-orm'

type Reader = Pick<Database, 'select'> | Pick<Transaction, 'select'>

const running = refuse('replay/round-running', 'A replay opens when the round has ended.')
const notKept = refuse('replay/not-kept', 'A replay is kept only where both agreed to one.')

/** Why a round cannot be replayed; nothing where it can. */
export const replayRefusal = async (db: Reader, id: string) => {
  const [row] = await db.select({ session: schema.round.session, state: schema.round.state }).from(schema.round).where(eq(schema.round.id, id))
  if (row?.state !== 'ended') return running
  const seats = await db.select({ replayAgreed: schema.seat.replayAgreed }).from(schema.seat).where(and(eq(schema.seat.session, row.session), lt(schema.seat.position, 2)))
  return seats.every(seat => seat.replayAgreed === true) ? undefined : notKept
}
