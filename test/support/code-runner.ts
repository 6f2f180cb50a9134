import { randomBytes } from 'node:crypto'
import { chownSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { FromRunner, RunnerEnd, RunnerLanguage } from '@unanimous/protocol'
import { startOutside, type OutsideProcess } from '@unanimous/testing'
import { onTestFinished } from 'vitest'
import { createRunnerLine, type RunnerLine } from '../../apps/server/src/features/host-runner/runner-line.ts'
import { silentLog } from '../../apps/server/src/platform/log.ts'
import { freshId } from './person.ts'

const main = resolve(import.meta.dirname, '../../apps/runner/src/main.ts')
const uid = 61_235

export interface CodeRunner {
  readonly socket: string
  readonly secret: string
  readonly process: OutsideProcess
  close(): Promise<void>
}

/** The runner as an operator starts it, once it has passed its self-test. */
export const openCodeRunner = async (environment: NodeJS.ProcessEnv = {}): Promise<CodeRunner> => {
  const folder = mkdtempSync(join(tmpdir(), 'unanimous-socket-'))
  if (process.getuid?.() === 0) chownSync(folder, uid, uid)
  const [socket, secret] = [join(folder, 'runner'), randomBytes(32).toString('hex')]
  const running = startOutside(process.execPath, [main], {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], RUNNER_SOCKET: socket, RUNNER_SECRET: secret, RUNNER_UID: `${uid}`, ...environment },
  })
  await running.saw(/listening on/)
  return {
    socket, secret, process: running,
    async close() {
      await running.stop('SIGTERM')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A line of a server to it, once it is up. */
export const openLine = async ({ socket, secret }: Pick<CodeRunner, 'socket' | 'secret'>): Promise<RunnerLine> => {
  const line = createRunnerLine({ socket, secret, log: silentLog })
  onTestFinished(() => line.close())
  while (line.languages().length === 0) await new Promise(again => setTimeout(again, 20))
  return line
}

export interface Ran { readonly end: RunnerEnd; readonly out: string; readonly err: string; readonly steps: readonly string[]; readonly messages: number }

/** Runs a program and gives everything that was heard of it. `hear` may stop it by its id. */
export const runOn = (line: RunnerLine, language: RunnerLanguage, code: string, options: { readonly input?: string; readonly owner?: string; readonly hear?: (answer: FromRunner) => void } = {}): Promise<Ran> => new Promise((resolve, reject) => {
  const heard: FromRunner[] = []
  const text = (stream: 'out' | 'err') => heard.map(answer => (answer.type === 'output' && answer.stream === stream ? answer.text : '')).join('')
  const begun = line.run({ type: 'run', id: freshId(), owner: options.owner ?? 'somebody', language, code, input: options.input ?? '' }, answer => {
    heard.push(answer)
    options.hear?.(answer)
    if (answer.type === 'ended') {
      resolve({ end: answer.end, out: text('out'), err: text('err'), steps: heard.flatMap(each => (each.type === 'started' ? [each.step] : [])), messages: heard.length })
    }
  })
  if (!begun) reject(new Error('there is no line'))
})
