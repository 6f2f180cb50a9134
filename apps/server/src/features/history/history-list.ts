import { ok } from '@unanimous/kernel'
import { schema, type Storage } from '@unanimous/db'
import { limits, type HistoryRow, type ParsedQuery, type QueryOutput } from '@unanimous/protocol'
import { eq, inArray, or, sql, type SQL } from 'drizzle-orm'
import type { QueryHandler } from '../../platform/handlers.ts'
import { directions, readLines, sideOf, type Place } from './opened-rows.ts'
import { beginsWith, searchWords } from './search-words.ts'

type Asked = ParsedQuery<'history'>
type Options = Pick<QueryOutput<'history'>, 'peers' | 'loops'>

const { loop, profile, roundDigest, seat } = schema

const peersOf = async ({ db }: Storage, person: string): Promise<string[]> => {
  const sides = await Promise.all(directions.map(direction => {
    const side = sideOf(direction)
    return db.selectDistinct({ name: seat.name }).from(roundDigest).innerJoin(seat, eq(seat.id, side.otherSeat)).where(eq(side.person, person))
  }))
  return [...new Set(sides.flat().map(({ name }) => name))].toSorted()
}

const loopsOf = async ({ db }: Storage, person: string): Promise<Options['loops']> => {
  const seen = db.select({ loop: roundDigest.loop }).from(roundDigest).where(or(eq(roundDigest.candidate, person), eq(roundDigest.rater, person)))
  const rows = await db.select({ loop: loop.id, number: loop.number, of: loop.candidate, candidate: profile.handle }).from(loop)
    .innerJoin(profile, eq(profile.person, loop.candidate)).where(inArray(loop.id, seen)).orderBy(loop.createdAt)
  return rows.map(({ of, ...rest }) => ({ ...rest, yours: of === person }))
}

/** Every word that is asked for begins one of the round's words or of the other's name. */
const saying = (text: string, peers: readonly string[]): readonly SQL[] => searchWords(text).map(word => {
  const names = peers.filter(name => searchWords(name).some(each => each.startsWith(word)))
  const inWords = sql`${roundDigest.words} @@ ${beginsWith(word)}::tsquery`
  return names.length === 0 ? inWords : sql`(${inWords} or ${inArray(seat.name, names)})`
})

const placeOf = (cursor: string | undefined): Place | undefined => {
  const [heldAt, round] = cursor?.split('.') ?? []
  return heldAt === undefined || round === undefined ? undefined : { heldAt: Number(heldAt), round }
}

const matching = ({ kind, peer, loop: inLoop, text = '' }: Asked, peers: readonly string[]): readonly SQL[] => [
  ...(kind === undefined ? [] : [eq(roundDigest.kind, kind)]), ...(peer === undefined ? [] : [eq(seat.name, peer)]),
  ...(inLoop === undefined ? [] : [eq(roundDigest.loop, inLoop)]), ...saying(text, peers),
]

/** The first rows of what was found: of a round that two rated never one card without the other, or the next page would miss it. */
const wholePage = (found: readonly HistoryRow[]): HistoryRow[] => {
  const page = found.slice(0, limits.historyRows)
  const next = found[limits.historyRows]
  return next === undefined ? page : page.filter(({ round }) => round !== next.round)
}

/** A person's opened rounds in pages, by what they look for. */
export const createHistoryList = (storage: Storage): QueryHandler<'history'> => async (input, { me }) => {
  const isFirst = input.after === undefined
  const [peers, loops] = await Promise.all([isFirst || input.text ? peersOf(storage, me.person) : [], isFirst ? loopsOf(storage, me.person) : []])
  const lines = await readLines(storage, {
    person: me.person, directions: input.direction === undefined ? directions : [input.direction], matching: matching(input, peers), place: placeOf(input.after),
    most: limits.historyRows + 1,
  })
  const rows = wholePage(lines.map(({ row }) => row))
  const last = rows.at(-1)
  return ok({
    rows, next: last && lines.length > rows.length ? `${last.heldAt}.${last.round}` : null,
    peers: isFirst ? peers : [], loops,
  })
}
