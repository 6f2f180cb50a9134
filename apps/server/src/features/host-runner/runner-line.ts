import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { isAbsolute } from 'node:path'
import {
  createLines, fromRunnerSchema, runnerChallengeSchema, runnerProofText, runnerWelcomeSchema, RUNNER_WIRE_VERSION, type FromRunner, type RunnerEnd, type RunnerOffer, type ToRunner,
} from '@unanimous/protocol'
import type { z } from 'zod'
import { described, type Log } from '../../platform/log.ts'

type Order = Extract<ToRunner, { type: 'run' }>

/** The server's one connection to the process that runs code. It is made again whenever it is lost. */
export interface RunnerLine {
  /** What can be run now; empty while nobody is at the other end. */
  languages(): readonly RunnerOffer[]
  /** Answers come in order and end with `ended`, whatever happens to the line; false where there is no line. */
  run(order: Order, hear: (answer: FromRunner) => void): boolean
  stop(id: string): void
  close(): void
}

interface LineNeeds {
  /** Absolute path of its socket, or HOST:PORT. */
  readonly socket: string
  readonly secret: string
  readonly log: Log
}

const mostLineBytes = 1024 * 1024
const firstPauseMs = 250
const longestPauseMs = 10_000
const helloMs = 5_000

const lostEnd: RunnerEnd = { how: 'broken', exitCode: null, note: 'The runner went away. Run it again in a moment.', compileMs: 0, runMs: 0, truncated: false }

const dial = (socket: string): Socket => {
  if (isAbsolute(socket)) return connect({ path: socket })
  const at = socket.lastIndexOf(':')
  return connect({ host: socket.slice(0, at).replaceAll(/[[\]]/g, ''), port: Number(socket.slice(at + 1)) })
}

const parsed = <S extends z.ZodType>(schema: S, text: string): z.output<S> | undefined => {
  try {
    const result = schema.safeParse(JSON.parse(text))
    return result.success ? result.data : undefined
  } catch {
    return undefined
  }
}

const isSame = (one: string, other: string) => Buffer.byteLength(one) === Buffer.byteLength(other) && timingSafeEqual(Buffer.from(one), Buffer.from(other))

/** Each connection in turn: challenge, welcome, then answers. `false` where what was said belongs to none of it. */
const createConversation = (secret: string, socket: Socket, { welcomed, answered }: {
  readonly welcomed: (languages: readonly RunnerOffer[]) => void
  readonly answered: (answer: FromRunner) => void
}) => {
  const mine = randomBytes(32).toString('base64url')
  const proofOf = (who: 'server' | 'runner', theirs: string) => createHmac('sha256', secret).update(runnerProofText(who, theirs, mine)).digest('base64url')
  let theirs: string | undefined
  let known = false

  const greet = (text: string): boolean => {
    const challenge = parsed(runnerChallengeSchema, text)
    if (!challenge) return false
    theirs = challenge.nonce
    socket.write(`${JSON.stringify({ type: 'hello', version: RUNNER_WIRE_VERSION, nonce: mine, proof: proofOf('server', theirs) })}\n`)
    return true
  }
  const recognise = (nonce: string, text: string): boolean => {
    const welcome = parsed(runnerWelcomeSchema, text)
    if (!welcome || !isSame(welcome.proof, proofOf('runner', nonce))) return false
    known = true
    welcomed(welcome.languages)
    return true
  }
  return (text: string): boolean => {
    if (theirs === undefined) return greet(text)
    if (!known) return recognise(theirs, text)
    const answer = parsed(fromRunnerSchema, text)
    if (answer) answered(answer)
    return answer !== undefined
  }
}

export const createRunnerLine = ({ socket: place, secret, log }: LineNeeds): RunnerLine => {
  const underWay = new Map<string, (answer: FromRunner) => void>()
  /** Whether it has been recognised or not. */
  let dialled: Socket | undefined
  let current: Socket | undefined
  let offers: readonly RunnerOffer[] = []
  let pauseMs = firstPauseMs
  let again: NodeJS.Timeout | undefined
  let closed = false

  const answered = (answer: FromRunner) => {
    const hear = underWay.get(answer.id)
    if (answer.type === 'ended') underWay.delete(answer.id)
    hear?.(answer)
  }
  const lost = () => {
    if (offers.length > 0 && !closed) log.warn('the line to the runner was lost')
    current = undefined
    offers = []
    for (const id of underWay.keys()) answered({ type: 'ended', id, end: lostEnd })
    if (closed) return
    again = setTimeout(open, pauseMs)
    pauseMs = Math.min(pauseMs * 2, longestPauseMs)
  }
  const open = () => {
    const socket = dial(place)
    dialled = socket
    const patience = setTimeout(() => socket.destroy(), helloMs)
    const understand = createConversation(secret, socket, {
      answered,
      welcomed(languages) {
        clearTimeout(patience)
        pauseMs = firstPauseMs
        current = socket
        offers = languages
        log.info({ languages: languages.map(({ language }) => language) }, 'the runner is here')
      },
    })
    socket.on('data', createLines({
      mostBytes: mostLineBytes, tooLong: () => socket.destroy(),
      line: text => {
        if (socket.destroyed || understand(text)) return
        log.error('what listens on RUNNER_SOCKET does not speak as the runner does, or has another secret')
        socket.destroy()
      },
    }))
    socket.on('error', error => log.debug({ error: described(error) }, 'no line to the runner'))
    socket.on('close', () => {
      clearTimeout(patience)
      lost()
    })
  }
  open()
  const say = (message: ToRunner) => current?.write(`${JSON.stringify(message)}\n`)
  return {
    languages: () => offers,
    run(order, hear) {
      if (!current) return false
      underWay.set(order.id, hear)
      say(order)
      return true
    },
    stop: id => void say({ type: 'stop', id }),
    close() {
      closed = true
      clearTimeout(again)
      dialled?.destroy()
    },
  }
}
