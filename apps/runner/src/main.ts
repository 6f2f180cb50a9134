import { rmSync } from 'node:fs'
import { createServer, type ListenOptions } from 'node:net'
import { isAbsolute } from 'node:path'
import { readRunnerConfig, type RunnerConfig } from './config.ts'
import { described } from './described.ts'
import { createDoor } from './door.ts'
import { openRunner, type OpenRunner } from './open-runner.ts'
import { createProgramRunner } from './run-program.ts'
import { createRuns } from './runs.ts'
import { verdictOf } from './verdict.ts'

const say = (line: string) => process.stdout.write(`runner: ${line}\n`)

/** One clear line and exit code 1: what an operator can act on. */
const giveUp = (message: string): never => {
  process.stderr.write(`runner: ${message}\n`)
  process.exit(1)
}

const proveTight = async (runner: OpenRunner) => {
  const { tight, lines } = verdictOf(await runner.selfTest(), runner.bounds)
  if (tight) return lines.forEach(say)
  runner.close()
  giveUp(lines.join('\nrunner: '))
}

const placeOf = (socket: string): ListenOptions => {
  if (isAbsolute(socket)) return { path: socket }
  const at = socket.lastIndexOf(':')
  return { host: socket.slice(0, at).replace(/^\[|\]$/g, ''), port: Number(socket.slice(at + 1)) }
}

const configured = readRunnerConfig(process.env)
const config: RunnerConfig = configured.ok ? configured.value : giveUp(configured.refusal.message)
// Nothing that is started from here needs any of it.
for (const name of Object.keys(process.env)) if (name !== 'PATH' && name !== 'HOME') delete process.env[name]
process.umask(0o077)

const opened = openRunner({ spoolParent: config.RUNNER_SPOOL, path: config.RUNNER_PATH, kotlin: config.RUNNER_KOTLIN, uid: config.RUNNER_UID })
const runner = opened.ok ? opened.value : giveUp(opened.refusal.message)
if (runner.toolchains.length === 0) giveUp(`there is no language to run here: ${runner.absent.map(({ language, reason }) => `${language}: ${reason}`).join('; ')}.`)
for (const { language, tool } of runner.toolchains) say(`${language}: ${tool}`)
for (const { language, reason } of runner.absent) say(`no ${language}: ${reason}`)
await proveTight(runner)

const runs = createRuns({ toolchains: runner.toolchains, runProgram: createProgramRunner(runner.boxer, runner.spool), atOnce: config.RUNNER_JOBS, log: say })
const server = createServer(createDoor({ secret: config.RUNNER_SECRET, runs, log: say, languages: runner.toolchains.map(({ language, tool }) => ({ language, tool })) }))

const stop = () => {
  runs.stopAll()
  server.close()
  runner.close()
  process.exit(0)
}
// Ended with whoever started it, even where that one was killed: it only waits for the end of what it is never sent.
if (process.argv.includes('--with-parent')) process.stdin.on('end', stop).on('error', stop).resume()
process.on('SIGTERM', stop)
process.on('SIGINT', stop)

server.on('error', (error) => giveUp(`RUNNER_SOCKET: cannot listen on ${config.RUNNER_SOCKET}: ${described(error)}`))
if (isAbsolute(config.RUNNER_SOCKET)) rmSync(config.RUNNER_SOCKET, { force: true })
// The group as well, so that a server of another user can be let in by it; the secret is asked of everybody.
process.umask(0o007)
server.listen(placeOf(config.RUNNER_SOCKET), () => say(`listening on ${config.RUNNER_SOCKET}, ${config.RUNNER_JOBS} at once`))
process.umask(0o077)
