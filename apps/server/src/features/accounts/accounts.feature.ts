import { ok, refuse, type Clock, type Result } from '@unanimous/kernel'
import { isUniqueViolation, schema, type Storage, type Transaction } from '@unanimous/db'
import { and, eq } from 'drizzle-orm'
import type { Host } from '@unanimous/protocol'
import type { Call } from '../../platform/caller.ts'
import type { CommandHandlers, QueryHandlers } from '../../platform/handlers.ts'
import { isTimeZone } from '../../platform/time-zone.ts'
import { createCredentialCommands, emailTaken, isEmailTaken, type CredentialsNeeds } from './credentials.ts'
import { handleProblem, profilesOf, toProfile } from './profiles.ts'
import { createSignIns } from './sign-ins.ts'

interface AccountsNeeds extends CredentialsNeeds {
  readonly storage: Storage
  readonly clock: Clock
  readonly host: () => Host
  /** The other person of a session, if a person still sits there. */
  readonly peerOf: (tx: Transaction, session: string, person: string) => Promise<string | undefined>
  /** A member's handle changed or a guest became one: seats and open pages show it. */
  readonly renamed: (call: Call, person: string, handle: string) => Promise<void>
  /** A guest became a member: what is open in their name knows it from now on. */
  readonly becameMember: (person: string) => void
  /** Somebody has an account now: that mail to their address arrives is still to be shown. */
  readonly proveAddress: (person: string, email: string) => void
  /** Sign-ins of which a socket is open. */
  readonly openSignIns: () => ReadonlySet<string>
  /** Whether the operator named this person to moderate. */
  readonly isModerator: (person: string) => Promise<boolean>
  /** A block took effect: open offers between the two end. */
  readonly blocked: (person: string, other: string) => void
}

type Commands = CommandHandlers<
  'update-profile' | 'keep-account' | 'set-goal' | 'block-person' | 'unblock-person' | 'change-password' | 'change-email' | 'verify-email' | 'confirm-email' | 'end-sign-in' | 'end-other-sign-ins'
>
type Queries = QueryHandlers<'host' | 'me' | 'account'>
const { authAccount, authUser, block, profile } = schema

const handleTaken = refuse('account/handle-taken', 'Somebody here already has this handle. Choose another.')

/** Two people who chose the same name at the same instant: the one the database let in later is told which name it was. */
const tellingTaken = <Input, Output>(handle: (input: Input, call: Call) => Promise<Result<Output>>) => async (input: Input, call: Call): Promise<Result<Output>> => {
  try {
    return await handle(input, call)
  } catch (error) {
    if (isUniqueViolation(error, 'auth_user_email_unique')) return emailTaken
    if (isUniqueViolation(error, 'profile_handle')) return handleTaken
    throw error
  }
}

const createProfileCommands = (needs: AccountsNeeds): Pick<Commands, 'keep-account' | 'update-profile'> => {
  const keepAccount: Commands['keep-account'] = async (input, call) => {
    if (!call.guest) return refuse('account/already-member', 'You already have an account.')
    const problem = await handleProblem(call.tx, input.handle, call.person)
    if (problem) return { ok: false, refusal: problem }
    const email = input.email.toLowerCase()
    if (await isEmailTaken(call.tx, email)) return emailTaken
    // The person stays the same row, so seats, cards and open sockets are theirs without being moved.
    await call.tx.update(authUser).set({ email, name: input.handle, isAnonymous: false, updatedAt: new Date(call.now) }).where(eq(authUser.id, call.person))
    await call.tx.insert(authAccount).values({
      id: needs.ids.fresh(), accountId: call.person, providerId: 'credential', userId: call.person,
      password: await needs.hashPassword(input.password),
    })
    await call.tx.update(profile).set({ handle: input.handle, guest: false }).where(eq(profile.person, call.person))
    await needs.renamed(call, call.person, input.handle)
    call.after(() => needs.becameMember(call.person))
    call.after(() => needs.proveAddress(call.person, email))
    return ok({ person: call.person })
  }

  const updateProfile: Commands['update-profile'] = async (input, call) => {
    if (input.timeZone && !isTimeZone(input.timeZone)) return refuse(
      'account/unknown-time-zone', `${input.timeZone} is not a known time zone.`
    )
    if (input.handle !== undefined && !call.guest) {
      const problem = await handleProblem(call.tx, input.handle, call.person)
      if (problem) return { ok: false, refusal: problem }
    }
    const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined))
    const [row] = Object.keys(given).length > 0
      ? await call.tx.update(profile).set(given).where(eq(profile.person, call.person)).returning()
      : await call.tx.select().from(profile).where(eq(profile.person, call.person))
    if (!row) throw new Error(`no profile for ${call.person}`)
    if (input.handle !== undefined) await needs.renamed(call, call.person, input.handle)
    return ok(toProfile(row))
  }
  return { 'keep-account': tellingTaken(keepAccount), 'update-profile': tellingTaken(updateProfile) }
}

export const createAccounts = (needs: AccountsNeeds): { commands: Commands; queries: Queries } => {
  const { storage } = needs
  const signIns = createSignIns(needs)
  const credentials = createCredentialCommands(needs)

  const me: Queries['me'] = async (_input, { me: asker }) => {
    const [user] = await storage.db.select().from(authUser).where(eq(authUser.id, asker.person))
    const [row] = await storage.db.select().from(profile).where(eq(profile.person, asker.person))
    if (!user || !row) return refuse('account/sign-in-first', 'Sign in first.')
    const blocks = await storage.db.select().from(block).where(eq(block.blocker, asker.person))
    const names = await profilesOf(storage.db, blocks.map(entry => entry.blocked))
    return ok({
      person: user.id, guest: user.isAnonymous, email: user.isAnonymous ? null : user.email, profile: toProfile(row),
      goal: row.goal, goalSetAt: row.goalSetAt,
      blocked: blocks.map(entry => ({ person: entry.blocked, handle: names.get(entry.blocked)?.handle ?? '' })),
      moderator: await needs.isModerator(user.id),
    })
  }

  return {
    commands: {
      ...createProfileCommands(needs), ...signIns.commands, ...credentials,
      'change-email': tellingTaken(credentials['change-email']), 'confirm-email': tellingTaken(credentials['confirm-email']),
      'set-goal': async (input, call) => {
        const goal = input.goal.trim()
        await call.tx.update(profile).set({ goal: goal || null, goalSetAt: goal ? call.now : null }).where(eq(profile.person, call.person))
        return ok({})
      },
      'block-person': async (input, call) => {
        const other = await needs.peerOf(call.tx, input.session, call.person)
        if (other === undefined) return refuse('account/nobody-there', 'Nobody with an account sits in the other seat.')
        await call.tx.insert(block).values({ blocker: call.person, blocked: other, at: call.now }).onConflictDoNothing()
        call.after(() => needs.blocked(call.person, other))
        return ok({})
      },
      'unblock-person': async (input, call) => {
        const lifted = await call.tx.delete(block).where(and(eq(block.blocker, call.person), eq(block.blocked, input.person))).returning()
        return lifted.length > 0 ? ok({}) : refuse('account/not-blocked', 'You have not blocked this person.')
      },
    },
    queries: { host: async () => ok(needs.host()), me, ...signIns.queries },
  }
}
