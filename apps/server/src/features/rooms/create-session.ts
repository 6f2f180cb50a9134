import { ok, type Ids, type Instant, type Result } from '@unanimous/kernel'
import { schema, type Transaction } from '@unanimous/db'
import { plannedMinutes } from '@unanimous/rounds'
import type { Dealer } from './deal.ts'
import { dealAll } from './deal.ts'

type Round = typeof schema.round.$inferInsert
type Kind = Round['kind']

/** Somebody who takes a seat. */
export interface Sitter { readonly person: string; readonly name: string }

/** A session to be made: who sits, which rounds, who interviews first. */
export interface NewSession {
  readonly origin: 'invite' | 'queue' | 'rematch'
  readonly first: Sitter
  /** Missing while an invite waits for its guest; packs are dealt when both are known. */
  readonly second?: Sitter
  /** One kind a round. */
  readonly kinds: readonly Kind[]
  readonly minutes: number
  /** Accommodation of every round; absent where none was asked for. */
  readonly stretch?: number
  /** Position of the seat that interviews in the first round. */
  readonly firstInterviewer: 0 | 1
  readonly loop?: { readonly loop: string; readonly loopSeat: NonNullable<Round['loopSeat']>; readonly standing: 'loop' | 'practice'; readonly candidate: 0 | 1 }
}

/** Makes a session with two seats and its planned rounds in the caller's transaction. */
export const createSession = (ids: Ids, dealer: Dealer) => async (tx: Transaction, wanted: NewSession, now: Instant): Promise<Result<{ session: string; seats: [string, string] }>> => {
  const session = ids.fresh()
  const seats: [string, string] = [ids.fresh(), ids.fresh()]
  await tx.insert(schema.session).values({
    id: session, origin: wanted.origin, bothWays: wanted.kinds.length > 1, createdBy: wanted.first.person, createdAt: now,
  })
  await tx.insert(schema.seat).values([
    { id: seats[0], session, position: 0, person: wanted.first.person, name: wanted.first.name, joinedAt: now },
    {
      id: seats[1], session, position: 1, person: wanted.second?.person ?? null, name: wanted.second?.name ?? '',
      joinedAt: wanted.second ? now : null,
    },
  ])
  const rounds = wanted.kinds.map((kind, index): Round => {
    const interviewer = index === 0 ? wanted.firstInterviewer : wanted.firstInterviewer === 0 ? 1 : 0
    const candidate = interviewer === 0 ? 1 : 0
    const inLoop = wanted.loop && wanted.loop.candidate === candidate ? { standing: wanted.loop.standing, loop: wanted.loop.loop, loopSeat: wanted.loop.loopSeat } : {}
    return {
      id: ids.fresh(), session, ordinal: index + 1, kind, interviewer: seats[interviewer], candidate: seats[candidate],
      minutes: plannedMinutes(kind, wanted.minutes), stretch: wanted.stretch ?? 1, document: ids.fresh(), ...inLoop,
    }
  })
  await tx.insert(schema.round).values(rounds)
  if (wanted.second) {
    const dealt = await dealAll(dealer, tx, session, now)
    if (!dealt.ok) return dealt
  }
  return ok({ session, seats })
}
