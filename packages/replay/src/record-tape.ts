import * as Y from 'yjs'
import { diff, same, toJson, type Json } from './json.ts'
import type { RoundTime } from './round-time.ts'
import type { Change, MapChange, Tape, TextChange } from './tape.ts'

/** A record of a document's log, as far as a replay needs it. */
export interface DocumentRecord {
  /** The server's clock in ms. */
  readonly at: number
  readonly kind: string
  /** Whose edit it is; empty for the server's. */
  readonly seat: string
  /** A Yjs V1 update where `kind` is `update`. */
  readonly bytes: Uint8Array
}

/** The root names of a document that a replay shows. */
export interface Roots {
  readonly texts: readonly string[]
  readonly maps: readonly string[]
}

/** One change without its time, its author and its place in an edit. */
type BareText = Pick<TextChange, 'kind' | 'target' | 'at' | 'removed' | 'inserted'>
type Bare = BareText | Pick<MapChange, 'kind' | 'target' | 'key' | 'patch'>

type Written<T> = { -readonly [Key in keyof T]: T[Key] }

/** A long log is read in slices, so that it does not hold up what else a server does. */
const recordsPerTurn = 500

interface Delta { readonly retain?: number; readonly insert?: unknown; readonly delete?: number }

/** A delta as replacements from front to back, each counted in the text as the ones before it left it. */
const replacements = (target: string, delta: readonly Delta[]): BareText[] => {
  const found: Written<BareText>[] = []
  let at = 0
  let open: (typeof found)[number] | undefined
  for (const { retain, insert, delete: gone } of delta) {
    if (retain !== undefined) {
      at += retain
      open = undefined
      continue
    }
    if (open === undefined) {
      open = { kind: 'text', target, at, removed: 0, inserted: '' }
      found.push(open)
    }
    if (typeof insert === 'string') {
      open.inserted += insert
      at += insert.length
    }
    open.removed += gone ?? 0
  }
  return found
}

/** How one text became another, as one replacement. */
const replacement = (target: string, before: string, after: string): BareText[] => {
  if (before === after) return []
  const shorter = Math.min(before.length, after.length)
  let at = 0
  while (at < shorter && before[at] === after[at]) at++
  let tail = 0
  while (tail < shorter - at && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++
  return [{ kind: 'text', target, at, removed: before.length - at - tail, inserted: after.slice(at, after.length - tail) }]
}

const applied = (text: string, found: readonly BareText[]): string =>
  found.reduce((rest, { at, removed, inserted }) => rest.slice(0, at) + inserted + rest.slice(at + removed), text)

const halfPair = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/

/** Whether an edit cut a character in two: Yjs then replaces both halves, which no delta tells. */
const cutsCharacter = (text: string, found: readonly BareText[]): boolean =>
  found.some(({ at, inserted }) => halfPair.test(text.slice(Math.max(0, at - 1), at + 1)) || halfPair.test(text.slice(Math.max(0, at + inserted.length - 1), at + inserted.length + 1)))

/**
 * Watches one text by its deltas. They do not tell of a character cut in two, and count what is no character: then the texts
 * themselves are compared.
 */
const watchText = (doc: Y.Doc, name: string, changed: (bare: readonly BareText[]) => void): void => {
  const text = doc.getText(name)
  let known = ''
  let isPlain = true
  text.observe((event) => {
    const delta = event.delta as readonly Delta[]
    isPlain &&= delta.every(({ insert }) => insert === undefined || typeof insert === 'string')
    const told = isPlain ? replacements(name, delta) : []
    const found = isPlain && !cutsCharacter(applied(known, told), told) ? told : replacement(name, known, text.toString())
    known = applied(known, found)
    changed(found)
  })
}

/** Watches a document's roots and gives what the last update changed in them. */
const watch = (doc: Y.Doc, { texts, maps }: Roots): (() => Bare[]) => {
  let changed: Bare[] = []
  for (const name of texts) watchText(doc, name, (bare) => void changed.push(...bare))
  for (const name of maps) {
    const map = doc.getMap(name)
    const known = new Map<string, Json>()
    map.observeDeep((events) => {
      const keys = new Set(events.flatMap((event) => (event.target === map ? [...event.changes.keys.keys()] : [String(event.path[0])])))
      for (const key of keys) {
        const before = known.get(key)
        if (!map.has(key)) {
          if (known.delete(key)) changed.push({ kind: 'map', target: name, key, patch: null })
          continue
        }
        const value = map.get(key)
        const after = toJson(value instanceof Y.AbstractType ? value.toJSON() : value)
        if (before !== undefined && same(before, after)) continue
        known.set(key, after)
        changed.push({ kind: 'map', target: name, key, patch: before === undefined ? [0, after] : diff(before, after) })
      }
    })
  }
  return () => {
    const taken = changed
    changed = []
    return taken
  }
}

/**
 * Turns a document's log into a tape: what each record changed in the texts and maps that are shown, in round time. An update that
 * cannot be read is counted and passed over; what later ones say of it is then missing too.
 */
export const recordTape = async (records: readonly DocumentRecord[], roots: Roots, roundTime: RoundTime): Promise<Tape> => {
  const doc = new Y.Doc({ gc: false })
  const take = watch(doc, roots)
  const seats: string[] = []
  const changes: Change[] = []
  let unreadable = 0
  let last = 0
  const placeOf = (seat: string): number => {
    if (seat === '') return -1
    const place = seats.indexOf(seat)
    return place < 0 ? seats.push(seat) - 1 : place
  }
  for (const [line, { at, kind, seat, bytes }] of records.entries()) {
    if (line % recordsPerTurn === recordsPerTurn - 1) await new Promise((resolve) => setTimeout(resolve))
    if (kind !== 'update') continue
    try {
      Y.applyUpdate(doc, bytes)
    } catch {
      unreadable++
    }
    last = Math.max(last, Math.round(roundTime(at)))
    const by = placeOf(seat)
    for (const [index, change] of take().entries()) changes.push({ ...change, atMs: last, by, joins: index > 0 })
  }
  doc.destroy()
  return { seats, changes, unreadable }
}
