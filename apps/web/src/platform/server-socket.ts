import { i18n } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { PROTOCOL_VERSION, type Ack, type ClientToServer, type CommandInput, type CommandName, type CommandOutput, type ServerToClient } from '@unanimous/protocol'
import { io, type Socket } from 'socket.io-client'
import { useSyncExternalStore } from 'react'
import { freshId, Refused } from './api.ts'
import { serverClock } from './clock.ts'
import { createOutbox } from './outbox.ts'
import { reloadOnce } from './reload-once.ts'
import { onWake } from './wake.ts'

/** The one line to the server: `connecting` at first, `connected`, `reconnecting` after a drop, `closed` when signed out or told to reload. */
export type LineState = 'connecting' | 'connected' | 'reconnecting' | 'closed'

/** What is known of the drop that the line is in: how often it has been tried, and whether the server said that it restarts. */
export interface Outage {
  readonly tries: number
  readonly isUpdate: boolean
}

type Line = Socket<ServerToClient, ClientToServer>

/** This tab, for as long as it is open; a reload keeps it, a duplicated tab gets its own on its first conflict. */
export const tabId = freshId()

let line: Line | undefined
let stopWatching = () => {}
let state: LineState = 'connecting'
let outage: Outage = { tries: 0, isUpdate: false }
const listeners = new Set<() => void>()
const tell = () => {
  for (const listener of listeners) listener()
}
const setState = (next: LineState) => {
  state = next
  if (next === 'connected') outage = { tries: 0, isUpdate: false }
  tell()
}
const learn = (news: Partial<Outage>) => {
  outage = { ...outage, ...news }
  tell()
}

const ackTimeoutMs = 8_000
const retryMaxMs = 2_000
const updateRetryMs = 700

/** Opens the line, or gives the open one. Signed-in pages only: the server refuses others. */
export const openLine = (): Line => {
  if (line) return line
  line = io({ path: '/socket', transports: ['websocket'], reconnectionDelay: 300, reconnectionDelayMax: retryMaxMs, randomizationFactor: 0.5 })
  stopWatching()
  stopWatching = onWake(() => void checkLine())
  line.on('connect', () => {
    setState('connected')
    line?.io.reconnectionDelayMax(retryMaxMs)
    void ask('hello', { protocol: PROTOCOL_VERSION, tab: tabId }).catch(() => undefined)
    outbox.release()
  })
  // Views, chat and the rest carry the server's time: a clock that was set is noticed before anything is asked.
  line.onAny((_event: string, message?: { readonly now?: unknown }) => {
    if (typeof message?.now === 'number') serverClock.observePush(message.now)
  })
  line.on('disconnect', reason => {
    // One that found the heartbeat missed lies in the library's buffer, which would send it before older ones.
    if (line) line.sendBuffer = line.sendBuffer.filter(({ data }) => !Array.isArray(data) || data[0] !== 'command')
    setState('reconnecting')
    // The library does not come back by itself after the server closed the line; a restarting server does so too.
    if (reason === 'io server disconnect') setTimeout(() => line?.connect(), 500)
  })
  line.on('connect_error', error => {
    if (error.message.includes('sign-in-first')) closeLine()
    // Refused for now, such as while the database is away: the library tries again by itself only when nobody answered.
    else if (line?.active === false) setTimeout(() => line?.connect(), 2_000)
  })
  line.io.on('reconnect_attempt', tries => learn({ tries }))
  line.on('goodbye', ({ reason }) => {
    // A restart takes seconds: this page comes back as soon as it can rather than at its leisure.
    if (reason === 'updating') {
      learn({ isUpdate: true })
      line?.io.reconnectionDelayMax(updateRetryMs)
    }
    if (reason === 'signed-out' || reason === 'not-yours') {
      closeLine()
      location.reload()
    }
    if (reason === 'protocol' && !reloadOnce()) closeLine()
  })
  return line
}

/** Ends the line, at sign-out. */
export const closeLine = (): void => {
  line?.disconnect()
  line = undefined
  outbox.close()
  setState('closed')
}

/** Drops the line and opens another, after the person behind the cookie has changed. */
export const renewLine = (): void => {
  line?.disconnect()
  line = undefined
  outbox.close()
  openLine()
}

const isSilence = (error: unknown): boolean => error instanceof Refused && error.code === 'network/unreachable'
const silence = () => new Refused('network/unreachable', i18n._(msg`The server does not answer. It will be tried again.`))

type Asked = { [E in keyof ClientToServer]: Parameters<ClientToServer[E]> }
type AnswerOf<E extends keyof ClientToServer> = Asked[E][1] extends (answer: Ack<infer T>) => void ? T : never

/** Sends a message and waits for its acknowledgement. Rejects with `Refused`, also when no answer comes. */
export const ask = async <E extends keyof ClientToServer>(event: E, message: Asked[E][0]): Promise<AnswerOf<E>> => {
  const sentMs = Date.now()
  const emit = openLine().timeout(ackTimeoutMs).emitWithAck.bind(openLine().timeout(ackTimeoutMs)) as unknown as (event: E, message: Asked[E][0]) => Promise<Ack<AnswerOf<E>>>
  const answer = await emit(event, message).catch(() => {
    throw silence()
  })
  serverClock.observe({ sentMs, serverMs: answer.now, receivedMs: Date.now() })
  if (answer.ok) return answer.output
  throw new Refused(answer.refusal.code, answer.refusal.message, answer.refusal)
}

const outbox = createOutbox({ isUp: () => openLine().connected, isSilence, silence })

/**
 * Sends a command. Without an answer the same command, with the same id, is sent again when the line is back, so that
 * it is applied exactly once, and before any that was made later; what the person typed stays where it is until then.
 */
export const send = async <N extends CommandName>(name: N, input: CommandInput<N>): Promise<CommandOutput<N>> => {
  const id = freshId()
  return outbox.send(() => ask('command', { id, name, input }) as Promise<CommandOutput<N>>)
}

/** Listens to a message from the server; returns how to stop. */
export const listen = <E extends keyof ServerToClient>(event: E, listener: ServerToClient[E]): (() => void) => {
  const to = openLine() as unknown as { on(event: string, listener: unknown): void; off(event: string, listener: unknown): void }
  to.on(event, listener)
  return () => to.off(event, listener)
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** How the line stands, for pages that say so. */
export const useLineState = (): LineState => useSyncExternalStore(subscribe, () => state)

/** What is known of the drop the line is in. */
export const useOutage = (): Outage => useSyncExternalStore(subscribe, () => outage)

const wakeAnswerMs = 2_000

/**
 * This machine may have slept or changed its network: whether the line still lives is asked at once, instead of waiting
 * until its heartbeat is missed, and a dead one is opened anew. One that is known to be down is tried anyway.
 */
const checkLine = async (): Promise<void> => {
  const asked = line
  if (!asked?.connected) return
  const answer = await asked.timeout(wakeAnswerMs).emitWithAck('hello', { protocol: PROTOCOL_VERSION, tab: tabId }).then(() => true, () => false)
  if (!answer && line === asked && asked.connected) asked.disconnect().connect()
}
