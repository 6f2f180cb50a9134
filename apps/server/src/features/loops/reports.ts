import { schema } from '@unanimous/db'
import { limits, type QueryOutput } from '@unanimous/protocol'
import type { SelfEstimate } from '@unanimous/verdict'
import { and, count, desc, eq, inArray, isNotNull, sql, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Reader } from './loop-cards.ts'

type Page = QueryOutput<'reports'>
type Report = Page['reports'][number]

const { selfEstimate, round, scorecard, seat, tellsDisrespect } = schema
const [by, about] = [alias(seat, 'by'), alias(seat, 'about')]

const saidIn = ({ interviewer }: SelfEstimate): Report['said'] => Object.entries(interviewer?.ratings ?? {})
  .flatMap(([aspect, given]) => (given.example ? [{ aspect: aspect as Report['said'][number]['aspect'], rating: given.rating, example: given.example }] : []))

const isReport = and(isNotNull(selfEstimate.openedAt), tellsDisrespect(selfEstimate.filed))

const olderThan = (pageEnd: string | undefined): SQL | undefined => {
  const [openedAt, last] = pageEnd?.split('.') ?? []
  return openedAt === undefined || last === undefined ? undefined : sql`(${selfEstimate.openedAt}, ${round.id}) < (${Number(openedAt)}, ${last})`
}

/** Whom a tick is about: the account, or the seat that outlived it. */
const accused = sql<string>`coalesce(${about.person}, ${about.id})`

const timesOf = async (db: Reader, people: readonly string[]): Promise<ReadonlyMap<string, number>> => {
  if (people.length === 0) return new Map()
  const rows = await db.select({ person: accused, times: count() }).from(selfEstimate)
    .innerJoin(round, eq(round.id, selfEstimate.round)).innerJoin(about, eq(about.id, round.interviewer))
    .where(and(isReport, inArray(accused, [...people]))).groupBy(accused)
  return new Map(rows.map(({ person, times }) => [person, times]))
}

/** Opened ticks of disrespect in pages, the newest first, with what was said beside each. */
export const readReports = async (db: Reader, after: string | undefined): Promise<Page> => {
  const found = await db.select({ round, openedAt: selfEstimate.openedAt, filed: selfEstimate.filed, by: by.name, about: about.name, accused, card: scorecard.openedAt }).from(selfEstimate)
    .innerJoin(round, eq(round.id, selfEstimate.round)).innerJoin(by, eq(by.id, round.candidate)).innerJoin(about, eq(about.id, round.interviewer))
    .leftJoin(scorecard, eq(scorecard.round, round.id))
    .where(and(isReport, olderThan(after))).orderBy(desc(selfEstimate.openedAt), desc(round.id)).limit(limits.reportRows + 1)
  const rows = found.slice(0, limits.reportRows)
  const times = await timesOf(db, [...new Set(rows.map(row => row.accused))])
  const last = rows.at(-1)
  return {
    reports: rows.map(row => ({
      round: row.round.id, kind: row.round.kind, openedAt: row.openedAt ?? 0, by: row.by, about: row.about,
      times: times.get(row.accused) ?? 1, said: saidIn(row.filed as SelfEstimate), inLoop: row.round.loopSeat !== null && row.card !== null,
    })),
    next: last && found.length > rows.length ? `${last.openedAt}.${last.round.id}` : null,
  }
}
