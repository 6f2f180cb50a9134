import { schema, type Database, type Transaction } from '@unanimous/db'
import { eq } from 'drizzle-orm'

/**
 * Whether a member's e-mail address is among those the operator named; where mail can be sent, only once it is proven, because
 * anybody can sign up with an address. A guest has none.
 */
export const isModerator = async (
  db: Pick<Database, 'select'> | Pick<Transaction, 'select'>, { moderators, proven }: { readonly moderators: readonly string[]; readonly proven: boolean }, person: string
): Promise<boolean> => {
  if (moderators.length === 0) return false
  const [user] = await db.select({ email: schema.authUser.email, verified: schema.authUser.emailVerified }).from(schema.authUser).where(eq(schema.authUser.id, person))
  return user !== undefined && (user.verified || !proven) && moderators.includes(user.email.toLowerCase())
}
