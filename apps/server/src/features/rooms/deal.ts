import { instant, ok, type Instant, type Random, type Result } from '@unanimous/kernel'
import { dealtPack, type Bank } from '@unanimous/bank'
import { schema, type Transaction } from '@unanimous/db'
import { dealPack, type DealablePack, type SeenPack } from '@unanimous/matching'
import { mediumOf, type Pack } from '@unanimous/rounds'
import { and, desc, eq, isNotNull, ne } from 'drizzle-orm'
import { noteRead } from './seen-packs.ts'
import { readMeeting, type Meeting, type RoundRow } from './sessions.store.ts'

/** Deals packs to a round for two people, so that neither meets one knowingly again. */
export type Dealer = (tx: Transaction, meeting: Meeting, round: RoundRow, now: Instant) => Promise<Result<RoundRow['packs']>>

const weakBelow = 3

const toDealable = (pack: Pack): DealablePack & { pack: Pack } => ({
  pack, id: pack.id, kind: pack.kind, teams: pack.teams, level: pack.level, dimensions: pack.interviewer.rubricFocus,
  ...(pack.pattern === undefined ? {} : { pattern: pack.pattern }),
})

const seenBy = async (tx: Transaction, person: string | null): Promise<SeenPack[]> => {
  if (person === null) return []
  const rows = await tx.select().from(schema.seenPack).where(eq(schema.seenPack.person, person))
  return rows.map(row => ({ pack: row.pack, as: row.role, at: instant(row.at) }))
}

/** Dimensions in which the newest opened cards rated this person below the bar. */
const weakestOf = async (tx: Transaction, person: string | null): Promise<string[]> => {
  if (person === null) return []
  const rows = await tx.select({ filed: schema.scorecard.filed }).from(schema.scorecard)
    .innerJoin(schema.round, eq(schema.round.id, schema.scorecard.round)).innerJoin(schema.seat, eq(schema.seat.id, schema.round.candidate))
    .where(and(eq(schema.seat.person, person), isNotNull(schema.scorecard.openedAt))).orderBy(desc(schema.scorecard.openedAt)).limit(10)
  const ratings = rows.flatMap(row => (row.filed as { ratings?: { dimension: string; rating: number }[] } | null)?.ratings ?? [])
  return [...new Set(ratings.filter(rating => rating.rating < weakBelow).map(rating => rating.dimension))]
}

/** The loop that a round is declared for, held so that two rounds of it dealt at once see each other's packs. */
const loopOf = async (tx: Transaction, round: RoundRow) => {
  const [loop] = round.loop === null ? [] : await tx.select().from(schema.loop).where(eq(schema.loop.id, round.loop)).for('update')
  return loop
}

/** Patterns of the other coding round of this session, and of the loop this round is declared for. */
const otherPatterns = async (tx: Transaction, bank: Bank, meeting: Meeting, round: RoundRow): Promise<string[]> => {
  if (!isCoding(round)) return []
  const inLoop = round.loop === null ? [] : await tx.select().from(schema.round)
    .where(and(eq(schema.round.loop, round.loop), ne(schema.round.id, round.id), ne(schema.round.state, 'dropped')))
  const others = [
    ...meeting.rounds.filter(other => other.id !== round.id && isCoding(other)), ...inLoop.filter(isCoding),
  ]
  return others.flatMap(other => patternsOf(bank, other))
}

const isCoding = ({ kind }: RoundRow) => mediumOf(kind) === 'editor'
const patternsOf = (bank: Bank, { packs }: RoundRow) => packs.flatMap(pack => dealtPack(bank, pack)?.pattern ?? [])

const personIn = (meeting: Meeting, id: string): string | null => meeting.seats.find(seat => seat.id === id)?.person ?? null

/** The level and the teams that a round is dealt for: its loop's, else those of the candidate's profile. */
const aimOf = async (tx: Transaction, candidate: string | null, round: RoundRow) => {
  const loop = await loopOf(tx, round)
  const [profile] = candidate === null ? [] : await tx.select().from(schema.profile).where(eq(schema.profile.person, candidate))
  return { level: loop?.level ?? profile?.targetLevel ?? 'L5', teams: loop?.teams ?? [] }
}

