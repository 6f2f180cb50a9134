import type { JsonObject, Patch } from './json.ts'

/** What both wrote, at one moment: texts by root name (`code:typescript`, `outline`), maps by root name (`board`, `runs`). */
export interface Shared {
  readonly texts: Readonly<Record<string, string>>
  readonly maps: Readonly<Record<string, JsonObject>>
}

/** Before anybody wrote anything. */
export const nothingWritten: Shared = { texts: {}, maps: {} }

interface ChangeFrame {
  /** Round time, never smaller than that of the change before. */
  readonly atMs: number
  /** Place in the tape's list of seats; -1 for the server. */
  readonly by: number
  /** Belongs to the same edit as the change before it: stepping takes both. */
  readonly joins: boolean
  /** Root name of what was changed. */
  readonly target: string
}

/** A stretch of a text replaced by another. Places are counted in UTF-16 units, as the editor counts. */
export interface TextChange extends ChangeFrame {
  readonly kind: 'text'
  readonly at: number
  readonly removed: number
  readonly inserted: string
}

/** One entry of a map changed; a patch of null takes it away. */
export interface MapChange extends ChangeFrame {
  readonly kind: 'map'
  readonly key: string
  readonly patch: Patch | null
}

/** One thing that changed in a round's document. */
export type Change = TextChange | MapChange

/** A whole round's document as it came about. */
export interface Tape {
  readonly seats: readonly string[]
  readonly changes: readonly Change[]
  /** Records that could not be read; what they said is missing. */
  readonly unreadable: number
}
