import { ok, refuse, type Instant, type Result } from '@unanimous/kernel'
import type { Bank } from '@unanimous/bank'
import { schema, type Transaction } from '@unanimous/db'
import { hasChosenLength, plannedMinutes } from '@unanimous/rounds'
import { isLoopLength, mayCount } from '@unanimous/verdict'
import { eq } from 'drizzle-orm'
import type { Call } from '../../platform/caller.ts'
import type { CommandHandlers } from '../../platform/handlers.ts'
import { dealAll, dealForLoop, dealRound, type Dealer } from './deal.ts'
import { isOwn } from './session-view.ts'
import { otherSeat, phaseOf, readMeeting, type Meeting, type RoundRow } from './sessions.store.ts'

interface GreenRoomNeeds {
  readonly dealer: Dealer
  readonly bank: Bank
  readonly ids: { fresh(): string }
  readonly publish: (session: string) => Promise<void>
  /** Whether a candidate's loop may take this round in this seat, and whether it then counts. Supplied by the feature that owns loops. */
  readonly checkDeclaration: (tx: Transaction, person: string, declaration: {
    readonly loop: string; readonly loopSeat: NonNullable<RoundRow['loopSeat']>; readonly kind: RoundRow['kind']; readonly minutes: number; readonly round: string
  }, now: Instant) => Promise<Result<RoundRow['standing']>>
  /** The session may now be ready to open: a planned round was dropped. */
  readonly roundDropped: (call: Call, session: string) => Promise<void>
}

type PlanNames = 'set-plan' | 'declare-loop-round' | 'ask-switch' | 'deal-again' | 'drop-round'
type SeatNames = 'leave-wish' | 'be-ready'

const unknown = refuse('session/unknown', 'There is no such session.')
const started = refuse('session/already-started', 'The first round has already started.')
const needsFullLength = refuse(
  'session/loop-needs-full-length', 'A loop round keeps its full 60 minutes; only the hiring manager round may take 45.'
)

const inGreenRoom = async (call: Call, session: string): Promise<Result<Meeting>> => {
  const meeting = await readMeeting(call.tx, session)
  if (!meeting) return unknown
  return phaseOf(meeting) === 'green-room' ? ok(meeting) : started
}

const setSeat = (tx: Transaction, seat: string, values: Partial<typeof schema.seat.$inferInsert>) => tx.update(schema.seat).set(values).where(eq(schema.seat.id, seat))
const setRound = (tx: Transaction, round: string, values: Partial<typeof schema.round.$inferInsert>) => tx.update(schema.round).set(values).where(eq(schema.round.id, round))
const asPractice = { standing: 'practice', loop: null, loopSeat: null, redealt: false } as const

const plannedRound = async (call: Call): Promise<Result<{ meeting: Meeting; round: RoundRow }>> => {
  const meeting = await readMeeting(call.tx, String(call.standing.session))
  const round = meeting?.rounds.find(candidate => candidate.id === call.standing.round)
  if (!meeting || !round) return refuse('round/unknown', 'There is no such round.')
  return round.state === 'planned' ? ok({ meeting, round }) : refuse('round/already-started', 'This round has already started.')
}

const swap = async (tx: Transaction, meeting: Meeting) => {
  for (const round of meeting.rounds) await setRound(
    tx, round.id, { interviewer: round.candidate, candidate: round.interviewer, ...asPractice }
  )
  for (const seat of meeting.seats) await setSeat(tx, seat.id, { asksSwitchAt: null })
}

/** Makes the planned rounds match the wanted kinds, keeping who interviews first. */
const reshape = async (tx: Transaction, ids: GreenRoomNeeds['ids'], meeting: Meeting, kinds: readonly RoundRow['kind'][]) => {
  const [first] = meeting.rounds
  if (!first) throw new Error(`session ${meeting.session.id} has no round`)
  for (const [index, kind] of kinds.entries()) {
    const round = meeting.rounds[index]
    if (round && round.kind !== kind) await setRound(tx, round.id, { kind, packs: [], ...asPractice })
    if (round) continue
    const { session, minutes, stretch, candidate, interviewer } = first
    await tx.insert(schema.round).values({
      id: ids.fresh(), session, ordinal: index + 1, kind, minutes, stretch, interviewer: candidate, candidate: interviewer,
      document: ids.fresh(),
    })
  }
  for (const extra of meeting.rounds.slice(kinds.length)) await tx.delete(schema.round).where(eq(schema.round.id, extra.id))
  await tx.update(schema.session).set({ bothWays: kinds.length > 1 }).where(eq(schema.session.id, first.session))
}

/** The length a session was planned for: rounds with a length of their own do not tell. */
const lengthOf = (rounds: readonly RoundRow[]): number => rounds.find(round => hasChosenLength(round.kind))?.minutes ?? 60

const setLengths = async (tx: Transaction, session: string, minutes: number, stretch: number | undefined) => {
  for (const { id, kind } of (await readMeeting(tx, session))?.rounds ?? []) {
    await setRound(tx, id, { minutes: plannedMinutes(kind, minutes), ...(stretch === undefined ? {} : { stretch }) })
  }
}

