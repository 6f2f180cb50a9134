import { ok, refuse, type Result } from '@unanimous/kernel'
import { isPlayedFrom } from '@unanimous/bank'
import { schema, type Transaction } from '@unanimous/db'
import type { Pack } from '@unanimous/rounds'
import { mayCount } from '@unanimous/verdict'
import { and, asc, eq, sql } from 'drizzle-orm'
import type { Call } from '../../platform/caller.ts'
import type { CommandHandlers } from '../../platform/handlers.ts'
import { dealRound, type Dealer } from './deal.ts'
import { isOwn } from './session-view.ts'
import { holdSession, readMeeting, type Meeting, type RoundRow } from './sessions.store.ts'

interface OwnQuestionNeeds {
  readonly dealer: Dealer
  readonly publish: (session: string) => Promise<void>
  /** A question of this person, frozen as it is now. Supplied by the feature that owns questions. */
  readonly questionOf: (tx: Transaction, person: string, question: string) => Promise<Result<Pack>>
}

const otherKind = refuse('question/other-kind', 'This question is for another kind of round.')

/** Whether the candidate has met this very question before. */
const hasMet = async (tx: Transaction, meeting: Meeting, round: RoundRow, pack: string): Promise<boolean> => {
  const person = meeting.seats.find(seat => seat.id === round.candidate)?.person ?? ''
  const { seenPack } = schema
  const rows = await tx.select({ at: seenPack.at }).from(seenPack).where(and(eq(seenPack.person, person), eq(seenPack.pack, pack)))
  return rows.length > 0
}

/** An interviewer's own question stands in front; where a round has several prompts the others stay as dealt. */
export const createOwnQuestion = (needs: OwnQuestionNeeds): CommandHandlers<'use-own-question'> => ({
  'use-own-question': async (input, call) => {
    const meeting = await readMeeting(call.tx, String(call.standing.session))
    const round = meeting?.rounds.find(candidate => candidate.id === input.round)
    if (!meeting || !round) return refuse('round/unknown', 'There is no such round.')
    if (round.state !== 'planned') return refuse('round/already-started', 'This round has already started.')
    if (input.question === null && !isOwn(round)) return ok({})
    const given = input.question === null
      ? await backToBank(call.tx, needs.dealer, meeting, round, call.now)
      : await put(call.tx, { meeting, round, pack: await needs.questionOf(call.tx, call.person, input.question) })
    if (!given.ok) return given
    call.after(() => needs.publish(meeting.session.id))
    return ok({})
  },
})

/** Sessions in which this person is still to ask this question; in one order, so that two who hold several never wait for each other. */
const sessionsAhead = async (tx: Transaction, person: string, pack: string): Promise<string[]> => {
  const { round, seat } = schema
  const asksIt = sql`${round.packs} @> ${JSON.stringify([{ id: pack }])}::jsonb`
  const rows = await tx.selectDistinct({ session: round.session }).from(round).innerJoin(seat, eq(seat.id, round.interviewer))
    .where(and(eq(seat.person, person), eq(round.state, 'planned'), asksIt)).orderBy(asc(round.session))
  return rows.map(row => row.session)
}

/** What was saved without faults is what a round asks that is to be held with it; once it has started nothing changes it. */
export const createRefresh = (publish: OwnQuestionNeeds['publish']) => async (call: Call, question: Pack): Promise<void> => {
  const { id, version } = question
  for (const session of await sessionsAhead(call.tx, call.person, id)) {
    await holdSession(call.tx, session)
    const { rounds } = await readMeeting(call.tx, session) ?? { rounds: [] }
    for (const round of rounds.filter(each => each.state === 'planned')) {
      const packs = round.packs.map(pack => (pack.id === id ? { ...pack, version, own: question } : pack))
      await call.tx.update(schema.round).set({ packs }).where(eq(schema.round.id, round.id))
    }
    call.after(() => publish(session))
  }
}

const put = async (tx: Transaction, { meeting, round, pack }: { meeting: Meeting; round: RoundRow; pack: Result<Pack> }): Promise<Result<unknown>> => {
  if (!pack.ok) return pack
  const { id, version } = pack.value
  if (round.kind === 'extension' || !isPlayedFrom(round.kind, pack.value)) return otherKind
  const counts = round.loop === null ? ok(true) : mayCount({ kind: round.kind, ownQuestion: true })
  if (!counts.ok) return counts
  const seen = await hasMet(tx, meeting, round, id)
  const packs = [{ id, version, seen, own: pack.value }, ...round.packs.slice(1)]
  await tx.update(schema.round).set({ packs }).where(eq(schema.round.id, round.id))
  return ok(undefined)
}

const backToBank = async (tx: Transaction, dealer: Dealer, meeting: Meeting, round: RoundRow, now: Parameters<Dealer>[3]): Promise<Result<unknown>> => {
  await tx.update(schema.round).set({ packs: [] }).where(eq(schema.round.id, round.id))
  const isWaiting = meeting.seats.some(seat => seat.joinedAt === null)
  return isWaiting ? ok(undefined) : dealRound(dealer, tx, meeting.session.id, round.id, now)
}
