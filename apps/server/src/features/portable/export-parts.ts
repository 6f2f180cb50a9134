import { schema } from '@unanimous/db'
import { EXPORT_FORMAT, type ExportedLoop, type ExportedSession, type ExportHead, type ImportedCard, type LoopBoard, type StoryText } from '@unanimous/protocol'
import { asc, desc, eq, inArray } from 'drizzle-orm'
import { toExportedRound, type ExportRoundNeeds, type SeatRow } from './export-round.ts'

export interface ExportNeeds extends ExportRoundNeeds {
  readonly instance: ExportHead['instance']
  /** The boards of a person's own loops, newest first. */
  readonly boardsOf: (person: string) => Promise<readonly LoopBoard[]>
}

/** Imported cards that are read together. */
const cardsAtOnce = 50

/** Everything a person has, in parts of which one at a time is in memory. */
export interface ExportParts {
  readonly head: ExportHead
  sessions(): AsyncGenerator<ExportedSession>
  imported(): AsyncGenerator<ImportedCard>
}

const toRow = ({ seat, vote, firstVote, screen, by, round, heldAt, decidedBy }: LoopBoard['rows'][number]): ExportedLoop['rows'][number] =>
  ({ seat, vote, firstVote, screen, by, round, heldAt, decidedBy })

const toLoop = (board: LoopBoard): ExportedLoop => {
  const { loop, number, level, deepDeclared, options, teams, createdAt, closedAt, verdict, hadItGoneOn } = board
  return {
    id: loop, number, level, deepDeclared, options, teams, createdAt, closedAt, verdict, hadItGoneOn,
    rows: board.rows.map(toRow), practiceRows: board.practiceRows.map(toRow),
  }
}

const personOf = async ({ storage: { db } }: ExportNeeds, person: string): Promise<ExportHead['person']> => {
  const { authSession, authUser, block, profile } = schema
  const [row] = await db.select({ user: authUser, profile }).from(authUser).innerJoin(profile, eq(profile.person, authUser.id)).where(eq(authUser.id, person))
  if (!row) throw new Error(`no profile for ${person}`)
  const blocked = await db.select({ name: profile.handle, at: block.at }).from(block).innerJoin(profile, eq(profile.person, block.blocked)).where(eq(block.blocker, person))
  const signIns = await db.select().from(authSession).where(eq(authSession.userId, person)).orderBy(desc(authSession.createdAt))
  const { handle, targetLevel, codeLanguages, spokenLanguages, timeZone, goal, goalSetAt, createdAt } = row.profile
  return {
    handle, guest: row.user.isAnonymous, email: row.user.isAnonymous ? null : row.user.email, since: createdAt, targetLevel,
    wants: row.profile.wants as ExportHead['person']['wants'], interviews: row.profile.interviews as ExportHead['person']['interviews'],
    codeLanguages, spokenLanguages, timeZone, goal, goalSetAt, blocked,
    signIns: signIns.map(each => ({
      at: each.createdAt.getTime(), expiresAt: each.expiresAt.getTime(), address: each.ipAddress, browser: each.userAgent?.slice(0, 2_000) ?? null,
    })),
  }
}

const toPlan = ({ level, weeks, hoursPerWeek, givesWeek, teams, startsAt, timeZone, interviewOn, replannedAt }: typeof schema.prepPlan.$inferSelect): ExportHead['plan'] =>
  ({ level, weeks, hoursPerWeek, givesWeek, teams, startsAt, timeZone, interviewOn, replannedAt })

/** What somebody prepares, for their eyes only. */
const preparationOf = async ({ storage: { db } }: ExportNeeds, person: string): Promise<Pick<ExportHead, 'plan' | 'ticks' | 'stories' | 'questions'>> => {
  const { ownPack, prepPlan, prepTick, rehearsal, story } = schema
  const [plan] = await db.select().from(prepPlan).where(eq(prepPlan.person, person))
  const ticks = await db.select({ task: prepTick.task, at: prepTick.at, words: prepTick.words }).from(prepTick).where(eq(prepTick.person, person)).orderBy(asc(prepTick.at), asc(prepTick.task))
  const stories = await db.select().from(story).where(eq(story.person, person)).orderBy(asc(story.createdAt), asc(story.id))
  const told = await db.select({ rehearsal }).from(rehearsal).innerJoin(story, eq(story.id, rehearsal.story)).where(eq(story.person, person)).orderBy(asc(rehearsal.at))
  const questions = await db.select().from(ownPack).where(eq(ownPack.person, person)).orderBy(asc(ownPack.createdAt), asc(ownPack.id))
  return {
    plan: plan ? toPlan(plan) : null, ticks,
    questions: questions.map(({ id, origin, title, kind, createdAt, savedAt, source }) => ({ id: origin ?? id, title, kind, createdAt, savedAt, source })),
    stories: stories.map(({ id, content, createdAt, changedAt }) => ({
      ...content as StoryText, id, createdAt, changedAt,
      rehearsals: told.filter(each => each.rehearsal.story === id).map(({ rehearsal: { at, minutes, i, we } }) => ({ at, minutes, i, we })),
    })),
  }
}

