import { ok, refuse } from '@unanimous/kernel'
import { schema } from '@unanimous/db'
import type { RoundRecord } from '@unanimous/protocol'
import { and, eq, lt } from 'drizzle-orm'
import type { QueryHandler, QueryHandlers } from '../../platform/handlers.ts'
import { createDigests, type DigestNeeds, type Digests } from './digests.ts'
import { createHistoryList } from './history-list.ts'
import { createHome, type HomeNeeds } from './home.ts'
import { createMetrics, type MetricsNeeds } from './metrics.ts'
import { directions, readLines, readOpenedRows, type OpenedRow } from './opened-rows.ts'

export interface HistoryNeeds extends HomeNeeds, MetricsNeeds, DigestNeeds {
  readonly recordOf: (round: string) => Promise<RoundRecord | undefined>
  /** Components of a round's board that stood struck out at its end. */
  readonly struckIn: (round: string) => Promise<string[]>
}

export interface History {
  readonly queries: QueryHandlers<'home' | 'history' | 'metrics' | 'card'>
  /** What opened rounds add, kept when they open and made anew where it is missing. */
  readonly digests: Digests
}

const notOpen = refuse('scorecard/not-open', 'This card is not open, or it is not yours to read.')

const nothingLeft = { texts: {}, board: null, language: 'plain', pinned: {} }

/** Where both of the two agreed to one; a second rater is shown none. */
const hasReplay = async ({ db }: HistoryNeeds['storage'], { mine, round }: OpenedRow): Promise<boolean> => {
  const pair = await db.select({ replayAgreed: schema.seat.replayAgreed }).from(schema.seat).where(and(eq(schema.seat.session, round.session), lt(schema.seat.position, 2)))
  return mine.position < 2 && pair.every(each => each.replayAgreed === true)
}

/** One opened card, whole, and the other one where two rated. */
const createCard = ({ storage, recordOf, struckIn, openedCard }: HistoryNeeds): QueryHandler<'card'> => async (input, { me }) => {
  const [found, also] = await readOpenedRows(storage, me.person, input.round)
  if (!found) return notOpen
  const card = openedCard(found)
  const record = await recordOf(input.round)
  const [line] = await readLines(storage, { person: me.person, directions, matching: [eq(schema.roundDigest.round, input.round)], most: 1 })
  if (!card || !record || !line) return notOpen
  const [final] = await storage.db.select().from(schema.roundFinal).where(eq(schema.roundFinal.round, input.round))
  const { texts, board, language, pinned } = final ?? nothingLeft
  const second = also ? openedCard(also) : null
  return ok({ card, second, row: line.row, record, texts, board, language, pinned, struck: board === null ? [] : await struckIn(input.round), replay: await hasReplay(storage, found) })
}

/** Feedback received and given, what it says in numbers, and the home page that leads to it. Reads opened cards only. */
export const createHistory = (needs: HistoryNeeds): History => ({
  digests: createDigests(needs),
  queries: {
    home: createHome(needs),
    history: createHistoryList(needs.storage),
    metrics: createMetrics(needs),
    card: createCard(needs),
  },
})
