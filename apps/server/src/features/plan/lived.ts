import { instant } from '@unanimous/kernel'
import { schema, type Database, type Transaction } from '@unanimous/db'
import type { StoryText } from '@unanimous/protocol'
import type { KeptStory, Lived, ReceivedRound } from '@unanimous/prep'
import type { FiledScorecard } from '@unanimous/verdict'
import { and, asc, eq, inArray, isNotNull } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'

export type Reader = Pick<Database, 'select'> | Pick<Transaction, 'select'>
type StoryRow = typeof schema.story.$inferSelect

/** A story with its row's id. */
export interface OwnStory extends KeptStory {
  readonly id: string
  readonly changedAt: number
}

const { prepTick, rehearsal, round, scorecard, seat, story } = schema

/** Opened rounds in which this person was interviewed. Sealed ones stay out, so that no plan moves because of them. */
const readReceived = async (db: Reader, person: string): Promise<ReceivedRound[]> => {
  const mine = alias(seat, 'mine')
  const rows = await db.select({ round, card: scorecard, rater: seat }).from(scorecard).innerJoin(round, eq(round.id, scorecard.round))
    .innerJoin(mine, eq(mine.id, round.candidate)).innerJoin(seat, eq(seat.id, scorecard.seat)).where(and(eq(mine.person, person), isNotNull(scorecard.openedAt)))
  return rows.map(({ round: held, card, rater }) => {
    const filed = card.filed as FiledScorecard
    return {
      round: held.id, kind: held.kind, heldAt: instant(held.startedAt ?? 0), openedAt: instant(card.openedAt ?? 0), rater: rater.person ?? rater.id,
      ratings: filed.form === 'vote' ? Object.fromEntries(filed.ratings.map(({ dimension, rating }) => [dimension, rating])) : {},
    }
  })
}

/** A person's stories, oldest first, with their rehearsals. */
export const readStories = async (db: Reader, person: string): Promise<OwnStory[]> => {
  const rows: StoryRow[] = await db.select().from(story).where(eq(story.person, person)).orderBy(asc(story.createdAt), asc(story.id))
  const told = rows.length === 0 ? [] : await db.select().from(rehearsal).where(inArray(rehearsal.story, rows.map(row => row.id))).orderBy(asc(rehearsal.at))
  return rows.map(({ id, content, createdAt, changedAt }) => ({
    ...(content as StoryText), id, createdAt: instant(createdAt), changedAt,
    rehearsals: told.filter(each => each.story === id).map(({ at, minutes, i, we }) => ({ at: instant(at), minutes, i, we })),
  }))
}

/** All that a plan follows from, beside its settings. */
export const readLived = async (db: Reader, person: string): Promise<Lived> => {
  const ticks = await db.select().from(prepTick).where(eq(prepTick.person, person)).orderBy(asc(prepTick.at))
  return {
    received: await readReceived(db, person), stories: await readStories(db, person),
    ticks: ticks.map(({ task, at, words }) => ({ task, at: instant(at), ...(words !== null && { words }) })),
  }
}
