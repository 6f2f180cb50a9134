import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { say } from '../bootstrap/processes.mjs'

/** Whom the runner becomes when it is started as root; RUNNER_UID names another. */
const OWN_USER = '61234'
/** What it is told of our environment: nothing else of it is its business. */
const PASSED_ON = ['PATH', 'HOME', 'RUNNER_UID', 'RUNNER_JOBS', 'RUNNER_PATH', 'RUNNER_KOTLIN', 'RUNNER_SPOOL']

/** @param {string} root */
const runnerEntry = (root) => join(root, 'apps', 'runner', 'dist', 'main.js')

/**
 * Where RUNNER is bwrap and no RUNNER_SOCKET says that somebody else starts it: the runner as a process beside the server,
 * with a secret made for this start. It ends with us, however we end, because its standard input does.
 * @param {string} root @param {string} node @param {NodeJS.ProcessEnv} env @param {string} [entry]
 * @returns {{env: NodeJS.ProcessEnv, stop: () => Promise<void>}} what the server has to know, and how to end the runner
 */
export function startRunner(root, node, env, entry = runnerEntry(root)) {
  if (env.RUNNER !== 'bwrap' || env.RUNNER_SOCKET || !existsSync(entry)) return { env: {}, stop: async () => {} }
  const folder = mkdtempSync(join(tmpdir(), 'unanimous-runner-socket-'))
  const uid = Number(env.RUNNER_UID || OWN_USER)
  if (process.getuid?.() === 0) chownSync(folder, uid, uid)
  const shared = { RUNNER_SOCKET: join(folder, 'socket'), RUNNER_SECRET: randomBytes(32).toString('hex') }
  const passedOn = Object.fromEntries(PASSED_ON.flatMap((name) => (env[name] ? [[name, env[name]]] : [])))
  const child = spawn(node, [entry, '--with-parent'], { cwd: '/', env: { ...passedOn, RUNNER_UID: `${uid}`, ...shared }, stdio: ['pipe', 'inherit', 'inherit'] })
  child.stdin.on('error', () => {})
  const gone = new Promise((resolve) => child.once('close', resolve))
  child.once('close', (code) => {
    if (code !== 0) say('The runner is not there: only what browsers run can be run in rooms.')
  })
  return {
    env: shared,
    async stop() {
      child.stdin.end()
      await gone
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
