import { ok, refuse } from '@unanimous/kernel'
import { schema } from '@unanimous/db'
import type { QueryInput } from '@unanimous/protocol'
import { eq } from 'drizzle-orm'
import type { QueryHandlers } from '../../platform/handlers.ts'
import { createHome, type HomeNeeds } from './home.ts'
import { readOpenedRows, toHistoryRow, type OpenedRow } from './opened-rows.ts'

const notOpen = refuse('scorecard/not-open', 'This card is not open, or it is not yours to read.')

const fits = (row: OpenedRow, filter: QueryInput<'history'>) =>
  (filter.kind === undefined || row.round.kind === filter.kind) && (filter.peer === undefined || row.other.name === filter.peer) &&
  (filter.direction === undefined || (filter.direction === 'received') === (row.round.candidate === row.mine.id))

/** Feedback received and given, and the home page that leads to it. Reads opened cards only. */
export const createHistory = (needs: HomeNeeds): { queries: QueryHandlers<'home' | 'history' | 'card'> } => ({
  queries: {
    home: createHome(needs),
    history: async (input, { me }) => {
      const rows = await readOpenedRows(needs.storage, me.person)
      return ok({
        rows: await Promise.all(rows.filter(row => fits(row, input)).map(row => toHistoryRow(needs, row))),
        peers: [...new Set(rows.map(row => row.other.name))].toSorted(),
      })
    },
    card: async (input, { me }) => {
      const row = (await readOpenedRows(needs.storage, me.person)).find(each => each.round.id === input.round)
      const card = row && needs.openedCard(row)
      const record = row && await needs.recordOf(row.round.id)
      if (!row || !card || !record) return notOpen
      const [final] = await needs.storage.db.select().from(schema.roundFinal).where(eq(schema.roundFinal.round, row.round.id))
      return ok({
        card, row: await toHistoryRow(needs, row), record, texts: final?.texts ?? {}, language: final?.language ?? 'plain',
        pinned: final?.pinned ?? {},
      })
    },
  },
})
