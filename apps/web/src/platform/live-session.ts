import type { ChatMessage, RoundView, RoundViewMessage, SessionView, WatchAnswer } from '@unanimous/protocol'
import { useSyncExternalStore } from 'react'
import { hasFailed, Refused } from './api.ts'
import { isPhone } from './phone.ts'
import { ask, listen, openLine, tabId } from './server-socket.ts'

/** A session as this tab has it. `elsewhere`: another tab of the same person holds the seat. */
export interface LiveSession {
  readonly status: 'joining' | 'live' | 'elsewhere' | 'refused'
  /** There once the session was live, and kept while it is held elsewhere. */
  readonly view: SessionView | undefined
  /** The newest view of each round for this seat, by round. */
  readonly rounds: ReadonlyMap<string, RoundView>
  /** The newest messages, oldest first. */
  readonly chat: readonly ChatMessage[]
  readonly refusal: Refused | undefined
  /** Makes this tab the seat's live one. */
  readonly takeOver: () => void
}

/** `main` holds the seat; a `companion` stands beside it, on a phone for instance. */
export type Standing = 'main' | 'companion'

interface Known {
  readonly session: SessionView
  readonly rounds: ReadonlyMap<string, RoundViewMessage>
  readonly chat: readonly ChatMessage[]
}

const retryMs = 1_000
/** Long enough to go from one page of a session to another without the peer seeing anybody leave. */
const lingerMs = 1_500

/** An older view never replaces a newer one; an equal count is a round whose plan changed before its start. */
const withRound = (rounds: Known['rounds'], message: RoundViewMessage): Known['rounds'] => {
  const shown = rounds.get(message.round)
  return shown && message.counter < shown.counter ? rounds : new Map(rounds).set(message.round, message)
}

const withMessage = (chat: Known['chat'], message: ChatMessage): Known['chat'] =>
  chat.some(each => each.seq === message.seq) ? chat : [...chat, message].sort((a, b) => a.seq - b.seq)

const createLiveSession = (id: string, as: Standing) => {
  const besides = as === 'companion' ? { companion: true } : {}
  const takeOver = () => void watch(true)
  let snapshot: LiveSession = { status: 'joining', view: undefined, rounds: new Map(), chat: [], refusal: undefined, takeOver }
  let known: Known | undefined
  let stops: readonly (() => void)[] = []
  let retry: ReturnType<typeof setTimeout> | undefined
  const listeners = new Set<() => void>()

  const show = (next: Partial<LiveSession>) => {
    snapshot = { ...snapshot, ...next }
    for (const listener of listeners) listener()
  }
  const learn = (next: Known) => {
    known = next
    show({ status: 'live', view: next.session, rounds: new Map([...next.rounds].map(([round, message]) => [round, message.view])), chat: next.chat, refusal: undefined })
  }
  const arrive = ({ session, rounds, chat }: WatchAnswer) => {
    const merged = rounds.reduce(withRound, known?.rounds ?? new Map<string, RoundViewMessage>())
    learn({ session, rounds: merged, chat })
  }
  const moved = () => show({ status: 'elsewhere' })
  /** Not while this tab has the same session open again: the server knows the tab, not the page in it. */
  const unwatch = () => {
    if (openLine().connected && !live.has(keyOf(id, as))) void ask('unwatch', { session: id, ...besides }).catch(() => undefined)
  }

  const watch = async (takeOver: boolean): Promise<void> => {
    clearTimeout(retry)
    try {
      const answer = await ask('watch', { session: id, tab: tabId, takeOver, ...besides })
      if (stops.length === 0) return unwatch()
      arrive(answer)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      // Left while it was asked: without an answer, the server may have let this tab in nevertheless.
      if (stops.length === 0) return hasFailed(error) ? unwatch() : undefined
      if (error.code === 'room/moved') moved()
      else if (!hasFailed(error)) show({ status: 'refused', refusal: error })
      else if (stops.length > 0 && openLine().connected) retry = setTimeout(() => void watch(takeOver), error.retryAfterMs ?? retryMs)
    }
  }

  const start = () => {
    const line = openLine()
    const takesOver = as === 'main' && !isPhone()
    // Only the first opening takes the room from another tab; a tab that merely reconnects must not fight over it.
    const onConnect = () => snapshot.status !== 'elsewhere' && void watch(takesOver && known === undefined)
    line.on('connect', onConnect)
    stops = [
      () => line.off('connect', onConnect),
      listen('session:view', ({ view }) => known && view.session === id && learn({ ...known, session: view })),
      listen('round:view', message => known && message.view.session === id && learn({ ...known, rounds: withRound(known.rounds, message) })),
      listen('chat:message', ({ session, message }) => known && session === id && learn({ ...known, chat: withMessage(known.chat, message) })),
      listen('shown-out', ({ session }) => session === id && show({ status: 'refused', refusal: undefined })),
      listen('moved', ({ session }) => as === 'main' && session === id && moved()),
    ]
    if (line.connected) void watch(takesOver)
  }
  const stop = () => {
    clearTimeout(retry)
    for (const end of stops) end()
    stops = []
    if (snapshot.status === 'live') unwatch()
  }
  return { start, stop, listeners, snapshot: () => snapshot }
}

type Live = ReturnType<typeof createLiveSession>
const live = new Map<string, Live>()

const keyOf = (id: string, as: Standing) => `${as} ${id}`

const subscribe = (id: string, as: Standing, listener: () => void): (() => void) => {
  const key = keyOf(id, as)
  let each = live.get(key)
  if (!each) {
    each = createLiveSession(id, as)
    live.set(key, each)
    each.start()
  }
  const held = each
  held.listeners.add(listener)
  return () => {
    held.listeners.delete(listener)
    setTimeout(() => {
      if (held.listeners.size > 0 || live.get(key) !== held) return
      live.delete(key)
      held.stop()
    }, lingerMs)
  }
}

const joining: LiveSession = { status: 'joining', view: undefined, rounds: new Map(), chat: [], refusal: undefined, takeOver: () => undefined }
const subscribers = new Map<string, (listener: () => void) => () => void>()
const subscriberOf = (id: string, as: Standing) => {
  const key = keyOf(id, as)
  const made = subscribers.get(key) ?? ((listener: () => void) => subscribe(id, as, listener))
  subscribers.set(key, made)
  return made
}

/**
 * Watches a session from this tab: the newest view of everything in it, through drops and restarts. Opening it takes the
 * room over from another tab of the same seat, unless it stands beside that one. On a phone it is asked first: there, the
 * other page is most likely the laptop that one is sitting at.
 */
export const useLiveSession = (id: string, as: Standing = 'main'): LiveSession => useSyncExternalStore(subscriberOf(id, as), () => live.get(keyOf(id, as))?.snapshot() ?? joining)
