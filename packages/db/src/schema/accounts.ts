import { sql } from 'drizzle-orm'
import { bigint, boolean, index, jsonb, pgTable, primaryKey, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core'

/** A person who can sign in, or a guest who came through an invite link. Shape fixed by the authentication library. */
export const authUser = pgTable('auth_user', {
  id: text().primaryKey(),
  name: text().notNull(),
  email: text().notNull().unique(),
  emailVerified: boolean('email_verified').notNull().default(false),
  image: text(),
  isAnonymous: boolean('is_anonymous').notNull().default(false),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().defaultNow(),
})

/** One signed-in browser. "Session" alone always means a meeting of two seats. */
export const authSession = pgTable('auth_session', {
  id: text().primaryKey(),
  token: text().notNull().unique(),
  userId: text('user_id').notNull().references(() => authUser.id, { onDelete: 'cascade' }),
  expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
  ipAddress: text('ip_address'),
  userAgent: text('user_agent'),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().defaultNow(),
}, table => [index('auth_session_user').on(table.userId)])

/** How a person proves who they are: today a password hash. */
export const authAccount = pgTable('auth_account', {
  id: text().primaryKey(),
  accountId: text('account_id').notNull(),
  providerId: text('provider_id').notNull(),
  issuer: text(),
  userId: text('user_id').notNull().references(() => authUser.id, { onDelete: 'cascade' }),
  accessToken: text('access_token'),
  refreshToken: text('refresh_token'),
  idToken: text('id_token'),
  accessTokenExpiresAt: timestamp('access_token_expires_at', { withTimezone: true }),
  refreshTokenExpiresAt: timestamp('refresh_token_expires_at', { withTimezone: true }),
  scope: text(),
  password: text(),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().defaultNow(),
}, table => [index('auth_account_user').on(table.userId), index('auth_account_provider').on(table.providerId, table.accountId)])

/** One-time tokens of the authentication library. */
export const authVerification = pgTable('auth_verification', {
  id: text().primaryKey(),
  identifier: text().notNull(),
  value: text().notNull(),
  expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().defaultNow(),
}, table => [index('auth_verification_identifier').on(table.identifier)])

/** What a person told us about themselves; asked only when it first matters, so most of it may be missing. */
export const profile = pgTable('profile', {
  person: text().primaryKey().references(() => authUser.id, { onDelete: 'cascade' }),
  handle: text().notNull(),
  guest: boolean().notNull().default(false),
  targetLevel: text('target_level', { enum: ['L4', 'L5'] }).notNull().default('L5'),
  /** Round kinds wanted as candidate. */
  wants: jsonb().$type<string[]>().notNull().default([]),
  /** Round kinds this person can interview. */
  interviews: jsonb().$type<string[]>().notNull().default([]),
  codeLanguages: jsonb('code_languages').$type<string[]>().notNull().default([]),
  spokenLanguages: jsonb('spoken_languages').$type<string[]>().notNull().default([]),
  timeZone: text('time_zone'),
  /** The one thing to change in the next round, in their own words. */
  goal: text(),
  goalSetAt: bigint('goal_set_at', { mode: 'number' }),
  createdAt: bigint('created_at', { mode: 'number' }).notNull(),
}, table => [uniqueIndex('profile_handle').on(sql`lower(${table.handle})`).where(sql`not ${table.guest}`)])

/** One person refuses to meet another; it holds both ways. */
export const block = pgTable('block', {
  blocker: text().notNull().references(() => authUser.id, { onDelete: 'cascade' }),
  blocked: text().notNull().references(() => authUser.id, { onDelete: 'cascade' }),
  at: bigint({ mode: 'number' }).notNull(),
}, table => [primaryKey({ columns: [table.blocker, table.blocked] }), index('block_blocked').on(table.blocked)])

/** A pack that a person has met, so that it is not dealt to them unknowingly again. */
export const seenPack = pgTable('seen_pack', {
  person: text().notNull().references(() => authUser.id, { onDelete: 'cascade' }),
  pack: text().notNull(),
  role: text({ enum: ['candidate', 'interviewer', 'reader'] }).notNull(),
  at: bigint({ mode: 'number' }).notNull(),
}, table => [primaryKey({ columns: [table.person, table.pack, table.role] })])

/** The answer once given to a command, so that a retry after a cut connection gets it again instead of a second effect. */
export const commandReceipt = pgTable('command_receipt', {
  actor: text().notNull(),
  id: text().notNull(),
  name: text().notNull(),
  output: jsonb().notNull(),
  at: bigint({ mode: 'number' }).notNull(),
}, table => [primaryKey({ columns: [table.actor, table.id] }), index('command_receipt_at').on(table.at)])
