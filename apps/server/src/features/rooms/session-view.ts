import { questionOf, titleOfDealt, type Bank } from '@unanimous/bank'
import { schema } from '@unanimous/db'
import type { RoundSummary, SessionView } from '@unanimous/protocol'
import { and, eq, isNull } from 'drizzle-orm'
import type { Presence } from './presence.ts'
import { runningRecordings } from './recordings.ts'
import { linkOf } from './second-rater.ts'
import { otherSeat, phaseOf, type Meeting, type Reader, type RoundRow, type SeatRow } from './sessions.store.ts'

interface ViewNeeds {
  readonly bank: Bank
  readonly presence: Presence
  /** The forms this seat owes and whether it has filed them: told to their author only. */
  readonly formsOf: (db: Reader, meeting: Meeting, seat: string) => Promise<SessionView['youFiled']>
  readonly deadlineOf: (db: Reader, meeting: Meeting) => Promise<number | null>
}

/** Whether the interviewer asks a question of their own. */
export const isOwn = ({ packs }: Pick<RoundRow, 'packs'>): boolean => packs.some(pack => pack.own !== undefined)

const deal = (bank: Bank, round: RoundRow): RoundSummary['deal'] => ({
  titles: round.packs.map(pack => titleOfDealt(bank, pack)),
  packs: round.packs.map(pack => pack.id),
  seen: round.packs.some(pack => pack.seen),
  mayRedeal: round.state === 'planned' && !round.redealt && round.packs.length > 0 && !isOwn(round),
  own: round.packs.flatMap(pack => (pack.own === undefined ? [] : questionOf(pack.id) ?? []))[0] ?? null,
})

const summary = (bank: Bank, round: RoundRow, seat: SeatRow): RoundSummary => {
  const youAre = seat.position > 1 ? 'rater' : round.interviewer === seat.id ? 'interviewer' : 'candidate'
  const { id, ordinal, kind, minutes, stretch, state, standing, loop, loopSeat, startedAt, endedAt, counts, document } = round
  // Practice in a loop means that the loop has ended, which is for its candidate to tell.
  const inLoop = standing === 'loop' || youAre === 'candidate' ? { loop, loopSeat } : { loop: null, loopSeat: null }
  return {
    round: id, ordinal, kind, minutes, stretch, state, youAre, interviewer: round.interviewer, standing, ...inLoop, startedAt, endedAt, counts, document,
    deal: youAre === 'interviewer' ? deal(bank, round) : null,
  }
}

const peopleOf = async (db: Reader, seats: readonly SeatRow[]) => {
  const people = seats.flatMap(seat => (seat.person === null ? [] : [seat.person]))
  const rows = await Promise.all(people.map(person => db.select().from(schema.profile).where(eq(schema.profile.person, person))))
  return new Map(rows.flat().map(row => [row.person, row]))
}

type Profiles = Awaited<ReturnType<typeof peopleOf>>

const seatView = (needs: ViewNeeds, people: Profiles, seat: SeatRow): SessionView['you'] => {
  const profile = seat.person === null ? undefined : people.get(seat.person)
  return {
    seat: seat.id, position: seat.position, handle: seat.name, guest: profile?.guest ?? true,
    here: needs.presence.isHere(seat.id), lastSeenAt: needs.presence.lastSeen(seat.id), ready: seat.readyAt !== null,
    replayAgreed: seat.replayAgreed, narrationAgreed: seat.narrationAgreed, recordingAgreed: seat.recordingAgreed,
    timeZone: profile?.timeZone ?? null, level: profile?.targetLevel ?? 'L5',
  }
}

const noInvite = { inviteCode: null, inviteExpiresAt: null }

const openInvite = async (db: Reader, session: string): Promise<Pick<SessionView, 'inviteCode' | 'inviteExpiresAt'>> => {
  const [invite] = await db.select().from(schema.invite).where(and(eq(schema.invite.session, session), isNull(schema.invite.revokedAt)))
  return { inviteCode: invite?.code ?? null, inviteExpiresAt: invite?.expiresAt ?? null }
}

/** The round to look at: the one running, else the next, else the last. */
const currentOf = (rounds: Meeting['rounds']) =>
  rounds.find(round => round.state === 'running') ?? rounds.find(round => round.state === 'planned') ?? rounds.findLast(round => round.state === 'ended')

