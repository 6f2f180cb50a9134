import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Socket } from 'node:net'
import { createLines, runnerHelloSchema, runnerProofText, RUNNER_WIRE_VERSION, toRunnerSchema, type FromRunner, type RunnerOffer } from '@unanimous/protocol'
import type { z } from 'zod'
import { runnerLimits } from './limits.ts'
import type { Runs } from './runs.ts'

export interface DoorNeeds {
  readonly secret: string
  readonly languages: readonly RunnerOffer[]
  readonly runs: Runs
  readonly log: (line: string) => void
}

type Challenge = { readonly type: 'challenge'; readonly version: typeof RUNNER_WIRE_VERSION; readonly nonce: string }
type Welcome = { readonly type: 'welcome'; readonly proof: string; readonly languages: readonly RunnerOffer[] }

const proofOf = (secret: string, text: string) => createHmac('sha256', secret).update(text).digest('base64url')

const isSame = (one: string, other: string) => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}

const parsed = <S extends z.ZodType>(schema: S, text: string): z.output<S> | undefined => {
  try {
    const result = schema.safeParse(JSON.parse(text))
    return result.success ? result.data : undefined
  } catch {
    return undefined
  }
}

/**
 * The one way in. A connection proves that it knows the secret before anything it says counts; the newest that did is the
 * one, since a server that was started again may come before its old connection is known to be dead.
 */
export const createDoor = ({ secret, languages, runs, log }: DoorNeeds): ((socket: Socket) => void) => {
  let current: Socket | undefined
  const say = (socket: Socket, message: FromRunner | Challenge | Welcome) => {
    if (socket.writable) socket.write(`${JSON.stringify(message)}\n`)
  }

  const welcome = (socket: Socket, nonce: string, text: string): boolean => {
    const hello = parsed(runnerHelloSchema, text)
    if (!hello || !isSame(hello.proof, proofOf(secret, runnerProofText('server', nonce, hello.nonce)))) return false
    current?.destroy()
    current = socket
    say(socket, { type: 'welcome', proof: proofOf(secret, runnerProofText('runner', nonce, hello.nonce)), languages })
    log('a server is connected')
    return true
  }
  const obey = (socket: Socket, text: string): boolean => {
    const message = parsed(toRunnerSchema, text)
    if (!message) return false
    if (message.type === 'stop') runs.stop(message.id)
    else runs.start(message, (answer) => say(socket, answer))
    return true
  }

  return (socket) => {
    const nonce = randomBytes(32).toString('base64url')
    let known = false
    const patience = setTimeout(() => socket.destroy(), runnerLimits.helloMs)
    const line = (text: string) => {
      // What is left of a chunk after the connection was closed counts for nothing.
      if (socket.destroyed) return
      const understood = known ? obey(socket, text) : welcome(socket, nonce, text)
      if (!understood) {
        log(known ? 'the server said something unknown; its connection is closed' : 'somebody without the secret was sent away')
        socket.destroy()
      }
      known ||= understood
      if (known) clearTimeout(patience)
    }
    socket.on('data', createLines({ mostBytes: runnerLimits.lineBytes, line, tooLong: () => socket.destroy() }))
    socket.on('error', () => socket.destroy())
    socket.on('close', () => {
      clearTimeout(patience)
      if (current !== socket) return
      current = undefined
      runs.stopAll()
    })
    say(socket, { type: 'challenge', version: RUNNER_WIRE_VERSION, nonce })
  }
}
