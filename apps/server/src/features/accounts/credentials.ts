import { ok, refuse, type Ids, type Refusal, type Result } from '@unanimous/kernel'
import { schema, type Transaction } from '@unanimous/db'
import { limits } from '@unanimous/protocol'
import { and, eq, ne } from 'drizzle-orm'
import type { Call } from '../../platform/caller.ts'
import type { CommandHandlers } from '../../platform/handlers.ts'
import type { Letter } from '../../platform/mailer.ts'
import { createRateLimit } from '../../platform/rate-limit.ts'
import type { AddressProofs } from './address-proofs.ts'
import type { Letters, Writing } from './letters.ts'
import { profilesOf } from './profiles.ts'

export interface CredentialsNeeds {
  readonly ids: Ids
  readonly proofs: AddressProofs
  /** How letters are sent, where they can be. */
  readonly writing: Writing | undefined
  readonly hashPassword: (password: string) => Promise<string>
  readonly verifyPassword: (password: string, hash: string) => Promise<boolean>
  /** Sign-ins of somebody ended: what is open with them closes. */
  readonly signInsEnded: () => void
}

type Commands = CommandHandlers<'change-password' | 'change-email' | 'verify-email' | 'confirm-email'>
const { authAccount, authSession, authUser, authVerification } = schema

export const emailTaken = refuse('account/email-taken', 'This e-mail already has an account here. Sign in with it, or use another.')

export const isEmailTaken = async (tx: Transaction, email: string): Promise<boolean> =>
  (await tx.select({ id: authUser.id }).from(authUser).where(eq(authUser.email, email))).length > 0

const passwordRow = (tx: Pick<Transaction, 'select'>, person: string) =>
  tx.select({ id: authAccount.id, hash: authAccount.password }).from(authAccount).where(and(eq(authAccount.userId, person), eq(authAccount.providerId, 'credential')))

/** Whether a cookie alone may do this: the password is asked for or, where there is none, a sign-in of just now. */
export const createProver = ({ verifyPassword }: Pick<CredentialsNeeds, 'verifyPassword'>) => {
  const rate = createRateLimit(limits.signInsPerMinute, 60_000)
  return async (call: Call, password: string | null): Promise<Refusal | undefined> => {
    const tooMany = await rate.take(call.person)
    if (tooMany) return tooMany
    const [known] = await passwordRow(call.tx, call.person)
    if (known?.hash) {
      return await verifyPassword(password ?? '', known.hash) ? undefined : refuse('account/wrong-password', 'This is not your password.').refusal
    }
    const [signIn] = await call.tx.select({ at: authSession.createdAt }).from(authSession).where(eq(authSession.id, call.signIn))
    return signIn && call.now - signIn.at.getTime() <= limits.freshSignInMs ? undefined
      : refuse('account/sign-in-again', 'You have no password to prove that it is you. Sign out, sign in again and do this within ten minutes.').refusal
  }
}

const userOf = async (tx: Transaction, person: string) => {
  const [user] = await tx.select().from(authUser).where(eq(authUser.id, person))
  if (!user) throw new Error(`no user ${person}`)
  return user
}

/** Links that were sent before and would open the account become worthless. */
const voidLinks = (tx: Transaction, person: string) => tx.delete(authVerification).where(eq(authVerification.value, person))

export const createCredentialCommands = (needs: CredentialsNeeds): Commands => {
  const { proofs, writing } = needs
  const prove = createProver(needs)
  const write = (call: Call, to: string, letter: (letters: Letters) => Letter) => {
    if (writing) call.after(() => writing.post(to, letter(writing.letters)))
  }
  const sendProof = async (call: Call, email: string) => {
    const token = await proofs.begin(call.tx, call.person, email)
    const handle = (await profilesOf(call.tx, [call.person])).get(call.person)?.handle ?? ''
    write(call, email, letters => letters.confirm(token, handle))
  }
  const move = async (call: Call, email: string, emailVerified: boolean) => {
    const before = await userOf(call.tx, call.person)
    await call.tx.update(authUser).set({ email, emailVerified, updatedAt: new Date(call.now) }).where(eq(authUser.id, call.person))
    await voidLinks(call.tx, call.person)
    if (before.email !== email) write(call, before.email, letters => letters.emailChanged(email))
  }

  return {
    async 'change-password'(input, call) {
      const refusal = await prove(call, input.current)
      if (refusal) return { ok: false, refusal }
      const password = await needs.hashPassword(input.password)
      const [known] = await passwordRow(call.tx, call.person)
      if (known) await call.tx.update(authAccount).set({ password, updatedAt: new Date(call.now) }).where(eq(authAccount.id, known.id))
      else await call.tx.insert(authAccount).values({ id: needs.ids.fresh(), accountId: call.person, providerId: 'credential', userId: call.person, password })
      await call.tx.delete(authSession).where(and(eq(authSession.userId, call.person), ne(authSession.id, call.signIn)))
      await voidLinks(call.tx, call.person)
      await proofs.forget(call.tx, call.person)
      call.after(needs.signInsEnded)
      write(call, (await userOf(call.tx, call.person)).email, letters => letters.passwordChanged())
      return ok({})
    },
    async 'change-email'(input, call): Promise<Result<{ changed: boolean }>> {
      const refusal = await prove(call, input.current)
      if (refusal) return { ok: false, refusal }
      const email = input.email.toLowerCase()
      if ((await userOf(call.tx, call.person)).email === email) return refuse('account/email-same', 'This is your address already.')
      if (await isEmailTaken(call.tx, email)) return emailTaken
      if (writing) await sendProof(call, email)
      else await move(call, email, false)
      return ok({ changed: !writing })
    },
    async 'verify-email'(_input, call) {
      if (!writing) return refuse('account/no-mail', 'This server cannot send mail.')
      const { email, emailVerified } = await userOf(call.tx, call.person)
      if (emailVerified) return refuse('account/email-verified', 'Your address is verified already.')
      await sendProof(call, email)
      return ok({})
    },
    async 'confirm-email'(input, call): Promise<Result<{ email: string }>> {
      const email = await proofs.take(call.tx, call.person, input.token)
      if (email === undefined) return refuse('account/link-spent', 'This link was used before, is too old, or is for another account.')
      if ((await userOf(call.tx, call.person)).email !== email && await isEmailTaken(call.tx, email)) return emailTaken
      await move(call, email, true)
      return ok({ email })
    },
  }
}

/** Whether somebody has a password, and whether GitHub vouches for them. */
export const waysIn = async (db: Pick<Transaction, 'select'>, person: string): Promise<{ password: boolean; github: boolean }> => {
  const rows = await db.select({ provider: authAccount.providerId }).from(authAccount).where(eq(authAccount.userId, person))
  return { password: rows.some(row => row.provider === 'credential'), github: rows.some(row => row.provider === 'github') }
}
