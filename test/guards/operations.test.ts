import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { settingsTable } from '../../apps/server/src/config.ts'

const manual = readFileSync(new URL('../../infra/OPERATIONS.md', import.meta.url), 'utf8')

test.each(settingsTable)('the operator finds $name and its default in OPERATIONS.md', ({ name, preset }) => {
  const row = manual.split('\n').find((line) => line.startsWith('|') && line.split('|')[1]?.includes(`\`${name}\``))
  expect(row?.split('|')[2]?.trim()).toBe(preset)
})
