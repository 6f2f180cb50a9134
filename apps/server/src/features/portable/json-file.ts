import type { ExportParts } from './export-parts.ts'

/** The export as one JSON file, a session at a time. */
export async function* toJsonFile({ head, sessions, imported }: ExportParts): AsyncGenerator<string> {
  yield `${JSON.stringify(head).slice(0, -1)},"sessions":[`
  yield* separated(sessions())
  yield '],"imported":['
  yield* separated(imported())
  yield ']}\n'
}

async function* separated(items: AsyncIterable<unknown>): AsyncGenerator<string> {
  let before = '\n'
  for await (const item of items) {
    yield before + JSON.stringify(item)
    before = ',\n'
  }
}
