import { bigint, index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { authUser } from './accounts.ts'

/** Somebody's own question while they write it: a pack file as typed, faults and all. Rounds keep a copy of their own, frozen from their start. */
export const ownPack = pgTable('own_pack', {
  id: text().primaryKey(),
  person: text().notNull().references(() => authUser.id, { onDelete: 'cascade' }),
  source: text().notNull(),
  /** Where it came in an export, its id there: however often that is imported, one person has it once. */
  origin: text(),
  /** Counts the saves; names the one that a round was held with. */
  version: integer().notNull(),
  /** As it was when the text last had the shape of a pack. */
  title: text().notNull(),
  kind: text({ enum: ['hm', 'coding', 'sd', 'culture'] }),
  /** Objections to the newest text; only at none may it be asked. */
  faults: integer().notNull(),
  createdAt: bigint('created_at', { mode: 'number' }).notNull(),
  savedAt: bigint('saved_at', { mode: 'number' }).notNull(),
}, table => [index('own_pack_person').on(table.person, table.savedAt), uniqueIndex('own_pack_origin').on(table.person, table.origin)])
