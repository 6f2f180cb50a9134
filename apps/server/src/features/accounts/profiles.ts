import { refuse, type Clock, type Ids, type Refusal } from '@unanimous/kernel'
import { isUniqueViolation, schema, type Database, type Transaction } from '@unanimous/db'
import { handleSchema, limits, type Profile } from '@unanimous/protocol'
import { and, eq, inArray, ne, sql } from 'drizzle-orm'

type Reader = Pick<Database, 'select'> | Pick<Transaction, 'select'>
const { profile } = schema

/** Why a member may not have this handle, if so. */
export const handleProblem = async (db: Reader, handle: string, except?: string): Promise<Refusal | undefined> => {
  if (handle.trim().length < 2 || handle.length > limits.handleChars) {
    return refuse('account/handle-length', `A handle has 2 to ${limits.handleChars} characters.`).refusal
  }
  const [taken] = await db.select({ person: profile.person }).from(profile)
    .where(and(
      eq(sql`lower(${profile.handle})`, handle.toLowerCase()), eq(profile.guest, false),
      except === undefined ? undefined : ne(profile.person, except)
    ))
  return taken ? refuse('account/handle-taken', 'Somebody here already has this handle. Choose another.').refusal : undefined
}

/** A handle for somebody who comes without having chosen one: what they are called elsewhere, if that can be one here. */
export const handleFrom = (name: string, ids: Ids): string => {
  const fitting = handleSchema.safeParse(name)
  return fitting.success ? fitting.data : `peer-${ids.fresh().replaceAll(/[^a-z0-9]/gi, '').slice(0, 6).toLowerCase()}`
}

/** Gives a new person their profile. Two people who took the same handle at the same instant both get in, one with a number. */
export const createProfile = (db: Database, clock: Clock) => async (person: string, handle: string, guest: boolean): Promise<void> => {
  for (let attempt = 1; ; attempt++) {
    try {
      await db.insert(profile).values({
        person, handle: attempt === 1 ? handle : `${handle.slice(0, limits.handleChars - 3)}-${attempt}`, guest, createdAt: clock.now(),
      })
      return
    } catch (error) {
      if (!isUniqueViolation(error, 'profile_handle') || attempt > 20) throw error
    }
  }
}

/** The profile as its owner edits it. */
export const toProfile = (row: typeof profile.$inferSelect): Profile => ({
  handle: row.handle,
  targetLevel: row.targetLevel,
  wants: row.wants as Profile['wants'],
  interviews: row.interviews as Profile['interviews'],
  codeLanguages: row.codeLanguages as Profile['codeLanguages'],
  spokenLanguages: row.spokenLanguages,
  timeZone: row.timeZone,
})

/** Profiles by person, for pages that show others. */
export const profilesOf = async (db: Reader, people: readonly string[]) => {
  if (people.length === 0) return new Map<string, typeof profile.$inferSelect>()
  const rows = await db.select().from(profile).where(inArray(profile.person, [...people]))
  return new Map(rows.map(row => [row.person, row]))
}

/** What whoever sits in a seat codes in, the dearest first; nothing where that was never said. */
export const codeLanguagesOf = async (db: Reader, seat: string): Promise<readonly string[]> => {
  const [row] = await db.select({ codeLanguages: profile.codeLanguages }).from(profile)
    .innerJoin(schema.seat, eq(schema.seat.person, profile.person)).where(eq(schema.seat.id, seat))
  return row?.codeLanguages ?? []
}
