import { patched, type Json } from './json.ts'
import type { Change, Shared } from './tape.ts'

/** What was written once these changes are made, from `from` up to but without `to`. The state given is not touched. */
export const applyChanges = (shared: Shared, changes: readonly Change[], from: number, to: number): Shared => {
  const texts: Record<string, string> = { ...shared.texts }
  const maps: Record<string, Record<string, Json>> = {}
  for (let index = from; index < to; index++) {
    const change = changes[index]
    if (change === undefined) break
    const { target } = change
    if (change.kind === 'text') {
      const text = texts[target] ?? ''
      texts[target] = text.slice(0, change.at) + change.inserted + text.slice(change.at + change.removed)
      continue
    }
    const map = (maps[target] ??= Object.fromEntries(Object.entries(shared.maps[target] ?? {})))
    if (change.patch === null) delete map[change.key]
    else Object.defineProperty(map, change.key, { value: patched(Object.hasOwn(map, change.key) ? map[change.key] : undefined, change.patch), enumerable: true, configurable: true, writable: true })
  }
  return { texts, maps: { ...shared.maps, ...maps } }
}
