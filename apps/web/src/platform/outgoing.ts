import { useState, useSyncExternalStore } from 'react'

/** Something that is written here and then sent off. */
export interface Outgoing<Value> {
  readonly value: Value
  /** It travels: a second press sends nothing. */
  readonly busy: boolean
}

/** Holds what is written while it travels. The answer to it empties it only if it was not written on meanwhile. */
export const createOutgoing = <Value>(empty: Value) => {
  let now: Outgoing<Value> = { value: empty, busy: false }
  const listeners = new Set<() => void>()
  const set = (change: Partial<Outgoing<Value>>) => {
    now = { ...now, ...change }
    for (const listener of listeners) listener()
  }
  return {
    get: () => now,
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    write: (value: Value) => set({ value }),
    /** `go` says whether it was accepted. Says itself whether it was, and nothing else stands here by now. */
    send: async (go: (value: Value) => Promise<boolean>): Promise<boolean> => {
      if (now.busy) return false
      const sent = now.value
      set({ busy: true })
      try {
        const isDone = await go(sent) && now.value === sent
        if (isDone) set({ value: empty })
        return isDone
      } finally {
        set({ busy: false })
      }
    },
  }
}

/** The same for a component; `empty` is read once. */
export const useOutgoing = <Value>(empty: Value) => {
  const [held] = useState(() => createOutgoing(empty))
  const now = useSyncExternalStore(held.subscribe, held.get)
  return { ...now, write: held.write, send: held.send }
}
