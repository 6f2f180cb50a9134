/**
 * One process per data folder. The embedded engine does not defend its folder: two processes on it
 * each see only their own rows, and one of them loses what it had acknowledged.
 */
import { execFileSync } from 'node:child_process'
import { closeSync, fstatSync, futimesSync, openSync, readFileSync, readlinkSync, rmSync, statSync, writeSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as passes } from 'node:timers/promises'

const heartbeatMs = 1_000
/** Three missed heartbeats; a take-over stays within five seconds. */
const silenceMs = 3_500

interface Holder {
  readonly pid: number
  /** Distinguishes a process from a later one that was given the same number. */
  readonly startedAt: string
  /** Where the pid means something: a boot and a pid namespace, or a host name. Two containers can share a folder. */
  readonly world: string
}

/** A folder held by this process. `release` may be called twice. */
export interface FolderLock {
  release(): void
}

/** Either the lock or the process that has it. */
export type LockAttempt = { readonly held: FolderLock } | { readonly holderPid: number }

const startOf = (pid: number): string | undefined => {
  try {
    if (process.platform === 'linux') {
      // The command name (field 2) may hold spaces and brackets; the start is field 22.
      return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19]
    }
    if (process.platform !== 'win32') return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim()
    process.kill(pid, 0)
    return 'unknown'
  }
  catch {
    return undefined
  }
}

const thisWorld = (): string => {
  try {
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${readlinkSync('/proc/self/ns/pid')}`
  }
  catch {
    return hostname()
  }
}

const readHolder = (path: string): Holder | undefined => {
  try {
    const { pid, startedAt, world } = JSON.parse(readFileSync(path, 'utf8')) as Partial<Holder>
    return typeof pid === 'number' && typeof startedAt === 'string' && typeof world === 'string' ? { pid, startedAt, world } : undefined
  }
  catch {
    return undefined
  }
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '')

const createExclusively = (path: string, content: string): number | undefined => {
  try {
    const file = openSync(path, 'wx', 0o600)
    writeSync(file, content)
    return file
  }
  catch (error) {
    if (codeOf(error) === 'EEXIST') return undefined
    throw error
  }
}

/** What a lock file looked like: a live holder's changes with every heartbeat. */
const lookOf = (path: string): string => {
  try {
    return `${statSync(path).mtimeMs} ${readFileSync(path, 'utf8')}`
  }
  catch {
    return 'gone'
  }
}

/** The look of a lock whose holder is dead, or undefined while it lives. */
const abandonedLook = async (path: string): Promise<string | undefined> => {
  const holder = readHolder(path)
  const look = lookOf(path)
  if (holder?.world === thisWorld()) return startOf(holder.pid) === holder.startedAt ? undefined : look
  // Comparing the file with itself over time needs no agreement between two machines' clocks.
  await passes(silenceMs)
  return lookOf(path) === look ? look : undefined
}

/** Removes the lock that looked like this. Only one process may be at it, or the second would remove the first one's new lock. */
const removeAbandoned = async (path: string, look: string): Promise<void> => {
  const guard = `${path}.takeover`
  const since = statSync(guard, { throwIfNoEntry: false })?.mtimeMs
  if (since !== undefined && Date.now() - since > silenceMs) rmSync(guard, { force: true })
  const file = createExclusively(guard, '')
  if (file === undefined) {
    // Somebody is at it, and is through in a moment.
    await passes(200)
    return
  }
  closeSync(file)
  if (lookOf(path) === look) rmSync(path, { force: true })
  rmSync(guard, { force: true })
}

/**
 * Takes the folder for this process, from a dead holder too. `onLost` is told when somebody removed
 * or replaced the lock file while this process lives: what it writes from then on is in danger.
 * Throws what the file system throws when the folder cannot be written.
 */
export const lockFolder = async (folder: string, onLost: (error: Error) => void): Promise<LockAttempt> => {
  const path = join(folder, 'lock')
  const me: Holder = { pid: process.pid, startedAt: startOf(process.pid) ?? 'unknown', world: thisWorld() }
  const content = `${JSON.stringify(me)}\n`
  let file = createExclusively(path, content)
  const abandoned = file === undefined ? await abandonedLook(path) : undefined
  if (abandoned !== undefined) {
    await removeAbandoned(path, abandoned)
    file = createExclusively(path, content)
  }
  return file === undefined ? { holderPid: readHolder(path)?.pid ?? 0 } : { held: hold(path, file, onLost) }
}

const hold = (path: string, file: number, onLost: (error: Error) => void): FolderLock => {
  const isOurs = (): boolean => statSync(path, { throwIfNoEntry: false })?.ino === fstatSync(file).ino
  const beat = setInterval(() => {
    const now = new Date()
    futimesSync(file, now, now)
    if (isOurs()) return
    clearInterval(beat)
    onLost(new Error(`the lock file ${path} was removed or replaced`))
  }, heartbeatMs)
  beat.unref()
  let released = false
  const release = (): void => {
    if (released) return
    released = true
    clearInterval(beat)
    process.removeListener('exit', release)
    if (isOurs()) rmSync(path, { force: true })
    closeSync(file)
  }
  process.on('exit', release)
  return { release }
}
