import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { Failure } from './failure.mjs'

const HEARTBEAT_MS = 10_000
const PARENT_CHECK_MS = 250
const parentAtStart = process.ppid

/** @param {string} line */
export const say = (line) => process.stdout.write(`${line}\n`)

/**
 * Runs one quiet step: a line when it begins, a line every ten seconds, and its own output only when it fails.
 * @param {string} title @param {string} command @param {string[]} args
 * @param {{cwd: string, env: NodeJS.ProcessEnv, shell?: boolean, explain?: (output: string) => string}} options
 *   `explain` puts a failure into one line, in place of the whole output
 */
export async function step(title, command, args, options) {
  const startedAt = Date.now()
  const seconds = () => `${((Date.now() - startedAt) / 1000).toFixed(1)} s`
  say(`${title} …`)
  const heartbeat = setInterval(() => say(`${title}, still at it after ${seconds()}`), HEARTBEAT_MS)
  const { code, output } = await capture(command, args, options).finally(() => clearInterval(heartbeat))
  if (code !== 0) {
    if (options.explain) throw new Failure(options.explain(output))
    process.stderr.write(output)
    throw new Failure(`${title}: failed (exit ${code}). What it said stands above.`)
  }
  say(`${title}: done in ${seconds()}`)
}

/**
 * @param {string} command @param {string[]} args
 * @param {{cwd: string, env: NodeJS.ProcessEnv, shell?: boolean}} options
 * @returns {Promise<{code: number, output: string}>} output is both streams in the order they came
 */
export function capture(command, args, { cwd, env, shell = false }) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env, shell, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    child.on('error', (error) => resolve({ code: 127, output: `${output}${error.message}\n` }))
    child.on('close', (code, signal) => resolve({ code: exitCode(code, signal), output }))
  })
}

/**
 * Runs a command on our own terminal and hands its exit code back. Signals sent to us go on to it.
 * @param {string} command @param {string[]} args
 * @param {{cwd: string, env: NodeJS.ProcessEnv, patienceMs?: number}} options a child that ignores a signal for longer than
 *   `patienceMs` is killed; by default it has all the time it needs
 * @returns {Promise<number>}
 */
export function foreground(command, args, options) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: options.cwd, env: options.env, stdio: 'inherit' })
    const stopForwarding = forwardSignals(child, options.patienceMs)
    child.on('error', (error) => {
      process.stderr.write(`${error.message}\n`)
      stopForwarding()
      resolve(127)
    })
    child.on('exit', (code, signal) => {
      stopForwarding()
      resolve(exitCode(code, signal))
    })
  })
}

/** @param {import('node:child_process').ChildProcess} child @param {number} [patienceMs] */
function forwardSignals(child, patienceMs) {
  // Ctrl+C in a terminal already reaches the whole process group; sent on, the child would get it twice and might hurry.
  const forward = (/** @type {NodeJS.Signals} */ signal) => {
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    if (patienceMs !== undefined) setTimeout(() => child.kill('SIGKILL'), patienceMs).unref()
  }
  const signals = /** @type {NodeJS.Signals[]} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])
  for (const signal of signals) process.on(signal, forward)
  // npm sends a SIGTERM to the shell between us, which dies of it without a word to us: we only see our parent change.
  const watch = setInterval(() => {
    if (process.ppid === parentAtStart) return
    clearInterval(watch)
    forward('SIGTERM')
  }, PARENT_CHECK_MS)
  return () => {
    clearInterval(watch)
    for (const signal of signals) process.off(signal, forward)
  }
}

/** @param {number | null} code @param {NodeJS.Signals | null} signal */
function exitCode(code, signal) {
  return code ?? 128 + (signal ? (constants.signals[signal] ?? 0) : 0)
}
