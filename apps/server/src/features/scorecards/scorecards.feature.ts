import { ok, refuse, type Clock } from '@unanimous/kernel'
import type { Bank } from '@unanimous/bank'
import { schema, type Storage } from '@unanimous/db'
import type { RoundState } from '@unanimous/rounds'
import { REVEAL_DEADLINE_MS } from '@unanimous/verdict'
import { and, eq, isNotNull, isNull, lte, max } from 'drizzle-orm'
import type { Call } from '../../platform/caller.ts'
import type { CommandHandlers, QueryHandlers } from '../../platform/handlers.ts'
import { described, type Log } from '../../platform/log.ts'
import type { CountedIn } from './debrief.ts'
import { createForms } from './forms.ts'
import { createQueries } from './queries.ts'
import { noteFiled, revealIfDue, type Opened } from './reveal.ts'
import { deadlineOf, formsOfSeat } from './sealed-facts.ts'
import { readSealed, type Reader } from './seals.ts'

interface ScorecardNeeds {
  readonly storage: Storage
  readonly clock: Clock
  readonly bank: Bank
  readonly log: Log
  readonly stateOf: (round: string, db?: Reader) => Promise<RoundState | undefined>
  readonly countedIn: CountedIn
  readonly publish: (session: string) => Promise<void>
  /** Everything of this session opened: loops, home pages and documents follow. */
  readonly revealed: (session: string) => Promise<void>
  /** A session opens, or what is open in it got a remark; in the transaction. */
  readonly opened: Opened
}

type CommandNames = 'save-scorecard' | 'file-scorecard' | 'reopen-scorecard' | 'save-self-estimate' | 'file-self-estimate' | 'append-remark' | 'answer-wish' | 'rate-feedback'

export interface Scorecards {
  readonly commands: CommandHandlers<CommandNames>
  readonly queries: QueryHandlers<'scorecard' | 'self-estimate' | 'debrief'>
  /** A round ended or was dropped: the session may now be complete. In the caller's transaction. */
  settle(call: Pick<Call, 'tx' | 'now'>, session: string): Promise<boolean>
  /** The deadline of a session, and its author's own forms, for the session view. */
  formsOf(db: Reader, session: string, seat: string): Promise<ReturnType<typeof formsOfSeat>>
  deadline(db: Reader, session: string): Promise<number | null>
  /** Opens every session whose deadline has passed. Safe to run at any time and twice. */
  sweepDeadlines(): Promise<void>
}

export const createScorecards = (needs: ScorecardNeeds): Scorecards => {
  const { storage, clock } = needs
  const notOpen = refuse('scorecard/not-open', 'This card is not open yet.')

  /** An opened card of a round: any, or one author's. */
  const openCard = async (call: Call, round: string, of?: string) => {
    const [row] = await call.tx.select().from(schema.scorecard).where(and(
      eq(schema.scorecard.round, round), isNotNull(schema.scorecard.openedAt), ...(of === undefined ? [] : [eq(schema.scorecard.seat, of)])
    ))
    return row
  }
  const settle: Scorecards['settle'] = async ({ tx, now }, session) => {
    const meeting = await readSealed(tx, session)
    for (const seat of meeting?.seats ?? []) {
      if (meeting && formsOfSeat(meeting, seat.id).length > 0) await noteFiled(tx, session, seat.id, now)
    }
    return await revealIfDue(tx, session, now, needs.opened) !== undefined
  }
  const openOverdue = async (session: string) => {
    const opened = await storage.transaction(tx => revealIfDue(tx, session, clock.now(), needs.opened))
    if (!opened) return
    await needs.revealed(session)
    await needs.publish(session)
  }
  return {
    commands: {
      ...createForms({ stateOf: needs.stateOf, publish: needs.publish, revealed: needs.revealed, opened: needs.opened }),
      'append-remark': async (input, call) => {
        const mine = String(call.standing.seat)
        const row = await openCard(call, input.round, mine)
        if (!row) return notOpen
        if (row.remark !== null) return refuse('scorecard/remark-exists', 'This card already carries your remark.')
        await call.tx.update(schema.scorecard).set({ remark: input.text, remarkAt: call.now }).where(and(
          eq(schema.scorecard.round, input.round), eq(schema.scorecard.seat, mine), isNull(schema.scorecard.remark)
        ))
        await needs.opened(call.tx, String(call.standing.session))
        return ok({})
      },
      'answer-wish': async (input, call) => {
        const meeting = await readSealed(call.tx, String(call.standing.session))
        const round = meeting?.rounds.find(candidate => candidate.id === input.round)
        if (!meeting || !round || meeting.session.revealedAt === null) return notOpen
        const asked = await call.tx.update(schema.seat).set({ wishAnswer: input.text }).where(and(eq(schema.seat.id, round.candidate), isNotNull(schema.seat.wish))).returning()
        return asked.length > 0 ? ok({}) : refuse('scorecard/no-wish', 'There is no wish to answer.')
      },
      'rate-feedback': async (input, call) => {
        if (!await openCard(call, input.round)) return notOpen
        const { round, specific, fair, actionable } = input
        await call.tx.insert(schema.feedbackRating).values({
          round, seat: String(call.standing.seat), specific, fair, actionable, at: call.now,
        })
          .onConflictDoUpdate({
            target: [schema.feedbackRating.round, schema.feedbackRating.seat], set: { specific, fair, actionable, at: call.now },
          })
        return ok({})
      },
    },
    queries: createQueries(needs),
    settle,
    async formsOf(db, session, seat) {
      const meeting = await readSealed(db, session)
      return meeting ? formsOfSeat(meeting, seat) : []
    },
    async deadline(db, session) {
      const meeting = await readSealed(db, session)
      return meeting?.rounds.some(round => round.state === 'ended') ? deadlineOf(meeting) : null
    },
    async sweepDeadlines() {
      const { round, session } = schema
      const overdue = await storage.db.select({ id: session.id }).from(round).innerJoin(session, eq(session.id, round.session))
        .where(and(eq(round.state, 'ended'), isNull(session.revealedAt))).groupBy(session.id).having(lte(max(round.endedAt), clock.now() - REVEAL_DEADLINE_MS))
      for (const { id } of overdue) {
        await openOverdue(id).catch((error: unknown) => needs.log.error(
          { session: id, error: described(error) }, 'an overdue session was not opened'
        ))
      }
    },
  }
}
