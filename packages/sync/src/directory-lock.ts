import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { hostname } from 'node:os'
import { dirname, join } from 'node:path'

/** The directory can't be used: somebody else has it, or it can't be written. The message is one line for the operator. */
export class DirectoryUnavailable extends Error {}

interface Holder {
  readonly pid: number
  readonly startedAt: string
  readonly world: string
}

/** This boot of this machine; on systems that don't tell, the host's name. */
export const bootId = async (): Promise<string> =>
  (await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => hostname())).trim()

/** Takes a directory for this process alone; gives the way to release it. A holder that died is taken over. */
export const lockDirectory = async (directory: string): Promise<() => Promise<void>> => {
  const path = join(directory, 'lock')
  const self = JSON.stringify({ pid: process.pid, startedAt: await startOf(process.pid), world: await bootId() } satisfies Holder)
  try {
    await makeDirectory(directory)
    for (let attempt = 0; attempt < 5; attempt++) {
      if (await createLock(path, self)) return () => rm(path, { force: true })
      const held = await readFile(path, 'utf8').catch(() => '')
      const holder = parseHolder(held)
      if (holder !== undefined && (await isAlive(holder))) {
        throw new DirectoryUnavailable(`The documents folder ${directory} is in use by process ${holder.pid}.`)
      }
      await discardStale(path, held)
    }
  } catch (error) {
    if (error instanceof DirectoryUnavailable) throw error
    throw new DirectoryUnavailable(`The documents folder ${directory} can't be written: ${error instanceof Error ? error.message : String(error)}`)
  }
  throw new DirectoryUnavailable(`The documents folder ${directory} is being taken by several processes at once.`)
}

/** Makes a directory and what is missing above it. Node's own recursive mkdir never returns where a file system refuses by ENOENT, as /proc does. */
const makeDirectory = async (directory: string): Promise<void> => {
  const make = (): Promise<void> => mkdir(directory).catch((error: unknown) => {
    if (codeOf(error) !== 'EEXIST') throw error
  })
  try {
    await make()
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' || dirname(directory) === directory) throw error
    await makeDirectory(dirname(directory))
    await make()
  }
}

const createLock = async (path: string, content: string): Promise<boolean> => {
  try {
    const handle = await open(path, 'wx', 0o600)
    await handle.writeFile(content)
    await handle.close()
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
}

/** Moves a dead holder's file away. Of two processes doing so at once, the one that moved a live file puts it back. */
const discardStale = async (path: string, stale: string): Promise<void> => {
  const aside = `${path}.${process.pid}`
  try {
    await rename(path, aside)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return
    throw error
  }
  const moved = await readFile(aside, 'utf8')
  if (moved !== stale) await createLock(path, moved)
  await rm(aside, { force: true })
}

const parseHolder = (text: string): Holder | undefined => {
  try {
    const raw: unknown = JSON.parse(text)
    if (typeof raw !== 'object' || raw === null) return undefined
    const { pid, startedAt, world } = raw as Partial<Record<keyof Holder, unknown>>
    return typeof pid === 'number' && typeof startedAt === 'string' && typeof world === 'string' ? { pid, startedAt, world } : undefined
  } catch {
    return undefined
  }
}

const isAlive = async (holder: Holder): Promise<boolean> => {
  if (holder.world !== (await bootId())) return false
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    if (codeOf(error) === 'ESRCH') return false
  }
  return (await startOf(holder.pid)) === holder.startedAt
}

/** When a process started, in the kernel's ticks: a later process with the same number differs. */
const startOf = async (pid: number): Promise<string> => {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return stat.split(') ').at(-1)?.split(' ')[19] ?? 'unknown'
}

const codeOf = (error: unknown): unknown => (typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined)
