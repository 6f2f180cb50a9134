/** Where rows are kept: one dialect, PostgreSQL's, on an embedded engine or on a server, behind one pool. */
export { isUnavailable, isUniqueViolation, sqlState } from './errors.ts'
export { databaseFingerprint, migrate } from './migrate.ts'
export { assertOutsideTransaction } from './pool.ts'
export { type Storage, type StorageOptions, openStorage } from './storage.ts'
export type { Database, Transaction, TransactionConfig } from './transaction.ts'
export * as schema from './schema/index.ts'