const switchAskedBy = (mine: SeatRow, other: SeatRow): SessionView['switchAskedBy'] => {
  if (mine.asksSwitchAt !== null) return 'you'
  return other.asksSwitchAt === null ? null : 'peer'
}

/** Whoever rates beside the interviewer, or was asked for. Of what they do nobody is told more than that all of it is filed. */
const secondOf = async (needs: ViewNeeds, db: Reader, { session, seats, rater }: Meeting, mine: SeatRow): Promise<SessionView['second']> => {
  const link = await linkOf(db, session.id)
  if (!link && !rater) return null
  const askedBy = link && (link.askedBy === mine.id ? 'you' as const : 'peer' as const)
  const asked = { askedBy: askedBy ?? null, youAgreed: mine.raterAgreed }
  if (rater) return { ...asked, state: 'seated', expiresAt: null, seat: rater.id, handle: rater.name, here: needs.presence.isHere(rater.id), hasFiled: rater.filedToldAt !== null }
  const state = seats.every(seat => seat.raterAgreed === true) ? 'open' : 'asked'
  return { ...asked, state, expiresAt: link?.expiresAt ?? null, seat: null, handle: null, here: false, hasFiled: false }
}

/** The session as its second rater may see it: who holds it, and nothing of their plans, wishes, consents or links. */
const viewForRater = async (needs: ViewNeeds, db: Reader, meeting: Meeting, rater: SeatRow): Promise<SessionView> => {
  const { session, seats, rounds } = meeting
  const people = await peopleOf(db, [rater])
  return {
    session: session.id, origin: session.origin, bothWays: session.bothWays, createdAt: session.createdAt, phase: phaseOf(meeting),
    you: seatView(needs, people, rater), peer: null, companions: needs.presence.companionsOf(rater.id), ...noInvite,
    rounds: rounds.map(round => summary(needs.bank, round, rater)), currentRound: currentOf(rounds)?.id ?? null,
    second: await secondOf(needs, db, meeting, rater),
    ratedWith: seats.map(seat => ({ seat: seat.id, handle: seat.name, here: needs.presence.isHere(seat.id), hasFiled: seat.filedToldAt !== null })),
    switchAskedBy: null, recordings: await runningRecordings(db, session.id, rater.id), yourWish: null, peerWish: null, peerGoal: null,
    youFiled: await needs.formsOf(db, meeting, rater.id), peerHasFiled: false, deadlineAt: await needs.deadlineOf(db, meeting), revealedAt: session.revealedAt,
  }
}

/** The session as one seat may see it; throws for whoever is not in the room. Nothing in it moves when the other seat works on a sealed form. */
export const sessionViewFor = async (needs: ViewNeeds, db: Reader, meeting: Meeting, seatId: string): Promise<SessionView> => {
  if (meeting.rater?.id === seatId) return viewForRater(needs, db, meeting, meeting.rater)
  const { session, seats, rounds } = meeting
  const mine = seats.find(seat => seat.id === seatId)
  if (!mine) throw new Error(`seat ${seatId} is not in session ${session.id}`)
  const other = otherSeat(meeting, mine.id)
  const people = await peopleOf(db, seats)
  const isEmpty = other.joinedAt === null
  return {
    session: session.id, origin: session.origin, bothWays: session.bothWays, createdAt: session.createdAt, phase: phaseOf(meeting),
    you: seatView(needs, people, mine), peer: isEmpty ? null : seatView(needs, people, other),
    companions: needs.presence.companionsOf(mine.id),
    ...(isEmpty ? await openInvite(db, session.id) : noInvite),
    rounds: rounds.map(round => summary(needs.bank, round, mine)), currentRound: currentOf(rounds)?.id ?? null,
    second: await secondOf(needs, db, meeting, mine), ratedWith: null,
    switchAskedBy: switchAskedBy(mine, other),
    recordings: await runningRecordings(db, session.id, mine.id),
    yourWish: mine.wish, peerWish: rounds.some(round => round.interviewer === mine.id) ? other.wish : null,
    peerGoal: people.get(other.person ?? '')?.goal ?? null,
    youFiled: await needs.formsOf(db, meeting, mine.id), peerHasFiled: other.filedToldAt !== null,
    deadlineAt: await needs.deadlineOf(db, meeting), revealedAt: session.revealedAt,
  }
}
