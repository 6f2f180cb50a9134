import { ok, refuse, type Instant } from '@unanimous/kernel'
import { schema, type Transaction } from '@unanimous/db'
import { and, asc, desc, eq, gte, inArray, ne, notExists } from 'drizzle-orm'
import type { CommandHandlers } from '../../platform/handlers.ts'
import type { SocketHub } from '../../platform/socket-hub.ts'
import { handleOf, isBlocked, type SessionMaking } from './invites.ts'
import { isInRound } from './tickets.store.ts'

const { round, seat, session } = schema
const unknown = refuse('session/unknown', 'There is no such session.')
const nobodyThere = refuse('account/nobody-there', 'The other person is no longer here.')

interface RematchNeeds extends SessionMaking {
  readonly hub: Pick<SocketHub, 'send'>
}

/** The rematch of this session that one of the two has opened already and that has not begun. */
const openRematch = async (
  tx: Transaction, one: string, other: string, before: typeof session.$inferSelect
): Promise<string | undefined> => {
  const begun = tx.select({ id: round.id }).from(round).where(and(eq(round.session, session.id), ne(round.state, 'planned')))
  const sessionsOf = (person: string) => tx.select({ session: seat.session }).from(seat).where(eq(seat.person, person))
  const [found] = await tx.select({ id: session.id }).from(session)
    .where(and(
      eq(session.origin, 'rematch'), gte(session.createdAt, before.createdAt), ne(session.id, before.id),
      inArray(session.id, sessionsOf(one)), inArray(session.id, sessionsOf(other)), notExists(begun),
    ))
    .orderBy(desc(session.createdAt)).limit(1)
  return found?.id
}

const readPlan = async (tx: Transaction, id: string, person: string) => {
  // Locked, so that both pressing at once open one session.
  const [before] = await tx.select().from(session).where(eq(session.id, id)).for('update')
  const seats = before ? await tx.select().from(seat).where(eq(seat.session, id)) : []
  const mine = seats.find(taken => taken.person === person && taken.position < 2)
  const theirs = seats.find(taken => taken.id !== mine?.id && taken.position < 2)
  const rounds = await tx.select().from(round).where(eq(round.session, id)).orderBy(asc(round.ordinal))
  return before && mine && theirs && { before, mine, theirs, rounds }
}

export const createRematch = (needs: RematchNeeds): CommandHandlers<'rematch'> => {
  const announce = (person: string, now: Instant) => needs.hub.send(`person:${person}`, 'home:changed', { now })
  return {
    rematch: async (input, call) => {
      const plan = await readPlan(call.tx, input.session, call.person)
      const [opening] = plan?.rounds ?? []
      if (!plan || !opening) return unknown
      const other = plan.theirs.person
      if (other === null) return nobodyThere
      if (await isBlocked(call.tx, call.person, other)) return refuse('matching/blocked', 'You two cannot meet here.')
      if (await isInRound(call.tx, call.person)) return refuse('matching/in-a-session', 'Finish the round you are in first.')
      const opened = await openRematch(call.tx, call.person, other, plan.before)
      if (opened !== undefined) return ok({ session: opened })
      const turned = input.roles !== 'same'
      const kinds = plan.rounds.map(each => each.kind)
      const made = await needs.createSession(call.tx, {
        origin: 'rematch', first: { person: call.person, name: await handleOf(call.tx, call.person) },
        second: { person: other, name: await handleOf(call.tx, other) },
        // With the roles the order of the kinds turns too, so that each is candidate in the kind they were candidate in.
        kinds: turned ? kinds.toReversed() : kinds, minutes: Math.max(...plan.rounds.map(each => each.minutes)),
        stretch: Math.max(...plan.rounds.map(each => each.stretch)),
        firstInterviewer: (opening.interviewer === plan.mine.id) === turned ? 1 : 0,
      }, call.now)
      if (!made.ok) return made
      call.after(() => announce(other, call.now))
      return ok({ session: made.value.session })
    },
  }
}
