import type { Instant } from '@unanimous/kernel'
import { schema, type Storage } from '@unanimous/db'
import type { ExportedCard, ExportedRound, OpenedCard, RoundRecord, ScorecardForm, SelfEstimateForm } from '@unanimous/protocol'
import type { RoundState } from '@unanimous/rounds'
import { and, asc, eq } from 'drizzle-orm'

export type SeatRow = typeof schema.seat.$inferSelect
type RoundRow = typeof schema.round.$inferSelect
type CardRow = typeof schema.scorecard.$inferSelect
type EstimateRow = typeof schema.selfEstimate.$inferSelect

export interface ExportRoundNeeds {
  readonly storage: Storage
  readonly clock: { now(): Instant }
  /** The fold of a round's log; nothing where it cannot be read any more, such as with a pack that this bank has lost. */
  readonly stateOf: (round: string) => Promise<RoundState | undefined>
  readonly titleOf: (state: RoundState) => string
  readonly recordOf: (state: RoundState, now: Instant, sealedFor: string | 'opened') => RoundRecord
  readonly openedCard: (frame: { round: string; kind: RoundRow['kind']; rater: string; raterIs: 'you' | 'peer'; row: CardRow }) => OpenedCard | null
  /** What a self-estimate says once it is open; nothing before. */
  readonly openedEstimate: (row: EstimateRow) => SelfEstimateForm | null
}

/** A round about to be written down for one of its seats. */
export interface RoundOfSeat {
  readonly row: RoundRow
  readonly mine: SeatRow
  readonly seats: readonly SeatRow[]
  /** Whether the session's cards are open. */
  readonly isOpen: boolean
}

const nobody = 'a former peer'

type YouAre = ExportedRound['youAre']

const partIn = ({ row, mine }: RoundOfSeat): YouAre => {
  if (row.interviewer === mine.id) return 'interviewer'
  return row.candidate === mine.id ? 'candidate' : 'rater'
}

const openedCard = (needs: ExportRoundNeeds, { row, mine, seats }: RoundOfSeat, card: CardRow | undefined): ExportedCard | null => {
  const rater = seats.find(seat => seat.id === card?.seat)?.name || nobody
  const opened = card && needs.openedCard({ round: row.id, kind: row.kind, rater, raterIs: card.seat === mine.id ? 'you' : 'peer', row: card })
  if (!opened) return null
  const { round: _round, kind: _kind, raterIs: _raterIs, ...rest } = opened
  return rest
}

/** One's own card first, else the interviewer's; then the other one where two rated. A draft is its author's alone. */
const cardsOf = (needs: ExportRoundNeeds, of: RoundOfSeat, cards: readonly CardRow[]): Pick<ExportedRound, 'card' | 'secondCard' | 'draft'> => {
  const own = cards.find(card => card.seat === of.mine.id)
  const first = own ?? cards.find(card => card.seat === of.row.interviewer)
  const draft = own && own.openedAt === null ? { filedAt: own.filedAt, form: own.draft as ScorecardForm } : null
  return { card: openedCard(needs, of, first), secondCard: openedCard(needs, of, cards.find(card => card.seat !== first?.seat)), draft }
}

/** The candidate's guess as its interviewer has it: what one person said of the interviewing is not theirs to read. */
const withoutRating = ({ interviewer: _rating, ...guess }: SelfEstimateForm): SelfEstimateForm => guess

/** One's own guess at any time; the candidate's only once it is open. */
const estimateOf = (needs: ExportRoundNeeds, { row, mine }: RoundOfSeat, estimate: EstimateRow | undefined): ExportedRound['estimate'] => {
  if (!estimate) return null
  const { filedAt, openedAt } = estimate
  const opened = needs.openedEstimate(estimate)
  const form = row.candidate === mine.id ? opened ?? estimate.draft as SelfEstimateForm : opened && withoutRating(opened)
  return form && { filedAt, openedAt, form }
}

const ownEvents = async ({ db }: Storage, round: string, seat: string): Promise<ExportedRound['events']> => {
  const { at, roundMs, type, body } = schema.roundEvent
  const rows = await db.select({ at, roundMs, type, body }).from(schema.roundEvent)
    .where(and(eq(schema.roundEvent.round, round), eq(schema.roundEvent.seat, seat))).orderBy(asc(schema.roundEvent.seq))
  // Without their place in the log: its gaps would tell of the other seat's work.
  return rows.map(row => ({ ...row, body: row.body as Record<string, unknown> }))
}