/** The kinds after the change: the first as asked, the second as asked or as it was, one only when it is one way. */
const kindsAfter = (
  rounds: readonly RoundRow[], input: { kinds?: readonly RoundRow['kind'][] | undefined; bothWays?: boolean | undefined }
): RoundRow['kind'][] => {
  const [firstNow = 'coding', secondNow] = rounds.map(round => round.kind)
  const [first = firstNow, second = secondNow ?? first] = input.kinds ?? []
  const bothWays = input.bothWays ?? (input.kinds ? input.kinds.length > 1 : rounds.length > 1)
  return bothWays ? [first, second] : [first]
}

const publishing = (needs: GreenRoomNeeds) => (
  call: Call, session: string, done: Result<unknown> = ok(undefined)
): Result<Record<string, never>> => {
  if (!done.ok) return done
  call.after(() => needs.publish(session))
  return ok({})
}

const createPlanCommands = (needs: GreenRoomNeeds): CommandHandlers<PlanNames> => {
  const published = publishing(needs)
  return {
    'set-plan': async (input, call) => {
      const found = await inGreenRoom(call, input.session)
      if (!found.ok) return found
      const { rounds, seats } = found.value
      const { stretch } = input
      const minutes = input.minutes ?? lengthOf(rounds)
      if (rounds.some(round => round.standing === 'loop' && !isLoopLength(round.kind, minutes))) return needsFullLength
      await reshape(call.tx, needs.ids, found.value, kindsAfter(rounds, input))
      await setLengths(call.tx, input.session, minutes, stretch)
      return published(
        call, input.session,
        seats[1].joinedAt === null ? ok(undefined) : await dealAll(needs.dealer, call.tx, input.session, call.now)
      )
    },
    'declare-loop-round': async (input, call) => {
      const found = await plannedRound(call)
      if (!found.ok) return found
      const { meeting, round } = found.value
      if (input.loop === null || input.loopSeat === null) {
        await setRound(call.tx, round.id, { standing: 'practice', loop: null, loopSeat: null })
        return published(call, meeting.session.id)
      }
      const counts = mayCount({ kind: round.kind, ownQuestion: isOwn(round) })
      if (!counts.ok) return counts
      const declaration = { loop: input.loop, loopSeat: input.loopSeat, kind: round.kind, minutes: round.minutes, round: round.id }
      const allowed = await needs.checkDeclaration(call.tx, call.person, declaration, call.now)
      if (!allowed.ok) return allowed
      await setRound(call.tx, round.id, { standing: allowed.value, loop: input.loop, loopSeat: input.loopSeat })
      const dealt = meeting.seats[1].joinedAt === null ? ok(undefined) : await dealForLoop(
        needs, call.tx, meeting.session.id, round.id, call.now
      )
      return dealt.ok ? published(call, meeting.session.id) : dealt
    },
    'ask-switch': async (input, call) => {
      const found = await inGreenRoom(call, input.session)
      if (!found.ok) return found
      const seat = String(call.standing.seat)
      const other = otherSeat(found.value, seat)
      if (other.joinedAt === null) return refuse('session/alone', 'Nobody sits in the other seat yet.')
      if (input.wanted && other.asksSwitchAt !== null) {
        await swap(call.tx, found.value)
        const dealt = await dealAll(needs.dealer, call.tx, input.session, call.now, 'again')
        return dealt.ok ? published(call, input.session) : dealt
      }
      await setSeat(call.tx, seat, { asksSwitchAt: input.wanted ? call.now : null })
      if (!input.wanted) await setSeat(call.tx, other.id, { asksSwitchAt: null })
      return published(call, input.session)
    },
    'deal-again': async (input, call) => {
      const found = await plannedRound(call)
      if (!found.ok) return found
      if (found.value.round.redealt) return refuse('round/dealt-twice', 'This round was already dealt again once.')
      const dealt = await dealRound(needs.dealer, call.tx, found.value.meeting.session.id, input.round, call.now)
      if (!dealt.ok) return dealt
      await setRound(call.tx, input.round, { redealt: true })
      return published(call, found.value.meeting.session.id)
    },
    'drop-round': async (input, call) => {
      const meeting = await readMeeting(call.tx, input.session)
      if (!meeting) return unknown
      const planned = meeting.rounds.filter(round => round.state === 'planned')
      if (phaseOf(meeting) !== 'between' || planned.length === 0) return refuse(
        'round/nothing-to-drop', 'There is no second round left to drop.'
      )
      for (const round of planned) await setRound(call.tx, round.id, { state: 'dropped' })
      await needs.roundDropped(call, input.session)
      return published(call, input.session)
    },
  }
}

const createSeatCommands = (needs: GreenRoomNeeds): CommandHandlers<SeatNames> => {
  const published = publishing(needs)
  return {
    'leave-wish': async (input, call) => {
      const found = await inGreenRoom(call, input.session)
      if (!found.ok) return found
      await setSeat(call.tx, String(call.standing.seat), { wish: input.wish.trim() || null })
      return published(call, input.session)
    },
    'be-ready': async (input, call) => {
      const meeting = await readMeeting(call.tx, input.session)
      if (!meeting) return unknown
      if (phaseOf(meeting) === 'over') return refuse('session/over', 'This session is over.')
      await setSeat(call.tx, String(call.standing.seat), { readyAt: input.ready ? call.now : null })
      return published(call, input.session)
    },
  }
}

/** What two people settle before and between rounds. */
export const createGreenRoom = (needs: GreenRoomNeeds): CommandHandlers<PlanNames | SeatNames> => ({
  ...createPlanCommands(needs), ...createSeatCommands(needs),
})
