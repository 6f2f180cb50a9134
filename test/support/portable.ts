import { readFileSync } from 'node:fs'
import type { CommandInput, ExportFile } from '@unanimous/protocol'
import type { TestStorage } from '@unanimous/testing'
import { Ajv2020 } from 'ajv/dist/2020.js'
import type { Person } from './person.ts'

/** What a person downloads under /api, as text, with its headers. */
export const download = async (person: Person, ending: 'json' | 'html') => {
  const response = await fetch(`${person.url}/api/export.${ending}`, { headers: { Cookie: person.cookie } })
  return { status: response.status, headers: response.headers, text: await response.text() }
}

export const exportOf = async (person: Person): Promise<ExportFile> => JSON.parse((await download(person, 'json')).text) as ExportFile

export const importInto = (person: Person, file: ExportFile) =>
  person.post('import-history', { file } as CommandInput<'import-history'>)

const published = JSON.parse(readFileSync(new URL('../../packages/protocol/export.schema.json', import.meta.url), 'utf8')) as object
const validate = new Ajv2020({ strict: false }).compile(published)

/** What another validator than ours finds wrong with a file by the published schema. */
export const faultsByPublishedSchema = (file: unknown): readonly string[] =>
  validate(file) ? [] : (validate.errors ?? []).map(error => `${error.instancePath} ${error.message ?? ''}`)

/** Every table that holds one of these texts anywhere in a row, with the row. */
export const rowsNaming = async ({ pool }: TestStorage, texts: readonly string[]): Promise<readonly string[]> => {
  const tables = await pool.query<{ name: string }>("select table_name as name from information_schema.tables where table_schema = 'public' order by 1")
  const found: string[] = []
  for (const { name } of tables.rows) {
    for (const text of texts) {
      const { rows } = await pool.query<{ row: string }>(`select t::text as row from "${name}" t where position($1 in t::text) > 0`, [text])
      found.push(...rows.map(({ row }) => `${name} names ${text}: ${row.slice(0, 300)}`))
    }
  }
  return found
}
