import { ok, refuse, type Clock } from '@unanimous/kernel'
import { schema, type Storage } from '@unanimous/db'
import { talkShare, type CountedSeconds, type RoundState } from '@unanimous/rounds'
import { typingFactOf } from '@unanimous/verdict'
import { eq } from 'drizzle-orm'
import type { QueryHandler } from '../../platform/handlers.ts'
import { titleOf, toGuess, toOpenedCard, toRecord } from './record.ts'
import { deadlineOf, finalOf, formsOfSeat, nameOf } from './sealed-facts.ts'
import { readSealed, type RoundRow, type SealedMeeting } from './seals.ts'

/** What browsers counted of a round, a seat each. */
export type CountedIn = (round: string) => Promise<readonly (CountedSeconds & { readonly seat: string; readonly approximate: boolean })[]>

interface DebriefNeeds {
  readonly storage: Storage
  readonly clock: Clock
  readonly stateOf: (round: string) => Promise<RoundState | undefined>
  readonly countedIn: CountedIn
}

/** Both read it: what was counted, they agreed to before. */
const talkOf = async ({ countedIn }: DebriefNeeds, row: RoundRow) => {
  const counted = await countedIn(row.id)
  if (counted.length === 0) return null
  const of = (seat: string) => counted.find(each => each.seat === seat)
  const shareOf = (seat: string) => { const each = of(seat); return each === undefined ? null : talkShare(each) ?? null }
  const typing = typingFactOf(row.kind, of(row.candidate))
  return { candidate: shareOf(row.candidate), interviewer: shareOf(row.interviewer), approximate: counted.some(each => each.approximate), typing: typing ?? null }
}

const partIn = (row: RoundRow, seat: string) => {
  if (row.interviewer === seat) return 'interviewer' as const
  return row.candidate === seat ? 'candidate' as const : 'rater' as const
}

/** A round of an opened session as one of its seats reads it. */
const openedRound = async (needs: DebriefNeeds, meeting: SealedMeeting, row: RoundRow, seat: string) => {
  const { storage, clock } = needs
  const state = await needs.stateOf(row.id)
  if (!state) throw new Error(`round ${row.id} has no log`)
  const cardOf = (by: string) => {
    const card = meeting.cards.find(candidate => candidate.round === row.id && candidate.seat === by)
    return card ? toOpenedCard({ round: row.id, kind: row.kind, rater: nameOf(meeting, by), raterIs: by === seat ? 'you' : 'peer', row: card }) : null
  }
  const estimate = meeting.estimates.find(candidate => candidate.round === row.id)
  const youAre = partIn(row, seat)
  const asker = meeting.seats.find(candidate => candidate.id === row.candidate)
  const [rating] = await storage.db.select().from(schema.feedbackRating).where(eq(schema.feedbackRating.round, row.id))
  return {
    round: row.id, kind: row.kind, title: titleOf(state), youAre, minutes: row.minutes,
    standing: row.standing, loop: row.loop, counts: row.counts,
    card: cardOf(row.interviewer), second: row.rater === null ? null : { rater: nameOf(meeting, row.rater), card: cardOf(row.rater) },
    selfEstimate: toGuess(estimate), record: toRecord(state, clock.now(), 'opened'), ...(await finalOf(storage, row.id)),
    talk: await talkOf(needs, row),
    // Between the two who met for it.
    wish: asker?.wish && youAre !== 'rater' ? { text: asker.wish, answer: asker.wishAnswer } : null,
    feedbackRating: rating && youAre === 'candidate' ? { specific: rating.specific, fair: rating.fair, actionable: rating.actionable } : null,
  }
}

/** Before the reveal: what this seat owes, and of the other only the bare fact. */
const sealedDebrief = (meeting: SealedMeeting, seat: string, peer: string | null, other: SealedMeeting['seats'][number] | undefined) => {
  const others = meeting.seats.filter(each => each.id !== seat && (each.position < 2 || meeting.rounds.some(round => round.rater === each.id)))
  const held = meeting.rounds.some(round => round.state === 'ended')
  return {
    state: 'sealed' as const, session: meeting.session.id, peer, peerHasFiled: typeof other?.filedToldAt === 'number',
    others: others.map(each => ({ name: each.name, is: each.position < 2 ? 'seat' as const : 'rater' as const, hasFiled: each.filedToldAt !== null })),
    deadlineAt: held ? deadlineOf(meeting) : null, owed: formsOfSeat(meeting, seat),
  }
}

const unknownSession = refuse('session/unknown', 'There is no such session.')

/** Both sides of a session, once it is open. */
export const createDebrief = (needs: DebriefNeeds): QueryHandler<'debrief'> => async (input, { standing, me }) => {
  const meeting = await readSealed(needs.storage.db, input.session)
  if (!meeting) return unknownSession
  const seat = String(standing.seat)
  const pair = meeting.seats.filter(each => each.position < 2)
  const isRater = !pair.some(each => each.id === seat)
  const other = isRater ? undefined : pair.find(each => each.id !== seat)
  const peer = isRater ? pair.map(each => each.name).join(' · ') : other?.name || null
  const { session, rounds } = meeting
  if (session.revealedAt === null || session.revealCause === null) return ok(sealedDebrief(meeting, seat, peer, other))
  const ended = rounds.filter(round => round.state === 'ended' && (!isRater || round.rater === seat))
  // Whoever came to rate a round that was then dropped has rated nothing, and reads nothing.
  if (ended.length === 0) return unknownSession
  const [profile] = await needs.storage.db.select().from(schema.profile).where(eq(schema.profile.person, me.person))
  return ok({
    state: 'opened', session: session.id, peer, openedAt: session.revealedAt, cause: session.revealCause,
    heldAt: Math.min(...ended.map(round => round.startedAt ?? session.createdAt)),
    goal: profile?.goal ?? null, replay: !isRater && pair.every(each => each.replayAgreed === true), rounds: await Promise.all(ended.map(round => openedRound(needs, meeting, round, seat))),
  })
}
