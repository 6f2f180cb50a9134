import { linkSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { say } from './processes.mjs'

// A lock is a row of files lock.1, lock.2, …: the highest number counts. It is held while the process named in it lives,
// and free once that process is dead or has written `released`. Taking it means creating the next number, which the file
// system grants to one process only; a plain "delete the stale file, create mine" would let a slow second process delete
// the lock that a quick first one has just taken. A holder removes lower numbers, never its own.

const POLL_MS = 200

/**
 * Waits until this process holds the lock of `folder`; the answer releases it.
 * @param {string} folder
 * @param {(pid: number) => void} [onWait] called once, with the process that is waited for
 * @returns {Promise<() => void>}
 */
export async function takeLock(folder, onWait = (pid) => say(`Another start (process ${pid}) is setting up; waiting for it …`)) {
  mkdirSync(folder, { recursive: true })
  for (let told = false; ; ) {
    const outcome = tryLock(folder)
    if ('release' in outcome) return outcome.release
    if (!told && outcome.heldBy !== undefined) {
      onWait(outcome.heldBy)
      told = true
    }
    await wait(POLL_MS)
  }
}

/**
 * @param {string} folder
 * @returns {{release: () => void} | {heldBy: number | undefined}} undefined: somebody was quicker just now
 */
export function tryLock(folder) {
  const top = highest(folder)
  const holder = top === 0 ? undefined : read(folder, top)
  if (holder && !holder.released && isAlive(holder)) return { heldBy: holder.pid }
  const own = join(folder, `claim.${process.pid}`)
  writeFileSync(own, JSON.stringify({ pid: process.pid, startedAt: startOf(process.pid), released: false }))
  const mine = top + 1
  try {
    linkSync(own, fileOf(folder, mine))
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return { heldBy: undefined }
    throw error
  } finally {
    rmSync(own, { force: true })
  }
  // Read before the link, `top` may be long out of date and its successors' files already swept away; the highest is never.
  if (highest(folder) !== mine) {
    rmSync(fileOf(folder, mine), { force: true })
    return { heldBy: undefined }
  }
  for (const number of numbers(folder)) if (number < mine) rmSync(fileOf(folder, number), { force: true })
  return { release: () => release(folder, mine) }
}

/** @param {string} folder @param {number} number */
function release(folder, number) {
  const own = join(folder, `claim.${process.pid}`)
  writeFileSync(own, JSON.stringify({ pid: process.pid, released: true }))
  renameSync(own, fileOf(folder, number))
}

/** @param {string} folder @param {number} number */
const fileOf = (folder, number) => join(folder, `lock.${number}`)

/** @param {string} folder @returns {number[]} */
const numbers = (folder) => readdirSync(folder).flatMap((name) => (/^lock[.]\d+$/.test(name) ? [Number(name.slice(5))] : []))

/** @param {string} folder */
const highest = (folder) => Math.max(0, ...numbers(folder))

/** @param {string} folder @param {number} number @returns {{pid: number, startedAt?: string, released?: boolean} | undefined} */
function read(folder, number) {
  try {
    return JSON.parse(readFileSync(fileOf(folder, number), 'utf8'))
  } catch {
    return undefined
  }
}

/** @param {{pid: number, startedAt?: string}} holder */
function isAlive({ pid, startedAt }) {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ESRCH') return false
  }
  return startedAt === undefined || startedAt === startOf(pid)
}

/** A process id is used again after a restart; with its start time it is not. Known on Linux only. @param {number} pid */
function startOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[19]
  } catch {
    return undefined
  }
}
