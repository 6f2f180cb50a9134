import { is } from 'drizzle-orm'
import { getTableConfig, PgTable, type PgColumn } from 'drizzle-orm/pg-core'
import { expect, test } from 'vitest'
import * as schema from './index.ts'

/** What an index, a primary key or a unique column finds first; one that holds some rows only finds nothing for all. */
const foundFirst = (table: PgTable): readonly string[] => {
  const { columns, indexes, primaryKeys, uniqueConstraints } = getTableConfig(table)
  const first = (named: readonly unknown[]) => (named[0] as Partial<PgColumn> | undefined)?.name ?? []
  return [
    ...columns.filter(column => column.primary || column.isUnique).map(column => column.name),
    ...indexes.filter(({ config }) => config.where === undefined).flatMap(({ config }) => first(config.columns)),
    ...primaryKeys.flatMap(key => first(key.columns)), ...uniqueConstraints.flatMap(each => first(each.columns)),
  ]
}

/** A row that goes takes those that name it along: without an index each of them is looked for in the whole table. */
test('whatever names a row of another table is found by an index', () => {
  const tables = Object.values(schema).flatMap((each): PgTable[] => (is(each, PgTable) ? [each] : []))
  const bare = tables.flatMap(table => {
    const { name, foreignKeys } = getTableConfig(table)
    const found = foundFirst(table)
    return foreignKeys.flatMap(key => key.reference().columns.slice(0, 1)).filter(column => !found.includes(column.name)).map(column => `${name}.${column.name}`)
  })
  expect(tables.length).toBeGreaterThan(20)
  expect(bare).toEqual([])
})
