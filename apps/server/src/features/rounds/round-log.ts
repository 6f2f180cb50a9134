import type { RoundId, SeatId, SessionId } from '@unanimous/kernel'
import { dealtPack, type Bank } from '@unanimous/bank'
import { schema, type Database, type Transaction } from '@unanimous/db'
import { packIn, upcast, LANGUAGES, type Language, type NewEvent, type RoundEvent, type RoundSetup } from '@unanimous/rounds'
import { and, asc, eq, gt } from 'drizzle-orm'

type Reader = Pick<Database, 'select'> | Pick<Transaction, 'select'>
export type RoundRow = typeof schema.round.$inferSelect
const { round, roundEvent } = schema

/** What a round's rules need to know before its first event: fixed from the start on, packs pinned to their versions. */
export const setupOf = (row: RoundRow, bank: Bank): RoundSetup => ({
  round: row.id as RoundId,
  session: row.session as SessionId,
  kind: row.kind,
  minutes: row.minutes,
  stretch: row.stretch,
  interviewer: row.interviewer as SeatId,
  candidate: row.candidate as SeatId,
  packs: row.packs.map(dealt => {
    const pack = dealtPack(bank, dealt)
    if (!pack) throw new Error(`round ${row.id} was dealt ${dealt.id} version ${dealt.version}, which this bank does not hold`)
    return packIn(row.kind, pack)
  }),
  standing: row.standing,
  ...(row.kind === 'extension' ? { languages: solvedIn(row, bank) } : {}),
})

/** All of a row that its set-up is made of and that may change until the start, to tell two plans apart. */
export const planOf = ({ kind, minutes, stretch, interviewer, candidate, packs, standing }: RoundRow): string =>
  JSON.stringify([kind, minutes, stretch, interviewer, candidate, packs, standing])

/** The languages in which the solution that a round begins with is there. */
export const solvedIn = (row: Pick<RoundRow, 'packs'>, bank: Bank): readonly Language[] =>
  LANGUAGES.filter(language => row.packs.some(({ id }) => bank.solutions(id)[language] !== undefined))

/** The languages that a round has something to begin with in. */
export const startedIn = (row: RoundRow, bank: Bank): readonly Language[] => {
  if (row.kind === 'extension') return solvedIn(row, bank)
  const starters = row.packs.map(dealt => dealtPack(bank, dealt)?.starters).find(each => each !== undefined)
  return LANGUAGES.filter(language => starters?.[language] !== undefined)
}

export const readRound = async (db: Reader, id: string): Promise<RoundRow | undefined> => {
  const [row] = await db.select().from(round).where(eq(round.id, id))
  return row
}

/** Events after `afterSeq`, oldest first, in today's shapes. */
export const readEvents = async (db: Reader, id: string, afterSeq = 0): Promise<RoundEvent[]> => {
  const rows = await db.select().from(roundEvent).where(and(eq(roundEvent.round, id), gt(roundEvent.seq, afterSeq))).orderBy(asc(roundEvent.seq))
  return rows.map(row => upcast(row))
}

/**
 * Appends in order after `lastSeq`. Whoever appends holds the session, so nobody else can have appended meanwhile; were it
 * otherwise, UNIQUE(round, seq) would refuse the second.
 */
export const appendEvents = async (tx: Transaction, lastSeq: number, events: readonly NewEvent[]): Promise<RoundEvent[]> => {
  const numbered = events.map((event, index) => ({ ...event, seq: lastSeq + 1 + index }) as RoundEvent)
  if (numbered.length > 0) await tx.insert(roundEvent).values(numbered.map(event => ({ ...event, body: event.body })))
  return numbered
}
