import { useSyncExternalStore } from 'react'

/** A media query that is asked for with every drawing of what depends on it: made once, listened to once each. */
export const mediaQuery = (query: string) => {
  let list: MediaQueryList | undefined
  const media = () => (list ??= matchMedia(query))
  const matches = () => media().matches
  const listen = (listener: () => void) => {
    media().addEventListener('change', listener)
    return () => media().removeEventListener('change', listener)
  }
  return { matches, useMatches: (): boolean => useSyncExternalStore(listen, matches) }
}
