import { useSyncExternalStore } from 'react'
import { readStored, writeStored } from '../../platform/stored.ts'

/** How one person likes their editor; the other sees none of it. */
export interface EditorPreferences {
  readonly fontPx: number
  readonly tabWidth: number
}

export const fontSizes = [12, 13, 14, 16, 18] as const
export const tabWidths = [2, 4, 8] as const

const oneOf = (allowed: readonly number[], text: string | undefined, fallback: number): number => allowed.find(each => String(each) === text) ?? fallback

let current: EditorPreferences = {
  fontPx: oneOf(fontSizes, readStored('editor-font'), 13),
  tabWidth: oneOf(tabWidths, readStored('editor-tab'), 2),
}
const listeners = new Set<() => void>()

export const setEditorPreferences = (change: Partial<EditorPreferences>): void => {
  current = { ...current, ...change }
  writeStored('editor-font', String(current.fontPx))
  writeStored('editor-tab', String(current.tabWidth))
  for (const listener of listeners) listener()
}

export const useEditorPreferences = (): EditorPreferences => useSyncExternalStore(
  listener => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  },
  () => current,
)
