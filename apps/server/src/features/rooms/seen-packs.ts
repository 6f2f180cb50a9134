import type { Instant } from '@unanimous/kernel'
import { schema, type Transaction } from '@unanimous/db'
import { and, eq, inArray } from 'drizzle-orm'

const { seenPack } = schema

/** Who has met which packs. */
interface Meets {
  readonly person: string
  readonly packs: readonly { readonly id: string }[]
  readonly now: Instant
}

const note = async (tx: Transaction, role: typeof seenPack.$inferInsert['role'], { person, packs, now }: Meets): Promise<void> => {
  await tx.insert(seenPack).values(packs.map(pack => ({ person, pack: pack.id, role, at: now })))
    .onConflictDoUpdate({ target: [seenPack.person, seenPack.pack, seenPack.role], set: { at: now } })
}

/** These packs lie open to a person whole, whether they look or not: they are not dealt them unknowingly from then on. */
export const noteRead = (tx: Transaction, meets: Meets): Promise<void> => note(tx, 'reader', meets)

/** A person was shown what these packs ask of them. */
export const noteAnswered = (tx: Transaction, meets: Meets): Promise<void> => note(tx, 'candidate', meets)

/** A person asks these packs. That they had them to read before is no meeting of its own any more. */
export const noteAsked = async (tx: Transaction, meets: Meets): Promise<void> => {
  const ids = meets.packs.map(pack => pack.id)
  await tx.delete(seenPack).where(and(eq(seenPack.person, meets.person), eq(seenPack.role, 'reader'), inArray(seenPack.pack, ids)))
  await note(tx, 'interviewer', meets)
}
