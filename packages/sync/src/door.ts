import * as Y from 'yjs'
import { refuse, type Refusal } from '@unanimous/kernel'
import { ByteWriter, MalformedBytes } from './bytes.ts'
import type { ClientSeats } from './client-seats.ts'
import { integrationOrder } from './integration-order.ts'
import type { SyncLimits } from './limits.ts'
import type { StructStore } from './struct-store.ts'
import { type Section, type Struct, UpdateWalk } from './update-walk.ts'

/** What the door judges against: one document as the server knows it. */
export interface DocumentState {
  readonly store: StructStore
  readonly seats: ClientSeats
  readonly limits: SyncLimits
  /** The log lost its tail or was restored, and nobody has given the lost part back yet. */
  healing: boolean
}

/** How a frame came: while typing (`live`), or as the answer to our step 1 (`answer`), which may hold what the server lacks. */
export type Arrival = 'live' | 'answer'

/**
 * What became of an update. `as-sent`: taken, pass the same bytes on. `rewritten`: taken in part or cut to size, pass `update` on.
 * `nothing`: it held nothing new. `owes`: part of it needs structs the server lacks, so this client should be asked again later.
 * `tookOthers`: structs of other seats were taken because the document was rolled back; the caller records it.
 */
export type Verdict =
  | { readonly outcome: 'as-sent' }
  | { readonly outcome: 'rewritten'; readonly update: Uint8Array; readonly owes: boolean; readonly tookOthers: boolean }
  | { readonly outcome: 'nothing'; readonly owes: boolean }
  | { readonly outcome: 'refused'; readonly refusal: Refusal }

const asSent: Verdict = { outcome: 'as-sent' }
const nothing: Verdict = { outcome: 'nothing', owes: false }
const refused = (code: string, message: string): Verdict => ({ outcome: 'refused', refusal: refuse(code, message).refusal })
const malformed = refused('documents/malformed', 'The edit could not be read.')
/** Refused because something before it is missing. Dropped silently before a client's first answer, a reason to close after it. */
export const gap = refused('documents/gap', 'The edit builds on edits that the server does not have.')
const forged = refused('documents/forged-id', 'The edit claims to be written by somebody else.')
const tooManyIds = refused('documents/too-many-ids', 'This document was opened too often by the same person.')
const tooLarge = refused('documents/too-large', 'The document is full.')
const notTaken = refused('documents/not-taken', 'This part of the document takes nothing of that shape.')
const tooDeep = refused('documents/too-deep', 'The edit nests too deep.')

/** Client ids in one update; who was away sends those that wrote meanwhile. Ordering what they need of each other is quadratic in them. */
const mostSections = 4_096

/** Deleted ranges that are passed on as sent. More are merged first: a frame that repeats one range would cost its size for ever. */
const mostPlainDeletes = 32

// One walker for every frame of the process: nothing here waits, so no two frames are ever under way.
const walk = new UpdateWalk()

/** Judges the update in `bytes[from, to)` brought by `seat` and, unless refused, takes it into the document. */
export const judgeUpdate = (state: DocumentState, seat: string, bytes: Uint8Array, from: number, to: number, arrival: Arrival): Verdict => {
  try {
    walk.notesNeighbours = !state.store.guarded.isEmpty
    walk.walk(bytes, from, to)
    if (state.store.heldBytes + to - from > state.limits.documentBytes) return tooLarge
    if (walk.sectionCount > mostSections) return tooManyIds
    if (!rootsFit(state)) return tooLarge
    if (isPlain(state, seat)) return takePlain(state, seat, bytes)
    return takeCarefully(state, seat, bytes.slice(from, to), arrival)
  } catch (error) {
    if (error instanceof MalformedBytes) return malformed
    throw error
  }
}

/** Whether an update could write anything the document lacks; what a reader's answer is asked before it is dropped. */
export const isNews = ({ store }: DocumentState, bytes: Uint8Array, from: number, to: number): boolean => {
  try {
    walk.walk(bytes, from, to)
  } catch (error) {
    if (error instanceof MalformedBytes) return true
    throw error
  }
  let news = false
  for (let i = 0; i < walk.sectionCount; i++) news ||= walk.section(i).end > store.clockOf(walk.section(i).client)
  walk.eachDelete((client, clock, length) => {
    news ||= !store.deletes.has(client, clock, length)
  })
  return news
}