export const createDealer = (needs: { readonly bank: Bank; readonly random: Random }): Dealer => async (tx, meeting, round, now) => {
  const candidate = personIn(meeting, round.candidate)
  const deal = {
    ...await aimOf(tx, candidate, round), kind: round.kind, packs: needs.bank.ofKind(round.kind).map(toDealable),
    seenByCandidate: await seenBy(tx, candidate), seenByInterviewer: await seenBy(tx, personIn(meeting, round.interviewer)),
    otherPatterns: await otherPatterns(tx, needs.bank, meeting, round),
    weakestDimensions: await weakestOf(tx, candidate),
    exclude: meeting.rounds.flatMap(other => other.packs.map(pack => pack.id)),
  }
  const another = dealPack(deal, now, needs.random)
  // A kind with one pack, such as the recruiter's checklist, lives off the candidate's own material: both ways get the same.
  const dealt = another.ok ? another : dealPack({ ...deal, exclude: [], otherPatterns: [] }, now, needs.random)
  if (!dealt.ok) return dealt
  return ok(dealt.value.map(({ pack, seen }) => ({ id: pack.id, version: pack.pack.version, seen })))
}

/** What lies open to the interviewer of a round from now on. */
interface Dealt {
  readonly reader: string | null
  readonly packs: RoundRow['packs']
}

/** Deals one planned round behind the packs that stay in front, other than what it and its sibling hold. */
const dealBehind = async (
  dealer: Dealer, tx: Transaction, { session, id, front }: { readonly session: string; readonly id: string; readonly front: RoundRow['packs'] }, now: Instant
): Promise<Result<Dealt>> => {
  const meeting = await readMeeting(tx, session)
  const round = meeting?.rounds.find(candidate => candidate.id === id)
  if (!meeting || !round) throw new Error(`session ${session} has no round ${id}`)
  const dealt = await dealer(tx, meeting, round, now)
  if (!dealt.ok) return dealt
  const packs = dealt.value.slice(front.length)
  await tx.update(schema.round).set({ packs: [...front, ...packs] }).where(eq(schema.round.id, id))
  return ok({ reader: personIn(meeting, round.interviewer), packs })
}

/**
 * Whoever is to interview may read the pack at once, in the green room, the library or by the API; what becomes of the round takes that
 * back no more. Noted once all rounds of a session are dealt, so that a pack which both get counts as met in neither.
 */
const noteDealt = async (tx: Transaction, dealt: readonly Dealt[], now: Instant): Promise<void> => {
  for (const { reader, packs } of dealt) if (reader !== null && packs.length > 0) await noteRead(tx, { person: reader, packs, now })
}

/** Deals one planned round again, other than what it and its sibling hold. */
export const dealRound = async (
  dealer: Dealer, tx: Transaction, session: string, round: string, now: Instant
): Promise<Result<undefined>> => {
  const dealt = await dealBehind(dealer, tx, { session, id: round, front: [] }, now)
  if (!dealt.ok) return dealt
  await noteDealt(tx, [dealt.value], now)
  return ok(undefined)
}

/**
 * Deals a round anew because it was just declared for a loop. A pattern that its loop has elsewhere always makes way; the
 * teams of the loop are followed once, so that declaring and undeclaring is no way to choose a pack.
 */
export const dealForLoop = async (
  { dealer, bank }: { readonly dealer: Dealer; readonly bank: Bank }, tx: Transaction, session: string, roundId: string, now: Instant
): Promise<Result<undefined>> => {
  const meeting = await readMeeting(tx, session)
  const round = meeting?.rounds.find(candidate => candidate.id === roundId)
  if (!meeting || !round) throw new Error(`session ${session} has no round ${roundId}`)
  const loop = await loopOf(tx, round)
  const others = await otherPatterns(tx, bank, meeting, round)
  const repeats = patternsOf(bank, round).some(pattern => others.includes(pattern))
  const follows = !round.loopDealt && loop !== undefined && loop.teams.length > 0
  if (round.packs.length > 0 && !repeats && !follows) return ok(undefined)
  await tx.update(schema.round).set({ loopDealt: round.loopDealt || follows }).where(eq(schema.round.id, roundId))
  return dealRound(dealer, tx, session, roundId, now)
}

/** No pack yet; or an own question alone, where two prompts more belong beside it. */
const lacksPacks = ({ kind, packs }: RoundRow): boolean => packs.length === 0 || (kind === 'culture' && packs.length === 1)

/** Deals every planned round that has no pack yet; with `again`, all of them anew. */
export const dealAll = async (
  dealer: Dealer, tx: Transaction, session: string, now: Instant, mode: 'missing' | 'again' = 'missing'
): Promise<Result<undefined>> => {
  const before = await readMeeting(tx, session)
  const all: Dealt[] = []
  for (const round of before?.rounds ?? []) {
    if (round.state !== 'planned' || (mode === 'missing' && !lacksPacks(round))) continue
    const dealt = await dealBehind(dealer, tx, { session, id: round.id, front: mode === 'missing' ? round.packs : [] }, now)
    if (!dealt.ok) return dealt
    all.push(dealt.value)
  }
  await noteDealt(tx, all, now)
  return ok(undefined)
}
