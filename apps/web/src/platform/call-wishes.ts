import { useSyncExternalStore } from 'react'
import { readStored, writeStored } from './stored.ts'

/** A key to hold while talking: where it sits, and what stands on it. */
export interface TalkKey {
  /** `KeyboardEvent.code`. */
  readonly code: string
  readonly label: string
}

/** How a person wants to be called, in this browser, in every call. */
export interface CallWishes {
  /** The browser's own: it takes fans and hum out, not the clicks of a keyboard. */
  readonly noiseSuppression: boolean
  /** Muted, except while the key is held. */
  readonly pushToTalk: boolean
  readonly talkKey: TalkKey
  /** Only through the relay, so that the other person learns no address. */
  readonly relayOnly: boolean
}

const KEY = 'call'
const spaceBar: TalkKey = { code: 'Space', label: 'space' }

const isTalkKey = (value: unknown): value is TalkKey =>
  typeof value === 'object' && value !== null && typeof (value as TalkKey).code === 'string' && typeof (value as TalkKey).label === 'string'

const wishesOf = (text: string | undefined): CallWishes => {
  const kept = parse(text)
  return {
    noiseSuppression: kept.noiseSuppression !== false,
    pushToTalk: kept.pushToTalk === true,
    talkKey: isTalkKey(kept.talkKey) ? kept.talkKey : spaceBar,
    relayOnly: kept.relayOnly === true,
  }
}

const parse = (text: string | undefined): Partial<CallWishes> => {
  try {
    return JSON.parse(text ?? '{}') as Partial<CallWishes>
  } catch {
    return {}
  }
}

let wishes = wishesOf(readStored(KEY))
const listeners = new Set<() => void>()

/** What is wished for now, for code that is no component. */
export const callWishes = (): CallWishes => wishes

/** Changes some of it; remembered in this browser. */
export const setCallWishes = (change: Partial<CallWishes>): void => {
  wishes = { ...wishes, ...change }
  writeStored(KEY, JSON.stringify(wishes))
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** What is wished for, kept up to date. */
export const useCallWishes = (): CallWishes => useSyncExternalStore(subscribe, callWishes)