const rootsFit = ({ store, limits }: DocumentState): boolean => {
  if (walk.rootNames.size === 0) return true
  let fresh = 0
  for (const name of walk.rootNames) if (!store.rootNames.has(name)) fresh++
  return store.rootNames.size + fresh <= limits.rootTypes
}

/** What typing looks like: at most one client id, the sender's own, continuing where it stood, everything it needs known, few deletions. */
const isPlain = ({ store, seats }: DocumentState, seat: string): boolean => {
  if (walk.sectionCount > 1 || walk.deleteCount > mostPlainDeletes || walk.hasSkip || walk.hasNestedParent || !store.nested.isEmpty) return false
  if (store.namesGuarded(walk) || touchesGuarded(store)) return false
  if (walk.sectionCount === 1 && !continuesOwn(store, walk.section(0), seats.ownerOf(walk.section(0).client) ?? seat, seat)) return false
  return !walk.hasDeletes || deletesAreKnown(store)
}

const touchesGuarded = ({ guarded }: StructStore): boolean => {
  for (let i = 0; i < walk.neighbours.length; i += 2) if (guarded.holds(walk.neighbours[i] ?? 0, walk.neighbours[i + 1] ?? 0)) return true
  return false
}

const continuesOwn = (store: StructStore, { client, clock, count }: Section, owner: string, seat: string): boolean => {
  if (count === 0 || owner !== seat || clock !== store.clockOf(client)) return false
  for (const [needed, neededClock] of walk.needs) if (neededClock >= store.clockOf(needed)) return false
  return true
}

const deletesAreKnown = (store: StructStore): boolean => {
  const own = walk.sectionCount === 1 ? walk.section(0) : undefined
  let known = true
  walk.eachDelete((client, clock, length) => {
    const end = client === own?.client ? own.end : store.clockOf(client)
    known &&= clock + length <= end
  })
  return known
}

const takePlain = ({ store, seats }: DocumentState, seat: string, bytes: Uint8Array): Verdict => {
  if (walk.sectionCount === 0) {
    let news = false
    walk.eachDelete((client, clock, length) => {
      news ||= !store.deletes.has(client, clock, length)
    })
    if (!news) return nothing
  } else if (seats.claim(walk.section(0).client, seat) === 'too-many') return tooManyIds
  store.apply(bytes, walk)
  return asSent
}

/** Everything that isn't plain typing: overlaps, catch-up answers, several ids, nesting, and whatever a hostile client invents. */
const takeCarefully = (state: DocumentState, seat: string, bytes: Uint8Array, arrival: Arrival): Verdict => {
  const { store } = state
  const heals = state.healing && arrival === 'answer'
  const foreign = foreignClients(state, seat)
  if (foreign.size > 0 && arrival === 'live') return forged
  const update = cutToSize(store, bytes, heals ? new Map() : foreign)
  const structs: Struct[] = []
  walk.walk(update, 0, update.length, structs)
  const order = integrationOrder(structs, (client) => store.clockOf(client))
  if (store.nested.tooDeep(order)) return tooDeep
  if (!store.guarded.accept(order, update, state.limits.guardedMaps, (client) => state.seats.ownerOf(client) ?? seat)) return notTaken
  const accepted = writeAccepted(store, order)
  const owes = order.length < structs.length || accepted.beyond
  if (owes && arrival === 'live') return gap
  if (accepted.update === undefined) return { outcome: 'nothing', owes }
  return takeAccepted(state, seat, accepted.update, order, { owes, heals })
}

const takeAccepted = (
  state: DocumentState, seat: string, update: Uint8Array, order: readonly Struct[], { owes, heals }: { readonly owes: boolean; readonly heals: boolean },
): Verdict => {
  const tookOthers = heals && order.some((struct) => state.seats.ownerOf(struct.section.client) !== seat)
  const refusal = claimAll(state, seat, order, heals)
  if (refusal !== undefined) return refusal
  state.store.nested.admit(order)
  state.store.guarded.admit(order)
  walk.walk(update, 0, update.length)
  state.store.apply(update, walk)
  return { outcome: 'rewritten', update, owes, tookOthers }
}