const finalOf = async ({ db }: Storage, { row, mine, isOpen }: RoundOfSeat): Promise<Pick<ExportedRound, 'texts' | 'board' | 'language' | 'pinned'>> => {
  const [final] = await db.select().from(schema.roundFinal).where(eq(schema.roundFinal.round, row.id))
  // That a version was pinned tells of the interviewer's evidence.
  return { texts: final?.texts ?? {}, board: final?.board ?? null, language: final?.language ?? 'plain', pinned: isOpen || row.interviewer === mine.id ? final?.pinned ?? {} : {} }
}

const feedbackRatingOf = async ({ db }: Storage, { row, mine }: RoundOfSeat): Promise<ExportedRound['feedbackRating']> => {
  const { specific, fair, actionable, round, seat } = schema.feedbackRating
  const [rating] = await db.select({ specific, fair, actionable }).from(schema.feedbackRating).where(and(eq(round, row.id), eq(seat, mine.id)))
  return rating ?? null
}

const narrationOf = async ({ db }: Storage, { row, mine }: RoundOfSeat): Promise<ExportedRound['narration']> => {
  const { spoke, typed, approximate, round, seat } = schema.narration
  const [counted] = await db.select({ spoke, typed, approximate }).from(schema.narration).where(and(eq(round, row.id), eq(seat, mine.id)))
  return counted ?? null
}

/** What this seat added to the replay; what the other one did is theirs. */
const saidOf = async ({ db }: Storage, { row, mine }: RoundOfSeat): Promise<Pick<ExportedRound, 'comments' | 'clips'>> => {
  const { replayComment, replayClip } = schema
  const comments = await db.select({ at: replayComment.at, atMs: replayComment.atMs, text: replayComment.text }).from(replayComment)
    .where(and(eq(replayComment.round, row.id), eq(replayComment.seat, mine.id))).orderBy(asc(replayComment.atMs))
  const clips = await db.select({ name: replayClip.name, fromMs: replayClip.fromMs, toMs: replayClip.toMs }).from(replayClip)
    .where(and(eq(replayClip.round, row.id), eq(replayClip.seat, mine.id))).orderBy(asc(replayClip.fromMs))
  return { comments, clips }
}

const fromLog = (needs: ExportRoundNeeds, { mine, row, isOpen }: RoundOfSeat, state: RoundState | undefined): Pick<ExportedRound, 'title' | 'notes' | 'projects' | 'record'> => {
  if (!state) return { title: '', notes: [], projects: [], record: null }
  const isInterviewer = row.interviewer === mine.id
  return {
    title: needs.titleOf(state),
    notes: state.notes.filter(note => note.seat === mine.id && note.text !== '').map(({ atMs, text }) => ({ atMs, text })),
    projects: isInterviewer ? state.projects.map(({ project, title, decision, date, options }) => ({ project, title, decision, date, options })) : [],
    record: isOpen || row.candidate !== mine.id ? needs.recordOf(state, needs.clock.now(), isOpen ? 'opened' : mine.id) : null,
  }
}

/** One round as one of its people may have it: what is sealed of the other, and what was never asked, is not in it. */
export const toExportedRound = async (needs: ExportRoundNeeds, of: RoundOfSeat): Promise<ExportedRound> => {
  const { storage } = needs
  const { row, mine } = of
  const { id, kind, minutes, stretch, state, standing, loop, loopSeat, startedAt, endedAt, counts } = row
  const youAre = partIn(of)
  const cards = await storage.db.select().from(schema.scorecard).where(eq(schema.scorecard.round, id))
  const [estimate] = await storage.db.select().from(schema.selfEstimate).where(eq(schema.selfEstimate.round, id))
  // Practice in a loop means that the loop has ended, which is for its candidate to tell.
  const inLoop = standing === 'loop' || youAre === 'candidate' ? { loop, loopSeat } : { loop: null, loopSeat: null }
  return {
    id, kind, youAre, minutes, stretch, state, standing, ...inLoop, startedAt, endedAt, counts,
    ...fromLog(needs, of, startedAt === null ? undefined : await needs.stateOf(id)),
    ...cardsOf(needs, of, cards), estimate: estimateOf(needs, of, estimate),
    feedbackRating: youAre === 'candidate' ? await feedbackRatingOf(storage, of) : null,
    ...await finalOf(storage, of), ...await saidOf(storage, of), events: await ownEvents(storage, id, mine.id), narration: await narrationOf(storage, of),
  }
}
