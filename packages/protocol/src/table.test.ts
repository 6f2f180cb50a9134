import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { commandPaths, commands, PROTOCOL_VERSION, queries, queryPaths } from './index.ts'
import * as socket from './socket.ts'

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

/** The JSON schema of everything a client may send or receive, in a stable order. */
export const wireHash = (): string => {
  const schemaOf = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  const operations = Object.entries({ ...commands, ...queries }).map(([name, spec]) => [name, spec.who, schemaOf(spec.input), schemaOf(spec.output)])
  const messages = Object.entries(socket).filter(([, value]) => value instanceof z.ZodType).map(([name, value]) => [name, schemaOf(value as z.ZodType)])
  return createHash('sha256').update(JSON.stringify([operations, messages])).digest('hex')
}

test('whoever changes the wire raises PROTOCOL_VERSION and records the new hash', () => {
  const recorded = JSON.parse(readFileSync(new URL('./wire-hash.json', import.meta.url), 'utf8')) as Record<string, string>
  expect(recorded[String(PROTOCOL_VERSION)]).toBe(wireHash())
})
