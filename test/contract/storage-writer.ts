/**
 * A process to be killed: moves units between two rows in transactions, and prints each transaction's
 * number once the database acknowledged it. `node storage-writer.ts <data folder> [database url]`
 */
import { migrate, openStorage } from '@unanimous/db'
import { sql } from 'drizzle-orm'

const say = (line: string): boolean => process.stdout.write(`${line}\n`)

const [dataDirectory = '', databaseUrl] = process.argv.slice(2)
const opened = await openStorage({ dataDirectory, databaseUrl })
if (!opened.ok) {
  say(`refused ${opened.refusal.code} ${opened.refusal.message}`)
  process.exit(1)
}
const storage = opened.value
await migrate(storage)
await storage.db.execute(sql`create table if not exists ledger (n integer primary key, amount integer not null, padding bytea not null)`)
const { rows: [last] } = await storage.db.execute(sql`select coalesce(max(n), 0) as n from ledger`)
say(`ready ${process.pid}`)

for (let n = Number(last?.['n']) + 1; ; n += 2) {
  await storage.transaction(async tx => {
    await tx.execute(sql`insert into ledger values (${n}, ${n}, ${Buffer.alloc(1_500, n)})`)
    await tx.execute(sql`insert into ledger values (${n + 1}, ${-n}, ${Buffer.alloc(1_500, n)})`)
  })
  say(`acknowledged ${n}`)
}
