import { useEffect, useState, useSyncExternalStore } from 'react'
import { createDraftKeeper, type DraftKeeper } from '../../platform/draft-keeper.ts'

/** What was written here and how it stands with the server. Until it is `kept` it is on this page alone, so this page shows it. */
export interface KeptText<Value> {
  readonly value: Value
  readonly state: 'kept' | 'waiting' | 'saving' | 'failed'
  /** Why the server did not take it. It stays, and goes again with the next change or when it is left. */
  readonly refusal: string | undefined
}

export type KeptTexts<Value> = ReadonlyMap<string, KeptText<Value>>

interface Entry<Value> {
  readonly keeper: DraftKeeper<Value>
  /** What the server is known to hold. */
  held: Value
}

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

const show = <Value>({ keeper, held }: Entry<Value>): KeptText<Value> => {
  const { draft, state } = keeper.get()
  const isKept = state.kind === 'untouched' || state.kind === 'saved' || isSame(draft, held)
  const shown = isKept ? 'kept' : state.kind === 'saving' || state.kind === 'failed' ? state.kind : 'waiting'
  return { value: draft, state: shown, refusal: shown === 'failed' && state.kind === 'failed' ? state.message : undefined }
}

/** Texts that save themselves, each by its own id and in the order in which it was changed. Nobody else writes them meanwhile. */
export const createKeptTexts = <Value>(save: (id: string, value: Value) => Promise<unknown>) => {
  const entries = new Map<string, Entry<Value>>()
  const listeners = new Set<() => void>()
  let shown: KeptTexts<Value> = new Map()
  const tell = () => {
    shown = new Map([...entries].map(([id, entry]) => [id, show(entry)]))
    for (const listener of listeners) listener()
  }
  const begin = (id: string, held: Value): Entry<Value> => {
    const keeper = createDraftKeeper<Value>({
      draft: held, version: 0, newest: async () => 0,
      save: async (_version, value) => {
        await save(id, value)
        entry.held = value
        return { version: 0, savedAt: 0 }
      },
    })
    const entry: Entry<Value> = { keeper, held }
    keeper.subscribe(tell)
    entries.set(id, entry)
    return entry
  }
  return {
    get: () => shown,
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    /** `held` is what the server has of it, so far as this page knows. */
    change: (id: string, held: Value, next: Value) => (entries.get(id) ?? begin(id, held)).keeper.change(() => next),
    /** Sends what is not kept yet, now: one of them, or all. */
    flush: (id?: string) => {
      for (const [each, { keeper }] of entries) if (id === undefined || id === each) void keeper.flush()
    },
    /** What the server is seen to hold needs no word from here any more. */
    settle: (heldOf: (id: string) => Value) => {
      const done = [...entries].filter(([id, entry]) => show(entry).state === 'kept' && isSame(entry.keeper.get().draft, heldOf(id)))
      for (const [id] of done) entries.delete(id)
      if (done.length > 0) tell()
    },
  }
}

/** Such texts for as long as a room is open; what was typed in its last moment goes along when it is left. `save` is read once. */
export const useKeptTexts = <Value>(save: (id: string, value: Value) => Promise<unknown>, heldOf: (id: string) => Value) => {
  const [store] = useState(() => createKeptTexts(save))
  const texts = useSyncExternalStore(store.subscribe, store.get)
  useEffect(() => store.settle(heldOf))
  useEffect(() => {
    const onHidden = () => document.hidden && store.flush()
    document.addEventListener('visibilitychange', onHidden)
    return () => {
      document.removeEventListener('visibilitychange', onHidden)
      store.flush()
    }
  }, [store])
  return { texts, change: store.change, flush: store.flush }
}
