import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { wireHash } from './wire-hash.ts'
import { commandPaths, commands, PROTOCOL_VERSION, queries, queryPaths } from './index.ts'

const pathsOf = (table: Record<string, { path: string }>) => Object.fromEntries(Object.entries(table).map(([name, spec]) => [name, spec.path]))

test('the paths that pages carry are the paths of the table', () => {
  expect(commandPaths).toEqual(pathsOf(commands))
  expect(queryPaths).toEqual(pathsOf(queries))
})

test('no two operations share a path, and every refusal is area/problem', () => {
  const paths = [...Object.values(commandPaths).map(path => `POST ${path}`), ...Object.values(queryPaths).map(path => `GET ${path}`)]
  expect(new Set(paths).size).toBe(paths.length)
  for (const spec of [...Object.values(commands), ...Object.values(queries)]) {
    for (const code of spec.refusals) expect(code).toMatch(/^[a-z-]+\/[a-z-]+$/)
  }
})

test('whoever changes the wire raises PROTOCOL_VERSION and records the new hash', () => {
  const recorded = JSON.parse(readFileSync(new URL('./wire-hash.json', import.meta.url), 'utf8')) as Record<string, string>
  expect(recorded[String(PROTOCOL_VERSION)]).toBe(wireHash())
})

test('the hash sees a changed limit, a changed role and a new operation', () => {
  const operations = { ...commands, ...queries }
  const changed = { ...operations, 'set-goal': { ...operations['set-goal'], input: z.strictObject({ goal: z.string().max(281) }) } } as unknown as typeof operations
  const freed = { ...operations, 'set-goal': { ...operations['set-goal'], who: 'anyone' } } as unknown as typeof operations
  const more = { ...operations, extra: operations['set-goal'] } as unknown as typeof operations
  expect(new Set([changed, freed, more, operations].map(each => wireHash(each))).size).toBe(4)
})
