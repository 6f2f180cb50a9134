import { useSyncExternalStore } from 'react'

const query = () => matchMedia('(max-width: 47.9375em) and (pointer: coarse)')

/** Small and held in the hand: most likely not what somebody codes on. A desktop's page that is zoomed in is none. */
export const isPhone = (): boolean => query().matches

/** The same for what is drawn: a phone that is turned, or a window that is resized, counts at once. */
export const usePhone = (): boolean => useSyncExternalStore(
  listener => {
    const media = query()
    media.addEventListener('change', listener)
    return () => media.removeEventListener('change', listener)
  },
  isPhone,
)
