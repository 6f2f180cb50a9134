import { createHash } from 'node:crypto'
import type { Clock, Ids } from '@unanimous/kernel'
import { schema, type Storage, type Transaction } from '@unanimous/db'
import { limits } from '@unanimous/protocol'
import { and, eq, gt } from 'drizzle-orm'
import { z } from 'zod'
import type { Background } from '../../platform/background.ts'
import type { Writing } from './letters.ts'
import { profilesOf } from './profiles.ts'

const { authVerification } = schema
type Reader = Pick<Transaction, 'select'>

const hashOf = (token: string) => createHash('sha256').update(token).digest('base64url')
const nameOf = (person: string) => `address:${person}`
const proofSchema = z.object({ email: z.string(), hash: z.string() })

/**
 * A person shows that mail to an address arrives with them: one open proof each, of which the token is known to the mail alone.
 * Its address may be the one they have or the one they want instead.
 */
export const createAddressProofs = (clock: Clock, ids: Ids) => {
  const openProof = async (db: Reader, person: string) => {
    const [row] = await db.select().from(authVerification).where(and(eq(authVerification.identifier, nameOf(person)), gt(authVerification.expiresAt, new Date(clock.now()))))
    return row && proofSchema.parse(JSON.parse(row.value))
  }
  const forget = async (tx: Transaction, person: string) => void await tx.delete(authVerification).where(eq(authVerification.identifier, nameOf(person)))
  return {
    forget,
    /** Begins a proof in place of any other of this person. Gives the token for the mail. */
    async begin(tx: Transaction, person: string, email: string): Promise<string> {
      const token = ids.fresh()
      await forget(tx, person)
      await tx.insert(authVerification).values({
        id: ids.fresh(), identifier: nameOf(person), value: JSON.stringify({ email, hash: hashOf(token) }), expiresAt: new Date(clock.now() + limits.mailedLinkMs),
      })
      return token
    },
    /** The address that is being proven, if any. */
    pending: async (db: Reader, person: string) => (await openProof(db, person))?.email,
    /** The address that this token proves for this person, once. */
    async take(tx: Transaction, person: string, token: string): Promise<string | undefined> {
      const proof = await openProof(tx, person)
      if (proof?.hash !== hashOf(token)) return undefined
      await forget(tx, person)
      return proof.email
    },
  }
}

interface ProveNeeds {
  readonly storage: Storage
  readonly background: Background
  readonly proofs: AddressProofs
  readonly writing: Writing | undefined
}

/** Asks somebody who has just got an account to show that mail to their address arrives, where mail can be sent. */
export const createProveAddress = ({ storage, background, proofs, writing }: ProveNeeds) => (person: string, email: string): void => {
  if (!writing) return
  background.run('an address to prove', async () => {
    const { token, handle } = await storage.transaction(async tx => ({
      token: await proofs.begin(tx, person, email), handle: (await profilesOf(tx, [person])).get(person)?.handle ?? '',
    }))
    writing.post(email, writing.letters.confirm(token, handle))
  })
}

export type AddressProofs = ReturnType<typeof createAddressProofs>
