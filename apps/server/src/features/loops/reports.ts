import { schema } from '@unanimous/db'
import type { QueryOutput } from '@unanimous/protocol'
import type { SelfEstimate } from '@unanimous/verdict'
import { and, desc, eq, isNotNull } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Reader } from './loop-cards.ts'

type Report = QueryOutput<'reports'>['reports'][number]

/** The newest that a moderator is shown at once. */
const SHOWN = 200

const saidIn = ({ interviewer }: SelfEstimate): Report['said'] => Object.entries(interviewer?.ratings ?? {})
  .flatMap(([aspect, given]) => (given.example ? [{ aspect: aspect as Report['said'][number]['aspect'], rating: given.rating, example: given.example }] : []))

/** Every opened tick of disrespect, the newest first, with what was said beside it. */
export const readReports = async (db: Reader): Promise<Report[]> => {
  const { selfEstimate, round, scorecard, seat, tellsDisrespect } = schema
  const [by, about] = [alias(seat, 'by'), alias(seat, 'about')]
  const rows = await db.select({ round, openedAt: selfEstimate.openedAt, filed: selfEstimate.filed, by: by.name, about, card: scorecard.openedAt }).from(selfEstimate)
    .innerJoin(round, eq(round.id, selfEstimate.round)).innerJoin(by, eq(by.id, round.candidate)).innerJoin(about, eq(about.id, round.interviewer))
    .leftJoin(scorecard, eq(scorecard.round, round.id))
    .where(and(isNotNull(selfEstimate.openedAt), tellsDisrespect(selfEstimate.filed))).orderBy(desc(selfEstimate.openedAt), desc(round.id)).limit(SHOWN)
  const againstOf = (row: (typeof rows)[number]): string => row.about.person ?? row.about.id
  return rows.map(row => ({
    round: row.round.id, kind: row.round.kind, openedAt: row.openedAt ?? 0, by: row.by, about: row.about.name,
    times: rows.filter(other => againstOf(other) === againstOf(row)).length, said: saidIn(row.filed as SelfEstimate),
    inLoop: row.round.loopSeat !== null && row.card !== null,
  }))
}
