import { useEffect, useState, useSyncExternalStore } from 'react'
import { createDraftKeeper, type DraftKeeper, type SaveState } from './draft-keeper.ts'

export interface KeptDraft<Draft> extends Omit<DraftKeeper<Draft>, 'get' | 'subscribe'> {
  readonly draft: Draft
  readonly state: SaveState
}

/** A form's draft that saves itself, also when the page is left. `start` is read once. */
export const useDraft = <Draft>(start: Parameters<typeof createDraftKeeper<Draft>>[0]): KeptDraft<Draft> => {
  const [keeper] = useState(() => createDraftKeeper(start))
  const { draft, state } = useSyncExternalStore(keeper.subscribe, keeper.get)
  useEffect(() => {
    const save = () => void keeper.flush()
    const onHidden = () => document.hidden && save()
    document.addEventListener('visibilitychange', onHidden)
    return () => {
      document.removeEventListener('visibilitychange', onHidden)
      save()
    }
  }, [keeper])
  return { draft, state, change: keeper.change, flush: keeper.flush, outrun: keeper.outrun, overwrite: keeper.overwrite }
}
