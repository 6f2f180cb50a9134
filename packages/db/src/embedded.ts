import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Worker } from 'node:worker_threads'
import { type Result, ok, refuse } from '@unanimous/kernel'
import { type FolderLock, lockFolder } from './folder-lock.ts'
import { type WorkerOrder, type WorkerReport, readReport } from './pglite-worker-order.ts'
import { timeouts } from './pool.ts'

/** The embedded engine, running in its thread on a folder that this process holds. */
export interface EmbeddedEngine {
  readonly url: string
  stop(): Promise<void>
}

interface EmbeddedOptions {
  readonly dataDirectory: string
  readonly template?: string | undefined
  readonly password: string
  onFatal?(error: Error): void
}

/** `sun_path` holds 108 bytes on Linux and 104 on macOS, its closing zero among them. */
const longestSocketPath = 103
const socketName = '.s.PGSQL.5432'

/** Starts the engine on `DATA_DIR/database`, making it first when it is not there. */
export const startEmbedded = async (options: EmbeddedOptions): Promise<Result<EmbeddedEngine>> => {
  const dataDirectory = resolve(options.dataDirectory)
  const fatal = options.onFatal ?? (() => {})
  try {
    mkdirSync(dataDirectory, { recursive: true, mode: 0o700 })
    const attempt = await lockFolder(dataDirectory, fatal)
    if ('holderPid' in attempt) {
      return refuse('data-folder/locked', `DATA_DIR: ${dataDirectory} is in use by process ${attempt.holderPid}; stop it or choose another folder.`)
    }
    return await startLocked(dataDirectory, attempt.held, options, fatal)
  }
  catch (error) {
    if (!isFileSystemError(error)) throw error
    return refuse('data-folder/unwritable', `DATA_DIR: ${dataDirectory} cannot be written: ${error.message}.`)
  }
}

const startLocked = async (
  dataDirectory: string, lock: FolderLock, options: EmbeddedOptions, fatal: (error: Error) => void,
): Promise<Result<EmbeddedEngine>> => {
  const socket = socketFolder(dataDirectory)
  try {
    const folder = join(dataDirectory, 'database')
    if (options.template !== undefined && !existsSync(folder)) copyTemplate(options.template, folder)
    const started = await startWorker({
      folder, password: options.password, idleInTransactionMs: timeouts.idleInTransactionMs,
      listen: socket === undefined ? { host: '127.0.0.1', port: 0 } : { path: join(socket.folder, socketName) },
    })
    if ('failure' in started) {
      socket?.remove()
      lock.release()
      return refuse('database/unreadable', `DATA_DIR: the database in ${folder} cannot be opened: ${started.failure}.`)
    }
    const { worker, port } = started
    let stopping = false
    const gone = new Promise<void>(done => worker.once('exit', () => done()))
    worker.once('error', error => fatal(error instanceof Error ? error : new Error(String(error))))
    worker.once('exit', code => {
      if (!stopping) fatal(new Error(`the embedded database ended by itself with code ${code}`))
    })
    const stop = async (): Promise<void> => {
      stopping = true
      worker.postMessage('stop')
      await gone
      socket?.remove()
      lock.release()
    }
    return ok({ url: urlOf(options.password, socket?.folder, port), stop })
  }
  catch (error) {
    socket?.remove()
    lock.release()
    throw error
  }
}

const startWorker = async (order: WorkerOrder): Promise<{ worker: Worker, port: number } | { failure: string }> => {
  // The bundler finds this very expression and puts the place of the thread's own bundle here.
  const worker = new Worker(new URL('./pglite-worker.ts', import.meta.url), { workerData: order })
  const report = await new Promise<WorkerReport>(done => {
    const fail = (reason: unknown): void =>
      done({ kind: 'failed', message: reason instanceof Error ? reason.message : `its thread ended with code ${String(reason)}` })
    worker.once('error', fail)
    worker.once('exit', fail)
    worker.on('message', (said: unknown) => {
      const report = readReport(said)
      if (report === undefined) return
      worker.removeAllListeners('message')
      worker.removeListener('error', fail)
      worker.removeListener('exit', fail)
      done(report)
    })
  })
  if (report.kind === 'ready') return { worker, port: report.port }
  await worker.terminate()
  return { failure: report.message }
}

const urlOf = (password: string, socketIn: string | undefined, port: number): string =>
  socketIn === undefined
    ? `postgres://postgres:${password}@127.0.0.1:${port}/postgres`
    : `postgres://postgres:${password}@localhost:5432/postgres?host=${encodeURIComponent(socketIn)}`

/** Where the socket lies, in a folder that only this user may enter. None on Windows, where a loopback port is used. */
const socketFolder = (dataDirectory: string): { folder: string, remove(): void } | undefined => {
  if (process.platform === 'win32') return undefined
  const inside = join(dataDirectory, 'run')
  const fits = Buffer.byteLength(join(inside, socketName)) <= longestSocketPath
  const folder = fits ? inside : mkdtempSync(join(tmpdir(), 'unanimous-'))
  const remove = (): void => rmSync(folder, { recursive: true, force: true })
  if (fits) {
    // A killed process leaves its socket, and the name cannot be bound again before it is gone.
    remove()
    mkdirSync(folder, { mode: 0o700 })
  }
  return { folder, remove }
}

const copyTemplate = (template: string, folder: string): void => {
  const building = `${folder}.new`
  rmSync(building, { recursive: true, force: true })
  cpSync(template, building, { recursive: true })
  renameSync(building, folder)
}

const isFileSystemError = (error: unknown): error is Error =>
  error instanceof Error && 'syscall' in error && 'code' in error