const wishOf = (seat: SeatRow | undefined) => (seat?.wish ? { text: seat.wish, answer: seat.wishAnswer } : null)

/** What this seat agreed to, and when it recorded. */
const keptOf = async (db: ExportNeeds['storage']['db'], seat: string): Promise<Pick<ExportedSession, 'consents' | 'recordings'>> => {
  const { consent, recording } = schema
  const { subject, agreed, at } = consent
  const { startedAt, stoppedAt, video } = recording
  return {
    consents: await db.select({ subject, agreed, at }).from(consent).where(eq(consent.seat, seat)).orderBy(asc(at), asc(subject), asc(consent.seq)),
    recordings: await db.select({ startedAt, stoppedAt, video }).from(recording).where(eq(recording.seat, seat)).orderBy(asc(startedAt), asc(recording.id)),
  }
}

/** Whom one sat with: the other of the two, or as second rater both of them. */
const othersOf = (seats: readonly SeatRow[], mine: SeatRow) => {
  const pair = seats.filter(each => each.position < 2)
  if (mine.position > 1) return { isRater: true, other: undefined, peer: pair.map(each => each.name).join(' · ') }
  const other = pair.find(each => each.id !== mine.id)
  return { isRater: false, other, peer: other?.joinedAt === null ? null : other?.name || null }
}

const toSession = async (needs: ExportNeeds, id: string, person: string): Promise<ExportedSession | undefined> => {
  const { db } = needs.storage
  const { chatMessage, round, seat, session } = schema
  const [row] = await db.select().from(session).where(eq(session.id, id))
  const seats = await db.select().from(seat).where(eq(seat.session, id)).orderBy(asc(seat.position))
  const mine = seats.find(each => each.person === person)
  if (!row || !mine) return undefined
  const { isRater, other, peer } = othersOf(seats, mine)
  const rounds = await db.select().from(round).where(eq(round.session, id)).orderBy(asc(round.ordinal))
  const chat = await db.select().from(chatMessage).where(eq(chatMessage.session, id)).orderBy(asc(chatMessage.seq))
  const isOpen = row.revealedAt !== null
  const written = []
  for (const each of rounds) if (!isRater || each.rater === mine.id) written.push(await toExportedRound(needs, { row: each, mine, seats, isOpen }))
  return {
    id, origin: row.origin, createdAt: row.createdAt, endedAt: row.endedAt, revealedAt: row.revealedAt,
    peer, wish: wishOf(mine),
    peerWish: rounds.some(each => each.interviewer === mine.id) ? wishOf(other) : null,
    chat: chat.map(({ at, text, seat: from }) => ({ at, text, from: from === mine.id ? 'you' as const : 'peer' as const })),
    ...await keptOf(db, mine.id), rounds: written,
  }
}

/** Begins an export. Only reads, and never more than one session at a time however long the history is. */
export const exportParts = async (needs: ExportNeeds, person: string): Promise<ExportParts> => {
  const { db } = needs.storage
  const { importedCard, seat, session } = schema
  return {
    head: {
      format: EXPORT_FORMAT, exportedAt: needs.clock.now(), instance: needs.instance, person: await personOf(needs, person),
      loops: (await needs.boardsOf(person)).map(toLoop), ...await preparationOf(needs, person),
    },
    async *sessions() {
      const ids = await db.select({ id: session.id }).from(seat).innerJoin(session, eq(session.id, seat.session))
        .where(eq(seat.person, person)).orderBy(desc(session.createdAt), asc(session.id))
      for (const { id } of ids) {
        const written = await toSession(needs, id, person)
        if (written) yield written
      }
    },
    async *imported() {
      const ids = await db.select({ id: importedCard.id }).from(importedCard).where(eq(importedCard.person, person)).orderBy(desc(importedCard.heldAt), asc(importedCard.id))
      for (let from = 0; from < ids.length; from += cardsAtOnce) {
        const batch = ids.slice(from, from + cardsAtOnce).map(row => row.id)
        const rows = await db.select({ id: importedCard.id, content: importedCard.content }).from(importedCard).where(inArray(importedCard.id, batch))
        yield* batch.flatMap(id => rows.filter(row => row.id === id).map(row => row.content as ImportedCard))
      }
    },
  }
}
