import { PGlite, protocol } from '@electric-sql/pglite'
import { answersOf } from './sql-answers.ts'
import { type Runtime, serveRuns } from './worker-side.ts'

/** The smallest module there is: it stands for the one that makes new databases, which is fetched when none is given. */
const nothing = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0])

let open: (() => Promise<PGlite>) | undefined
let database: PGlite | undefined

/** Every run has a database of its own: the one before is thrown away with all that was in it. */
const begin = async () => {
  const used = database
  database = undefined
  // One that ended by itself cannot be closed.
  await used?.close().catch(() => undefined)
  database = await open?.()
}

const runtime: Runtime = {
  async prepare({ 'pglite.wasm': wasm, 'pglite.data': data, 'empty-database.tar.gz': empty }) {
    if (!wasm || !data || !empty) throw new Error('a part of it is missing')
    const pgliteWasmModule = await WebAssembly.compile(wasm)
    const given = { pgliteWasmModule, initdbWasmModule: await WebAssembly.compile(nothing), fsBundle: new Blob([data]) }
    // Unpacked once, for all the databases that are made from it.
    const loadDataDir = await new Response(new Blob([empty]).stream().pipeThrough(new DecompressionStream('gzip'))).blob()
    open = () => PGlite.create({ ...given, loadDataDir })
    await begin()
  },
  async run({ code }, speaker) {
    const answers = answersOf(code, speaker.print)
    const parser = new protocol.Parser()
    // One message for the whole text: what comes before a mistake is answered, and the mistake has its place in the text.
    try {
      await database?.execProtocolRawStream(protocol.serialize.query(code), { syncToFs: false, onRawData: bytes => parser.parse(bytes, answers.take) })
    } catch (error) {
      // As when it waits for rows that nobody can send it, or has no memory left.
      speaker.print(`FATAL: the database ended: ${error instanceof Error ? error.message : String(error)}\n`)
      return { failed: true }
    }
    return { failed: answers.failed() }
  },
  renew: begin,
}

serveRuns(runtime)
