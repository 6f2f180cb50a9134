/**
 * The embedded database, in a thread of its own: a query in the engine's thread stalls everything
 * else there for as long as it runs.
 */
import { PGlite } from '@electric-sql/pglite'
import { existsSync, renameSync, rmSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { type WorkerOrder, type WorkerReport, readOrder } from './pglite-worker-order.ts'
import { createWire } from './wire.ts'

const housekeepingMs = 60_000
const vacuumEvery = 60

const report = (said: WorkerReport): void => parentPort?.postMessage(said)

/** The engine never sees fsync work (its file system has none), so `-F` of the defaults changes nothing. */
const startParams = [...PGlite.defaultStartParams, '-c', 'shared_buffers=16MB']

const engineOn = (dataDir: string): Promise<PGlite> => PGlite.create({ dataDir, startParams, relaxedDurability: false })

/** Builds the cluster beside its place and moves it there whole, so that a crash half-way leaves no half database. */
const initialise = async (folder: string): Promise<void> => {
  const building = `${folder}.new`
  rmSync(building, { recursive: true, force: true })
  await (await engineOn(building)).close()
  renameSync(building, folder)
}

const open = async (order: WorkerOrder): Promise<void> => {
  if (!existsSync(order.folder)) await initialise(order.folder)
  const database = await engineOn(order.folder)
  let turns = 0
  const wire = await createWire({
    password: order.password,
    idleInTransactionMs: order.idleInTransactionMs,
    onBroken: error => { throw error },
    engine: {
      run: async (messages, answer) => {
        turns += 1
        await database.execProtocolRawStream(messages, { onRawData: answer })
      },
      inTransaction: () => database.isInTransaction(),
    },
  })

  // A lone session has no checkpointer and no autovacuum: without these the log and dead rows only ever grow.
  let seen = turns
  let rounds = 0
  setInterval(() => {
    if (turns === seen) return
    rounds += 1
    wire.betweenTurns(rounds % vacuumEvery === 0 ? 'vacuum (analyze)' : 'checkpoint')
    seen = turns + 1
  }, housekeepingMs).unref()

  parentPort?.on('message', () => {
    wire.server.close()
    database.close().then(() => process.exit(0), () => process.exit(1))
  })
  wire.server.on('error', error => report({ kind: 'failed', message: String(error) }))
  wire.server.listen(order.listen, () => {
    const address = wire.server.address()
    report({ kind: 'ready', port: typeof address === 'object' && address !== null ? address.port : 0 })
  })
}

open(readOrder(workerData)).catch((error: unknown) => report({ kind: 'failed', message: String(error) }))
