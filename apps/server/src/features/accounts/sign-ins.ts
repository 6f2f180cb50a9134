import { ok, refuse, type Clock } from '@unanimous/kernel'
import { schema, type Storage } from '@unanimous/db'
import { and, desc, eq, gt, ne } from 'drizzle-orm'
import type { CommandHandlers, QueryHandlers } from '../../platform/handlers.ts'
import type { AddressProofs } from './address-proofs.ts'
import { waysIn } from './credentials.ts'
import { deviceWords } from './device-words.ts'

interface SignInsNeeds {
  readonly storage: Storage
  readonly clock: Clock
  readonly proofs: AddressProofs
  /** Sign-ins of which a socket is open. */
  readonly openSignIns: () => ReadonlySet<string>
  readonly signInsEnded: () => void
}

type Commands = CommandHandlers<'end-sign-in' | 'end-other-sign-ins'>
type Queries = QueryHandlers<'account'>
const { authSession, authUser } = schema

/** The browsers somebody is signed in with, and the way to end any of them. */
export const createSignIns = (needs: SignInsNeeds): { commands: Commands; queries: Queries } => ({
  commands: {
    async 'end-sign-in'(input, call) {
      const ended = await call.tx.delete(authSession).where(and(eq(authSession.userId, call.person), eq(authSession.id, input.signIn))).returning({ id: authSession.id })
      if (ended.length === 0) return refuse('account/sign-in-unknown', 'This browser is signed out already.')
      call.after(needs.signInsEnded)
      return ok({})
    },
    async 'end-other-sign-ins'(_input, call) {
      await call.tx.delete(authSession).where(and(eq(authSession.userId, call.person), ne(authSession.id, call.signIn)))
      call.after(needs.signInsEnded)
      return ok({})
    },
  },
  queries: {
    async account(_input, { me }) {
      const { db } = needs.storage
      const [user] = await db.select().from(authUser).where(eq(authUser.id, me.person))
      if (!user) return refuse('account/sign-in-first', 'Sign in first.')
      const rows = await db.select().from(authSession).where(and(eq(authSession.userId, me.person), gt(authSession.expiresAt, new Date()))).orderBy(desc(authSession.updatedAt))
      const open = needs.openSignIns()
      const signIns = rows.map(row => ({
        signIn: row.id, here: row.id === me.signIn, ...deviceWords(row.userAgent), open: open.has(row.id), since: row.createdAt.getTime(), lastUsedAt: row.updatedAt.getTime(),
      }))
      const pending = await needs.proofs.pending(db, me.person)
      return ok({
        email: user.email, verified: user.emailVerified, ...await waysIn(db, me.person), newEmail: pending === undefined || pending === user.email ? null : pending,
        signIns: [...signIns.filter(row => row.here), ...signIns.filter(row => !row.here)],
      })
    },
  },
})
