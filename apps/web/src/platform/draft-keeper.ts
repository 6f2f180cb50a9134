import { Refused } from './api.ts'

/** How the draft of a form stands with the server. `newer`: another tab saved a later one, and this one waits for a choice. */
export type SaveState =
  | { readonly kind: 'untouched' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved'; readonly at: number }
  | { readonly kind: 'newer' }
  | { readonly kind: 'failed'; readonly message: string }

interface Saved {
  readonly version: number
  readonly savedAt: number
}

interface Start<Draft> {
  readonly draft: Draft
  readonly version: number
  /** Sends a draft that was written over `version`; rejects with `Refused`. */
  readonly save: (version: number, draft: Draft) => Promise<Saved>
  /** The version that the server has now. */
  readonly newest: () => Promise<number>
}

const PAUSE_MS = 700
const RETRY_MS = 4_000

/** Whether waiting helps: the server was busy or away, and did not say no to the draft itself. */
const passes = ({ code, retryAfterMs }: Refused): boolean => retryAfterMs !== undefined || /^(network|rate|storage|server)\//.test(code)

/** The draft as it stands here, and the version that it was last known to be written over. */
export interface DraftNow<Draft> {
  readonly draft: Draft
  readonly version: number
}

export interface DraftKeeper<Draft> {
  readonly get: () => { readonly draft: Draft; readonly state: SaveState }
  readonly subscribe: (listener: () => void) => () => void
  /** Changes the draft at once and saves it when the hands rest. */
  readonly change: (next: (draft: Draft) => Draft) => void
  /** Saves what is not saved yet; settles with the newest draft when it has been answered, saved or not. */
  readonly flush: () => Promise<DraftNow<Draft>>
  /** What was done with the draft was refused because another tab has saved a newer one. */
  readonly outrun: () => void
  /** Keeps this draft over the newer one of another tab. */
  readonly overwrite: () => Promise<void>
}

/**
 * Keeps a form's draft on the server: one save at a time, because each names the version it was written over.
 * What was typed stays here whatever the server answers.
 */
export const createDraftKeeper = <Draft>({ draft: first, version: at, save, newest }: Start<Draft>): DraftKeeper<Draft> => {
  let now: { readonly draft: Draft; readonly state: SaveState } = { draft: first, state: { kind: 'untouched' } }
  let saved: Draft | undefined = first
  let version = at
  let running: Promise<void> | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  const listeners = new Set<() => void>()
  const set = (change: Partial<typeof now>) => {
    now = { ...now, ...change }
    for (const listener of listeners) listener()
  }
  const saveIn = (ms: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => void flush(), ms)
  }
  const sendOnce = async () => {
    const sent = now.draft
    set({ state: { kind: 'saving' } })
    try {
      const answer = await save(version, sent)
      version = answer.version
      saved = sent
      set({ state: { kind: 'saved', at: answer.savedAt } })
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      set({ state: error.code.endsWith('/newer-draft') ? { kind: 'newer' } : { kind: 'failed', message: error.message } })
      if (passes(error)) saveIn(error.retryAfterMs ?? RETRY_MS)
    }
  }
  const flush = async (): Promise<DraftNow<Draft>> => {
    clearTimeout(timer)
    if (running) {
      await running
      return flush()
    }
    if (now.draft === saved || now.state.kind === 'newer') return { draft: now.draft, version }
    running = sendOnce().finally(() => {
      running = undefined
    })
    await running
    return now.state.kind === 'saved' ? flush() : { draft: now.draft, version }
  }
  return {
    get: () => now,
    subscribe: listener => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    change: next => {
      const draft = next(now.draft)
      set(now.state.kind === 'newer' ? { draft } : { draft, state: { kind: 'waiting' } })
      saveIn(PAUSE_MS)
    },
    flush,
    outrun: () => {
      clearTimeout(timer)
      set({ state: { kind: 'newer' } })
    },
    overwrite: async () => {
      version = await newest()
      // Also where nothing was changed here: the server has the other tab's.
      saved = undefined
      set({ state: { kind: 'waiting' } })
      await flush()
    },
  }
}