/** Client ids of other seats that this update has new structs for, with the clock it claims for them. */
const foreignClients = ({ store, seats }: DocumentState, seat: string): Map<number, number> => {
  const foreign = new Map<number, number>()
  for (let i = 0; i < walk.sectionCount; i++) {
    const { client, end } = walk.section(i)
    const owner = seats.ownerOf(client)
    if (owner !== undefined && owner !== seat && end > store.clockOf(client)) foreign.set(client, end)
  }
  return foreign
}

/** The update without what is known and without the structs of `stripped`; deletions stay. The walker stands on the given bytes. */
const cutToSize = (store: StructStore, bytes: Uint8Array, stripped: ReadonlyMap<number, number>): Uint8Array => {
  const known = new ByteWriter()
  let cut = stripped.size > 0
  walk.walk(bytes, 0, bytes.length)
  known.varUint(walk.sectionCount)
  for (let i = 0; i < walk.sectionCount; i++) {
    const { client, clock } = walk.section(i)
    known.varUint(client)
    known.varUint(stripped.get(client) ?? store.clockOf(client))
    cut ||= clock < store.clockOf(client)
  }
  return cut ? Y.diffUpdate(bytes, known.take()) : bytes
}

/** The accepted structs and the deletions that are news, merged, as one update; undefined when neither is left. The walker stands on their source. */
const writeAccepted = (store: StructStore, order: readonly Struct[]): { update: Uint8Array | undefined; beyond: boolean } => {
  const sections = new Map<number, { clock: number; end: number; count: number; from: number; to: number }>()
  for (const { section, clock, length, from, to } of order) {
    const taken = sections.get(section.client)
    if (taken === undefined) sections.set(section.client, { clock, end: clock + length, count: 1, from, to })
    else Object.assign(taken, { end: clock + length, count: taken.count + 1, to })
  }
  const deletes = new Map<number, [number, number][]>()
  let beyond = false
  walk.eachDelete((client, clock, length) => {
    const end = sections.get(client)?.end ?? store.clockOf(client)
    const fits = Math.min(length, end - clock)
    beyond ||= fits < length
    if (fits <= 0 || store.deletes.has(client, clock, fits)) return
    const ranges = deletes.get(client)
    if (ranges === undefined) deletes.set(client, [[clock, fits]])
    else ranges.push([clock, fits])
  })
  if (sections.size === 0 && deletes.size === 0) return { update: undefined, beyond }
  const { bytes } = walk.reader
  const writer = new ByteWriter(bytes.length + 16)
  writer.varUint(sections.size)
  for (const [client, { clock, count, from, to }] of sections) {
    writer.varUint(count)
    writer.varUint(client)
    writer.varUint(clock)
    writer.raw(bytes, from, to)
  }
  writer.varUint(deletes.size)
  for (const [client, ranges] of deletes) {
    const merged = mergedRanges(ranges)
    writer.varUint(client)
    writer.varUint(merged.length)
    for (const value of merged.flat()) writer.varUint(value)
  }
  return { update: writer.take(), beyond }
}

/** Ranges of clock and length in their order, without overlaps or neighbours. */
const mergedRanges = (ranges: readonly [number, number][]): [number, number][] => {
  const merged: [number, number][] = []
  for (const [clock, length] of ranges.toSorted(([a], [b]) => a - b)) {
    const last = merged.at(-1)
    if (last === undefined || clock > last[0] + last[1]) merged.push([clock, length])
    else last[1] = Math.max(last[1], clock + length - last[0])
  }
  return merged
}

/** Gives every accepted id to the sender. While healing, ids nobody owns may be somebody's whose claim was lost: those stay open. */
const claimAll = ({ seats }: DocumentState, seat: string, order: readonly Struct[], heals: boolean): Verdict | undefined => {
  for (const client of new Set(order.map((struct) => struct.section.client))) {
    if (heals && seats.ownerOf(client) !== seat) continue
    const claim = seats.claim(client, seat)
    if (claim === 'too-many') return tooManyIds
    if (claim === 'forged') return forged
  }
  return undefined
}
