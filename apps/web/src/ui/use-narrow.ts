import { useSyncExternalStore } from 'react'

const query = () => matchMedia('(max-width: 63.9375em)')

/** Whether a room shows one pane beside its main one, or one alone, so that what interrupts cannot stand in a column. */
export const useNarrow = (): boolean => useSyncExternalStore(
  listener => {
    const media = query()
    media.addEventListener('change', listener)
    return () => media.removeEventListener('change', listener)
  },
  () => query().matches,
)
