import { openTestStorage, type TestStorage } from '@unanimous/testing'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { selectNewest } from './opened-rows.ts'

let storage: TestStorage
beforeAll(async () => {
  storage = await openTestStorage({ engine: 'embedded' })
})
afterAll(() => storage.close())

test.each(['received', 'given'] as const)('the newest rounds that somebody has %s are read off the index in its order and never sorted', async direction => {
  const plan = await storage.transaction(async tx => {
    // What an empty table would choose says nothing of a full one.
    for (const off of ['enable_seqscan', 'enable_bitmapscan']) await tx.execute(sql.raw(`set local ${off} = off`))
    const { rows } = await tx.execute<{ 'QUERY PLAN': string }>(sql`explain ${selectNewest(tx, direction, { person: 'ann', directions: [direction], matching: [], most: 10 })}`)
    return rows.map(row => row['QUERY PLAN']).join('\n')
  })
  expect(plan).toContain(`Index Scan Backward using round_digest_${direction}`)
  expect(plan).not.toContain('Sort')
})
