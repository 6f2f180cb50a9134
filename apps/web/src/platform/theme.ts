import { useSyncExternalStore } from 'react'
import { mediaQuery } from './media-query.ts'
import { readStored, writeStored } from './stored.ts'

export type Theme = 'system' | 'light' | 'dark'

// public/theme.js reads the same key before the first paint.
const KEY = 'theme'
const listeners = new Set<() => void>()
const parse = (text: string | undefined): Theme => (text === 'light' || text === 'dark' ? text : 'system')
let current: Theme = parse(readStored(KEY))

/** Chooses a theme on this browser; `system` follows the operating system again. */
export const setTheme = (theme: Theme): void => {
  current = theme
  writeStored(KEY, theme === 'system' ? undefined : theme)
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
  for (const listener of listeners) listener()
}

const listen = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
const chosen = () => current

/** The chosen theme, not the resolved one. */
export const useTheme = (): Theme => useSyncExternalStore(listen, chosen)

const dark = mediaQuery('(prefers-color-scheme: dark)')

/** Whether the page is dark now, by choice or by the operating system; for what does not take its colours from the page. */
export const useIsDark = (): boolean => {
  const theme = useTheme()
  const system = dark.useMatches()
  return theme === 'system' ? system : theme === 'dark'
}
