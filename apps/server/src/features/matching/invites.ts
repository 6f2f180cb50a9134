import { instant, ok, refuse, type Ids, type Instant, type Result } from '@unanimous/kernel'
import { schema, type Storage, type Transaction } from '@unanimous/db'
import { limits } from '@unanimous/protocol'
import { meetingMinutes } from '@unanimous/rounds'
import { mayCount } from '@unanimous/verdict'
import { and, asc, count, eq, gt, isNull, or } from 'drizzle-orm'
import type { Call } from '../../platform/caller.ts'
import type { CommandHandlers, QueryHandlers } from '../../platform/handlers.ts'

type RoundRow = typeof schema.round.$inferSelect

/** What matching asks of the feature that owns sessions. */
export interface SessionMaking {
  readonly createSession: (tx: Transaction, wanted: {
    origin: 'invite' | 'queue' | 'rematch'; first: { person: string; name: string }; second?: { person: string; name: string }
    kinds: readonly RoundRow['kind'][]; minutes: number; stretch?: number; firstInterviewer: 0 | 1
    loop?: { loop: string; loopSeat: NonNullable<RoundRow['loopSeat']>; standing: RoundRow['standing']; candidate: 0 | 1 }
  }, now: Instant) => Promise<Result<{ session: string }>>
  readonly seatGuest: (tx: Transaction, session: string, person: string, name: string, now: Instant) => Promise<Result<unknown>>
  readonly publish: (session: string) => Promise<void>
  readonly renamed: (call: Call, person: string, name: string) => Promise<void>
  readonly checkDeclaration: (tx: Transaction, person: string, declaration: { loop: string; loopSeat: NonNullable<RoundRow['loopSeat']>; kind: RoundRow['kind']; minutes: number }, now: Instant) => Promise<Result<RoundRow['standing']>>
}

interface InviteNeeds extends SessionMaking {
  readonly storage: Storage
  readonly ids: Ids
  readonly clock: { now(): Instant }
}

type Commands = CommandHandlers<'create-invite' | 'accept-invite' | 'revoke-invite'>
type Queries = QueryHandlers<'invite'>

const { block, invite, profile, round, seat, session } = schema
const unknown = refuse('invite/unknown', 'This invite does not exist. Ask for a new link.')
const tooMany = refuse('matching/too-many-invites', `You have ${limits.invitesOpenPerPerson} unused invites. Take one back first.`)

/** Whether either of the two has blocked the other. */
export const isBlocked = async (db: Pick<Transaction, 'select'>, one: string, other: string): Promise<boolean> => {
  const rows = await db.select({ at: block.at }).from(block)
    .where(or(and(eq(block.blocker, one), eq(block.blocked, other)), and(eq(block.blocker, other), eq(block.blocked, one))))
  return rows.length > 0
}

export const handleOf = async (db: Pick<Transaction, 'select'>, person: string): Promise<string> => {
  const [row] = await db.select({ handle: profile.handle }).from(profile).where(eq(profile.person, person))
  return row?.handle ?? 'Guest'
}

const openInvites = async (tx: Transaction, person: string, now: Instant): Promise<number> => {
  const [open] = await tx.select({ count: count() }).from(invite).innerJoin(session, eq(session.id, invite.session))
    .where(and(eq(session.createdBy, person), isNull(invite.acceptedAt), isNull(invite.revokedAt), gt(invite.expiresAt, now)))
  return open?.count ?? 0
}

const inviteState = (row: typeof invite.$inferSelect, now: Instant) => {
  if (row.revokedAt !== null) return 'revoked' as const
  if (row.acceptedAt !== null) return 'taken' as const
  return row.expiresAt <= now ? 'expired' as const : 'open' as const
}

const createInviteQuery = ({ storage: { db }, clock }: InviteNeeds): Queries['invite'] => async (input, { caller }) => {
  const [row] = await db.select().from(invite).where(eq(invite.code, input.code))
  if (!row) return unknown
  const seats = await db.select().from(seat).where(eq(seat.session, row.session)).orderBy(asc(seat.position))
  const rounds = await db.select().from(round).where(eq(round.session, row.session)).orderBy(asc(round.ordinal))
  const guestSeat = seats[1]?.id
  const yours = seats.some(taken => taken.person !== null && taken.person === caller.signedIn?.person)
  return ok({
    state: yours ? 'yours' : inviteState(row, clock.now()), inviter: seats[0]?.name ?? '', session: yours ? row.session : null,
    expiresAt: row.expiresAt, totalMinutes: meetingMinutes(rounds),
    rounds: rounds.map(planned => ({
      kind: planned.kind, minutes: Math.round(planned.minutes * planned.stretch), longer: planned.stretch > 1,
      youAre: planned.interviewer === guestSeat ? 'interviewer' as const : 'candidate' as const,
    })),
  })
}

