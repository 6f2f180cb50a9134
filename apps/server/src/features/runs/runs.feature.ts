import { ok, refuse, type Clock, type Result } from '@unanimous/kernel'
import { limits, runLiveMessageSchema, runStopMessageSchema, type RunLiveNews, type RunStarted } from '@unanimous/protocol'
import type { z } from 'zod'
import { createRateLimit } from '../../platform/rate-limit.ts'
import { createRoundDoor } from '../../platform/round-door.ts'
import type { HubSocket, SocketHub } from '../../platform/socket-hub.ts'

interface RunsNeeds {
  readonly hub: SocketHub
  readonly clock: Clock
  /** The seat that this socket is the live tab of, in this session. */
  readonly liveSeat: (socket: HubSocket, session: string) => Promise<{ readonly seat: string } | undefined>
  /** The seats of a round's session while the round runs and is about code. */
  readonly seatsOfRunning: (session: string, round: string) => Promise<readonly string[] | undefined>
}

/** A run that somebody's page has under way. */
interface LiveRun extends Pick<RunLiveNews, 'session' | 'round' | 'run' | 'seat' | 'language' | 'cases' | 'startedAt'> {
  readonly socket: string
  readonly others: readonly string[]
  bytes: number
}

type LiveMessage = z.output<typeof runLiveMessageSchema>

export interface Runs {
  /** Nothing is passed on of a round that has ended. */
  roundEnded(round: string): void
}

const notHere = refuse('run/not-in-room', 'Open the room before running its code.')
const unknown = refuse('run/unknown', 'There is no such run.')
const tooMany = refuse('run/too-many', 'This is more than the other person can be shown.')

/** Passes on what runs say while they run, from the page that runs the code to the other seat. The records are in the documents. */
export const createRuns = ({ hub, clock, liveSeat, seatsOfRunning }: RunsNeeds): Runs => {
  const live = new Map<string, LiveRun>()
  /** Of a socket and a run: settles when storage has been asked whether it may begin. */
  const starting = new Map<string, Promise<void>>()
  const rate = createRateLimit(limits.runMessagesPer10s, 10_000)
  const door = createRoundDoor({ liveSeat, seatsOfRunning })

  const pass = (run: LiveRun, event: RunLiveNews['event']) => {
    const { session, round, seat, language, cases, startedAt } = run
    for (const other of run.others) hub.send(`seat:${other}`, 'run:live', { session, round, run: run.run, seat, language, cases, startedAt, event, now: clock.now() })
  }
  const start = async (message: LiveMessage, socket: HubSocket): Promise<Result<RunStarted>> => {
    if (message.event.kind !== 'started') return unknown
    const entered = await door.enter(socket, message)
    if (!entered.ok) return entered
    const { seat, seats } = entered.value
    if (live.has(message.run) || [...live.values()].filter(run => run.socket === socket.id).length >= limits.runsAtOnce) return tooMany
    const { language, cases } = message.event
    const run: LiveRun = {
      session: message.session, round: message.round, run: message.run, seat, language, cases, startedAt: clock.now(),
      socket: socket.id, others: seats.filter(other => other !== seat), bytes: 0,
    }
    live.set(run.run, run)
    pass(run, message.event)
    return ok({ startedAt: run.startedAt })
  }

  hub.on('run:live', runLiveMessageSchema, async (message, socket) => {
    const limited = await rate.take(socket.id)
    if (limited) return { ok: false, refusal: limited }
    const key = `${socket.id} ${message.run}`
    if (message.event.kind === 'started') {
      const begun = start(message, socket)
      const forget = () => void starting.delete(key)
      starting.set(key, begun.then(forget, forget))
      return begun
    }
    // A short run has ended before storage answers; what it says waits, or its end would be lost and it never end.
    await starting.get(key)
    // From memory, so that what was printed first arrives first.
    const run = live.get(message.run)
    if (!run || run.socket !== socket.id || run.session !== message.session) return unknown
    if (message.event.kind === 'output') run.bytes += Buffer.byteLength(message.event.text)
    if (run.bytes > limits.runOutputBytes) return tooMany
    if (message.event.kind === 'ended') live.delete(run.run)
    pass(run, message.event)
    return ok({ startedAt: run.startedAt })
  })
  hub.on('run:stop', runStopMessageSchema, async (message, socket) => {
    const mine = await liveSeat(socket, message.session)
    if (!mine) return notHere
    const run = live.get(message.run)
    if (!run || run.session !== message.session || !run.others.includes(mine.seat)) return unknown
    hub.send(`seat:${run.seat}`, 'run:stop', { session: run.session, run: run.run })
    return ok({})
  })
  hub.onDisconnect(socket => {
    for (const run of live.values()) {
      if (run.socket !== socket.id) continue
      live.delete(run.run)
      pass(run, { kind: 'gone' })
    }
  })
  return {
    roundEnded(round) {
      door.roundEnded(round)
      for (const run of live.values()) if (run.round === round) live.delete(run.run)
    },
  }
}
