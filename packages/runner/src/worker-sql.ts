import { PGlite, type Results } from '@electric-sql/pglite'
import type { RunRequest } from './backend.ts'
import { tableText } from './table-text.ts'
import { type Runtime, serveRuns, type Speaker } from './worker-side.ts'

/** What PostgreSQL says beside the message of an error, where it says it. */
interface SqlError extends Error {
  readonly position?: string
  readonly detail?: string
  readonly hint?: string
}

/** Begins every run: whatever an earlier one left is gone. */
const emptied = `
rollback;
discard all;
do $$ declare each record; begin
  for each in select nspname from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema' loop
    execute format('drop schema %I cascade', each.nspname);
  end loop;
end $$;
create schema public;
`

let database: PGlite | undefined

const runtime: Runtime = {
  async prepare({ 'pglite.wasm': wasm, 'initdb.wasm': initdb, 'pglite.data': data }) {
    if (!wasm || !initdb || !data) throw new Error('a part of it is missing')
    const [wasmModule, initdbWasmModule] = await Promise.all([WebAssembly.compile(wasm), WebAssembly.compile(initdb)])
    database = await PGlite.create({ wasmModule, initdbWasmModule, fsBundle: new Blob([data]) })
  },
  async run({ code }, speaker) {
    await database?.exec(emptied)
    try {
      for (const result of await database?.exec(code, { rowMode: 'array' }) ?? []) show(result as Results<unknown[]> & { readonly command?: string }, speaker)
      return { failed: false }
    } catch (error) {
      speaker.print(describe(error as SqlError, code))
      return { failed: true }
    }
  },
}

const show = ({ fields, rows, affectedRows, command }: Results<unknown[]> & { readonly command?: string }, { print }: Speaker) => {
  if (fields.length > 0) print(tableText(fields.map(({ name }) => name), rows))
  else print(`${[command, affectedRows].filter(part => part !== undefined && part !== '').join(' ')}\n`)
}

const describe = ({ message, position, detail, hint }: SqlError, code: RunRequest['code']): string => {
  const line = position === undefined ? '' : ` (line ${code.slice(0, Number(position) - 1).split('\n').length})`
  return [`ERROR: ${message}${line}`, ...(detail ? [`DETAIL: ${detail}`] : []), ...(hint ? [`HINT: ${hint}`] : [])].map(text => `${text}\n`).join('')
}

serveRuns(runtime)