export const createInvites = (needs: InviteNeeds): { commands: Commands; queries: Queries } => {
  const mayAccept = async (tx: Transaction, code: string, person: string, now: Instant) => {
    const [row] = await tx.select().from(invite).where(eq(invite.code, code)).for('update')
    if (!row) return unknown
    const seats = await tx.select().from(seat).where(eq(seat.session, row.session)).orderBy(asc(seat.position))
    if (seats.some(taken => taken.person === person)) return ok({ row, already: true })
    if (row.revokedAt !== null) return refuse('invite/revoked', 'This invite was taken back. Ask for a new link.')
    if (row.acceptedAt !== null) return refuse('invite/taken', 'Somebody else has already taken this seat.')
    if (row.expiresAt <= now) return refuse('invite/expired', 'This invite is too old. Ask for a new link.')
    const inviter = seats[0]?.person
    if (inviter && await isBlocked(tx, inviter, person)) return refuse('invite/blocked', 'You two cannot meet here.')
    return ok({ row, already: false })
  }
  return {
    commands: {
      'create-invite': async (input, call) => {
        if (await openInvites(call.tx, call.person, call.now) >= limits.invitesOpenPerPerson) return tooMany
        let standing: RoundRow['standing'] = 'practice'
        if (input.loop !== undefined && input.loopSeat !== undefined) {
          const counts = mayCount({ kind: input.kind, ownQuestion: false })
          if (!counts.ok) return counts
          const allowed = await needs.checkDeclaration(
            call.tx, call.person, { loop: input.loop, loopSeat: input.loopSeat, kind: input.kind, minutes: input.minutes },
            call.now
          )
          if (!allowed.ok) return allowed
          standing = allowed.value
        }
        // The guest is candidate first; a round of the inviter's own loop is then the second one.
        const made = await needs.createSession(call.tx, {
          origin: 'invite', first: { person: call.person, name: await handleOf(call.tx, call.person) },
          kinds: input.bothWays ? [input.kind, input.kind] : [input.kind], minutes: input.minutes,
          firstInterviewer: input.loop !== undefined && !input.bothWays ? 1 : 0,
          ...(input.loop === undefined || input.loopSeat === undefined ? {} : { loop: { loop: input.loop, loopSeat: input.loopSeat, standing, candidate: 0 } }),
        }, call.now)
        if (!made.ok) return made
        const code = needs.ids.fresh()
        await call.tx.insert(invite).values({
          code, session: made.value.session, createdAt: call.now, expiresAt: instant(call.now + limits.inviteLifeMs),
        })
        return ok({ session: made.value.session, code })
      },
      'accept-invite': async (input, call) => {
        const may = await mayAccept(call.tx, input.code, call.person, call.now)
        if (!may.ok) return may
        const { row, already } = may.value
        if (already) return ok({ session: row.session })
        if (call.guest && input.name !== undefined) await needs.renamed(call, call.person, input.name)
        const seated = await needs.seatGuest(
          call.tx, row.session, call.person,
          call.guest && input.name !== undefined ? input.name : await handleOf(call.tx, call.person), call.now
        )
        if (!seated.ok) return refuse(seated.refusal.code, seated.refusal.message)
        await call.tx.update(invite).set({ acceptedAt: call.now }).where(eq(invite.code, input.code))
        call.after(() => needs.publish(row.session))
        return ok({ session: row.session })
      },
      'revoke-invite': async (input, call) => {
        // Held, because a guest may be taking the seat, or the plan may be changing, at this instant.
        const rows = await call.tx.select({ code: invite.code, acceptedAt: invite.acceptedAt }).from(invite).innerJoin(session, eq(session.id, invite.session))
          .where(and(eq(invite.session, input.session), eq(session.createdBy, call.person))).for('update')
        const [found] = rows
        if (!found) return unknown
        if (found.acceptedAt !== null) return refuse('invite/taken', 'Somebody has already taken this seat.')
        await call.tx.update(invite).set({ revokedAt: call.now }).where(eq(invite.code, found.code))
        await call.tx.update(round).set({ state: 'dropped' }).where(eq(round.session, input.session))
        call.after(() => needs.publish(input.session))
        return ok({})
      },
    },
    queries: { invite: createInviteQuery(needs) },
  }
}
