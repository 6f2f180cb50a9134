import { instant } from '@unanimous/kernel'
import { schema, type Database, type Transaction } from '@unanimous/db'
import type { Acquaintance } from '@unanimous/matching'
import { and, desc, eq, inArray, isNull, ne, or } from 'drizzle-orm'

type Reader = Pick<Database, 'select'> | Pick<Transaction, 'select'>

/** A phone screen is dealt a coding pack; every other kind its own. */
const packKindOf = (kind: string): string => (kind === 'tech' ? 'coding' : kind)

/** What a person has to do with packs: those they met, the latest first, and those of their open rounds on either side. */
export const acquaintanceOf = async (db: Reader, person: string): Promise<Acquaintance> => {
  const { round, seat, seenPack, session } = schema
  const seen = await db.select().from(seenPack).where(eq(seenPack.person, person)).orderBy(desc(seenPack.at))
  const asks = await db.select({ packs: round.packs }).from(round).innerJoin(seat, eq(seat.id, round.interviewer))
    .where(and(eq(seat.person, person), inArray(round.state, ['planned', 'running'])))
  const askedFrom = await db.select({ kind: round.kind }).from(round).innerJoin(seat, eq(seat.id, round.candidate)).innerJoin(session, eq(session.id, round.session))
    .where(and(eq(seat.person, person), ne(round.state, 'dropped'), or(ne(round.state, 'ended'), isNull(session.revealedAt))))
  return {
    seen: seen.map(row => ({ pack: row.pack, as: row.role, at: instant(row.at) })),
    asks: asks.flatMap(row => row.packs.map(pack => pack.id)),
    askedFrom: askedFrom.map(row => packKindOf(row.kind)),
  }
}
