import { schema, type Database, type Transaction } from '@unanimous/db'
import { eq } from 'drizzle-orm'

/** Whether a member's e-mail address is among those the operator named. A guest has none. */
export const isModerator = async (
  db: Pick<Database, 'select'> | Pick<Transaction, 'select'>, moderators: readonly string[], person: string
): Promise<boolean> => {
  if (moderators.length === 0) return false
  const [user] = await db.select({ email: schema.authUser.email }).from(schema.authUser).where(eq(schema.authUser.id, person))
  return user !== undefined && moderators.includes(user.email.toLowerCase())
}
