import { ok, refuse, type Result } from '@unanimous/kernel'
import { hostRunStartSchema, hostRunStopSchema, limits, type FromRunner, type HostRunEnd, type HostRunNews, type RunnerEnd, type RunnerLanguage } from '@unanimous/protocol'
import type { z } from 'zod'
import type { Log } from '../../platform/log.ts'
import { createRateLimit } from '../../platform/rate-limit.ts'
import { createRoundDoor } from '../../platform/round-door.ts'
import type { HubSocket, SocketHub } from '../../platform/socket-hub.ts'
import { createRunnerLine } from './runner-line.ts'

interface HostRunnerNeeds {
  readonly hub: SocketHub
  readonly log: Log
  /** Where the runner listens and what both know; undefined when this host has none, and then its messages do not exist. */
  readonly runner: { readonly socket: string; readonly secret: string } | undefined
  /** The seat that this socket is the live tab of, in this session. */
  readonly liveSeat: (socket: HubSocket, session: string) => Promise<{ readonly seat: string } | undefined>
  /** The seats of a round's session while the round runs and is about code. */
  readonly seatsOfRunning: (session: string, round: string) => Promise<readonly string[] | undefined>
}

export interface HostRunner {
  /** What can be run at this moment. */
  languages(): readonly RunnerLanguage[]
  /** Whatever runs for a round stops with it. */
  roundEnded(round: string): void
  close(): void
}

interface HostRun { readonly socket: HubSocket; readonly session: string; readonly round: string; readonly seat: string }
type Start = z.output<typeof hostRunStartSchema>

const unknown = refuse('run/unknown', 'There is no such run.')
const tooMany = refuse('run/too-many', 'One run at a time: stop the one under way first.')
const noRunner = refuse('run/no-runner', 'The runner of this host is not there at the moment.')

const statuses: Record<RunnerEnd['how'], HostRunEnd['status']> = {
  finished: 'done', 'does-not-compile': 'failed', 'too-long': 'timed-out', 'too-much-memory': 'failed', 'too-much-output': 'failed',
  stopped: 'stopped', refused: 'unavailable', broken: 'unavailable',
}

const endFor = ({ how, exitCode, note, runMs, truncated }: RunnerEnd): HostRunEnd => {
  const failed = how === 'finished' && exitCode !== 0
  return { status: failed ? 'failed' : statuses[how], ms: runMs, truncated, message: failed && note === '' ? `The program ended with exit code ${exitCode}.` : note }
}

const eventFor = (answer: FromRunner): HostRunNews['event'] | undefined => {
  if (answer.type === 'output') return { kind: 'output', text: answer.text }
  if (answer.type === 'ended') return { kind: 'ended', end: endFor(answer.end) }
  return answer.step === 'run' ? { kind: 'running' } : undefined
}

const none: HostRunner = { languages: () => [], roundEnded: () => {}, close: () => {} }

/** Runs code for the pages of rounds that run, where this host has a runner. */
export const createHostRunner = ({ hub, log, runner, liveSeat, seatsOfRunning }: HostRunnerNeeds): HostRunner => {
  if (!runner) return none
  const line = createRunnerLine({ ...runner, log })
  const live = new Map<string, HostRun>()
  const rate = createRateLimit(limits.hostRunsPerMinute, 60_000)
  const door = createRoundDoor({ liveSeat, seatsOfRunning })
  const stopWhere = (matches: (run: HostRun) => boolean) => {
    for (const [id, run] of live) if (matches(run)) line.stop(id)
  }

  const begin = ({ session, run, language, code, stdin }: Start, mine: HostRun): Result<unknown> => {
    const begun = line.run({ type: 'run', id: run, owner: mine.seat, language, code, input: stdin }, answer => {
      if (answer.type === 'ended') live.delete(run)
      const event = eventFor(answer)
      if (event) mine.socket.emit('host-run:news', { session, run, event })
    })
    if (!begun) return noRunner
    live.set(run, mine)
    return ok({})
  }
  hub.on('host-run:start', hostRunStartSchema, async (message, socket) => {
    const entered = await door.enter(socket, message, rate.take)
    if (!entered.ok) return entered
    const { seat } = entered.value
    if (live.has(message.run) || [...live.values()].some(run => run.seat === seat)) return tooMany
    return begin(message, { socket, seat, session: message.session, round: message.round })
  })
  hub.on('host-run:stop', hostRunStopSchema, async (message, socket) => {
    if (live.get(message.run)?.socket.id !== socket.id) return unknown
    line.stop(message.run)
    return ok({})
  })
  hub.onDisconnect(socket => stopWhere(run => run.socket.id === socket.id))
  return {
    languages: () => line.languages().map(({ language }) => language),
    roundEnded(round) {
      door.roundEnded(round)
      stopWhere(run => run.round === round)
    },
    close: line.close,
  }
}
