import { useSyncExternalStore } from 'react'
import { readStored, writeStored } from '../../platform/stored.ts'
import { keyMaps } from './keys/key-maps.ts'

export const editorThemes = ['page', 'light', 'dark', 'contrast-light', 'contrast-dark', 'paper', 'night'] as const
export type EditorTheme = (typeof editorThemes)[number]
export const editorFonts = ['geist', 'system'] as const
export type EditorFont = (typeof editorFonts)[number]
export const fontSizes = ['12', '13', '14', '16', '18', '21', '24'] as const
export const tabWidths = ['2', '4', '8'] as const
const switches = ['on', 'off'] as const

/** What each preference may be, its first value being what nobody has chosen. Kept in this browser under `editor-` and its name. */
const allowed = {
  keys: keyMaps,
  theme: editorThemes,
  face: editorFonts,
  font: ['13', ...fontSizes],
  tab: tabWidths,
  /** Long lines go on below. */
  wrap: ['off', 'on'],
  /** Suggestions while one types; they come by key all the same. */
  suggest: switches,
  /** What the language finds wrong. */
  problems: switches,
} as const

type Allowed = typeof allowed
/** How one person likes their editor; the other sees none of it. */
export type EditorPreferences = { readonly [Name in keyof Allowed]: Allowed[Name][number] }

const names = Object.keys(allowed) as (keyof Allowed)[]
const keyOf = (name: keyof Allowed): string => `editor-${name}`

/** The preferences that a store holds; what it holds of another age or another hand counts as not chosen. */
export const preferencesIn = (read: (key: string) => string | undefined): EditorPreferences => Object.fromEntries(names.map(name => {
  const stored = read(keyOf(name))
  return [name, allowed[name].find(each => each === stored) ?? allowed[name][0]]
})) as EditorPreferences

let current = preferencesIn(readStored)
const listeners = new Set<() => void>()

export const setEditorPreferences = (change: Partial<EditorPreferences>): void => {
  current = { ...current, ...change }
  for (const name of names) writeStored(keyOf(name), current[name] === allowed[name][0] ? undefined : current[name])
  for (const listener of listeners) listener()
}

export const useEditorPreferences = (): EditorPreferences => useSyncExternalStore(
  listener => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  },
  () => current,
)
