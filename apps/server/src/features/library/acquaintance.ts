import { instant } from '@unanimous/kernel'
import { isPlayedFrom } from '@unanimous/bank'
import { schema, type Database, type Transaction } from '@unanimous/db'
import type { Acquaintance } from '@unanimous/matching'
import { PACK_KINDS } from '@unanimous/rounds'
import { and, desc, eq, inArray, isNull, ne, or } from 'drizzle-orm'

type Reader = Pick<Database, 'select'> | Pick<Transaction, 'select'>

/** What a person has to do with packs: those they met, the latest first, and those of their open rounds on either side. */
export const acquaintanceOf = async (db: Reader, person: string): Promise<Acquaintance> => {
  const { round, seat, seenPack, session } = schema
  const seen = await db.select().from(seenPack).where(eq(seenPack.person, person)).orderBy(desc(seenPack.at))
  const asks = await db.select({ packs: round.packs }).from(round).innerJoin(seat, eq(seat.id, round.interviewer))
    .where(and(eq(seat.person, person), inArray(round.state, ['planned', 'running'])))
  const askedIn = await db.select({ kind: round.kind }).from(round).innerJoin(seat, eq(seat.id, round.candidate)).innerJoin(session, eq(session.id, round.session))
    .where(and(eq(seat.person, person), ne(round.state, 'dropped'), or(ne(round.state, 'ended'), isNull(session.revealedAt))))
  return {
    seen: seen.map(row => ({ pack: row.pack, as: row.role, at: instant(row.at) })),
    asks: asks.flatMap(row => row.packs.map(pack => pack.id)),
    askedFrom: PACK_KINDS.filter(kind => askedIn.some(round => isPlayedFrom(round.kind, { kind }))),
  }
}
