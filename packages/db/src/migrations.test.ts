import { readFileSync } from 'node:fs'
import { generateDrizzleJson, generateMigration } from 'drizzle-kit/api'
import { expect, it } from 'vitest'
import * as schema from './schema/index.ts'

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(`../migrations/meta/${name}`, import.meta.url), 'utf8'))

it('the committed migrations end at the schema of the code: run `pnpm --filter @unanimous/db generate` when this fails', async () => {
  const { entries } = read('_journal.json') as { entries: { idx: number }[] }
  const last = read(`${String(entries.at(-1)?.idx).padStart(4, '0')}_snapshot.json`) as Parameters<typeof generateMigration>[0]
  expect(await generateMigration(last, generateDrizzleJson(schema))).toEqual([])
})
